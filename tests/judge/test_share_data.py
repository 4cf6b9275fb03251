"""The standard flow of an automation that hands out data, as an application identity: make a folder, copy the data into
it, give a person or a group permission, tell them; when the time is over, take the permission back and delete the
folder.

Written for the library of today after the published example of Globus, which is for one long gone.
"""

from pathlib import Path
from urllib.parse import quote

import globus_sdk
import pytest
import requests
from globus_sdk.globus_app import ClientApp
from globus_sdk.scopes import GCSCollectionScopes, TransferScopes

from practice import ARCHIVE, AUTOMATION, MAPLE, TOMAS
from recordings.scene import Person

SOURCE = "/Results/tables/"
FOLDER = "/Handed out/"

#: A group that Tomás belongs to, and the automation does not.
GROUP = "Marine genomics"


@pytest.fixture
def robot(practice, sdk):
    """The automation, with the roles that the seed gave it."""
    client = practice.client(AUTOMATION)
    config = globus_sdk.GlobusAppConfig(token_storage="memory")
    app = ClientApp("share data", client_id=client["id"], client_secret=client["secret"], config=config)
    return globus_sdk.TransferClient(app=app)


@pytest.fixture
def target(practice):
    return practice.collection(ARCHIVE)


@pytest.fixture
def tomas(practice, sdk, target):
    """The recipient, with tokens of his own: for Transfer and for the data of the collection."""
    https = GCSCollectionScopes(target).https
    return Person(practice, TOMAS, [TransferScopes.all, https])


def wait_for(transfer, task):
    """Waits as the library does, and answers the task's document."""
    assert transfer.task_wait(task, timeout=60, polling_interval=1), transfer.get_task(task)
    return transfer.get_task(task)


def copy(transfer, source, target):
    transfer.operation_mkdir(target, FOLDER)
    data = globus_sdk.TransferData(source, target, label="Hand out tables", sync_level="checksum")
    data.add_item(SOURCE, FOLDER + "tables/", recursive=True)
    return wait_for(transfer, transfer.submit_transfer(data)["task_id"])


def give(transfer, target, **principal):
    rule = {"DATA_TYPE": "access", "path": FOLDER, "permissions": "r", **principal}
    return transfer.add_endpoint_acl_rule(target, rule)["access_id"]


def take_back(transfer, target):
    """Removes every permission on the folder, then the folder."""
    rules = [it for it in transfer.endpoint_acl_list(target) if it["id"] and it["path"] == FOLDER]
    for rule in rules:
        transfer.delete_endpoint_acl_rule(target, rule["id"])
    data = globus_sdk.DeleteData(endpoint=target, recursive=True, label="Tidy up")
    data.add_item(FOLDER)
    return [it["id"] for it in rules], wait_for(transfer, transfer.submit_delete(data)["task_id"])


def names(transfer, collection, path):
    return sorted(it["name"] for it in transfer.operation_ls(collection, path))


def refusal(transfer, collection, path):
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        transfer.operation_ls(collection, path)
    return refused.value.http_status, refused.value.code


def read(practice, person, collection, path):
    """Downloads a file with the person's own token."""
    server = person.transfer.get_endpoint(collection)["https_server"]
    token = person.tokens.by_resource_server[collection]["access_token"]
    return requests.get(
        server + quote(path),
        headers={"Authorization": f"Bearer {token}"},
        verify=practice.environment["GLOBUS_SDK_VERIFY_SSL"],
        allow_redirects=False,
        timeout=30,
    )


