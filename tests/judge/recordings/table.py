"""Which call of an official client brings practice to answer with a document like a recorded one."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Callable, Iterable

import globus_sdk

from .catalog import Recording

if TYPE_CHECKING:
    from .scene import Scene

Make = Callable[["Scene", Recording], globus_sdk.GlobusHTTPResponse]


@dataclass(frozen=True)
class Answer:
    """What practice answered, as the SDK parsed it."""

    status: int
    document: Any


@dataclass(frozen=True)
class Call:
    """Makes a document through the SDK, and says what is known to differ from the recording."""

    make: Make
    # Places where practice says null although the recording has a value.
    nulls: frozenset[str]
    # Places that are not looked at, each with its reason.
    ignore: dict[str, str]
    # The status, where it is not the recorded one on purpose.
    status: int | None
    # The part of the recording that is the document.
    part: Callable[[Any], Any]

    def answer(self, scene: Scene, recording: Recording) -> Answer:
        try:
            response = self.make(scene, recording)
        except globus_sdk.GlobusAPIError as error:
            return Answer(error.http_status, error.raw_json)
        # Clients of Connect Server unpack the envelope; the recording is the whole of it.
        return Answer(response.http_status, getattr(response, "full_data", response.data))


CALLS: dict[tuple[str, str | None], Call] = {}


def answers(
    name: str,
    *cases: str,
    nulls: Iterable[str] = (),
    ignore: dict[str, str] | None = None,
    status: int | None = None,
    part: Callable[[Any], Any] = lambda document: document,
) -> Callable[[Make], Make]:
    """Registers what answers a response set: all its cases, or those that are named."""

    def register(make: Make) -> Make:
        call = Call(make, frozenset(nulls), ignore or {}, status, part)
        for case in cases or (None,):
            assert (name, case) not in CALLS, f"{name}:{case} is registered twice"
            CALLS[(name, case)] = call
        return make

    return register


def key_for(recording: Recording) -> tuple[str, str | None] | None:
    """The row of the table that a recording falls under: its own, or the one of its set."""
    keys = [(recording.set, recording.case), (recording.set, None)]
    return next((key for key in keys if key in CALLS), None)


# Response sets of routes that practice does not serve, and why.
NOT_SERVED: dict[str, str] = {
    "compute.*": "another service: running functions",
    "flows.*": "another service: automation",
    "search.*": "another service: catalogues",
    "timer.*": "another service: repeated transfers",
}


def not_served(**reasons: dict[str, str]) -> None:
    """Names response sets (with `*`) whose routes practice does not serve: `service={"pattern": "reason"}`."""
    for service, patterns in reasons.items():
        NOT_SERVED.update({f"{service}.{pattern}": reason for pattern, reason in patterns.items()})


def patterns_for(recording: Recording) -> list[str]:
    """The rows of NOT_SERVED that a recording falls under."""
    names = (recording.set, str(recording))
    return [it for it in NOT_SERVED if any(fnmatchcase(name, it) for name in names)]
