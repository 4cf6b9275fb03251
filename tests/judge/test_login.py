"""Check 1: the command line's login of a person, through the pages that a browser shows."""

import re
import sqlite3

import pytest

import browser
from command_line import CommandLine
from practice import JONAS, NORA, TOMAS

#: What the client asks for by itself, one resource server each: Auth, Transfer, Groups, Search, Timers, Flows.
RESOURCE_SERVERS = {
    "auth.globus.org",
    "transfer.api.globus.org",
    "groups.api.globus.org",
    "search.api.globus.org",
    "524230d7-ea86-4a52-8312-86065a9e0417",
    "flows.globus.org",
}


@pytest.fixture
def nobody(practice, tmp_path):
    """The command line before anybody signed in."""
    return CommandLine(practice, tmp_path / "home")


def kept_tokens(person):
    """The resource servers in the client's own storage."""
    file = person.home / ".globus/cli/storage.db"
    if not file.exists():
        return set()
    with sqlite3.connect(file) as storage:
        return {row[0] for row in storage.execute("SELECT resource_server FROM token_storage")}


def test_a_person_signs_in_through_the_consent_page(practice, nobody):
    before = nobody.run("whoami")
    assert before.code == 4, before
    practice.forget_requests()

    answer = nobody.login(NORA)

    assert answer.code == 0, answer
    assert "You have successfully logged in" in answer.out
    assert kept_tokens(nobody) == RESOURCE_SERVERS
    assert nobody.ask("whoami")["preferred_username"] == NORA
    assert practice.calls()[:7] == [
        "POST /auth/v2/api/clients",
        "GET /auth/v2/oauth2/authorize",
        "POST /auth/v2/web/sign-in",
        "POST /auth/v2/web/consent",
        "POST /auth/v2/oauth2/token",
        "GET /auth/.well-known/openid-configuration",
        "GET /auth/jwk.json",
    ]


def test_the_pages_say_who_asks_for_what(nobody):
    nobody.login(TOMAS)
    first, second, last = nobody.pages()
    assert first["title"] == "Sign in"
    assert any(NORA in it for it in first["people"])
    assert second["title"] == "Allow access?"
    assert second["buttons"] == ["allow", "deny"]
    assert len(second["items"]) == len(set(second["items"])) >= len(RESOURCE_SERVERS)
    assert not any("urn:" in it or "http" in it for it in second["items"]), "scopes are said in words"
    assert re.match(r"http://(localhost|127\.0\.0\.1):\d+/?\?", last["address"])


def test_the_requests_are_those_of_a_confidential_client_of_the_command_line(practice, nobody):
    nobody.login(NORA)
    created = practice.requests("POST", "/v2/api/clients")[0]
    assert created["body"]["client"]["template_id"] == "95fdeba8-fac2-42bd-a357-e068d82ff78e"
    authorize = practice.query(practice.requests("GET", "/v2/oauth2/authorize")[0])
    assert authorize["prompt"] == "login"
    assert authorize["access_type"] == "offline"
    assert authorize["redirect_uri"].startswith("http://localhost:")
    assert "code_challenge" not in authorize
    token = practice.requests("POST", "/v2/oauth2/token")[0]
    assert practice.form(token)["grant_type"] == "authorization_code"
    assert token["status"] == 200
    assert "Globus CLI" in token["user_agent"]


def test_a_second_login_asks_practice_whether_the_tokens_live(practice, as_person):
    nora = as_person(NORA)
    answer = nora.run("login")
    assert "You are already logged in" in answer.out
    validated = practice.requests("POST", "/v2/oauth2/token/validate")
    assert len(validated) == len(RESOURCE_SERVERS)
    assert not practice.requests("GET", "/v2/oauth2/authorize")


def test_denied(practice, nobody):
    answer = nobody.login(NORA, decision="deny")
    assert answer.code == 1, answer
    assert "Authorization failed" in answer.err
    assert kept_tokens(nobody) == set()
    assert not practice.requests("POST", "/v2/oauth2/token")
    assert "error=access_denied" in nobody.pages()[-1]["address"]
    assert nobody.run("whoami").code == 4


def test_the_code_can_be_pasted(practice, nobody):
    login = nobody.start("login", "--no-local-server")
    address = ""
    while not address.startswith(practice.ready["auth"]):
        address = login.stdout.readline()
        assert address, login.stderr.read()
    pages = browser.sign_in(address.strip(), JONAS)
    out, err = login.communicate(pages[-1].code + "\n", timeout=30)
    assert login.returncode == 0, out + err
    assert nobody.ask("whoami")["preferred_username"] == JONAS
    redirect = practice.query(practice.requests("GET", "/v2/oauth2/authorize")[0])["redirect_uri"]
    assert redirect == practice.ready["auth"] + "v2/web/auth-code"


def test_a_wrong_code_is_refused_in_words_that_the_client_knows(practice, nobody):
    login = nobody.start("login", "--no-local-server")
    out, err = login.communicate("no-such-code\n", timeout=30)
    assert login.returncode != 0
    token = practice.requests("POST", "/v2/oauth2/token")[0]
    assert token["status"] in (400, 401)
    # The client's own hint, which it gives for exactly one document of Auth.
    assert "globus login" in err, out + err


def test_a_token_that_ended_is_renewed_unseen(practice, as_person):
    nora = as_person(NORA)
    practice.advance(3 * 24 * 3600)
    assert nora.ask("whoami")["preferred_username"] == NORA
    grants = [practice.form(it)["grant_type"] for it in practice.requests("POST", "/v2/oauth2/token")]
    assert grants == ["refresh_token"]
    statuses = [it["status"] for it in practice.requests("GET", "/v2/oauth2/userinfo")]
    assert statuses == [401, 200]


def test_somebody_else_cannot_take_over_a_signed_in_client(as_person):
    nora = as_person(NORA)
    answer = nora.login(TOMAS, "--force")
    assert answer.code == 1, answer
    assert "didn't match existing credentials" in answer.err
    assert nora.ask("whoami")["preferred_username"] == NORA
