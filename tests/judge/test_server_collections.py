"""Check 10: guest collections of servers, with and without the consent, and what belongs to them."""

import pytest

from practice import ALEX, JONAS, NORA
from server_world import ROBOT, SERVER, SOIL, STORAGE, VAULT, WORLD


@pytest.fixture
def practice(start_practice):
    return start_practice(WORLD)


@pytest.fixture
def server(practice):
    return practice.collection(SERVER)


@pytest.fixture
def storage(practice):
    return practice.collection(STORAGE)


@pytest.fixture
def nora(as_person, server, storage):
    """She has agreed to everything that sharing a folder of the server needs."""
    return as_person(NORA, "--gcs", f"{server}:{storage}")


def create_guest(mapped, path="/projects/", name="Projects", *options):
    return ["gcs", "collection", "create", "guest", mapped, path, name, *options]


def gateway_of(person, mapped):
    return person.ask("gcs", "collection", "show", mapped)["storage_gateway_id"]


def test_with_consent(practice, nora, server, storage):
    options = ["--public", "--keywords", "soil,2026", "--description", "All of it"]
    made = nora.ask(*create_guest(storage, "/projects/", "Projects", *options))
    assert made["DATA_TYPE"].startswith("collection#1.")
    assert (made["collection_type"], made["display_name"]) == ("guest", "Projects")
    assert (made["mapped_collection_id"], made["collection_base_path"].rstrip("/")) == (storage, "/projects")
    assert (made["keywords"], made["public"], made["high_assurance"]) == (["soil", "2026"], True, False)
    assert made["identity_id"] == practice.person(NORA)
    assert made["https_url"].startswith("https://") and made["manager_url"].startswith("https://")
    assert made["domain_name"].startswith("g-")

    (sent,) = practice.requests("POST", "/api/collections")
    assert sent["status"] == 201
    credentials = nora.ask("gcs", "user-credential", "list", server)["data"]
    (credential,) = [it for it in credentials if it["storage_gateway_id"] == made["storage_gateway_id"]]
    wanted = {"identity_id": practice.person(NORA), "user_credential_id": credential["id"]}
    assert wanted.items() <= sent["body"].items()
    # The client looks before it asks: where, whether it may, which account.
    calls = practice.calls()
    steps = [
        f"GET /transfer/v0.10/endpoint/{storage}",
        f"GET /auth/v2/api/identities/{practice.person(NORA)}/consents",
        next(it for it in calls if it.endswith(f"/api/collections/{storage}")),
        next(it for it in calls if it.startswith("GET") and it.endswith("/api/user_credentials")),
        next(it for it in calls if it.startswith("POST") and it.endswith("/api/collections")),
    ]
    assert [calls.index(it) for it in steps] == sorted(calls.index(it) for it in steps)


def test_what_was_made_is_a_collection_like_any_other(practice, nora, server, storage):
    made = nora.ask(*create_guest(storage))["id"]
    shown = nora.ask("endpoint", "show", made, "--skip-endpoint-type-check")
    assert (shown["entity_type"], shown["mapped_collection_id"]) == ("GCSv5_guest_collection", storage)
    assert shown["owner_id"] == server
    assert "administrator" in shown["my_effective_roles"]
    assert [it["name"] for it in nora.ask("ls", f"{made}:/")["DATA"]] == ["soil-2025"]
    create = ["endpoint", "permission", "create", f"{made}:/soil-2025/", "--permissions", "rw", "--identity", ALEX]
    assert nora.ask(*create)["code"] == "Created"
    administered = nora.ask("endpoint", "search", "--filter-scope", "administered-by-me")["DATA"]
    assert made in {it["id"] for it in administered}


def test_without_consent(practice, as_person, server, storage):
    nora = as_person(NORA)
    answer = nora.run(*create_guest(storage))
    assert answer.code == 4, answer
    assert f"globus login --gcs {server}:{storage}" in answer.err
    # Half of it is not enough: the storage below is a consent of its own.
    assert nora.login(NORA, "--gcs", server).code == 0
    answer = nora.run(*create_guest(storage))
    assert answer.code == 4, answer
    assert "Missing 'data_access' consent" in answer.err
    assert not practice.requests("POST", "/api/collections")
    # What the client says to do helps.
    assert nora.login(NORA, "--gcs", f"{server}:{storage}").code == 0
    wishes = next(it for it in nora.pages()[::-1] if it["title"] == "Allow access?")["items"]
    assert any(STORAGE in it for it in wishes) and any(SERVER in it for it in wishes)
    assert nora.run(*create_guest(storage)).code == 0


def test_an_application_brings_its_own_consent(practice, as_client, server, storage):
    made = as_client(ROBOT).ask(*create_guest(storage))
    assert made["identity_id"] == practice.client(ROBOT)["id"]
    scopes = [practice.form(it).get("scope") for it in practice.requests("POST", "/v2/oauth2/token")]
    manage = f"urn:globus:auth:scope:{server}:manage_collections"
    assert f"{manage}[https://auth.globus.org/scopes/{storage}/data_access]" in scopes


def test_who_has_no_account_makes_one_first(practice, as_person, server, storage):
    alex = as_person(ALEX, "--gcs", f"{server}:{storage}")
    answer = alex.run(*create_guest(storage))
    assert answer.code == 1, answer
    assert "No valid gcs user credentials" in answer.err
    gateway = gateway_of(alex, storage)
    assert gateway in answer.err
    account = ["gcs", "user-credential", "create", "posix", server, gateway, ALEX, "alex.kim"]
    assert alex.ask(*account)["DATA_TYPE"].startswith(("user_credential#1.", "result#1."))
    again = alex.run(*account, "-F", "json")
    assert again.code == 1 and practice.requests("POST", "/api/user_credentials")[-1]["status"] == 409, again
    assert alex.run(*create_guest(storage)).code == 0


