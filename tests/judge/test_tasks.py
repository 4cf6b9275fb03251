"""Check 13, second half: copies and removals as tasks, waited for, looked at, listed, cancelled."""

import json
import re
import uuid
from pathlib import Path

import pytest

from practice import ARCHIVE, AUTOMATION, JONAS, LAPTOP, MAPLE, NORA


@pytest.fixture
def maple(practice):
    return practice.collection(MAPLE)


@pytest.fixture
def archive(practice):
    return practice.collection(ARCHIVE)


@pytest.fixture
def source(practice):
    """The folder on the disk that is copied."""
    return Path(practice.ready["sample_root"]) / MAPLE / "Results"


@pytest.fixture
def copied(globus, maple, archive):
    """A copy of a folder with all below it, done."""
    task = globus.ask("transfer", f"{maple}:/Results/", f"{archive}:/copy/", "--recursive", "--label", "Yearly copy")
    wait(globus, task["task_id"])
    return task


def wait(globus, task, code=0):
    answer = globus.run("task", "wait", task, "--polling-interval", 1, "--timeout", 45)
    assert answer.code == code, answer


def names(globus, place):
    return {it["name"] for it in globus.ask("ls", place, "--recursive", "--all")["DATA"]}


def test_transfer_a_folder_with_all_below_it(practice, globus, maple, archive, source, copied):
    assert (copied["DATA_TYPE"], copied["code"]) == ("transfer_result", "Accepted")
    assert uuid.UUID(copied["task_id"]) and uuid.UUID(copied["submission_id"])
    assert copied["message"] and copied["request_id"] and copied["resource"]
    assert len(practice.requests("GET", "/submission_id")) == 1
    (sent,) = practice.requests("POST", "/transfer")
    assert sent["status"] in (200, 202)
    assert sent["body"]["submission_id"] == copied["submission_id"]
    assert sent["body"]["DATA"] == [
        {
            "DATA_TYPE": "transfer_item",
            "source_path": "/Results/",
            "destination_path": "/copy/",
            "recursive": True,
        }
    ]
    assert names(globus, f"{archive}:/copy/") == {it.relative_to(source).as_posix() for it in source.rglob("*")}


def test_the_copy_is_the_same_bytes(practice, globus, archive, source, copied):
    sizes = {it["name"]: it["size"] for it in globus.ask("ls", f"{archive}:/copy/raw/")["DATA"]}
    assert sizes == {it.name: it.stat().st_size for it in (source / "raw").glob("plate*")}
    (original,) = [it for it in practice.data.rglob("copy/raw/plate_01.csv")]
    assert original.read_bytes() == (source / "raw/plate_01.csv").read_bytes()


def test_show_a_task(practice, globus, maple, archive, source, copied):
    task = globus.ask("task", "show", copied["task_id"])
    assert (task["DATA_TYPE"], task["task_id"], task["type"]) == ("task", copied["task_id"], "TRANSFER")
    assert (task["status"], task["label"], task["fatal_error"]) == ("SUCCEEDED", "Yearly copy", None)
    assert (task["source_endpoint_id"], task["destination_endpoint_id"]) == (maple, archive)
    assert task["source_endpoint_display_name"] == MAPLE
    assert task["destination_endpoint_display_name"] == ARCHIVE
    files = [it for it in source.rglob("*") if it.is_file()]
    assert task["files"] == task["files_transferred"] == len(files)
    assert task["bytes_transferred"] == sum(it.stat().st_size for it in files)
    assert task["faults"] == 0
    assert task["owner_id"] == practice.client(AUTOMATION)["id"]
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"
    assert all(re.fullmatch(stamp, task[it]) for it in ("request_time", "completion_time", "deadline"))
    subtasks = {it: task[it] for it in task if it.startswith("subtasks_")}
    assert subtasks["subtasks_succeeded"] == subtasks["subtasks_total"] > 0
    # The text view reads more fields.
    shown = globus.run("task", "show", copied["task_id"])
    assert shown.code == 0 and "Yearly copy" in shown.out, shown


def test_successful_transfers_name_every_file(globus, source, copied):
    shown = globus.ask("task", "show", copied["task_id"], "--successful-transfers")
    files = [it.relative_to(source).as_posix() for it in source.rglob("*") if it.is_file()]
    assert {it["source_path"] for it in shown["DATA"]} == {f"/Results/{it}" for it in files}
    assert {it["destination_path"] for it in shown["DATA"]} == {f"/copy/{it}" for it in files}


def test_event_list(practice, globus, copied):
    events = globus.ask("task", "event-list", copied["task_id"])["DATA"]
    assert {it["DATA_TYPE"] for it in events} == {"event"}
    codes = [it["code"] for it in events]
    # Newest first: the end, and the start last.
    assert (codes[0], codes[-1]) == ("SUCCEEDED", "STARTED")
    assert all({"code", "is_error", "description", "details", "time"} <= it.keys() for it in events)
    assert globus.ask("task", "event-list", copied["task_id"], "--filter-errors")["DATA"] == []
    asked = practice.requests("GET", "/event_list")[-1]
    assert practice.query(asked)["filter"] == "is_error:1"


