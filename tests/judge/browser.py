"""A browser for the official clients: reads practice's sign-in pages, fills in their forms, and says what it saw.

The clients start it through BROWSER with an address. Who signs in and what they answer stands in the environment.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

#: The username that is chosen; the first person of the page where it is unset.
PERSON = "JUDGE_PERSON"
#: `allow` (the default) or `deny`.
DECISION = "JUDGE_DECISION"
#: A file to which each page is added, one JSON line each.
PAGES = "JUDGE_PAGES"


class Page(HTMLParser):
    """What a person sees: title, texts by id, the form with its fields, the choices and the buttons."""

    def __init__(self, address, html):
        super().__init__()
        self.address = address
        self.title = ""
        self.texts = {}
        self.items = []
        self.action = None
        self.fields = {}
        self.people = []
        self.buttons = {}
        self.code = None
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.action = urllib.parse.urljoin(self.address, attrs["action"])
        elif tag == "input" and attrs.get("type") == "hidden":
            self.fields[attrs["name"]] = attrs["value"]
        elif tag == "input" and attrs.get("name") == "identity":
            self.people.append({"id": attrs["value"], "label": ""})
        elif tag == "input" and attrs.get("id") == "auth-code":
            self.code = attrs["value"]
        elif tag == "button":
            self.buttons[attrs["id"]] = {attrs["name"]: attrs.get("value", "")} if "name" in attrs else {}
        if tag not in ("input", "meta", "br", "link", "img"):
            self._open.append((tag, attrs.get("id")))
            if tag == "li":
                self.items.append("")

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self._open]
        if "h1" in tags:
            self.title += data
        if "label" in tags and self.people:
            self.people[-1]["label"] += data
        if "li" in tags:
            self.items[-1] += data
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def summary(self):
        """For the tests."""
        return {
            "address": self.address,
            "title": self.title,
            "texts": self.texts,
            "items": self.items,
            "people": [it["label"] for it in self.people],
            "buttons": list(self.buttons),
            "code": self.code,
        }


def fetch(address, form=None):
    """Follows redirects, also the one that takes the code to the client."""
    body = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data=body)) as answer:
            return Page(answer.url, answer.read().decode())
    except urllib.error.HTTPError as refusal:
        return Page(refusal.url, refusal.read().decode())


def sign_in(address, person=None, decision="allow"):
    """All pages from the sign-in to the client's own, in order."""
    pages = [fetch(address)]
    if pages[-1].people:
        page = pages[-1]
        chosen = [it["id"] for it in page.people if person is None or person in it["label"]]
        pages.append(fetch(page.action, {**page.fields, "identity": chosen[0], **page.buttons["continue"]}))
    if decision in pages[-1].buttons:
        page = pages[-1]
        pages.append(fetch(page.action, {**page.fields, **page.buttons[decision]}))
    return pages


def main():
    pages = sign_in(sys.argv[1], os.environ.get(PERSON), os.environ.get(DECISION, "allow"))
    if PAGES in os.environ:
        with open(os.environ[PAGES], "a", encoding="utf-8") as file:
            file.writelines(json.dumps(page.summary()) + "\n" for page in pages)


if __name__ == "__main__":
    main()
