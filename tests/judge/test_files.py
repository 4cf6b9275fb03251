"""Check 13, first half: listing with filters and order, folders, names, and who may do it."""

import re
from pathlib import Path

import pytest

from practice import JONAS, LAPTOP, MAPLE, NORA


@pytest.fixture
def maple(practice):
    return practice.collection(MAPLE)


@pytest.fixture
def folder(practice):
    """Where the collection's root is on the disk."""
    return Path(practice.ready["sample_root"]) / MAPLE


def listed(globus, place, *options):
    return [it["name"] for it in globus.ask("ls", place, *options)["DATA"]]


def test_ls_describes_what_is_on_the_disk(practice, globus, maple, folder):
    listing = globus.ask("ls", f"{maple}:/Results/")
    entries = {it["name"]: it for it in listing["DATA"]}
    assert entries.keys() == {it.name for it in (folder / "Results").iterdir()}
    readme = entries["README.md"]
    assert (readme["DATA_TYPE"], readme["type"]) == ("file", "file")
    assert readme["size"] == (folder / "Results/README.md").stat().st_size
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00", readme["last_modified"])
    assert re.fullmatch(r"0[0-7]{3}", readme["permissions"])
    assert {"user", "group", "link_target", "link_size", "link_user", "link_group"} <= readme.keys()
    assert entries["raw"]["type"] == "dir"
    (asked,) = practice.requests("GET", "/ls")
    assert practice.query(asked) == {"path": "/Results/", "show_hidden": "0"}


def test_ls_without_a_path_and_without_the_last_slash(globus, maple):
    assert listed(globus, maple) == listed(globus, f"{maple}:/")
    assert listed(globus, f"{maple}:/Results") == listed(globus, f"{maple}:/Results/")
    # `globus ls` keeps the entries only; the whole document comes from a plain call.
    call = ["api", "transfer", "GET", f"/v0.10/operation/endpoint/{maple}/ls", "-Q"]
    listing = globus.ask(*call, "path=/Results")
    assert (listing["DATA_TYPE"], listing["endpoint"], listing["path"]) == ("file_list", maple, "/Results/")
    assert listing["length"] == listing["total"] == len(listing["DATA"])
    assert isinstance(listing["rename_supported"], bool) and isinstance(listing["symlink_supported"], bool)
    assert [it["name"] for it in globus.ask(*call, "limit=2")["DATA"]] == listed(globus, maple)[:2]


def test_ls_hides_and_shows_hidden_names(globus, maple):
    plain = listed(globus, f"{maple}:/Results/raw/")
    assert plain == ["plate_01.csv", "plate_02.csv", "plate_03.csv"]
    assert set(listed(globus, f"{maple}:/Results/raw/", "--all")) == {*plain, ".instrument-settings.json"}


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("plate_02.csv", ["plate_02.csv"]),
        ("=plate_02.csv", ["plate_02.csv"]),
        ("~*_03.c*", ["plate_03.csv"]),
        ("~plate_*", ["plate_01.csv", "plate_02.csv", "plate_03.csv"]),
        ("!plate_02.csv", ["plate_01.csv", "plate_03.csv"]),
        ("!~*_02*", ["plate_01.csv", "plate_03.csv"]),
    ],
)
def test_ls_with_filters(practice, globus, maple, pattern, names):
    assert listed(globus, f"{maple}:/Results/raw/", "--filter", pattern) == names
    (asked,) = practice.requests("GET", "/ls")
    assert practice.query(asked)["filter"] == f"name:{pattern}"


def test_ls_in_an_order(practice, globus, maple, folder):
    by_size = sorted((folder / "Results/raw").glob("plate*"), key=lambda it: it.stat().st_size)
    by_size = [it.name for it in by_size]
    assert listed(globus, f"{maple}:/Results/raw/", "--orderby", "size:ASC") == by_size
    assert listed(globus, f"{maple}:/Results/raw/", "--orderby", "size:DESC") == by_size[::-1]
    mixed = listed(globus, f"{maple}:/Results/", "--orderby", "type:ASC", "--orderby", "name:DESC")
    assert mixed == ["tables", "raw", "figures", "methods.docx", "README.md"]
    assert practice.query(practice.requests("GET", "/ls")[-1])["orderby"] == "type ASC,name DESC"


def test_ls_through_all_folders(practice, globus, maple, folder):
    everything = {
        it.relative_to(folder).as_posix() for it in folder.rglob("*") if not it.name.startswith(".")
    }
    assert set(listed(globus, f"{maple}:/", "--recursive")) == everything
    # With a filter the client asks for two things at once: folders, to go on, and names.
    found = set(listed(globus, f"{maple}:/Results/", "--recursive", "--filter", "~*.csv"))
    assert {it for it in found if it.endswith(".csv")} == {f"raw/plate_0{n}.csv" for n in (1, 2, 3)}
    assert found == {"figures", "raw", "tables"} | {it for it in found if it.endswith(".csv")}


