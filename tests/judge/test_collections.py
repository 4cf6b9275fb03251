"""Checks 7, 8 and 9: finding collections, looking at them, and sharing a folder of a computer."""

import uuid
from pathlib import Path

import pytest

from command_line import CommandLine
from practice import ACCESS_DESK, ARCHIVE, ENDPOINT, LAPTOP, MAPLE, NORA, STORAGE, TOMAS

FIELD_COMPUTER = "Field station computer"
CORE = "Core facility results"
REEF = "Reef survey 2026"
NORAS_SHARES = {MAPLE, "Spring sequencing", "Gel images 2024", "Teaching set", "Thesis figures", "Field notes"}

#: More collections than come in two pages.
MANY_SHARES = {
    "providers": [{"name": "Northfield University", "domains": ["northfield.example"]}],
    "people": [{"username": NORA, "name": "Nora Whitfield"}],
    "clients": [{"name": "Robot", "secret": "practice-secret-robot"}],
    "collections": [
        {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "this_computer": True, "subscribed": True},
        *(
            {
                "name": f"Plot {n}",
                "type": "GCP_guest_collection",
                "owner": NORA,
                "host": "Laptop",
                "path": f"/~/plot-{n}/",
            }
            for n in range(230)
        ),
    ],
}


def names(document):
    return {it["display_name"] for it in document["DATA"]}


@pytest.fixture
def nora(as_person):
    return as_person(NORA)


def test_search_everything_needs_a_text_and_looks_into_all_words(practice, nora):
    usage = nora.run("endpoint", "search")
    assert usage.code == 2, usage
    assert not practice.requests("GET", "/endpoint_search")
    found = nora.ask("endpoint", "search", "maple")
    assert names(found) == {MAPLE}
    (asked,) = practice.requests("GET", "/endpoint_search")
    assert practice.query(asked) == {"filter_scope": "all", "filter_fulltext": "maple", "limit": "100"}
    # Words begin with what was typed, all of them have to be there, and keywords and description count.
    assert names(nora.ask("endpoint", "search", "map tri")) == {MAPLE}
    assert names(nora.ask("endpoint", "search", "drought")) == {MAPLE}
    assert names(nora.ask("endpoint", "search", "maple winter")) == set()


def test_search_in_all_scopes(nora):
    def scope(name, *more):
        return names(nora.ask("endpoint", "search", "--filter-scope", name, *more))

    assert scope("my-endpoints") == {LAPTOP, FIELD_COMPUTER} | NORAS_SHARES
    assert scope("my-gcp-endpoints") == {LAPTOP, FIELD_COMPUTER}
    assert scope("shared-by-me") == NORAS_SHARES
    # Server collections belong to their endpoint, and are hers to administer all the same.
    assert scope("administered-by-me") == {LAPTOP, FIELD_COMPUTER, ARCHIVE} | NORAS_SHARES
    assert REEF in scope("shared-with-me")
    assert MAPLE not in scope("shared-with-me")
    assert scope("recently-used") == {MAPLE, ARCHIVE, CORE}
    assert scope("in-use") == set()
    assert scope("administered-by-me", "--filter-entity-type", "GCSv5_guest_collection") == {ARCHIVE}
    assert scope("administered-by-me", "maple") == {MAPLE}


def test_search_by_owner_looks_the_owner_up(practice, nora):
    found = nora.ask("endpoint", "search", "e", "--filter-owner-id", NORA)
    assert {it["owner_id"] for it in found["DATA"]} <= {practice.person(NORA)}
    assert practice.query(practice.requests("GET", "/endpoint_search")[0])["filter_owner_id"] == practice.person(NORA)


def test_somebody_else_does_not_find_what_is_private(as_person):
    tomas = as_person(TOMAS)
    assert names(tomas.ask("endpoint", "search", "Northfield")) >= {ENDPOINT, STORAGE, MAPLE}
    assert not names(tomas.ask("endpoint", "search", "laptop"))
    assert not names(tomas.ask("endpoint", "search", "field station"))
    assert names(tomas.ask("endpoint", "search", "--filter-scope", "administered-by-me")) == {REEF}


def test_search_pages_until_the_end(start_practice, tmp_path):
    practice = start_practice(MANY_SHARES)
    robot = CommandLine(practice, tmp_path / "robot", practice.client("Robot"))
    found = robot.ask("endpoint", "search", "Plot", "--limit", "250")
    assert len({it["id"] for it in found["DATA"]}) == 230
    offsets = [practice.query(it).get("offset", "0") for it in practice.requests("GET", "/endpoint_search")]
    assert offsets == ["0", "100", "200"]


