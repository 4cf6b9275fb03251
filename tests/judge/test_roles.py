"""Check 12: roles, given and taken, and where they are read only."""

import uuid

import pytest

from command_line import CommandLine
from practice import ACCESS_DESK, ALEX, ARCHIVE, AUTOMATION, JONAS, LAB, MAPLE, NORA

#: A share on a computer that no subscription covers, and an application that administers it.
UNSUBSCRIBED = {
    "providers": [{"name": "Northfield University", "domains": ["northfield.example"]}],
    "people": [{"username": NORA, "name": "Nora Whitfield"}, {"username": ALEX, "name": "Alex Kim"}],
    "clients": [{"name": "Robot", "secret": "practice-secret-robot"}],
    "collections": [
        {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "this_computer": True},
        {
            "name": "Share",
            "type": "GCP_guest_collection",
            "owner": NORA,
            "host": "Laptop",
            "path": "/~/share/",
            "roles": [{"who": "Robot", "role": "administrator"}],
        },
    ],
}


@pytest.fixture
def maple(practice):
    return practice.collection(MAPLE)


def roles(globus, collection):
    return {it["id"]: it for it in globus.ask("endpoint", "role", "list", collection)["DATA"]}


@pytest.mark.parametrize("role", ["administrator", "access_manager", "activity_manager", "activity_monitor"])
def test_create_show_and_delete_each_role(practice, globus, maple, role):
    created = globus.ask("endpoint", "role", "create", maple, "--role", role, "--identity", ALEX)
    alex = practice.person(ALEX)
    assert created["DATA_TYPE"] == "role"
    assert (created["principal_type"], created["principal"], created["role"]) == ("identity", alex, role)
    (sent,) = practice.requests("POST", "/role")
    assert sent["body"] == {"DATA_TYPE": "role", "principal_type": "identity", "principal": alex, "role": role}
    assert sent["status"] in (200, 201)
    listed = roles(globus, maple)[created["id"]]
    assert listed.items() <= created.items()
    assert listed.items() <= globus.ask("endpoint", "role", "show", maple, created["id"]).items()
    answer = globus.ask("endpoint", "role", "delete", maple, created["id"])
    assert (answer["DATA_TYPE"], answer["code"]) == ("result", "Deleted")
    assert created["id"] not in roles(globus, maple)
    assert globus.refused("endpoint", "role", "show", maple, created["id"])["code"] == "RoleNotFound"
    assert globus.refused("endpoint", "role", "delete", maple, created["id"])["code"] == "RoleNotFound"


def test_groups_and_applications_have_roles_too(practice, globus, maple):
    lab = practice.group(LAB)
    to_group = globus.ask("endpoint", "role", "create", maple, "--role", "access_manager", "--group", lab)
    assert (to_group["principal_type"], to_group["principal"]) == ("group", lab)
    desk = practice.client(ACCESS_DESK)["id"]
    to_application = globus.ask("endpoint", "role", "create", maple, "--role", "activity_monitor", "--identity", desk)
    assert to_application["principal"] == desk


def test_list_names_the_owner_and_resolves_names(practice, globus, maple):
    listed = globus.ask("endpoint", "role", "list", maple)
    assert listed["DATA_TYPE"] == "role_list"
    of_nora = [it for it in listed["DATA"] if it["principal"] == practice.person(NORA)]
    assert [it["role"] for it in of_nora] == ["administrator"]
    table = globus.run("endpoint", "role", "list", maple)
    assert NORA in table.out and "access_manager" in table.out


def test_the_same_role_twice_is_a_conflict(globus, maple):
    command = ["endpoint", "role", "create", maple, "--role", "access_manager", "--identity", ALEX]
    globus.ask(*command)
    assert globus.refused(*command)["code"].endswith("Conflict")


def test_a_role_brings_its_access_and_takes_it_along(practice, globus, as_person, maple):
    jonas = as_person(JONAS)
    assert jonas.refused("endpoint", "permission", "list", maple)["code"] == "PermissionDenied"
    role = globus.ask("endpoint", "role", "create", maple, "--role", "access_manager", "--identity", JONAS)
    listed = jonas.ask("endpoint", "permission", "list", maple)["DATA"]
    assert practice.person(JONAS) in {it["principal"] for it in listed if it["role_id"] == role["id"]}
    assert "access_manager" in jonas.ask("endpoint", "show", maple)["my_effective_roles"]
    # Who manages access does not manage roles.
    refused = jonas.refused("endpoint", "role", "create", maple, "--role", "access_manager", "--identity", ALEX)
    assert refused["code"] == "PermissionDenied"
    globus.ask("endpoint", "role", "delete", maple, role["id"])
    assert jonas.refused("endpoint", "permission", "list", maple)["code"] == "PermissionDenied"
    assert jonas.ask("endpoint", "show", maple)["my_effective_roles"] == []


def test_a_stranger_gives_no_roles(as_person, maple):
    command = ["endpoint", "role", "create", maple, "--role", "administrator", "--identity", JONAS]
    assert as_person(JONAS).refused(*command)["code"] == "PermissionDenied"


def test_roles_of_server_collections_are_read_only_here(practice, globus):
    archive = practice.collection(ARCHIVE)
    listed = roles(globus, archive)
    automation = practice.client(AUTOMATION)["id"]
    (mine,) = [it for it in listed.values() if it["principal"] == automation]
    assert mine["role"] == "administrator"
    command = ["endpoint", "role", "create", archive, "--role", "access_manager", "--identity", ALEX]
    assert globus.refused(*command)["code"] == "NotSupported"
    assert globus.refused("endpoint", "role", "delete", archive, mine["id"])["code"] == "NotSupported"
    assert roles(globus, archive) == listed


def test_roles_of_what_is_not_there(globus):
    assert globus.refused("endpoint", "role", "list", str(uuid.uuid4()))["code"] == "EndpointNotFound"


def test_without_a_subscription_there_are_no_roles(start_practice, tmp_path):
    practice = start_practice(UNSUBSCRIBED)
    robot = CommandLine(practice, tmp_path / "robot", practice.client("Robot"))
    share = practice.collection("Share")
    command = ["endpoint", "role", "create", share, "--role", "access_manager", "--identity", ALEX]
    assert robot.refused(*command)["code"].endswith("Conflict")
