"""Every recorded answer of the installed package, by name."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
from dataclasses import dataclass
from typing import Any, Iterator

from globus_sdk.testing import RegisteredResponse, data, get_response_set


@dataclass(frozen=True)
class Recording:
    """One answer: set and case as the package names them, and what was answered."""

    set: str
    case: str
    service: str | None
    method: str
    path: str
    status: int
    document: Any

    def __str__(self) -> str:
        return f"{self.set}:{self.case}"


def all_recordings() -> list[Recording]:
    """All of them, in the order of their names."""
    return [recording for name in sorted(_set_names()) for recording in _cases(name)]


def _set_names() -> Iterator[str]:
    prefix = f"{data.__name__}."
    for module in pkgutil.walk_packages([os.path.dirname(data.__file__)], prefix):
        if not module.ispkg and hasattr(importlib.import_module(module.name), "RESPONSES"):
            yield module.name[len(prefix) :]


def _cases(name: str) -> Iterator[Recording]:
    responses = get_response_set(name)
    for case in responses.cases():
        found = responses.lookup(case)
        if isinstance(found, RegisteredResponse):
            yield _recording(name, case, found)
        else:
            # A paged answer: one recording for each page.
            for page, response in enumerate(found.responses):
                yield _recording(name, f"{case}[{page}]", response)


def _recording(name: str, case: str, response: RegisteredResponse) -> Recording:
    document = response.json
    if document is None and response.body:
        document = json.loads(response.body)
    return Recording(name, case, response.service, response.method, response.path, response.status, document)