def test_who_does_not_belong_there_gets_no_account(practice, as_person, server, storage):
    jonas = as_person(JONAS, "--gcs", f"{server}:{storage}")
    gateway = gateway_of(jonas, storage)
    error = jonas.refused("gcs", "user-credential", "create", "posix", server, gateway, JONAS, "jonas")
    assert (error["code"], error["http_response_code"]) == ("permission_denied", 403)
    assert error["detail"]["DATA_TYPE"].startswith(("not_from_allowed_domain#", "invalid_user#"))


def test_protected_storage_wants_a_fresh_sign_in(practice, as_person, server):
    vault = practice.collection(VAULT)
    nora = as_person(NORA, "--gcs", server)
    # Longer than the three minutes of the vault, shorter than the five that the client allows for clocks.
    practice.advance(4 * 60)
    answer = nora.run(*create_guest(vault, "/", "Protected"))
    assert answer.code == 4, answer
    assert "Session timeout detected" in answer.err
    assert f"globus login --gcs {server} --force" in answer.err
    assert practice.requests("POST", "/api/collections")[-1]["status"] == 403
    assert nora.login(NORA, "--gcs", server, "--force").code == 0
    answer = nora.run(*create_guest(vault, "/", "Protected"))
    assert answer.code == 0, answer


def test_refusals_are_in_the_servers_own_words(nora, practice, storage):
    missing = nora.refused(*create_guest(storage, "/no such folder/"))
    assert missing["DATA_TYPE"].startswith("result#1.") and missing["code"] and missing["http_response_code"] >= 400
    other = nora.run(*create_guest(practice.collection(SOIL)))
    assert other.code == 3, other


def test_list_show_update_delete(practice, nora, server, storage):
    soil = practice.collection(SOIL)

    def listed(*options):
        return {it["display_name"] for it in nora.ask("gcs", "collection", "list", server, *options)["DATA"]}

    assert listed() == {STORAGE, VAULT, SOIL}
    assert listed("--filter", "guest-collections") == {SOIL}
    assert listed("--filter", "mapped-collections") == {STORAGE, VAULT}
    assert listed("--mapped-collection-id", storage) == {SOIL}
    assert SOIL in listed("--filter", "created-by-me")
    shown = nora.ask("gcs", "collection", "show", soil)
    assert (shown["id"], shown["collection_type"], shown["mapped_collection_id"]) == (soil, "guest", storage)
    mapped = nora.ask("gcs", "collection", "show", storage)
    assert (mapped["collection_type"], mapped["allow_guest_collections"]) == ("mapped", True)
    updated = nora.run("gcs", "collection", "update", soil, "--description", "Closed", "-F", "json")
    assert updated.code == 0, updated
    assert practice.requests("PATCH", f"/api/collections/{soil}")[0]["status"] == 200
    assert nora.ask("endpoint", "show", soil, "--skip-endpoint-type-check")["description"] == "Closed"
    assert nora.run("gcs", "collection", "show", soil).code == 0
    assert nora.run("gcs", "collection", "delete", soil).out.strip().lower() == "success"
    assert listed() == {STORAGE, VAULT}
    gone = nora.refused("endpoint", "show", soil, "--skip-endpoint-type-check")
    assert gone["code"] in ("EndpointDeleted", "EndpointNotFound")


def test_roles_are_listed_shown_and_taken(practice, nora, server):
    soil = practice.collection(SOIL)
    principal = f"urn:globus:auth:identity:{practice.person(NORA)}"
    roles = nora.ask("gcs", "collection", "role", "list", soil)["data"]
    (role,) = [it for it in roles if it["principal"] == principal]
    assert (role["DATA_TYPE"], role["collection"], role["role"]) == ("role#1.0.0", soil, "administrator")
    assert nora.ask("gcs", "collection", "role", "show", soil, role["id"]) == role
    # The same role, as Transfer tells it to everybody else: bare ids.
    shown = nora.ask("endpoint", "role", "list", soil)["DATA"]
    assert (practice.person(NORA), "administrator") in {(it["principal"], it["role"]) for it in shown}
    assert nora.run("gcs", "collection", "role", "delete", soil, role["id"]).code == 0
    gone = nora.refused("gcs", "collection", "role", "show", soil, role["id"])
    assert (gone["code"], gone["http_response_code"]) == ("not_found", 404)


def test_storage_gateways_are_for_administrators(practice, nora, as_client, server):
    gateways = nora.ask("gcs", "storage-gateway", "list", server)["data"]
    assert {it["display_name"] for it in gateways} == {"Open disks", "Locked disks"}
    refused = as_client(ROBOT).refused("gcs", "storage-gateway", "list", server)
    assert (refused["code"], refused["http_response_code"]) == ("permission_denied", 403)
    assert refused["detail"]["DATA_TYPE"].startswith("missing_required_role#1.")


def test_files_of_mapped_storage_are_a_consent_of_their_own(practice, as_person, as_client, storage):
    nora = as_person(NORA)
    answer = nora.run("ls", f"{storage}:/projects/")
    assert answer.code == 4, answer
    assert "globus session consent" in answer.err + answer.out
    scope = f"urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/{storage}/data_access]"
    assert scope in answer.err + answer.out
    assert nora.run("session", "consent", scope).code == 0
    assert [it["name"] for it in nora.ask("ls", f"{storage}:/projects/")["DATA"]] == ["soil-2025"]
    # An application fetches the consent by itself and asks once more.
    practice.forget_requests()
    assert as_client(ROBOT).run("ls", f"{storage}:/projects/").code == 0
    assert [it["status"] for it in practice.requests("GET", "/ls")] == [403, 200]
