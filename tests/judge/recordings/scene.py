"""A practice with its demo, and official clients that are signed in to it."""

from __future__ import annotations

import re
import uuid
from functools import cached_property
from typing import Any

import globus_sdk
import requests
from globus_sdk.scopes import AuthScopes, GroupsScopes, TransferScopes

NORA = "nora.whitfield@northfield.example"
TOMAS = "tomas.ferreira@eastlake.example"
AUTOMATION = "Whitfield Lab automation"

SCOPES = [
    "openid",
    "profile",
    "email",
    AuthScopes.view_identity_set,
    AuthScopes.view_identities,
    "urn:globus:auth:scope:auth.globus.org:view_consents",
    TransferScopes.all,
    GroupsScopes.all,
]


class Person:
    """Somebody who signed in through practice's pages."""

    def __init__(self, ready: dict[str, Any], username: str, scopes: list[Any] = SCOPES, retries: int = 0) -> None:
        client = globus_sdk.NativeAppAuthClient(ready["client_id"])
        code_page = f"{ready['auth'].rstrip('/')}/v2/web/auth-code"
        client.oauth2_start_flow(requested_scopes=scopes, redirect_uri=code_page, refresh_tokens=True)
        code = authorization_code(client.oauth2_get_authorize_url(), username)
        self.tokens = client.oauth2_exchange_code_for_tokens(code)
        # A refusal is an answer here, not a reason to try again.
        self.retry_config = globus_sdk.transport.RetryConfig(max_retries=retries)

    def _signed_in(self, client: type, resource_server: str, **options: Any) -> Any:
        token = self.tokens.by_resource_server[resource_server]["access_token"]
        authorizer = globus_sdk.AccessTokenAuthorizer(token)
        return client(authorizer=authorizer, retry_config=self.retry_config, **options)

    @cached_property
    def auth(self) -> globus_sdk.AuthClient:
        return self._signed_in(globus_sdk.AuthClient, "auth.globus.org")

    @cached_property
    def transfer(self) -> globus_sdk.TransferClient:
        return self._signed_in(globus_sdk.TransferClient, "transfer.api.globus.org")

    @cached_property
    def groups(self) -> globus_sdk.GroupsClient:
        return self._signed_in(globus_sdk.GroupsClient, "groups.api.globus.org")

    def gcs(self, address: str, endpoint_id: str) -> globus_sdk.GCSClient:
        return self._signed_in(globus_sdk.GCSClient, endpoint_id, gcs_address=address)

    @cached_property
    def id(self) -> str:
        return self.auth.userinfo()["sub"]


def authorization_code(authorize_url: str, username: str) -> str:
    """Walks through the pages as a browser without scripts does: choose a person, allow, read the code."""
    browser = requests.Session()
    page = browser.get(authorize_url, timeout=30)
    choice = re.search(rf'value="({UUID})"[^>]*>\s*<span>(?:(?!</label>).)*?{re.escape(username)}', page.text, re.S)
    assert choice, f"{username} is not on the page: {page.text}"
    fields = {"request": field(page.text, "request"), "identity": choice.group(1)}
    page = browser.post(form_target(page), data=fields, timeout=30)
    fields = {"request": field(page.text, "request"), "decision": "allow"}
    page = browser.post(form_target(page), data=fields, timeout=30)
    code = re.search(r'id="auth-code"[^>]*value="([^"]+)"', page.text)
    assert code, f"there is no code on the page: {page.text}"
    return code.group(1)


UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"there is no field {name} on the page: {page}"
    return found.group(1)


def form_target(page: requests.Response) -> str:
    found = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert found, f"there is no form on the page: {page.text}"
    return requests.compat.urljoin(page.url, found.group(1))


class Scene:
    """One practice that all calls of the table share. What a call needs, it makes."""

    def __init__(self, ready: dict[str, Any]) -> None:
        self.ready = ready

    @cached_property
    def nora(self) -> Person:
        return Person(self.ready, NORA)

    @cached_property
    def tomas(self) -> Person:
        return Person(self.ready, TOMAS)

    @cached_property
    def automation(self) -> globus_sdk.ConfidentialAppAuthClient:
        client = next(it for it in self.ready["clients"] if it["name"] == AUTOMATION)
        return globus_sdk.ConfidentialAppAuthClient(client["id"], client["secret"])

    @cached_property
    def collections(self) -> dict[str, str]:
        """Ids of the demo's collections, by name."""
        state = requests.get(f"{self.ready['admin']}/state", timeout=30).json()
        return {it["name"]: it["id"] for it in state["collections"]}

    @property
    def share(self) -> str:
        """A guest collection of Nora's."""
        return self.collections["Maple trial 2026"]

    def fresh_name(self) -> str:
        return f"judge {uuid.uuid4().hex[:12]}"