def test_task_list(practice, globus, as_person, copied):
    (task,) = globus.ask("task", "list")["DATA"]
    assert (task["task_id"], task["status"], task["label"]) == (copied["task_id"], "SUCCEEDED", "Yearly copy")
    assert practice.query(practice.requests("GET", "/task_list")[-1])["orderby"] == "request_time DESC"
    assert globus.ask("task", "list", "--filter-status", "FAILED")["DATA"] == []
    assert globus.ask("task", "list", "--filter-type", "DELETE")["DATA"] == []
    assert len(globus.ask("task", "list", "--filter-label", "Yearly copy")["DATA"]) == 1
    assert globus.ask("task", "list", "--filter-label", "Yearly")["DATA"] == []
    # Tasks are their owner's.
    assert as_person(NORA).ask("task", "list")["DATA"] == []
    assert as_person(NORA).refused("task", "show", copied["task_id"])["code"]


def test_one_file_to_its_full_name(globus, maple, archive):
    task = globus.ask("transfer", f"{maple}:/README.md", f"{archive}:/single/renamed.md")
    wait(globus, task["task_id"])
    assert names(globus, f"{archive}:/single/") == {"renamed.md"}


def test_a_task_that_fails_says_why(globus, maple, archive):
    task = globus.ask("transfer", f"{maple}:/no such file", f"{archive}:/x")
    answer = globus.run("task", "wait", task["task_id"], "--polling-interval", 1, "--timeout", 6)
    shown = globus.ask("task", "show", task["task_id"])
    events = globus.ask("task", "event-list", task["task_id"], "--filter-errors")["DATA"]
    assert events and all(it["is_error"] for it in events)
    # Either given up, or tried again until the deadline.
    assert shown["status"] in ("FAILED", "ACTIVE") and (answer.code == 1), answer
    assert shown["faults"] > 0


def test_the_same_submission_is_the_same_task(practice, globus, maple, archive):
    submission = globus.ask("task", "generate-submission-id")["value"]
    command = ["transfer", f"{maple}:/README.md", f"{archive}:/once.md", "--submission-id", submission]
    first, second = globus.ask(*command), globus.ask(*command)
    assert (first["code"], second["code"]) == ("Accepted", "Duplicate")
    assert first["task_id"] == second["task_id"]
    assert len(globus.ask("task", "list")["DATA"]) == 1


def test_delete_and_rm(practice, globus, maple, source):
    task = globus.ask("delete", f"{maple}:/Results/figures/", "--recursive")
    assert (task["DATA_TYPE"], task["code"]) == ("delete_result", "Accepted")
    wait(globus, task["task_id"])
    assert not (source / "figures").exists()
    shown = globus.ask("task", "show", task["task_id"])
    assert (shown["type"], shown["status"], shown["source_endpoint_id"]) == ("DELETE", "SUCCEEDED", maple)
    assert shown["destination_endpoint_id"] is None
    # `rm` understands patterns and waits.
    answer = globus.run("rm", f"{maple}:/Results/raw/plate_*", "--polling-interval", 1)
    assert answer.code == 0, answer
    assert [it.name for it in (source / "raw").iterdir()] == [".instrument-settings.json"]
    assert practice.requests("POST", "/delete")[-1]["body"]["interpret_globs"] is True


def test_a_waiting_task_is_updated_and_cancelled(practice, globus, maple, archive):
    practice.admin("POST", "online", {"collection_id": practice.collection(LAPTOP), "online": False})
    task = globus.ask("transfer", f"{maple}:/README.md", f"{archive}:/later.md")["task_id"]
    timed_out = globus.run("task", "wait", task, "--polling-interval", 1, "--timeout", 1, "--timeout-exit-code", 57)
    assert timed_out.code == 57, timed_out
    assert globus.ask("task", "show", task)["status"] == "ACTIVE"
    assert globus.run("task", "update", task, "--label", "Later").code == 0
    assert globus.ask("task", "show", task)["label"] == "Later"
    cancelled = globus.ask("task", "cancel", task)
    assert cancelled["code"] == "Canceled"
    wait(globus, task, code=1)
    assert globus.ask("task", "show", task)["status"] == "FAILED"
    assert globus.ask("task", "cancel", task)["code"] == "TaskComplete"
    assert globus.refused("task", "update", task, "--label", "Too late")["code"].endswith("Conflict")


def test_nothing_is_copied_without_the_right(practice, as_person, maple, archive):
    jonas = as_person(JONAS)
    answer = jonas.run("transfer", f"{maple}:/Results/README.md", f"{archive}:/2025/mine.md", "-F", "json")
    if answer.code == 0:
        task = json.loads(answer.out)["task_id"]
        jonas.run("task", "wait", task, "--polling-interval", 1, "--timeout", 3)
        assert jonas.ask("task", "show", task)["status"] != "SUCCEEDED"
        assert jonas.ask("task", "event-list", task, "--filter-errors")["DATA"]
    assert not list(practice.data.rglob("2025/mine.md"))
