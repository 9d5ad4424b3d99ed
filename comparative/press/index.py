"""The page that lists the reports of a folder."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from comparative import language
from comparative.press.catalogue import catalogue
from comparative.press.style import TEMPLATES, digest, style_sheet

NAME = "index.html"


def index(folder: Path) -> str:
    """Return the index page of a folder of reports.

    Each report carries its own card (title, question, parameters, findings) in a ``meta``
    element, so the index never disagrees with the files beside it.

    Parameters
    ----------
    folder : Path
        Where the rendered reports are.

    Returns
    -------
    str
        HTML; reports stand in the order of the catalogue, variants of one by file name.
    """
    order = {name: number for number, name in enumerate(catalogue())}
    entries = []
    for path in sorted(folder.glob("*.html")):
        card = _card(path)
        if card is not None:
            entries.append({**card, "file": path.name})
    entries.sort(key=lambda entry: order.get(entry["name"], len(order)))
    style = style_sheet()
    template = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False).get_template("index.html.j2")
    return template.render(
        entries=entries, style=Markup(style), style_digest=digest(style), _=language.translate
    )


class _Meta(HTMLParser):
    card: dict[str, Any] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta" and named.get("name") == "comparative-report":
            self.card = json.loads(named.get("content") or "null")


def _card(path: Path) -> dict[str, Any] | None:
    """Return the card of a report, or None for a file that is no report of ours."""
    with path.open(encoding="utf-8") as file:
        head = file.read(64_000).split("<style>")[0]
    meta = _Meta()
    meta.feed(head)
    return meta.card
