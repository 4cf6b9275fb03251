"""When two documents are of the same shape.

The rule, for a recorded document and a served one:

- Every key of the recorded object is in the served one. More keys are fine: many recordings are trimmed.
- The JSON type of its value is the same. Whole numbers and fractions are both numbers.
- A recorded null says only that the key is there: it may hold null or the type that it has elsewhere.
- A served null fits every type, but it is noted: who calls has to name the keys where practice answers null although
  the recording knows a value.
- Times are written in the same form: with `T` or with a blank, and with the same kind of offset.
- `DATA_TYPE` is the same word; its version (`#1.0.0`) may differ. `code` is the same word in any case.
- Lists: each recorded element has a served one like it, and each served element is like a recorded one of the same
  DATA_TYPE (or JSON type). An empty recorded list says only that there is a list.
- An object whose keys are all ids is a map: its values are compared as if they were a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Iterable

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")
# Keys whose words are the contract itself.
WORDS = ("DATA_TYPE", "code")


@dataclass
class Findings:
    """What is different, and where practice says null."""

    differences: list[str] = field(default_factory=list)
    nulls: set[str] = field(default_factory=set)

    def add(self, other: Findings) -> None:
        self.differences += other.differences
        self.nulls |= other.nulls

    @property
    def weight(self) -> tuple[int, int]:
        return len(self.differences), len(self.nulls)


def compare(recorded: Any, served: Any, ignore: Iterable[str] = (), where: str = "") -> Findings:
    """Holds a served document against a recorded one. Places in `ignore` are not looked at."""
    ignore = tuple(ignore)
    found = Findings()
    if where in ignore or recorded is None:
        return found
    if served is None:
        found.nulls.add(where)
        return found
    wanted, given = json_type(recorded), json_type(served)
    if wanted != given:
        found.differences.append(f"{where or 'the document'}: {given} instead of {wanted}")
    elif wanted == "object":
        found.add(_compare_objects(recorded, served, ignore, where))
    elif wanted == "list":
        found.add(_compare_lists(recorded, served, ignore, where))
    elif wanted == "text":
        found.differences += _compare_texts(recorded, served, where)
    return found


def json_type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    names = {dict: "object", list: "list", str: "text", type(None): "null"}
    return names[type(value)]


def _compare_objects(recorded: dict, served: dict, ignore: tuple[str, ...], where: str) -> Findings:
    if recorded and all(ID.fullmatch(key) for key in recorded):
        return _compare_lists(list(recorded.values()), list(served.values()), ignore, f"{where}{{}}")
    found = Findings()
    for key, value in recorded.items():
        place = f"{where}.{key}" if where else key
        if key in served:
            found.add(compare(value, served[key], ignore, place))
        elif place not in ignore:
            found.differences.append(f"{place}: missing")
    return found


def _compare_lists(recorded: list, served: list, ignore: tuple[str, ...], where: str) -> Findings:
    place = where if where.endswith("{}") else f"{where}[]"
    found = Findings()
    if place in ignore or not recorded:
        return found
    for element in recorded:
        fits = [compare(element, other, ignore, place) for other in served if is_of_kind(element, other)]
        if fits:
            found.add(min(fits, key=lambda it: it.weight))
        else:
            found.differences.append(f"{place}: no {kind(element)} in it")
    for element in served:
        fits = [compare(other, element, ignore, place) for other in recorded if is_of_kind(other, element)]
        if fits:
            found.differences += min(fits, key=lambda it: it.weight).differences
    return Findings(sorted(set(found.differences)), found.nulls)


def is_of_kind(recorded: Any, served: Any) -> bool:
    """Trimmed recordings may have lost their DATA_TYPE."""
    return kind(served) == kind(recorded) or (kind(recorded) == "object" == json_type(served))


def kind(value: Any) -> str:
    """What an element of a list is: its DATA_TYPE without the version, or its JSON type."""
    if isinstance(value, dict) and isinstance(value.get("DATA_TYPE"), str):
        return value["DATA_TYPE"].partition("#")[0]
    return json_type(value)


def _compare_texts(recorded: str, served: str, where: str) -> list[str]:
    key = where.rpartition(".")[2]
    if key in WORDS and _word(recorded) != _word(served):
        return [f"{where}: {served!r} instead of {recorded!r}"]
    wanted, given = TIME.fullmatch(recorded), TIME.fullmatch(served)
    if wanted and not (given and wanted.groups() == given.groups()):
        return [f"{where}: {served!r} is not written like the time {recorded!r}"]
    return []


def _word(text: str) -> str:
    return text.partition("#")[0].lower()
