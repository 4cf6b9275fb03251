"""Practice's documents have every key that a recorded document of Globus has, with the same JSON type."""

import pytest

from recordings import calls  # noqa: F401  (fills the table)
from recordings.catalog import all_recordings
from recordings.shape import compare
from recordings.scene import shared_scene  # noqa: F401  (a fixture)
from recordings.table import CALLS, key_for

CHECKED = [it for it in all_recordings() if key_for(it)]


@pytest.mark.parametrize("recording", CHECKED, ids=str)
def test_practice_answers_like_the_recording(recording, shared_scene):
    call = CALLS[key_for(recording)]
    answer = call.answer(shared_scene, recording)
    if recording.status < 400:
        # Which 2xx it is, recordings do not say: most were written down by hand with 200.
        assert answer.status < 300, answer
    else:
        assert answer.status == (call.status or recording.status), answer
    found = compare(call.part(recording.document), answer.document, call.ignore)
    assert not found.differences, "\n".join([*found.differences, repr(answer.document)])
    unexpected = found.nulls - call.nulls
    assert not unexpected, f"practice answers null where the recording has a value: {sorted(unexpected)}"
