"""Records of a page as HTML fragments.

The same fragments serve JupyterLab, where a number tells its origin in a tooltip, and the press,
which passes :class:`References` and gets numbered notes and a small card behind every number.
Nothing here writes ``style`` attributes or scripts: a report allows neither.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from markupsafe import Markup, escape

from comparative import evidence
from comparative.language import translate as _

_FEW = 3
_MANY = 12
_STOPS = ".,;:!?)]%\u201d\u00bb"
_OPENERS = "([\u201c\u00ab"


class References:
    """Numbers sources in order of first mention, and cards in order of appearance.

    Examples
    --------
    >>> references = References()
    >>> references.mark("b"), references.mark("a"), references.mark("b")
    (1, 2, 1)
    """

    def __init__(self) -> None:
        self.sources: dict[str, int] = {}
        self.cards = 0
        self._links: dict[str, Markup] = {}

    def mark(self, source: str) -> int:
        """Return the note number of a source, giving it the next one at first mention."""
        return self.sources.setdefault(source, len(self.sources) + 1)

    def link(self, source: str) -> Markup:
        """Return a link to a source in the list at the end, with its number."""
        if source not in self._links:
            number = self.mark(source)
            self._links[source] = Markup('<a href="#source-{}">[{}] {}</a>').format(source, number, source)
        return self._links[source]

    def card(self) -> str:
        """Return a fresh id for a card."""
        self.cards += 1
        return f"why-{self.cards}"


def fragment(record: dict[str, Any], references: References | None = None) -> str:
    """Return a record as HTML.

    Parameters
    ----------
    record : dict
        A record as the displays of :mod:`comparative.page` give under their own media type.
    references : References, optional
        Numbering shared by a page; without it, the fragment stands alone (JupyterLab).

    Returns
    -------
    str

    Examples
    --------
    >>> fragment({"kind": "prose", "parts": ["Fish & ", "chips"]})
    '<p>Fish &amp; chips</p>'
    """
    return str(_KINDS[record["kind"]](record, references))


def plain(prose: dict[str, Any]) -> str:
    """Return the text of a prose record.

    Examples
    --------
    >>> plain({"kind": "prose", "parts": ["All ", {"kind": "number", "text": "5"}]})
    'All 5'
    """
    return "".join(part if isinstance(part, str) else part["text"] for part in prose["parts"])


def sources_of(record: dict[str, Any]) -> list[str]:
    """Return the ids of the sources a record rests on, each once, in reading order."""
    found = [source for origin in _origins(record) for source in origin.get("sources", [])]
    return list(dict.fromkeys(found))


def source_entries(sources: Iterable[str]) -> list[dict[str, str]]:
    """Return what a list of sources prints about each of them."""
    return [_source_entry(row) for row in evidence.sources(sources).to_dict("records")]


def _source_entry(row: dict[Hashable, Any]) -> dict[str, str]:
    url = "" if row["url"] != row["url"] else str(row["url"])
    parts = [row["publisher"], "" if row["year"] != row["year"] else f"{row['year']:.0f}", row["title"]]
    citation = ". ".join(str(part) for part in parts if part == part and part)
    return {"id": str(row["source_id"]), "citation": citation, "url": url, "source_kind": str(row["kind"])}


def _origins(record: Any) -> Iterable[dict[str, Any]]:
    if isinstance(record, dict):
        for key, value in record.items():
            if key == "origin":
                yield value
            else:
                yield from _origins(value)
    elif isinstance(record, list):
        for item in record:
            yield from _origins(item)


def _prose(record: dict[str, Any], references: References | None) -> Markup:
    return Markup("<p>{}{}</p>").format(_inline(record, references), _notes(sources_of(record), references))


def _findings(record: dict[str, Any], references: References | None) -> Markup:
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(_inline(item, references), _notes(sources_of(item), references))
        for item in record["items"]
    )
    return Markup('<ul class="findings">{}</ul>').format(items)


def _inline(record: dict[str, Any], references: References | None) -> Markup:
    parts = list(record["parts"])
    pieces = []
    for i, part in enumerate(parts):
        if isinstance(part, str):
            pieces.append(escape(part))
            continue
        # A number is a button in the page, and a line could break between it and its bracket or full stop.
        before, after = (parts[k] if 0 <= k < len(parts) else "" for k in (i - 1, i + 1))
        opened = closed = ""
        if isinstance(before, str) and (opened := before[len(before.rstrip(_OPENERS)) :]):
            pieces[-1] = escape(before[: -len(opened)])
        if isinstance(after, str) and (closed := after[: len(after) - len(after.lstrip(_STOPS))]):
            parts[i + 1] = after[len(closed) :]
        shown = _part(part, references)
        kept = Markup('<span class="kept">{}{}{}</span>').format(opened, shown, closed)
        pieces.append(kept if opened or closed else shown)
    return Markup("").join(pieces)


def _part(part: dict[str, Any], references: References | None) -> Markup:
    if part["kind"] == "date":
        return Markup('<time datetime="{}">{}</time>').format(part["iso"], part["text"])
    origin = part["origin"]
    sources = " ".join(origin.get("sources", []))
    if part["kind"] == "datum":
        return Markup('<span class="datum" data-sources="{}">{}</span>').format(sources, part["text"])
    attributes = Markup('value="{}"').format(_machine(part["value"]))
    for name, value in (
        ("unit", part["unit"]),
        ("sources", sources),
        ("measure", origin.get("measure", "")),
        ("parameter", origin.get("parameter", "")),
    ):
        if value:
            attributes += Markup(' data-{}="{}"').format(name, value)
    if references is None:
        return Markup('<data {} title="{}">{}</data>').format(attributes, _told(part), part["text"])
    for source in origin.get("sources", []):
        references.mark(source)  # every one is listed, also those the card leaves out
    card = references.card()
    return Markup(
        '<data {attributes}><button type="button" popovertarget="{card}">{text}</button></data>'
        '<span popover id="{card}" class="card">{body}</span>'
    ).format(attributes=attributes, card=card, text=part["text"], body=_card(part, references))


def _machine(value: float | str) -> str:
    """Write a value for machines, with the digits that do not depend on which machine computed it."""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else f"{value:.12g}"


def _told(part: dict[str, Any]) -> str:
    """Tell a number's origin in one line of text."""
    origin = part["origin"]
    pieces = [
        " ".join(filter(None, [_machine(part["value"]), part["unit"]])),
        _("parameter {name}").format(name=origin["parameter"]) if "parameter" in origin else "",
        _("computed by {name}").format(name=origin["measure"]) if "measure" in origin else "",
        _("sources: {names}").format(names=_first(origin["sources"], _FEW)) if "sources" in origin else "",
    ]
    return "; ".join(filter(None, pieces))