def test_names_that_programs_stumble_over(practice, globus):
    laptop = practice.collection(LAPTOP)
    root = Path(practice.ready["sample_root"]) / "Odd names"
    expected = {it.relative_to(root).as_posix() for it in root.rglob("*")}
    assert set(listed(globus, f"{laptop}:/~/Odd names/", "--recursive")) == expected


def test_mkdir_makes_one_folder(practice, globus, maple, folder):
    made = globus.ask("mkdir", f"{maple}:/2027/")
    assert (made["DATA_TYPE"], made["code"]) == ("mkdir_result", "DirectoryCreated")
    assert (folder / "2027").is_dir()
    assert practice.requests("POST", "/mkdir")[0]["body"] == {"DATA_TYPE": "mkdir", "path": "/2027/"}
    again = globus.refused("mkdir", f"{maple}:/2027/")
    assert again["code"] == "ExternalError.MkdirFailed.Exists"
    no_parent = globus.refused("mkdir", f"{maple}:/no/such/parent")
    assert no_parent["code"].startswith(("ExternalError.MkdirFailed", "ClientError.NotFound", "NotFound"))
    assert not (folder / "no").exists()
    # Failures of the storage are not tried again.
    assert len(practice.requests("POST", "/mkdir")) == 3


def test_rename_and_stat(practice, globus, maple, folder):
    renamed = globus.ask("rename", maple, "/Protocol.docx", "/Protocol 2.docx")
    assert renamed["code"] == "FileRenamed"
    assert (folder / "Protocol 2.docx").is_file()
    stat = globus.ask("stat", f"{maple}:/Protocol 2.docx")
    assert (stat["DATA_TYPE"], stat["name"], stat["type"]) == ("file", "Protocol 2.docx", "file")
    assert stat["size"] == (folder / "Protocol 2.docx").stat().st_size
    gone = globus.run("stat", f"{maple}:/Protocol.docx")
    assert gone.code == 0 and "Nothing found" in gone.out, gone
    assert practice.requests("GET", "/stat")[-1]["status"] == 404


def test_what_is_not_there_and_what_is_no_folder(globus, maple):
    assert globus.refused("ls", f"{maple}:/nowhere/")["code"] in ("ClientError.NotFound", "NotFound")
    listing = globus.run("ls", f"{maple}:/README.md", "-F", "json")
    assert listing.code == 1, listing
    assert listing.error()["code"].endswith("NotDirectory")


def test_a_computer_that_is_off_says_so_once(practice, globus, maple):
    practice.admin("POST", "online", {"collection_id": practice.collection(LAPTOP), "online": False})
    assert globus.refused("ls", f"{maple}:/")["code"] == "ExternalError.DirListingFailed.GCDisconnected"
    assert [it["status"] for it in practice.requests("GET", "/ls")] == [502]


def test_a_guest_reaches_what_the_rules_allow(globus, as_person, maple):
    # The seed lets Jonas read /Results/, nothing beside it.
    jonas = as_person(JONAS)
    assert "figures" in listed(jonas, f"{maple}:/Results/")
    assert listed(jonas, f"{maple}:/Results/raw/")
    for place in ("/", "/Protocol.docx"):
        assert jonas.run("ls", f"{maple}:{place}").code == 1
    assert jonas.run("mkdir", f"{maple}:/Results/his/").code == 1
    # A deeper rule adds; the shallower one stays.
    create = ["endpoint", "permission", "create", f"{maple}:/Results/raw/", "--permissions", "rw", "--identity", JONAS]
    rule = globus.ask(*create)["access_id"]
    assert jonas.ask("mkdir", f"{maple}:/Results/raw/his/")["code"] == "DirectoryCreated"
    assert jonas.run("mkdir", f"{maple}:/Results/figures/his/").code == 1
    globus.ask("endpoint", "permission", "delete", maple, rule)
    assert jonas.run("mkdir", f"{maple}:/Results/raw/more/").code == 1
    assert "his" in listed(jonas, f"{maple}:/Results/raw/")


def test_a_role_reaches_everything(globus, as_person, maple):
    assert set(listed(as_person(NORA), f"{maple}:/")) == set(listed(globus, f"{maple}:/"))
    globus.ask("endpoint", "role", "create", maple, "--role", "access_manager", "--identity", JONAS)
    assert as_person(JONAS).ask("mkdir", f"{maple}:/by his role/")["code"] == "DirectoryCreated"
