"""How a person starts practice and points the clients at it: the shell lines, the application identities, a restart."""

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import CommandLine, plain_environment
from practice import ACCESS_DESK, AUTOMATION, MAPLE, NORA, PROGRAM

SHELL = "/bin/sh"


@pytest.fixture
def printed(tmp_path):
    """The lines of `--print-env`, of a practice in a folder whose name a shell must not read."""
    running = subprocess.Popen(
        [PROGRAM, "--data", str(tmp_path / "Nora's $(practice)"), "--print-env"],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )
    lines = []
    while not lines or lines[-1] != "# ready\n":
        lines.append(running.stdout.readline())
        assert lines[-1], f"ended with {running.wait()}"
    yield lines
    running.terminate()
    running.communicate(timeout=20)


@pytest.mark.skipif(not Path(SHELL).exists(), reason="the lines are for a POSIX shell")
def test_the_printed_lines_make_a_shell_ready(printed, tmp_path):
    # The application's line is there as a comment, to be taken over by who wants to be it.
    (act,) = [line.removeprefix("# ") for line in printed if AUTOMATION in line]
    script = tmp_path / "practice.sh"
    script.write_text("".join(printed) + act + "exec globus whoami\n", "utf-8")
    environment = plain_environment(tmp_path / "home")
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    ended = subprocess.run([SHELL, script], env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip().endswith("@clients.auth.globus.org")


def test_the_suite_uses_what_is_printed(practice, printed):
    """Everything else here takes the environment from the line of JSON; this holds the two together."""
    names = {line.removeprefix("export ").split("=")[0] for line in printed if line.startswith("export ")}
    assert names == practice.environment.keys()


def test_one_application_administers_and_one_manages_access(practice, as_client):
    assert {it["name"] for it in practice.ready["clients"]} >= {AUTOMATION, ACCESS_DESK}
    maple = practice.collection(MAPLE)
    administrator = as_client(AUTOMATION).ask("endpoint", "show", maple)["my_effective_roles"]
    manager = as_client(ACCESS_DESK).ask("endpoint", "show", maple)["my_effective_roles"]
    assert "administrator" in administrator
    assert "access_manager" in manager and "administrator" not in manager


def test_everything_is_there_after_the_plug_was_pulled(practice, start_practice, as_person, globus):
    nora = as_person(NORA)
    maple = practice.collection(MAPLE)
    create = ["endpoint", "permission", "create", f"{maple}:/kept/", "--permissions", "r", "--anonymous"]
    rule = globus.ask(*create)["access_id"]
    practice.process.kill()
    practice.process.wait()
    again = start_practice(data=practice.data)
    for person in (nora, globus):
        person.environment.update(again.environment)
    # Neither the permission nor the sign-in is lost.
    assert nora.ask("whoami")["preferred_username"] == NORA
    assert nora.ask("endpoint", "permission", "show", maple, rule)["path"] == "/kept/"


def test_a_test_can_go_back(practice, globus):
    maple = practice.collection(MAPLE)
    before = globus.ask("endpoint", "permission", "list", maple)["DATA"]
    snapshot = practice.admin("POST", "snapshot", {})
    globus.ask("endpoint", "permission", "create", f"{maple}:/x/", "--permissions", "r", "--anonymous")
    assert len(globus.ask("endpoint", "permission", "list", maple)["DATA"]) == len(before) + 1
    practice.admin("POST", "restore", snapshot)
    assert globus.ask("endpoint", "permission", "list", maple)["DATA"] == before


def test_it_listens_on_this_computer_only(tmp_path):
    refused = subprocess.run(
        [PROGRAM, "--data", str(tmp_path / "data"), "--listen", "0.0.0.0:0"], capture_output=True, text=True, timeout=20
    )
    assert refused.returncode != 0
    assert not refused.stdout


def test_auto_approve_needs_no_page(start_practice, tmp_path):
    practice = start_practice("demo", "--auto-approve", NORA)
    nora = CommandLine(practice, tmp_path / "home")
    assert nora.login().code == 0
    assert nora.ask("whoami")["preferred_username"] == NORA
    assert not practice.requests("POST", "/v2/web/consent")
