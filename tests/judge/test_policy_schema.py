"""The published schema of the site policy, judged by a validator that knows nothing of the program.

The program's own reading is held against the same examples in crates/sharing/src/policy/tests/schema.rs.
"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

POLICY = Path(__file__).parents[2] / "crates/sharing/policy"
SCHEMA = json.loads((POLICY / "policy.schema.json").read_text("utf-8"))
# That a ban needs to know whom it is about stands in no schema.
ONLY_THE_PROGRAM_KNOWS = {"no-one-inside"}


def examples(kind):
    files = sorted((POLICY / "examples" / kind).glob("*.json"))
    assert files
    return [pytest.param(file, id=file.stem) for file in files]


def fits(file):
    try:
        document = json.loads(file.read_text("utf-8"))
    except json.JSONDecodeError:
        return False
    return Draft202012Validator(SCHEMA).is_valid(document)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", examples("good"))
def test_good_policies_fit(file):
    assert fits(file), [error.message for error in Draft202012Validator(SCHEMA).iter_errors(json.loads(file.read_text()))]


@pytest.mark.parametrize("file", examples("bad"))
def test_bad_policies_do_not(file):
    assert fits(file) == (file.stem in ONLY_THE_PROGRAM_KNOWS)
