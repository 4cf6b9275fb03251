"""Globus Auth."""

from __future__ import annotations

import globus_sdk
from globus_sdk.scopes import Scope, TransferScopes

import browser
from practice import NORA, TOMAS

from .scene import Person
from .table import answers, not_served
from .world import PRIYA, SERVICE_ID, TEMPLATE

GROUPS = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships"
DEVELOPERS = "administration of apps by their developers"

not_served(
    auth={
        name: DEVELOPERS
        for name in [
            "*_project*",
            "*_policy",
            "get_policies",
            "*_scope",
            "get_scopes",
            "create_client_credential",
            "delete_client_credential",
            "get_client_credentials",
            "get_client",
            "get_clients",
            "update_client",
        ]
    }
)


@answers("auth.get_identities", "default")
def unused_identity(scene, _):
    return scene.nora.auth.get_identities(usernames=PRIYA)


@answers("auth.get_identities", "empty")
def unknown_identity(scene, _):
    return scene.nora.auth.get_identities(usernames="nobody@nowhere.example")


@answers("auth.get_identities", "multiple")
def identities(scene, _):
    return scene.nora.auth.get_identities(usernames=[PRIYA, TOMAS])


@answers("auth.get_identities", "globusid", "sirosen")
def used_identity(scene, _):
    return scene.nora.auth.get_identities(ids=scene.tomas.id)


@answers("auth.get_identities", "unauthorized")
def identities_without_token(_, __):
    return globus_sdk.AuthClient().get_identities(usernames=NORA)


@answers("auth.get_identity_providers", "default")
def identity_providers(scene, _):
    return scene.nora.auth.get_identity_providers(domains=["northfield.example", "eastlake.example"])


@answers("auth.get_identity_providers", "globusid", "globus_staff")
def identity_provider(scene, _):
    return scene.nora.auth.get_identity_providers(domains="eastlake.example")


@answers("auth.get_consents")
def consents(scene, _):
    return scene.nora.auth.get_consents(scene.nora.id, all=True)


@answers("auth.userinfo", "unauthorized")
def userinfo_without_token(_, __):
    return globus_sdk.AuthClient().userinfo()


@answers("auth.userinfo", "forbidden")
def userinfo_without_openid(scene, _):
    tokens = scene.automation.oauth2_client_credentials_tokens("urn:globus:auth:scope:auth.globus.org:view_identities")
    token = tokens.by_resource_server["auth.globus.org"]["access_token"]
    return globus_sdk.AuthClient(authorizer=globus_sdk.AccessTokenAuthorizer(token)).userinfo()


@answers("auth.oauth2_client_credentials_tokens", "default")
def application_tokens(scene, _):
    return scene.automation.oauth2_client_credentials_tokens(TransferScopes.all)


@answers("auth.oauth2_client_credentials_tokens", "openid")
def application_tokens_with_identity(scene, _):
    return scene.automation.oauth2_client_credentials_tokens("openid")


def _exchanged(scene, scope):
    client = globus_sdk.NativeAppAuthClient(scene.practice.ready["client_id"])
    code_page = scene.practice.ready["auth"].rstrip("/") + "/v2/web/auth-code"
    client.oauth2_start_flow(requested_scopes=scope, redirect_uri=code_page)
    return client.oauth2_exchange_code_for_tokens(
        browser.sign_in(client.oauth2_get_authorize_url(), NORA)[-1].code
    )


@answers("auth.oauth2_exchange_code_for_tokens", "default")
def exchanged_code(scene, _):
    return _exchanged(scene, TransferScopes.all)


@answers("auth.oauth2_exchange_code_for_tokens", "openid")
def exchanged_code_with_identity(scene, _):
    return _exchanged(scene, "openid")


# Recorded with 401; the OAuth standard, which practice follows, says 400. Clients have to take both.
@answers("auth.oauth2_exchange_code_for_tokens", "invalid_grant", status=400)
def refused_code(scene, _):
    client = globus_sdk.NativeAppAuthClient(scene.practice.ready["client_id"])
    client.oauth2_start_flow(requested_scopes="openid")
    return client.oauth2_exchange_code_for_tokens("no-such-code")


def _dependent(scene, refresh_tokens):
    read = Scope(f"https://auth.globus.org/scopes/{SERVICE_ID}/read", dependencies=(Scope(GROUPS),))
    token = Person(scene.practice, NORA, [read]).tokens.by_resource_server[SERVICE_ID]["access_token"]
    return scene.service.oauth2_get_dependent_tokens(token, refresh_tokens=refresh_tokens)


@answers("auth.oauth2_get_dependent_tokens", "groups")
def dependent_tokens(scene, _):
    return _dependent(scene, refresh_tokens=False)


@answers("auth.oauth2_get_dependent_tokens", "groups_with_refresh_token")
def dependent_tokens_that_last(scene, _):
    return _dependent(scene, refresh_tokens=True)


@answers("auth.oauth2_revoke_token")
def revoked_token(scene, _):
    tokens = scene.automation.oauth2_client_credentials_tokens(TransferScopes.all)
    return scene.automation.oauth2_revoke_token(tokens.by_resource_server["transfer.api.globus.org"]["access_token"])


@answers("auth.oauth2_token_introspect")
def introspected_token(scene, _):
    token = scene.nora.tokens.by_resource_server["auth.globus.org"]["access_token"]
    return scene.automation.oauth2_token_introspect(token)


# The recording wraps the service's answer, which has `client` and `included`, in another `client`.
@answers("auth.create_native_app_instance", part=lambda document: document["client"])
def new_client(scene, _):
    return globus_sdk.NativeAppAuthClient(TEMPLATE).create_native_app_instance(TEMPLATE, scene.fresh_name())


# Practice makes clients from templates only; what it answers is the same kind of document, of a client that nobody
# configured yet.
PLAIN = {
    "nulls": [
        "client.links.privacy_policy",
        "client.links.terms_and_conditions",
        "client.preselect_idp",
        "client.project",
        "client.required_idp",
    ],
    "ignore": {"client.redirect_uris[]": "nobody has set one"},
}


@answers("auth.create_client", **PLAIN)
@answers("auth.create_child_client", **PLAIN)
def new_client_of_any_kind(scene, recording):
    return new_client(scene, recording)


@answers(
    "auth.delete_client",
    nulls=["client.project"],
    ignore={"client.fqdns[]": "nobody has set one"},
)
def deleted_client(scene, recording):
    made = new_client(scene, recording)["included"]["client_credential"]
    client = globus_sdk.ConfidentialAppAuthClient(made["client"], made["secret"])
    return client.delete(f"/v2/api/clients/{made['client']}")
