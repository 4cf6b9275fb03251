"""Checks 2, 6 and 15: who am I, who are they, what session is this, and goodbye."""

import base64
import json
import sqlite3
import uuid

import requests

from practice import ALEX, AUTOMATION, JONAS, NORA, TOMAS, TOMAS_AT_NORTHFIELD


def identities(document):
    return {it["username"]: it for it in document["identities"]}


def test_whoami_as_a_person(practice, as_person):
    nora = as_person(NORA)
    me = nora.ask("whoami")
    assert me["sub"] == practice.person(NORA)
    assert me["preferred_username"] == NORA
    assert me["name"] == "Nora Whitfield"
    assert me["organization"] == "Northfield University"
    assert me["email"] == NORA
    assert uuid.UUID(me["identity_provider"])
    assert me["identity_provider_display_name"] == "Northfield University"
    assert nora.run("whoami").out.strip() == NORA


def test_whoami_with_linked_identities(practice, as_person):
    tomas = as_person(TOMAS)
    linked = tomas.ask("whoami", "--linked-identities")
    assert {it["username"] for it in linked} == {TOMAS, TOMAS_AT_NORTHFIELD}
    assert {it["sub"] for it in linked} == {practice.person(TOMAS), practice.person(TOMAS_AT_NORTHFIELD)}
    assert all({"sub", "username", "name", "email", "organization", "identity_provider"} <= it.keys() for it in linked)
    # Somebody with one identity is linked to it alone.
    assert [it["username"] for it in as_person(JONAS).ask("whoami", "--linked-identities")] == [JONAS]


def test_whoami_as_an_application(practice, globus):
    client = practice.client(AUTOMATION)
    me = globus.ask("whoami")
    assert me["sub"] == client["id"]
    assert me["preferred_username"] == f"{client['id']}@clients.auth.globus.org"
    (token,) = practice.requests("POST", "/v2/oauth2/token")
    assert practice.form(token)["grant_type"] == "client_credentials"


def test_a_wrong_secret_opens_nothing(practice, as_client):
    globus = as_client()
    globus.environment["GLOBUS_CLI_CLIENT_SECRET"] = "practice-secret-wrong"
    answer = globus.run("whoami")
    assert answer.code == 1, answer
    assert practice.requests("POST", "/v2/oauth2/token")[0]["status"] == 401
    assert not practice.requests("GET", "/v2/oauth2/userinfo")


def test_get_identities_by_name_and_by_id(practice, globus):
    jonas = practice.person(JONAS)
    document = globus.ask("get-identities", NORA.upper(), jonas)
    found = identities(document)
    assert found.keys() == {NORA, JONAS}
    assert found[JONAS]["id"] == jonas
    assert found[NORA]["status"] == "used"
    assert {"id", "username", "name", "organization", "email", "status", "identity_provider", "identity_type"} <= found[
        NORA
    ].keys()
    by_ids, by_names = practice.requests("GET", "/v2/api/identities")
    assert practice.query(by_ids)["ids"] == jonas
    assert practice.query(by_names) == {"usernames": NORA.upper(), "provision": "false"}


def test_who_is_not_known_is_left_out(practice, globus):
    document = globus.ask("get-identities", "nobody@northfield.example", str(uuid.uuid4()), NORA)
    assert identities(document).keys() == {NORA}
    answer = globus.run("get-identities", "nobody@northfield.example", NORA)
    assert answer.out.split() == ["NO_SUCH_IDENTITY", practice.person(NORA)]
    # Looking somebody up makes nobody.
    assert identities(globus.ask("get-identities", "nobody@northfield.example")) == {}


def test_provision_makes_an_identity_that_stays(practice, globus):
    new = "new.colleague@alpen.example"
    made = identities(globus.ask("get-identities", "--provision", new))[new]
    assert made["status"] == "unused"
    assert uuid.UUID(made["id"])
    assert practice.query(practice.requests("GET", "/v2/api/identities")[-1])["provision"] == "true"
    # Whoever asks next finds the same one, by name and by id, with and without provision.
    for question in ([new], ["--provision", new], [made["id"]]):
        assert identities(globus.ask("get-identities", *question))[new]["id"] == made["id"]
    # Somebody who is there already is found, not made again.
    assert identities(globus.ask("get-identities", "--provision", ALEX))[ALEX]["id"] == practice.person(ALEX)


def test_names_of_globus_connect_personal_are_ids(practice, globus):
    nora = uuid.UUID(practice.person(NORA))
    name = "u_" + base64.b32encode(nora.bytes).decode().rstrip("=").lower()
    assert identities(globus.ask("get-identities", name))[NORA]["id"] == str(nora)


def test_session_show(practice, as_person):
    nora = as_person(NORA)
    session = nora.ask("session", "show")
    assert session["session_id"]
    (identity,) = session["authentications"]
    assert identity == practice.person(NORA)
    said = session["authentications"][identity]
    assert {"acr", "amr", "idp", "auth_time", "custom_claims"} <= said.keys()
    assert isinstance(said["auth_time"], int)
    (introspected,) = practice.requests("POST", "/v2/oauth2/token/introspect")
    assert practice.form(introspected)["include"] == "session_info"
    table = nora.run("session", "show")
    assert NORA in table.out and identity in table.out


def test_session_update_brings_a_linked_identity_into_the_session(practice, as_person):
    tomas = as_person(TOMAS)
    before = tomas.ask("session", "show")["authentications"]
    assert before.keys() == {practice.person(TOMAS)}
    other = practice.person(TOMAS_AT_NORTHFIELD)
    answer = tomas.run("session", "update", TOMAS_AT_NORTHFIELD)
    assert answer.code == 0, answer
    asked = practice.query(practice.requests("GET", "/v2/oauth2/authorize")[0])
    assert asked["session_required_identities"] == other
    page = next(it for it in tomas.pages()[::-1] if it["title"] == "Sign in")
    assert page["texts"]["session-message"] == "Authenticate to update your CLI session."
    assert other in tomas.ask("session", "show")["authentications"]


def test_logout_ends_every_token(practice, as_person):
    nora = as_person(NORA)
    with sqlite3.connect(nora.home / ".globus/cli/storage.db") as storage:
        kept = [json.loads(row[0]) for row in storage.execute("SELECT token_data_json FROM token_storage")]
    tokens = [token[kind] for token in kept for kind in ("access_token", "refresh_token")]

    answer = nora.run("logout", "--yes")

    assert answer.code == 0, answer
    assert NORA in answer.out
    revoked = practice.requests("POST", "/v2/oauth2/token/revoke")
    assert len(revoked) == len(tokens) == 12
    assert {practice.form(it)["client_id"] for it in revoked} == {"95fdeba8-fac2-42bd-a357-e068d82ff78e"}
    assert {it["status"] for it in revoked} == {200}
    assert nora.run("whoami").code == 4
    # None of them opens anything any more, not only for this client.
    for token in tokens:
        assert userinfo_status(practice, token) == 401


def test_logout_with_the_client_removes_it(practice, as_person):
    nora = as_person(NORA)
    answer = nora.run("logout", "--yes", "--delete-client")
    assert answer.code == 0, answer
    deleted = [it for it in practice.requests("DELETE") if "/v2/api/clients/" in it["path"]]
    assert [it["status"] for it in deleted] == [200]
    # The next login makes a client anew.
    assert nora.login(NORA).code == 0
    assert practice.requests("POST", "/v2/api/clients")


def userinfo_status(practice, token):
    """Asks with a bare token, as anybody could who found it."""
    answer = requests.get(
        practice.ready["auth"] + "v2/oauth2/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    return answer.status_code
