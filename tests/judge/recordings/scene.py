"""One practice for all calls of the table, and the official library signed in to it. What a call needs, it makes."""

from __future__ import annotations

import json
import os
import uuid
from functools import cached_property
from typing import Any, Iterator

import globus_sdk
import pytest
from globus_sdk.scopes import AuthScopes, GCSEndpointScopes, GroupsScopes, TransferScopes
from globus_sdk.transport import RetryConfig

import browser
from command_line import plain_environment
from practice import AUTOMATION, MAPLE, NORA, TOMAS, Practice

from .world import CLOUD_SERVER, SERVER, SERVICE, WORLD

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
    """The world and its people."""

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
        return self._application(AUTOMATION)

    @cached_property
    def service(self) -> globus_sdk.ConfidentialAppAuthClient:
        """A service, which acts for the people who call it."""
        return self._application(SERVICE)

    def _application(self, name: str) -> globus_sdk.ConfidentialAppAuthClient:
        client = self.practice.client(name)
        return globus_sdk.ConfidentialAppAuthClient(client["id"], client["secret"])

    @cached_property
    def manager(self) -> globus_sdk.GCSClient:
        """The manager of the server, for its administrator."""
        return self._manager(SERVER, NORA)

    @cached_property
    def cloud_manager(self) -> globus_sdk.GCSClient:
        """The one of the other server."""
        return self._manager(CLOUD_SERVER, NORA)

    @cached_property
    def guest_of_the_manager(self) -> globus_sdk.GCSClient:
        """The manager of the server, for somebody who has no role there."""
        return self._manager(SERVER, TOMAS)

    def _manager(self, name: str, username: str) -> globus_sdk.GCSClient:
        server = self.practice.collection(name)
        address = self.nora.transfer.get_endpoint(server)["gcs_manager_url"]
        person = Person(self.practice, username, [GCSEndpointScopes(server).manage_collections])
        return person.client(globus_sdk.GCSClient, server, gcs_address=address)

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
    seed = folder / "world.json"
    seed.write_text(json.dumps(WORLD), "utf-8")
    practice = Practice(folder / "practice", seed)
    with pytest.MonkeyPatch.context() as patch:
        for name in [it for it in os.environ if it.startswith("GLOBUS_")]:
            patch.delenv(name)
        for name, value in {**plain_environment(folder), **practice.environment}.items():
            patch.setenv(name, value)
        yield Scene(practice)
    practice.stop()