def _first(names: list[str], most: int) -> str:
    """Name the first few of many."""
    left = len(names) - most
    return ", ".join(names[:most]) + (_(" and {n} more").format(n=left) if left > 0 else "")


def _card(part: dict[str, Any], references: References) -> Markup:
    """Say what stands behind a number: its value, what computed it, on which rows and sources."""
    origin = part["origin"]
    lines = [
        Markup("<b>{}</b> {}").format(_machine(part["value"]), part["unit"]),
    ]
    if "parameter" in origin:
        lines.append(Markup("{} <code>{}</code>").format(_("Parameter of this report:"), origin["parameter"]))
    if "measure" in origin:
        lines.append(
            Markup("{} <code>{}</code><br>{}").format(
                _("Computed by"), origin["measure"], origin.get("about", "")
            )
        )
    if "rows" in origin:
        lines.append(Markup("{} {}").format(_("From rows"), _first(origin["rows"], _MANY)))
    if "sources" in origin:
        links = Markup(", ").join(map(references.link, origin["sources"][:_MANY]))
        left = len(origin["sources"]) - _MANY
        more = _(" and {n} more").format(n=left) if left > 0 else ""
        lines.append(Markup("{} {}{}").format(_("Sources"), links, more))
    return Markup("").join(Markup('<span class="line">{}</span>').format(line) for line in lines)


def _notes(sources: list[str], references: References | None) -> Markup:
    """Return the footnote marks of a sentence; many sources share one mark that opens their list."""
    if references is None or not sources:
        return Markup("")
    marks = {source: references.mark(source) for source in sources}
    if len(sources) <= _FEW:
        links = Markup(", ").join(
            Markup('<a href="#source-{}">{}</a>').format(source, mark) for source, mark in marks.items()
        )
        return Markup('<sup class="notes">[{}]</sup>').format(links)
    card = references.card()
    links = Markup(" ").join(
        Markup('<a href="#source-{}">[{}]</a>').format(source, mark) for source, mark in marks.items()
    )
    return Markup(
        '<sup class="notes"><button type="button" popovertarget="{0}">[{1}]</button></sup>'
        '<span popover id="{0}" class="card">{2} {3}</span>'
    ).format(card, _("{n} sources").format(n=len(sources)), _("Sources"), links)


def _figure(record: dict[str, Any], references: References | None) -> Markup:
    return Markup(
        '<figure id="figure-{name}"><figcaption><b class="title">{title}</b>{subtitle}</figcaption>'
        '<div class="drawing" tabindex="0" role="group" aria-label="{label}">{svg}</div>{foot}</figure>'
    ).format(
        name=record["name"],
        label=plain(record["title"]),
        title=_inline(record["title"], references),
        subtitle=_subtitle(record["subtitle"], references),
        svg=Markup(record["svg"]),  # made by our own figures, which write no scripts or styles
        foot=_foot(record, references),
    )


def _subtitle(prose: dict[str, Any], references: References | None) -> Markup:
    if not prose["parts"]:
        return Markup("")
    return Markup('<span class="subtitle">{}</span>').format(_inline(prose, references))


