"""The rule by which documents are held against each other, on documents of our own."""

import pytest

from recordings.shape import compare

ONE, TWO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


@pytest.mark.parametrize(
    "recorded, served",
    [
        ({"name": "a"}, {"name": "b", "more": 1}),
        ({"size": 1}, {"size": 2.5}),
        ({"label": None}, {"label": "text"}),
        ({"items": []}, {"items": [1, "two"]}),
        ({"DATA_TYPE": "result#1.0.0"}, {"DATA_TYPE": "result#1.1.0"}),
        ({"code": "success"}, {"code": "Success"}),
        ({"time": "2024-02-06T06:59:02+00:00"}, {"time": "2026-01-01T00:00:00+00:00"}),
        ({ONE: {"is_ha": True}}, {TWO: {"is_ha": False}}),
        (
            [{"DATA_TYPE": "info#1.0.0", "id": ONE}, {"DATA_TYPE": "connector#1.0.0", "is_ha": True}],
            [{"DATA_TYPE": "connector#1.1.0", "is_ha": False}, {"DATA_TYPE": "info#1.0.0", "id": TWO}],
        ),
        ([{"size": 1}], [{"DATA_TYPE": "file", "size": 2}]),
        ([{"name": "a", "paths": {}}, {"name": "b"}], [{"name": "c"}, {"name": "d", "paths": {}}]),
    ],
)
def test_alike(recorded, served):
    assert not compare(recorded, served).differences


@pytest.mark.parametrize(
    "recorded, served, difference",
    [
        ({"name": "a"}, {}, "name: missing"),
        ({"label": None}, {}, "label: missing"),
        ({"size": 1}, {"size": "1"}, "size: text instead of number"),
        ({"done": True}, {"done": 1}, "done: number instead of boolean"),
        ({"inner": {"name": "a"}}, {"inner": {}}, "inner.name: missing"),
        ({"DATA_TYPE": "task"}, {"DATA_TYPE": "tasks"}, "DATA_TYPE: 'tasks' instead of 'task'"),
        ({"code": "Exists"}, {"code": "Conflict"}, "code: 'Conflict' instead of 'Exists'"),
        ({"items": [1]}, {"items": []}, "items[]: no number in it"),
        ({"items": [{"a": 1}]}, {"items": [{"a": 1}, {}]}, "items[].a: missing"),
        ([{"a": 1, "b": 1}, {"a": 1}], [{"a": 1}], "[].b: missing"),
        ([{"DATA_TYPE": "role"}], [{"DATA_TYPE": "rule"}], "[]: no role in it"),
        ({ONE: {"is_ha": True}}, {TWO: {}}, "{}.is_ha: missing"),
        ({ONE: {"is_ha": True}}, {}, "{}: no object in it"),
    ],
)
def test_different(recorded, served, difference):
    assert compare(recorded, served).differences == [difference]


@pytest.mark.parametrize("served", ["2026-01-01 00:00:00+00:00", "2026-01-01T00:00:00Z", "2026-01-01", "soon"])
def test_times_are_written_in_one_form(served):
    assert compare({"time": "2024-02-06T06:59:02+00:00"}, {"time": served}).differences


def test_a_served_null_is_noted():
    found = compare({"a": 1, "b": [{"c": "x"}, {"c": None}]}, {"a": None, "b": [{"c": None}]})
    assert not found.differences
    assert found.nulls == {"a", "b[].c"}


def test_places_can_be_left_out():
    assert not compare({"a": [1], "b": {"c": 1}}, {"a": [], "b": {}}, ["a[]", "b.c"]).differences
