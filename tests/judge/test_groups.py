"""Check 14: groups, their members, invitations, and what goes wrong one by one."""

import uuid

import pytest

from practice import ALEX, JONAS, LAB, MAPLE, NORA, TOMAS

MARINE = "Marine genomics"
PATIENTS = "Clinical cohort 7"
BOARD = "Eastlake appointment board"
SEMINAR = "Ecology seminar"
READING = "Statistics reading group"


@pytest.fixture
def nora(as_person):
    return as_person(NORA)


@pytest.fixture
def group(nora):
    """A new group of Nora's."""
    return nora.ask("group", "create", "Seed bank", "--description", "Seeds of rare plants")["id"]


def members(person, group):
    return {it["username"]: it for it in person.ask("group", "member", "list", group)["memberships"]}


def test_list_is_a_plain_list_of_the_groups_one_is_in(practice, nora):
    groups = nora.ask("group", "list")
    assert isinstance(groups, list)
    by_name = {it["name"]: it for it in groups}
    assert {LAB, MARINE, PATIENTS} <= by_name.keys()
    # Invited is not in, and other people's groups are not hers.
    assert not {READING, BOARD} & by_name.keys()
    lab = by_name[LAB]
    assert lab["id"] == practice.group(LAB)
    (mine,) = lab["my_memberships"]
    assert (mine["identity_id"], mine["username"], mine["role"], mine["status"]) == (
        practice.person(NORA),
        NORA,
        "admin",
        "active",
    )
    assert lab["group_type"] == "regular"
    assert {"description", "parent_id", "enforce_session", "session_limit", "subscription_id"} <= lab.keys()
    assert (lab["enforce_session"], by_name[PATIENTS]["enforce_session"]) == (False, True)
    (asked,) = practice.requests("GET", "/my_groups")
    assert asked["path"] == "/groups/v2/groups/my_groups"
    table = nora.run("group", "list")
    assert LAB in table.out and "admin" in table.out


def test_show(practice, nora):
    group = nora.ask("group", "show", practice.group(LAB))
    assert group["name"] == LAB
    assert [it["role"] for it in group["my_memberships"]] == ["admin"]
    assert "memberships" not in group
    assert practice.query(practice.requests("GET")[-1]) == {"include": "my_memberships"}
    missing = nora.run("group", "show", str(uuid.uuid4()), "-F", "json")
    assert missing.code == 1 and practice.requests("GET")[-1]["status"] == 404


def test_member_list_names_everybody_without_a_second_question(practice, nora):
    practice.forget_requests()
    lab = members(nora, practice.group(LAB))
    assert (lab[NORA]["role"], lab[ALEX]["role"]) == ("admin", "manager")
    assert all({"identity_id", "username", "role", "status"} <= it.keys() for it in lab.values())
    assert lab[ALEX]["identity_id"] == practice.person(ALEX)
    calls = practice.requests("GET")
    assert [practice.query(it) for it in calls] == [{"include": "memberships"}]


def test_who_may_see_members(practice, nora, as_person):
    # Members hidden from members, a private group from strangers.
    assert nora.run("group", "member", "list", practice.group(MARINE)).code != 0
    assert NORA in members(as_person(TOMAS), practice.group(MARINE))
    assert nora.run("group", "show", practice.group(BOARD)).code == 1
    assert practice.requests("GET", practice.group(BOARD))[-1]["status"] in (403, 404)


def test_create_update_delete(practice, nora, group):
    (sent,) = practice.requests("POST", "/v2/groups")
    assert sent["body"] == {"name": "Seed bank", "description": "Seeds of rare plants", "parent_id": None}
    assert sent["status"] in (200, 201)
    created = nora.ask("group", "show", group)
    assert (created["name"], created["description"]) == ("Seed bank", "Seeds of rare plants")
    assert members(nora, group)[NORA]["role"] == "admin"
    updated = nora.ask("group", "update", group, "--name", "Seed vault")
    assert updated["name"] == "Seed vault"
    shown = nora.ask("group", "show", group)
    assert (shown["name"], shown["description"]) == ("Seed vault", "Seeds of rare plants")
    nora.ask("group", "delete", group)
    assert nora.run("group", "show", group).code == 1
    assert group not in {it["id"] for it in nora.ask("group", "list")}


