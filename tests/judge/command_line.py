"""The official command-line client as a program of its own, with a home folder of its own."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import browser

#: The client that stands next to our interpreter.
GLOBUS = shutil.which("globus", path=str(Path(sys.executable).parent))


def plain_environment(home):
    """Nothing of the developer's: only what a program needs to run at all."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    reader = [Path(sys.executable).as_posix(), Path(browser.__file__).as_posix(), "%s"]
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "GLOBUS_CLI_INTERACTIVE": "0",
        "BROWSER": shlex.join(reader),
        browser.PAGES: str(Path(home) / "pages.jsonl"),
    }


class Answer:
    """How a command ended."""

    def __init__(self, arguments, ended):
        self.command = "globus " + shlex.join(arguments)
        self.code = ended.returncode
        self.out = ended.stdout
        self.err = ended.stderr

    def __repr__(self):
        return f"{self.command} => {self.code}\n{self.out}\n{self.err}"

    def error(self):
        """The service's own error document: with `-F json` the client hands it on."""
        return json.loads(self.err)


class CommandLine:
    """`globus` as one person or application."""

    def __init__(self, practice, home, client=None, **extra):
        self.home = Path(home)
        self.home.mkdir(parents=True, exist_ok=True)
        self.environment = {**plain_environment(home), **practice.environment, **extra}
        for name in ("GLOBUS_CLI_CLIENT_ID", "GLOBUS_CLI_CLIENT_SECRET"):
            self.environment.pop(name, None)
        if client is not None:
            self.environment["GLOBUS_CLI_CLIENT_ID"] = client["id"]
            self.environment["GLOBUS_CLI_CLIENT_SECRET"] = client["secret"]

    def start(self, *arguments):
        """The running program, for tests that talk to it."""
        return subprocess.Popen(
            [GLOBUS, *arguments],
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments, **environment):
        """Runs one command to its end, whatever that is."""
        arguments = [str(it) for it in arguments]
        ended = subprocess.run(
            [GLOBUS, *arguments],
            env={**self.environment, **environment},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return Answer(arguments, ended)

    def ask(self, *arguments):
        """Runs one command that has to succeed, and answers its document."""
        answer = self.run(*arguments, "-F", "json")
        assert answer.code == 0, answer
        return json.loads(answer.out)

    def refused(self, *arguments, code=1):
        """Runs one command that has to be refused by the service, and answers the service's error document."""
        answer = self.run(*arguments, "-F", "json")
        assert answer.code == code, answer
        return answer.error()

    def login(self, person=None, *arguments, decision="allow"):
        """`globus login` through the pages of the browser."""
        wishes = {browser.DECISION: decision}
        if person is not None:
            wishes[browser.PERSON] = person
        return self.run("login", *arguments, **wishes)

    def pages(self):
        """What the browser has shown so far."""
        return [json.loads(line) for line in (self.home / "pages.jsonl").read_text("utf-8").splitlines()]