@pytest.mark.parametrize(
    ("name", "entity_type"),
    [
        (LAPTOP, "GCP_mapped_collection"),
        (MAPLE, "GCP_guest_collection"),
        (ENDPOINT, "GCSv5_endpoint"),
        (STORAGE, "GCSv5_mapped_collection"),
        (ARCHIVE, "GCSv5_guest_collection"),
    ],
)
def test_show_each_kind(practice, globus, name, entity_type):
    collection = practice.collection(name)
    on_server = entity_type.startswith("GCSv5") and entity_type != "GCSv5_endpoint"
    if on_server:
        # The client itself sends people to its other command.
        answer = globus.run("endpoint", "show", collection)
        assert answer.code == 3, answer
        assert f"globus gcs collection show {collection}" in answer.err
    skip = ["--skip-endpoint-type-check"] if on_server else []
    shown = globus.ask("endpoint", "show", collection, *skip)
    assert shown["DATA_TYPE"] == "endpoint"
    assert (shown["id"], shown["display_name"], shown["entity_type"]) == (collection, name, entity_type)
    assert shown["non_functional"] is (entity_type == "GCSv5_endpoint")
    assert shown["is_globus_connect"] is (entity_type == "GCP_mapped_collection")
    assert isinstance(shown["my_effective_roles"], list)
    assert isinstance(shown["DATA"], list)
    guest = entity_type.endswith("guest_collection")
    assert (shown["host_endpoint_id"] is not None) is guest
    if entity_type.startswith("GCSv5"):
        assert shown["owner_id"] == practice.collection(ENDPOINT)
        assert shown["gcs_manager_url"].startswith("https://")
        assert shown["gcp_connected"] is None
    else:
        assert shown["owner_id"] == practice.person(NORA)
        assert shown["gcs_manager_url"] is None and shown["https_server"] is None
        assert shown["gcp_connected"] is True
    if entity_type == "GCSv5_guest_collection":
        assert shown["mapped_collection_id"] == practice.collection(STORAGE)
    # The text view reads further fields, and must find them.
    assert globus.run("endpoint", "show", collection, *skip).code == 0


def test_show_what_is_not_there(globus):
    missing = str(uuid.uuid4())
    error = globus.refused("endpoint", "show", missing)
    assert error["code"] == "EndpointNotFound"
    assert error["request_id"] and missing in error["message"] and missing in error["resource"]
    assert globus.run("endpoint", "show", missing, "--map-http-status", "404=50").code == 50


def test_gcp_create_guest(practice, globus):
    folder = Path(practice.ready["sample_root"]) / "Autumn survey"
    folder.mkdir()
    (folder / "counts.csv").write_text("plot,count\n1,12\n")
    laptop = practice.collection(LAPTOP)
    created = globus.ask(
        "gcp", "create", "guest", "Autumn survey", f"{laptop}:/~/Autumn survey/", "--keywords", "autumn,2026"
    )
    assert created["DATA_TYPE"] == "endpoint_create_result"
    assert created["code"] == "Created"
    (sent,) = practice.requests("POST", "/shared_endpoint")
    assert sent["status"] == 201
    assert sent["body"] == {
        "DATA_TYPE": "shared_endpoint",
        "host_endpoint": laptop,
        "host_path": "/~/Autumn survey/",
        "display_name": "Autumn survey",
        "keywords": "autumn,2026",
    }
    shown = globus.ask("endpoint", "show", created["id"])
    assert shown["entity_type"] == "GCP_guest_collection"
    assert shown["host_endpoint_id"] == laptop
    assert shown["host_path"].rstrip("/").endswith("/Autumn survey")
    assert shown["public"] is True
    assert shown["keywords"] == "autumn,2026"
    assert "administrator" in shown["my_effective_roles"]
    listing = globus.ask("ls", f"{created['id']}:/")
    assert [it["name"] for it in listing["DATA"]] == ["counts.csv"]
    mine = globus.ask("endpoint", "my-shared-endpoint-list", laptop)
    assert created["id"] in {it["id"] for it in mine["DATA"]}


def test_gcp_create_guest_is_refused_where_it_would_be(practice, globus, as_client):
    laptop = practice.collection(LAPTOP)
    missing = globus.refused("gcp", "create", "guest", "Nothing", f"{laptop}:/~/no such folder/")
    assert missing["code"].endswith("NotFound")
    stranger = as_client(ACCESS_DESK).refused("gcp", "create", "guest", "Not mine", f"{laptop}:/~/Maple trial 2026/")
    assert stranger["code"] == "PermissionDenied"
    practice.admin("POST", "online", {"collection_id": laptop, "online": False})
    offline = globus.refused("gcp", "create", "guest", "Offline", f"{laptop}:/~/Maple trial 2026/")
    assert offline["code"].endswith("GCDisconnected")
    # The client repeats other 502 answers, but not one that says the computer is off.
    assert [it["status"] for it in practice.requests("POST", "/shared_endpoint")] == [404, 403, 502]


def test_update_and_delete_a_guest_collection(practice, globus):
    maple = practice.collection(MAPLE)
    changes = ["--display-name", "Maple trial, closed", "--description", "Done"]
    answer = globus.ask("gcp", "update", "guest", maple, *changes)
    assert answer["code"] == "Updated"
    assert globus.ask("endpoint", "show", maple)["display_name"] == "Maple trial, closed"
    assert globus.ask("endpoint", "show", maple)["description"] == "Done"
    answer = globus.ask("endpoint", "delete", maple)
    assert answer["code"] == "Deleted"
    assert globus.refused("endpoint", "show", maple)["code"] in ("EndpointDeleted", "EndpointNotFound")
    assert names(globus.ask("endpoint", "search", "maple")) == set()


def test_a_server_collection_is_refused_by_the_clients_own_commands(practice, globus):
    archive = practice.collection(ARCHIVE)
    for command in (["endpoint", "update", archive, "--display-name", "x"], ["endpoint", "delete", archive]):
        assert globus.run(*command).code == 3
    assert not practice.requests("PUT") and not practice.requests("DELETE")