def test_set_policies(practice, nora, group):
    policies = nora.ask("group", "set-policies", group, "--visibility", "private", "--join-requests")
    assert (policies["group_visibility"], policies["join_requests"]) == ("private", True)
    assert {"is_high_assurance", "group_members_visibility", "signup_fields"} <= policies.keys()
    # The client reads first and sends everything back.
    assert practice.requests("PUT", "/policies")[0]["body"].keys() == policies.keys()


def test_invite_and_accept(practice, nora, as_person, group):
    jonas = as_person(JONAS)
    invited = nora.ask("group", "member", "invite", group, JONAS)
    (invitation,) = invited["invite"]
    assert (invitation["username"], invitation["role"], invitation["status"]) == (JONAS, "member", "invited")
    assert (invitation["group_id"], invitation["identity_id"]) == (group, practice.person(JONAS))
    sent = practice.requests("POST", f"/v2/groups/{group}")[-1]
    assert sent["body"] == {"invite": [{"identity_id": practice.person(JONAS), "role": "member"}]}
    assert group not in {it["id"] for it in jonas.ask("group", "list")}
    accepted = jonas.ask("group", "invite", "accept", group)
    assert [(it["username"], it["status"]) for it in accepted["accept"]] == [(JONAS, "active")]
    assert group in {it["id"] for it in jonas.ask("group", "list")}
    assert members(nora, group)[JONAS]["status"] == "active"


def test_invite_and_decline(nora, as_person, group):
    nora.ask("group", "member", "invite", group, JONAS)
    declined = as_person(JONAS).ask("group", "invite", "decline", group)
    assert [it["status"] for it in declined["decline"]] == ["declined"]


def test_invite_whom_nobody_knows(practice, nora, group):
    new = "new.colleague@alpen.example"
    assert nora.run("group", "member", "invite", group, new).code == 2
    invited = nora.ask("group", "member", "invite", group, new, "--provision-identity")
    assert [it["username"] for it in invited["invite"]] == [new]


def test_add_twice_remove_twice_one_error_each(practice, nora, group):
    (added,) = nora.ask("group", "member", "add", group, JONAS, "--role", "manager")["add"]
    assert (added["username"], added["role"], added["status"]) == (JONAS, "manager", "active")
    again = nora.run("group", "member", "add", group, JONAS)
    assert again.code == 1, again
    # The service answers 200 and says per person what went wrong; the client reads it from there.
    assert [it["status"] for it in practice.requests("POST", f"/v2/groups/{group}")] == [200, 200]
    assert nora.ask("group", "member", "remove", group, JONAS)["remove"][0]["status"] == "removed"
    assert nora.run("group", "member", "remove", group, JONAS).code == 1
    assert members(nora, group).get(JONAS, {}).get("status") != "active"


def test_join_leave_and_ask_to_join(practice, nora, as_person):
    jonas, seminar = as_person(JONAS), practice.group(SEMINAR)
    asked = jonas.ask("group", "join", seminar, "--request")["request_join"][0]
    assert (asked["username"], asked["status"]) == (JONAS, "pending")
    assert jonas.run("group", "join", practice.group(PATIENTS)).code == 1
    left = nora.ask("group", "leave", seminar)["leave"][0]
    assert (left["username"], left["status"]) == (NORA, "left")
    assert seminar not in {it["id"] for it in nora.ask("group", "list")}


def test_a_member_is_no_manager(practice, as_person):
    jonas = as_person(JONAS)
    for command in (["member", "add", practice.group(MARINE), ALEX], ["delete", practice.group(MARINE)]):
        answer = jonas.run("group", *command)
        assert answer.code == 1, answer


def test_a_group_gives_its_members_access_and_takes_it_back(practice, globus, nora, as_person, group):
    maple, jonas = practice.collection(MAPLE), as_person(JONAS)
    place = f"{maple}:/Results/tables/"
    globus.ask("endpoint", "permission", "create", place, "--permissions", "rw", "--group", group)
    assert jonas.run("mkdir", f"{place}new").code == 1
    nora.ask("group", "member", "add", group, JONAS)
    assert jonas.ask("mkdir", f"{place}new")["code"] == "DirectoryCreated"
    nora.ask("group", "member", "remove", group, JONAS)
    assert jonas.run("mkdir", f"{place}newer").code == 1