def test_a_person_gets_data_and_loses_it_again(practice, robot, target, tomas):
    source = practice.collection(MAPLE)
    tables = names(robot, source, SOURCE)
    assert refusal(tomas.transfer, target, FOLDER) == (403, "EndpointPermissionDenied")

    copied = copy(robot, source, target)
    assert (copied["status"], copied["type"]) == ("SUCCEEDED", "TRANSFER")
    assert copied["files"] == copied["files_transferred"] == len(tables)
    assert names(robot, target, FOLDER + "tables/") == tables

    practice.forget_requests()
    person = practice.person(TOMAS)
    rule = give(
        robot,
        target,
        principal_type="identity",
        principal=person,
        notify_email=TOMAS,
        notify_message="The tables are ready.",
    )
    sent = practice.requests("POST", "/access")[0]["body"]
    assert (sent["notify_email"], sent["notify_message"]) == (TOMAS, "The tables are ready.")
    stored = robot.get_endpoint_acl_rule(target, rule).data
    assert (stored["principal"], stored["path"], stored["permissions"]) == (person, FOLDER, "r")
    assert not {"notify_email", "notify_message"} & stored.keys()

    assert names(tomas.transfer, target, FOLDER + "tables/") == tables
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        tomas.transfer.operation_mkdir(target, FOLDER + "mine/")
    assert refused.value.http_status == 403
    file = FOLDER + "tables/" + tables[0]
    original = Path(practice.ready["sample_root"]) / MAPLE / SOURCE.strip("/") / tables[0]
    assert read(practice, tomas, target, file).content == original.read_bytes()

    rules, deleted = take_back(robot, target)
    assert rules == [rule]
    assert (deleted["status"], deleted["type"]) == ("SUCCEEDED", "DELETE")
    assert refusal(tomas.transfer, target, FOLDER) == (403, "EndpointPermissionDenied")
    assert read(practice, tomas, target, file).status_code == 403
    assert FOLDER.strip("/") not in names(robot, target, "/")
    assert names(robot, source, SOURCE) == tables, "the source keeps its data"


def test_without_the_permission_the_data_is_there_but_closed(practice, robot, target, tomas):
    copy(robot, practice.collection(MAPLE), target)
    rule = give(robot, target, principal_type="identity", principal=practice.person(TOMAS))
    assert names(tomas.transfer, target, FOLDER) == ["tables"]
    robot.delete_endpoint_acl_rule(target, rule)
    assert refusal(tomas.transfer, target, FOLDER) == (403, "EndpointPermissionDenied")
    assert names(robot, target, FOLDER) == ["tables"]


def test_a_group_gets_data(practice, robot, target, tomas):
    copy(robot, practice.collection(MAPLE), target)
    assert refusal(tomas.transfer, target, FOLDER) == (403, "EndpointPermissionDenied")
    give(robot, target, principal_type="group", principal=practice.group(GROUP))
    assert names(tomas.transfer, target, FOLDER) == ["tables"]
    rules, _ = take_back(robot, target)
    assert len(rules) == 1


def test_the_same_submission_twice_is_one_task(practice, robot, target):
    robot.operation_mkdir(target, FOLDER)
    data = globus_sdk.TransferData(practice.collection(MAPLE), target, sync_level="checksum")
    data.add_item(SOURCE, FOLDER + "tables/", recursive=True)
    data["submission_id"] = robot.get_submission_id()["value"]
    first, second = robot.submit_transfer(data), robot.submit_transfer(data)
    assert (first["code"], second["code"]) == ("Accepted", "Duplicate")
    assert first["task_id"] == second["task_id"]
    assert wait_for(robot, first["task_id"])["status"] == "SUCCEEDED"


def test_an_automation_without_a_role_is_stopped_at_the_first_step(practice, sdk, target):
    made = globus_sdk.NativeAppAuthClient(practice.ready["client_id"])
    template = "95fdeba8-fac2-42bd-a357-e068d82ff78e"
    secret = made.create_native_app_instance(template, "stranger")["included"]["client_credential"]
    config = globus_sdk.GlobusAppConfig(token_storage="memory")
    app = ClientApp("stranger", client_id=secret["client"], client_secret=secret["secret"], config=config)
    stranger = globus_sdk.TransferClient(app=app)
    with pytest.raises(globus_sdk.TransferAPIError) as refused:
        stranger.operation_mkdir(target, FOLDER)
    assert (refused.value.http_status, refused.value.code) == (403, "EndpointPermissionDenied")
