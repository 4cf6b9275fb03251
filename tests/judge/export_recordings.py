"""Writes the recorded answers of the routes that practice serves into a folder, one JSON file each, for the tests of
`crates/globus`. They belong to the installed package: the folder lies below `target`, and nothing of it is kept."""

import json
import shutil
import sys
from pathlib import Path

from recordings import calls  # noqa: F401  (fills the table)
from recordings.catalog import all_recordings
from recordings.table import CALLS, key_for


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for recording in all_recordings():
        key = key_for(recording)
        if key:
            content = {
                "set": recording.set,
                "case": recording.case,
                "status": recording.status,
                "document": CALLS[key].part(recording.document),
            }
            (folder / f"{recording.set}.{recording.case}.json").write_text(json.dumps(content), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
