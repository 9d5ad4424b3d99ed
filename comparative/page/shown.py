"""Figures and tables with title, caption, sources and the data behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from comparative import figures, language
from comparative.page import html
from comparative.page.origin import PageError, Rows, source_ids, trace
from comparative.page.prose import Prose, place, say
from comparative.page.session import display
from comparative.page.terms import term


@dataclass(frozen=True)
class Column:
    """How one column of a table is shown; made by :func:`column`."""

    label: str
    unit: str = ""
    digits: int | None = None
    percent: bool = False
    kind: str = "auto"


@dataclass(frozen=True)
class Shown:
    """A figure or a table, ready to be displayed."""

    record: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return display(self.record, html.plain(self.record["title"]))


def column(
    label: str, unit: str = "", *, digits: int | None = None, percent: bool = False, kind: str = "auto"
) -> Column:
    """Describe a column of a table.

    Parameters
    ----------
    label : str
        Heading, in English; translated when shown.
    unit : str
        Unit, printed under the heading.
    digits : int, optional
        Decimals.
    percent : bool
        Read the numbers as shares and print percentages.
    kind : {"auto", "place", "term", "year", "text"}
        ``place`` turns codes into names, ``term`` coded values into words; ``year`` prints the year of
        a date or an ungrouped integer; ``auto`` goes by the type of the cells.

    Returns
    -------
    Column

    Examples
    --------
    >>> column("Members", "persons").unit
    'persons'
    """
    if kind not in {"auto", "place", "term", "year", "text"}:
        raise PageError(f"column kind {kind!r} is unknown; use auto, place, term, year or text")
    return Column(label, unit, digits, percent, kind)


def figure(
    drawing: Figure,
    *,
    name: str,
    title: Prose | str,
    subtitle: Prose | str = "",
    alt: Prose | str,
    rows: Rows,
    data: pd.DataFrame | None = None,
) -> Shown:
    """Show a drawing with its finding, its sources and the data behind it.

    Parameters
    ----------
    drawing : matplotlib.figure.Figure
        Made by :mod:`comparative.figures`; holds no title or source line of its own.
    name : str
        Short name, unique in the notebook; names the download too.
    title : Prose or str
        The finding the picture shows.
    subtitle : Prose or str
        What is drawn, its unit and date.
    alt : Prose or str
        What the picture shows, for those who cannot see it.
    rows : DataFrame or sequence of DataFrame
        The evidence drawn, with ``source_id``.
    data : DataFrame, optional
        What the download holds; by default `rows`.

    Returns
    -------
    Shown

    Raises
    ------
    PageError
        If `alt` is empty or the rows name no source.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> rows = pd.DataFrame({"members": [5000], "source_id": ["law-2022"]})
    >>> shown = figure(Figure(), name="empty", title="A title", alt="An empty frame", rows=rows)
    >>> shown.record["origin"]["sources"]
    ['law-2022']
    """
    alt = _prose(alt)
    if not str(alt).strip():
        raise PageError(f"figure {name!r} needs alt=: say what the picture shows")
    svg = figures.svg(drawing, name=f"drawing-{name}", title=str(_prose(title)), desc=str(alt))
    if data is None:
        data = rows if isinstance(rows, pd.DataFrame) else pd.concat(list(rows), ignore_index=True)
    return Shown(
        {
            "kind": "figure",
            "name": name,
            "title": _prose(title).to_json(),
            "subtitle": _prose(subtitle).to_json(),
            "svg": svg,
            "data": _csv(data),
            "origin": _sourced(rows, f"figure {name!r}"),
        }
    )


def table(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Prose | str,
    columns: Mapping[str, Column | str],
    rows: Rows | None = None,
    note: Prose | str = "",
    emphasis: str | None = None,
) -> Shown:
    """Show rows as a table, each with its sources.

    Parameters
    ----------
    frame : DataFrame
        The rows, in the order to print. If it has ``source_id``, each row cites its own sources.
    name : str
        Short name, unique in the notebook.
    title : Prose or str
        What the table says.
    columns : mapping
        Columns to print, in order: name to heading, or to :func:`column`.
    rows : DataFrame or sequence of DataFrame, optional
        The evidence behind `frame`, where its rows name no sources themselves.
    note : Prose or str
        A remark under the table.
    emphasis : str, optional
        A place code: its rows are set bold.

    Returns
    -------
    Shown

    Raises
    ------
    PageError
        If a column is missing or nothing names a source.

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["KAZ"], "members": [5000], "source_id": ["law-2022"]})
    >>> shown = table(frame, name="rules", title="Rules", columns={"members": column("Members")})
    >>> shown.record["body"][0]["cells"][0]["text"]
    '5,000'
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise PageError(
            f"table {name!r} has no column {missing[0]!r}; its frame has {', '.join(map(str, frame.columns))}"
        )
    shown = {key: col if isinstance(col, Column) else Column(col) for key, col in columns.items()}
    own = "source_id" in frame.columns
    body: list[dict[str, Any]] = [
        {
            "cells": [_cell(row[key], col) for key, col in shown.items()],
            "sources": source_ids(pd.DataFrame({"source_id": [row["source_id"]]})) if own else [],
            "emphasis": emphasis is not None and row.get("place") == emphasis,
        }
        for row in frame.to_dict("records")
    ]
    data = frame[[*shown, *(["source_id"] if own and "source_id" not in shown else [])]]
    return Shown(
        {
            "kind": "table",
            "name": name,
            "title": _prose(title).to_json(),
            "note": _prose(note).to_json(),
            "head": [
                {
                    "label": language.translate(col.label),
                    "unit": language.translate(col.unit),
                    "numeric": any(row["cells"][i].get("numeric") for row in body),
                }
                for i, col in enumerate(shown.values())
            ],
            "body": body,
            "data": _csv(data),
            "origin": _sourced(rows if rows is not None else frame, f"table {name!r}"),
        }
    )


def _prose(text: Prose | str) -> Prose:
    return text if isinstance(text, Prose) else say(text)


def _sourced(rows: Rows, what: str) -> dict[str, Any]:
    origin = trace(rows)
    if not origin.sources:
        raise PageError(f"{what} rests on no source: its rows= name none in 'source_id'")
    return origin.to_json()


def _csv(frame: pd.DataFrame) -> str:
    # Twelve digits: the last few of a float depend on the processor that computed it.
    return frame.to_csv(index=False, lineterminator="\n", float_format="%.12g")


def _cell(value: Any, col: Column) -> dict[str, Any]:
    """Return what a cell prints and what it is."""
    if isinstance(value, Prose):
        return {"text": str(value)}
    if value is None or value is pd.NA or value is pd.NaT or value != value or value == "":
        return {"text": "", "missing": True}
    if col.kind == "place":
        return {"text": place(str(value))}
    if col.kind == "term":
        return {"text": term(value), "value": str(value)}
    if col.kind == "year":
        return {"text": f"{value.year if hasattr(value, 'year') else int(value):04d}", "numeric": True}
    if hasattr(value, "isoformat"):
        return {"text": language.date(value, short=True), "date": True}
    if isinstance(value, str) or col.kind == "text":
        return {"text": language.translate(str(value))}
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return {"text": language.translate("yes" if value else "no")}
    text = language.number(float(value), digits=col.digits, percent=col.percent)
    return {"text": text, "numeric": True}
