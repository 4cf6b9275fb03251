"""No recorded answer of the installed package is forgotten: each is either held against practice, or named with the
reason why practice has no such route."""

import pytest
import requests

from recordings import calls  # noqa: F401  (fills the table)
from recordings.catalog import all_recordings
from recordings.scene import shared_scene  # noqa: F401  (a fixture)
from recordings.table import CALLS, NOT_SERVED, key_for, patterns_for

RECORDINGS = all_recordings()

#: The services of practice as the package calls them, and their bases in the line that says that practice is ready.
BASES = {"auth": "auth", "transfer": "transfer", "groups": "groups", "gcs": "gcs"}


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_every_recording_is_checked_or_named(recording):
    rows = patterns_for(recording)
    if key_for(recording):
        assert not rows, f"{recording} is checked, and named as not served: {rows}"
    else:
        assert len(rows) == 1, f"{recording} is neither checked nor named as not served, or named twice: {rows}"


def test_no_row_of_the_table_is_left_over():
    assert {key_for(it) for it in RECORDINGS} - {None} == set(CALLS)
    assert {row for it in RECORDINGS for row in patterns_for(it)} == set(NOT_SERVED)


def _named_routes():
    """Of a set that has checked cases too, the route is served: there the reason is about the case."""
    checked = {it.set for it in RECORDINGS if key_for(it)}
    return [it for it in RECORDINGS if it.set not in checked and it.service in BASES]


@pytest.mark.parametrize("recording", _named_routes(), ids=str)
def test_what_is_named_as_not_served_is_not_served(recording, shared_scene):
    base = shared_scene.practice.ready[BASES[recording.service]].rstrip("/")
    tls = {"verify": shared_scene.practice.environment.get("GLOBUS_SDK_VERIFY_SSL", True)}
    if recording.service == "gcs":
        base += "/api"
    answer = requests.request(recording.method, base + recording.path, json={}, timeout=30, **tls)
    said = f"{answer.status_code} {answer.text}"
    assert is_no_route(answer), f"practice answers {said}: move {recording} to the checked ones"


def is_no_route(answer):
    """What practice says where it has no such route, or has the path for another method."""
    return answer.status_code in (404, 405) or "Method not allowed" in answer.text
