"""One practice for all calls of the table, and the official library signed in to it. What a call needs, it makes."""

from __future__ import annotations

import os
import uuid
from functools import cached_property
from typing import Any, Iterator

import globus_sdk
import pytest
from globus_sdk.scopes import AuthScopes, GroupsScopes, TransferScopes
from globus_sdk.transport import RetryConfig

import browser
from command_line import plain_environment
from practice import AUTOMATION, MAPLE, NORA, TOMAS, Practice

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

    def __init__(self, practice: Practice, username: str, scopes: list[Any] = SCOPES) -> None:
        client = globus_sdk.NativeAppAuthClient(practice.ready["client_id"])
        code_page = practice.ready["auth"].rstrip("/") + "/v2/web/auth-code"
        client.oauth2_start_flow(requested_scopes=scopes, redirect_uri=code_page, refresh_tokens=True)
        pages = browser.sign_in(client.oauth2_get_authorize_url(), username)
        self.tokens = client.oauth2_exchange_code_for_tokens(pages[-1].code)

    def client(self, kind: type, resource_server: str | None = None, **options: Any) -> Any:
        """A client of the library with this person's token. A refusal is an answer, no reason to try again."""
        token = self.tokens.by_resource_server[resource_server or kind.resource_server]["access_token"]
        return kind(
            authorizer=globus_sdk.AccessTokenAuthorizer(token), retry_config=RetryConfig(max_retries=0), **options
        )

    @cached_property
    def auth(self) -> globus_sdk.AuthClient:
        return self.client(globus_sdk.AuthClient)

    @cached_property
    def transfer(self) -> globus_sdk.TransferClient:
        return self.client(globus_sdk.TransferClient)

    @cached_property
    def groups(self) -> globus_sdk.GroupsClient:
        return self.client(globus_sdk.GroupsClient)

    @cached_property
    def id(self) -> str:
        return self.auth.userinfo()["sub"]


class Scene:
    """The demo world and its people."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice

    @cached_property
    def nora(self) -> Person:
        return Person(self.practice, NORA)

    @cached_property
    def tomas(self) -> Person:
        return Person(self.practice, TOMAS)

    @cached_property
    def automation(self) -> globus_sdk.ConfidentialAppAuthClient:
        """An application, which acts as itself."""
        client = self.practice.client(AUTOMATION)
        return globus_sdk.ConfidentialAppAuthClient(client["id"], client["secret"])

    @cached_property
    def share(self) -> str:
        """A guest collection of Nora's."""
        return self.practice.collection(MAPLE)

    def fresh_name(self) -> str:
        """A name that nothing has yet."""
        return f"judge {uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="module")
def shared_scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One scene for all tests of a module: nothing that a call makes is in the way of another."""
    folder = tmp_path_factory.mktemp("scene")
    practice = Practice(folder / "practice")
    with pytest.MonkeyPatch.context() as patch:
        for name in [it for it in os.environ if it.startswith("GLOBUS_")]:
            patch.delenv(name)
        for name, value in {**plain_environment(folder), **practice.environment}.items():
            patch.setenv(name, value)
        yield Scene(practice)
    practice.stop()