def _foot(record: dict[str, Any], references: References | None) -> Markup:
    """Return the line under a figure or table: its sources and its data."""
    sources = record["origin"]["sources"]
    if references is None:
        told = escape(_first(sources, _FEW))
    elif len(sources) <= _FEW:
        told = Markup(", ").join(map(references.link, sources))
    else:
        links = Markup(", ").join(map(references.link, sources))
        count = _("{n} documents").format(n=len(sources))
        told = Markup("<details><summary>{}</summary>{}</details>").format(count, links)
    encoded = base64.b64encode(record["data"].encode()).decode()
    return Markup(
        '<div class="foot"><span class="sources">{}: {}</span> '
        '<a download="{}.csv" href="data:text/csv;charset=utf-8;base64,{}">{}</a></div>'
    ).format(_("Sources"), told, record["name"], encoded, _("Download the data (CSV)"))


def _table(record: dict[str, Any], references: References | None) -> Markup:
    cited = references is not None and any(row["sources"] for row in record["body"])
    head = Markup("").join(
        Markup('<th scope="col"{}>{}{}</th>').format(
            Markup(' class="n"') if cell["numeric"] else "",
            cell["label"],
            Markup(' <span class="unit">{}</span>').format(cell["unit"]) if cell["unit"] else "",
        )
        for cell in record["head"]
    )
    if cited:
        head += Markup('<th scope="col">{}</th>').format(_("Sources"))
    numeric = [cell["numeric"] for cell in record["head"]]
    body = Markup("").join(_row(row, numeric, references if cited else None) for row in record["body"])
    note = _inline(record["note"], references)
    return Markup(
        '<figure class="table" id="table-{name}"><figcaption><b class="title">{title}</b></figcaption>'
        '<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
        "<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}{foot}</figure>"
    ).format(
        name=record["name"],
        title=_inline(record["title"], references),
        label=plain(record["title"]),
        head=head,
        body=body,
        note=Markup('<p class="note">{}</p>').format(note) if note else "",
        foot=_foot(record, references),
    )


def _row(row: dict[str, Any], numeric: list[bool], references: References | None) -> Markup:
    cells = Markup("")
    for i, cell in enumerate(row["cells"]):
        tag = "th" if i == 0 else "td"
        scope = Markup(' scope="row"') if i == 0 else ""
        aligned = Markup(' class="n"') if numeric[i] else Markup(' class="date"') if cell.get("date") else ""
        text = (
            Markup('<span class="missing" title="{0}">–</span>').format(_("not found"))
            if cell.get("missing")
            else escape(cell["text"])
        )
        cells += Markup("<{0}{1}{2}>{3}</{0}>").format(Markup(tag), scope, aligned, text)
    if references is not None:
        marks = Markup(" ").join(
            Markup('<a href="#source-{}">[{}]</a>').format(source, references.mark(source))
            for source in row["sources"]
        )
        cells += Markup('<td class="notes">{}</td>').format(marks)
    emphasis = Markup(' class="focus"') if row["emphasis"] else ""
    return Markup("<tr{}>{}</tr>").format(emphasis, cells)


def _sources(record: dict[str, Any], references: References | None) -> Markup:
    entries = record["entries"]
    if references is not None:
        # The page numbers its sources by first mention; a source the run met only later follows.
        entries = source_entries(references.sources)
    items = Markup("").join(
        Markup(
            '<li id="source-{id}"><span>{citation}</span>{url} <span class="kind">{kind}</span></li>'
        ).format(
            id=entry["id"],
            citation=entry["citation"],
            url=Markup(' <a href="{0}" rel="noreferrer">{0}</a>').format(entry["url"])
            if entry["url"]
            else "",
            kind=_(entry["source_kind"]),
        )
        for entry in entries
    )
    return Markup('<ol class="source-list">{}</ol>').format(items)


def _provenance(record: dict[str, Any], references: References | None) -> Markup:
    tables = Markup("").join(
        Markup("<tr><th scope='row'>{}</th><td><code>{}</code></td></tr>").format(path, digest)
        for path, digest in record["tables"].items()
    )
    versions = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    return Markup(
        '<div class="provenance"><div class="scroll" tabindex="0" role="group" aria-label="{0}"><table>'
        "<thead><tr><th scope='col'>{0}</th><th scope='col'>SHA-256</th></tr></thead>"
        "<tbody>{1}</tbody></table></div><p>{2} {3}</p></div>"
    ).format(
        _("Table read"), tables, _("Computed with"), Markup('<span class="datum">{}</span>').format(versions)
    )


_KINDS: dict[str, Callable[[dict[str, Any], References | None], Markup]] = {
    "prose": _prose,
    "findings": _findings,
    "figure": _figure,
    "table": _table,
    "sources": _sources,
    "provenance": _provenance,
}
