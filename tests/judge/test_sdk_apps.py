"""Checks 3, 4 and 5: the official library as an app of a person and as an application of its own."""

import json
import os
import stat
from urllib.parse import urlsplit

import globus_sdk
import pytest
from globus_sdk.login_flows import LocalServerLoginError
from globus_sdk.scopes import GCSCollectionScopes, TransferScopes

import browser
from practice import ALEX, JONAS, NORA
from server_world import ROBOT, SERVER, STORAGE, WORLD

NAME = "judge"


@pytest.fixture
def practice(start_practice):
    return start_practice(WORLD)


def user_app(practice, **config):
    config = globus_sdk.GlobusAppConfig(login_flow_manager="local-server", **config)
    return globus_sdk.UserApp(NAME, client_id=practice.ready["client_id"], config=config)


def server_address(practice, transfer):
    return transfer.get_endpoint(practice.collection(STORAGE))["gcs_manager_url"]


def manage(practice, *, data_access):
    """The scope of the server's manager, with the storage below it."""
    scope = globus_sdk.GCSClient.get_gcs_endpoint_scopes(practice.collection(SERVER)).manage_collections
    if data_access:
        storage = GCSCollectionScopes(practice.collection(STORAGE))
        scope = scope.with_dependency(storage.data_access.with_optional(True))
    return scope


def make_guest_collection(practice, gcs, name):
    """What the library's two examples do once they are signed in."""
    storage = practice.collection(STORAGE)
    gateway = gcs.get_collection(storage)["storage_gateway_id"]
    try:
        gcs.create_user_credential(globus_sdk.UserCredentialDocument(storage_gateway_id=gateway))
    except globus_sdk.GCSAPIError as error:
        assert error.http_status == 409, error
    return gcs.create_collection(
        globus_sdk.GuestCollectionDocument(
            public=True,
            collection_base_path="/",
            display_name=name,
            mapped_collection_id=storage,
        )
    )


def test_a_user_app_signs_in_with_pkce_and_a_local_server(practice, sdk):
    home = sdk(NORA)
    with user_app(practice, request_refresh_tokens=True) as app:
        transfer = globus_sdk.TransferClient(app=app)
        mine = list(transfer.endpoint_search(filter_scope="administered-by-me"))
    assert STORAGE in {it["display_name"] for it in mine}

    asked = practice.query(practice.requests("GET", "/v2/oauth2/authorize")[0])
    assert asked["client_id"] == practice.ready["client_id"]
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["code_challenge"]) == 43
    assert asked["access_type"] == "offline"
    assert asked["prefill_named_grant"].startswith(NAME)
    redirect = urlsplit(asked["redirect_uri"])
    assert (redirect.scheme, redirect.hostname, redirect.path) == ("http", "127.0.0.1", "")
    (exchanged,) = practice.requests("POST", "/v2/oauth2/token")
    form = practice.form(exchanged)
    assert (form["grant_type"], form["redirect_uri"]) == ("authorization_code", asked["redirect_uri"])
    assert form["client_id"] == practice.ready["client_id"] and "code_verifier" in form
    # The library believes the identity only after it has checked the signature.
    assert practice.requests("GET", "/jwk.json")

    (kept,) = home.rglob("practice-tokens.json")
    assert os.name != "posix" or stat.S_IMODE(kept.stat().st_mode) == 0o600
    tokens = json.loads(kept.read_text())["data"]
    assert {"auth.globus.org", "transfer.api.globus.org"} <= next(iter(tokens.values())).keys()


def test_a_code_is_worth_nothing_without_its_verifier(practice, sdk):
    client = globus_sdk.NativeAppAuthClient(practice.ready["client_id"])
    flow = client.oauth2_start_flow(TransferScopes.all, verifier="v" * 43)
    code = browser.sign_in(client.oauth2_get_authorize_url(), NORA)[-1].code
    flow.verifier = "w" * 43
    with pytest.raises(globus_sdk.AuthAPIError) as refused:
        client.oauth2_exchange_code_for_tokens(code)
    assert refused.value.http_status in (400, 401)
    assert refused.value.raw_json["error"] == "invalid_grant"
    flow.verifier = "v" * 43
    tokens = client.oauth2_exchange_code_for_tokens(code)
    assert tokens.by_resource_server.keys() == {"transfer.api.globus.org"}
    # And it works once.
    with pytest.raises(globus_sdk.AuthAPIError):
        client.oauth2_exchange_code_for_tokens(code)


def test_a_person_who_says_no(practice, sdk):
    sdk(NORA, decision="deny")
    with user_app(practice) as app, pytest.raises(LocalServerLoginError):
        globus_sdk.TransferClient(app=app).get("/v0.10/endpoint_search", query_params={"filter_scope": "my-endpoints"})
    assert not practice.requests("POST", "/v2/oauth2/token")


