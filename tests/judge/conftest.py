"""Globus's own clients, unmodified, against practice. Every test has a practice and a home folder of its own.

Fixtures: `start_practice` (for seeds and options of one's own), `practice`, `as_client` and `as_person` (the command
line), `sdk` (the Python library, in this process).
"""

import json
import os

import pytest

import browser
from command_line import CommandLine, plain_environment
from practice import AUTOMATION, NORA, Practice


@pytest.fixture
def start_practice(tmp_path):
    """Starts as many as a test needs, from the name of a seed or the document of one, with further options."""
    running = []

    def start(seed="demo", *options, data=None):
        folder = data or tmp_path / f"practice-{len(running)}"
        if isinstance(seed, dict):
            file = tmp_path / f"seed-{len(running)}.json"
            file.write_text(json.dumps(seed), "utf-8")
            seed = file
        running.append(Practice(folder, seed, *options))
        return running[-1]

    yield start
    for it in running:
        it.stop()


@pytest.fixture
def practice(start_practice):
    """The demo world."""
    return start_practice()


@pytest.fixture
def as_client(practice, tmp_path):
    """The command line with the id and secret of one of the seed's applications."""

    def command_line(name=AUTOMATION):
        return CommandLine(practice, tmp_path / name, practice.client(name))

    return command_line


@pytest.fixture
def as_person(practice, tmp_path):
    """The command line after `globus login` as one of the seed's people; the log begins after it."""

    def command_line(username=NORA, *login):
        person = CommandLine(practice, tmp_path / username)
        answer = person.login(username, *login)
        assert answer.code == 0, answer
        practice.forget_requests()
        return person

    return command_line


@pytest.fixture
def globus(as_client):
    """The command line as the application that is an administrator."""
    return as_client()


@pytest.fixture
def sdk(practice, tmp_path, monkeypatch):
    """Points the library in this process at practice, with an empty home; call it to say who signs in."""
    home = tmp_path / "sdk"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(("GLOBUS_", "SSH_", "JUDGE_")) or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    for name, value in {**plain_environment(home), **practice.environment}.items():
        monkeypatch.setenv(name, value)

    def signing_in(person=NORA, decision="allow"):
        monkeypatch.setenv(browser.PERSON, person)
        monkeypatch.setenv(browser.DECISION, decision)
        return home

    signing_in()
    return signing_in
