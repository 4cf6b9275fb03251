"""Check 11: permissions, for every kind of principal, from the first to the second removal."""

import re
import uuid

import pytest

from practice import ACCESS_DESK, ALEX, ARCHIVE, JONAS, LAB, LAPTOP, MAPLE, NORA


@pytest.fixture
def maple(practice):
    """A guest collection that the application administers."""
    return practice.collection(MAPLE)


@pytest.fixture
def rule(globus, maple):
    """A permission that the test may do with as it likes."""
    return globus.ask(*create(f"{maple}:/judged/", "--identity", ALEX))["access_id"]


def rules(globus, collection):
    return globus.ask("endpoint", "permission", "list", collection)["DATA"]


def create(path, *principal, permissions="r"):
    return ["endpoint", "permission", "create", path, "--permissions", permissions, *principal]


@pytest.mark.parametrize("kind", ["identity", "group", "all_authenticated_users", "anonymous"])
def test_create_for_each_kind_of_principal(practice, globus, maple, kind):
    option, principal = {
        "identity": (["--identity", JONAS], practice.person(JONAS)),
        "group": (["--group", practice.group(LAB)], practice.group(LAB)),
        "all_authenticated_users": (["--all-authenticated"], ""),
        "anonymous": (["--anonymous"], ""),
    }[kind]
    created = globus.ask(*create(f"{maple}:/shared/", *option))
    assert created["DATA_TYPE"] == "access_create_result"
    assert created["code"] == "Created"
    assert created["message"] and created["request_id"]
    assert created["resource"].endswith(f"/endpoint/{maple}/access")
    (sent,) = practice.requests("POST", "/access")
    assert sent["status"] == 201
    assert sent["body"] == {
        "DATA_TYPE": "access",
        "permissions": "r",
        "principal": principal,
        "principal_type": kind,
        "path": "/shared/",
    }
    shown = globus.ask("endpoint", "permission", "show", maple, created["access_id"])
    assert shown["DATA_TYPE"] == "access"
    assert (shown["id"], shown["principal_type"], shown["principal"]) == (created["access_id"], kind, principal)
    assert (shown["path"], shown["permissions"], shown["expiration_date"]) == ("/shared/", "r", None)
    assert (shown["role_id"], shown["role_type"]) == (None, None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", shown["create_time"])
    assert not {"notify_email", "notify_message"} & shown.keys()
    assert shown in rules(globus, maple)


def test_the_same_again_exists_whatever_is_permitted(practice, globus, maple, rule):
    for permissions in ("r", "rw"):
        error = globus.refused(*create(f"{maple}:/judged/", "--identity", ALEX, permissions=permissions))
        assert error["code"] == "Exists"
    # Another principal or another path is another permission.
    assert globus.ask(*create(f"{maple}:/judged/", "--identity", JONAS))["code"] == "Created"
    assert globus.ask(*create(f"{maple}:/judged/deeper/", "--identity", ALEX))["code"] == "Created"
    statuses = [it["status"] for it in practice.requests("POST", "/access")]
    assert statuses == [201, 409, 409, 201, 201]


def test_the_last_slash_is_added(globus, maple):
    created = globus.ask(*create(f"{maple}:/no slash", "--anonymous"))
    assert globus.ask("endpoint", "permission", "show", maple, created["access_id"])["path"] == "/no slash/"
    assert globus.refused(*create(f"{maple}:/no slash/", "--anonymous"))["code"] == "Exists"


def test_who_nobody_knows_is_provisioned_only_when_asked(practice, globus, maple):
    new = "new.colleague@alpen.example"
    answer = globus.run(*create(f"{maple}:/new/", "--identity", new))
    assert answer.code == 2, answer
    assert not practice.requests("POST", "/access")
    created = globus.ask(*create(f"{maple}:/new/", "--provision-identity", new))
    shown = globus.ask("endpoint", "permission", "show", maple, created["access_id"])
    (identity,) = globus.ask("get-identities", new)["identities"]
    assert (identity["id"], identity["status"]) == (shown["principal"], "unused")


def test_a_note_is_sent_and_not_kept(practice, globus, maple):
    note = ["--notify-email", ALEX, "--notify-message", "The tables are there"]
    created = globus.ask(*create(f"{maple}:/noted/", "--identity", ALEX, *note))
    (sent,) = practice.requests("POST", "/access")
    assert (sent["body"]["notify_email"], sent["body"]["notify_message"]) == (ALEX, "The tables are there")
    assert "notify_email" not in globus.ask("endpoint", "permission", "show", maple, created["access_id"])
    # Only people get mail.
    error = globus.refused(*create(f"{maple}:/noted/", "--group", practice.group(LAB), "--notify-email", ALEX))
    assert error["code"] == "BadRequest"


def test_an_end_date_is_kept_and_ends_the_permission(practice, globus, maple):
    created = globus.ask(*create(f"{maple}:/ends/", "--identity", ALEX, "--expiration-date", "2031-01-01T00:00:00Z"))
    shown = globus.ask("endpoint", "permission", "show", maple, created["access_id"])
    assert shown["expiration_date"] == "2031-01-01T00:00:00+00:00"
    past = globus.refused(*create(f"{maple}:/past/", "--identity", ALEX, "--expiration-date", "2001-01-01"))
    assert past["code"] == "BadRequest"
    practice.admin("POST", "clock", {"set": "2031-01-01T00:00:01Z"})
    assert created["access_id"] not in {it["id"] for it in rules(globus, maple)}


def test_list_shows_rules_and_what_comes_from_roles(practice, globus, maple, rule):
    listed = globus.ask("endpoint", "permission", "list", maple)
    assert listed["DATA_TYPE"] == "access_list"
    assert listed["length"] == len(listed["DATA"])
    assert listed["endpoint"] == maple
    assert {it["DATA_TYPE"] for it in listed["DATA"]} == {"access"}
    implicit = [it for it in listed["DATA"] if it["id"] is None]
    assert {it["role_type"] for it in implicit} == {"administrator", "access_manager"}
    assert {it["principal_type"] for it in implicit} == {"identity", "group"}
    assert all((it["path"], it["permissions"], it["create_time"]) == ("/", "rw", None) for it in implicit)
    assert all(it["role_id"] is None for it in listed["DATA"] if it["id"] is not None)
    roles = {it["id"] for it in globus.ask("endpoint", "role", "list", maple)["DATA"]}
    assert {it["role_id"] for it in implicit} <= roles
    # The text view names people, in one question for all of them.
    practice.forget_requests()
    table = globus.run("endpoint", "permission", "list", maple)
    assert ALEX in table.out and NORA in table.out
    assert practice.group(LAB) in table.out
    assert len(practice.requests("GET", "/v2/api/identities")) == 1


def test_a_permission_through_a_role_has_no_id_of_its_own(globus, maple):
    role = next(it["role_id"] for it in rules(globus, maple) if it["id"] is None)
    for command in (["show", maple, role], ["update", maple, role, "--permissions", "r"], ["delete", maple, role]):
        assert globus.refused("endpoint", "permission", *command)["code"] == "AccessRuleNotFound"


def test_update_changes_only_what_is_named(practice, globus, maple, rule):
    before = globus.ask("endpoint", "permission", "show", maple, rule)
    answer = globus.ask("endpoint", "permission", "update", maple, rule, "--permissions", "rw")
    assert (answer["DATA_TYPE"], answer["code"]) == ("result", "Updated")
    (sent,) = practice.requests("PUT")
    assert sent["body"] == {"DATA_TYPE": "access", "permissions": "rw"}
    assert globus.ask("endpoint", "permission", "show", maple, rule) == {**before, "permissions": "rw"}
    ends = ["--expiration-date", "2031-06-30T21:59:59Z"]
    assert globus.ask("endpoint", "permission", "update", maple, rule, *ends)["code"] == "Updated"
    after = globus.ask("endpoint", "permission", "show", maple, rule)
    assert after == {**before, "permissions": "rw", "expiration_date": "2031-06-30T21:59:59+00:00"}
    # With nothing named the client sends a bare document, and nothing changes.
    assert globus.ask("endpoint", "permission", "update", maple, rule)["code"] == "Updated"
    assert globus.ask("endpoint", "permission", "show", maple, rule) == after


def test_delete_twice(practice, globus, maple, rule):
    answer = globus.ask("endpoint", "permission", "delete", maple, rule)
    assert (answer["DATA_TYPE"], answer["code"]) == ("result", "Deleted")
    assert rule not in {it["id"] for it in rules(globus, maple)}
    again = globus.refused("endpoint", "permission", "delete", maple, rule)
    assert again["code"] == "AccessRuleNotFound"
    assert [(it["status"], it["body"]) for it in practice.requests("DELETE")] == [(200, None), (404, None)]
    assert globus.refused("endpoint", "permission", "show", maple, rule)["code"] == "AccessRuleNotFound"
    assert globus.run("endpoint", "permission", "delete", maple, rule, "--map-http-status", "404=50").code == 50


def test_no_principal_is_a_mistake_of_the_caller(practice, globus, maple):
    assert globus.run(*create(f"{maple}:/x/")).code == 2
    assert not practice.requests("POST", "/access")


@pytest.mark.parametrize("path", ["/a/../b/", "/a/./b/", "/" + "x" * 2000 + "/"])
def test_paths_that_are_none(globus, maple, path):
    assert globus.refused(*create(f"{maple}:{path}", "--anonymous"))["code"] == "InvalidPath"


def test_only_guest_collections_have_permissions(practice, globus):
    laptop = practice.collection(LAPTOP)
    assert globus.refused("endpoint", "permission", "list", laptop)["code"] == "NotSupported"
    assert globus.refused(*create(f"{laptop}:/x/", "--anonymous"))["code"] == "NotSupported"
    missing = str(uuid.uuid4())
    assert globus.refused("endpoint", "permission", "list", missing)["code"] == "EndpointNotFound"


def test_server_collections_keep_theirs_in_the_same_place(practice, globus):
    archive = practice.collection(ARCHIVE)
    created = globus.ask(*create(f"{archive}:/2026/", "--identity", JONAS, permissions="rw"))
    assert globus.ask("endpoint", "permission", "show", archive, created["access_id"])["permissions"] == "rw"
    # The storage below forbids what anybody without a name could write.
    refused = globus.run(*create(f"{archive}:/drop/", "--anonymous", permissions="rw"), "-F", "json")
    assert refused.code == 1, refused


def test_an_access_manager_may_and_a_stranger_may_not(practice, as_client, as_person, maple):
    desk = as_client(ACCESS_DESK)
    created = desk.ask(*create(f"{maple}:/desk/", "--identity", ALEX))
    assert desk.ask("endpoint", "permission", "delete", maple, created["access_id"])["code"] == "Deleted"
    jonas = as_person(JONAS)
    for command in (["endpoint", "permission", "list", maple], create(f"{maple}:/mine/", "--identity", JONAS)):
        assert jonas.refused(*command)["code"] == "PermissionDenied"
    assert [it["status"] for it in practice.requests() if "/access" in it["path"]] == [403, 403]