def test_tokens_are_renewed_and_ended(practice, sdk):
    with user_app(practice, request_refresh_tokens=True) as app:
        auth = globus_sdk.AuthClient(app=app)
        assert auth.userinfo()["preferred_username"] == NORA
        practice.advance(3 * 24 * 3600)
        assert auth.userinfo()["preferred_username"] == NORA
        grants = [practice.form(it)["grant_type"] for it in practice.requests("POST", "/v2/oauth2/token")]
        assert grants == ["authorization_code", "refresh_token"]
        token = app.get_authorizer("auth.globus.org").access_token
        app.logout()
    assert practice.requests("POST", "/v2/oauth2/token/revoke")
    with pytest.raises(globus_sdk.AuthAPIError) as refused:
        globus_sdk.AuthClient(authorizer=globus_sdk.AccessTokenAuthorizer(token)).userinfo()
    assert (refused.value.http_status, refused.value.code) == (401, "UNAUTHORIZED")


def test_a_demand_for_consent_is_met_by_signing_in_again(practice, sdk):
    with user_app(practice, auto_redrive_gares=True) as app:
        transfer = globus_sdk.TransferClient(app=app)
        listing = transfer.operation_ls(practice.collection(STORAGE), path="/projects/")
        assert [it["name"] for it in listing] == ["soil-2025"]
    assert [it["status"] for it in practice.requests("GET", "/ls")] == [403, 200]
    asked = [practice.query(it)["scope"] for it in practice.requests("GET", "/v2/oauth2/authorize")]
    data_access = f"https://auth.globus.org/scopes/{practice.collection(STORAGE)}/data_access"
    assert data_access not in asked[0] and data_access in asked[1]


def test_the_user_owned_guest_collection(practice, sdk):
    # Alex has an account by the server's rules, and nobody has made a credential for it yet.
    sdk(ALEX)
    with user_app(practice) as app:
        transfer = globus_sdk.TransferClient(app=app)
        gcs = globus_sdk.GCSClient(server_address(practice, transfer), app=app)
        assert gcs.endpoint_client_id == practice.collection(SERVER)
        gcs.add_app_scope(manage(practice, data_access=True))
        made = make_guest_collection(practice, gcs, "Made by Alex")
        assert made["identity_id"] == practice.person(ALEX)
        transfer.add_endpoint_acl_rule(
            made["id"],
            {
                "DATA_TYPE": "access",
                "principal_type": "identity",
                "principal": practice.person(JONAS),
                "path": "/projects/",
                "permissions": "r",
            },
        )
    steps = [it for it in practice.calls() if "/gcs/" in it or "/api/" in it or "/consents" in it]
    assert steps[0].startswith("GET") and steps[0].endswith("/api/info")
    # Consents below the first level are looked up, not guessed.
    assert any(it.endswith(f"/v2/api/identities/{practice.person(ALEX)}/consents") for it in steps)
    made = [(it["path"].rsplit("/", 1)[1], it["status"]) for it in practice.requests("POST") if "/gcs/" in it["path"]]
    assert made == [("user_credentials", 201), ("collections", 201)]
    info = practice.requests("GET", "/api/info")[0]
    assert info["subject"] is None


def test_the_client_owned_guest_collection(practice, sdk):
    robot = practice.client(ROBOT)
    app = globus_sdk.ClientApp(NAME, client_id=robot["id"], client_secret=robot["secret"])
    with app:
        transfer = globus_sdk.TransferClient(app=app)
        gcs = globus_sdk.GCSClient(server_address(practice, transfer), app=app)
        gcs.add_app_scope(manage(practice, data_access=True))
        made = make_guest_collection(practice, gcs, "Made by a robot")
        shown = transfer.get_endpoint(made["id"])
        assert "administrator" in shown["my_effective_roles"]
        assert gcs.create_role(
            globus_sdk.GCSRoleDocument(
                collection=made["id"],
                principal=f"urn:globus:auth:identity:{practice.person(NORA)}",
                role="access_manager",
            )
        )["id"]
        roles = {(it["principal"], it["role"]) for it in transfer.endpoint_role_list(made["id"])}
    assert (made["identity_id"], made["collection_type"]) == (robot["id"], "guest")
    # Its credential was there before, which the examples take for granted too.
    assert [it["status"] for it in practice.requests("POST", "/api/user_credentials")] == [409]
    assert (practice.person(NORA), "access_manager") in roles
    grants = [practice.form(it) for it in practice.requests("POST", "/v2/oauth2/token")]
    assert {it["grant_type"] for it in grants} == {"client_credentials"}
    assert any("[*https://auth.globus.org/scopes/" in it["scope"] for it in grants)
    assert not practice.requests("GET", "/v2/oauth2/authorize")


def test_without_the_consent_the_server_says_what_is_missing(practice, sdk):
    robot = practice.client(ROBOT)
    with globus_sdk.ClientApp(NAME, client_id=robot["id"], client_secret=robot["secret"]) as app:
        gcs = globus_sdk.GCSClient(server_address(practice, globus_sdk.TransferClient(app=app)), app=app)
        with pytest.raises(globus_sdk.GCSAPIError) as refused:
            make_guest_collection(practice, gcs, "Too early")
    assert refused.value.http_status == 403
    assert refused.value.info.consent_required or refused.value.info.authorization_parameters
