"""The program `guestlist-practice` on a fresh data folder, and the levers below its `admin` address."""

import json
import os
import shlex
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

#: The program. `cargo xtask test` says which one it has built.
PROGRAM = os.environ.get("GUESTLIST_PRACTICE_PROGRAM") or str(
    Path(__file__).parents[2] / "target/debug/guestlist-practice"
)

NORA = "nora.whitfield@northfield.example"
TOMAS = "tomas.ferreira@eastlake.example"
TOMAS_AT_NORTHFIELD = "t.ferreira@northfield.example"
JONAS = "j.lindqvist@alpen.example"
ALEX = "alex.kim@northfield.example"
MARTA = "marta.oyelaran@northfield.example"

#: Applications of the seed: administrator, and access manager, of some collections.
AUTOMATION = "Whitfield Lab automation"
ACCESS_DESK = "Core facility access desk"

#: Collections of the seed, one of each kind.
LAPTOP = "Nora's laptop"
MAPLE = "Maple trial 2026"
ENDPOINT = "Northfield Research Computing"
STORAGE = "Northfield Research Storage"
ARCHIVE = "Whitfield Lab archive"

LAB = "Whitfield Lab"

#: Practice is on this computer; a developer's proxy is not asked.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment(ready):
    """What `--print-env` says, from the line that says where everything is."""
    services = {
        "AUTH": "auth",
        "TRANSFER": "transfer",
        "GROUPS": "groups",
        "SEARCH": "search",
        "FLOWS": "flows",
        "TIMER": "timers",
        "TIMERS": "timers",
        "COMPUTE": "compute",
        "APP": "web",
    }
    return {
        **{f"GLOBUS_SDK_SERVICE_URL_{name}": ready[key] for name, key in services.items()},
        "GLOBUS_SDK_ENVIRONMENT": "practice",
        "GLOBUS_SDK_VERIFY_SSL": ready["ca"],
    }


class Practice:
    """A running practice. Its addresses and ids stand in `ready`, what points a client at it in `environment`."""

    def __init__(self, data, seed="demo", *options):
        self.data = Path(data)
        arguments = [PROGRAM, "--data", str(data), "--seed", str(seed), *options]
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{shlex.join(arguments)} ended with {self.process.wait()}")
        self.ready = json.loads(line)
        self.environment = environment(self.ready)

    def stop(self):
        """Ends the program as a person would."""
        self.process.terminate()
        self.process.communicate(timeout=20)

    def admin(self, method, path, body=None):
        """One call of a lever, answered by its document."""
        request = urllib.request.Request(
            self.ready["admin"] + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with DIRECT.open(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{method} {path}: {refusal.code} {refusal.read().decode()}") from refusal

    def id(self, kind, name):
        """The id of one of the seed's `collections`, `people` or `groups`."""
        found = [
            it["id"]
            for it in self.admin("GET", "state")[kind]
            if name in (it.get("display_name"), it.get("name"), it.get("username"))
        ]
        assert len(found) == 1, f"{kind} called {name}: {found}"
        return found[0]

    def collection(self, name):
        return self.id("collections", name)

    def person(self, username):
        return self.id("people", username)

    def group(self, name):
        return self.id("groups", name)

    def client(self, name):
        """An application of the seed: `id`, `secret`, `name`."""
        return next(it for it in self.ready["clients"] if it["name"] == name)

    def forget_requests(self):
        self.admin("DELETE", "requests")

    def requests(self, method=None, path=None):
        """What arrived since `forget_requests`, oldest first; `path` is the end of it, without the query."""
        return [
            it
            for it in self.admin("GET", "requests")
            if method in (None, it["method"]) and (path is None or it["path"].endswith(path))
        ]

    def calls(self):
        """The same as short lines: `GET /transfer/v0.10/endpoint/…`."""
        return [f"{it['method']} {it['path']}" for it in self.requests()]

    def query(self, request):
        """The query of a logged request, each name with its last value."""
        return dict(urllib.parse.parse_qsl(request["query"], keep_blank_values=True))

    def form(self, request):
        """The form that a logged request sent."""
        return dict(urllib.parse.parse_qsl(request["body"] or "", keep_blank_values=True))

    def advance(self, seconds):
        """Moves practice's clock."""
        self.admin("POST", "clock", {"advance_seconds": seconds})
