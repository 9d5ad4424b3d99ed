"""No bare numbers: prose may hold years, every other numeral must say where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from nbformat import NotebookNode

from comparative.page.session import MIME

# Letters before a digit make a name (R2, COVID-19 does not): names are spelt out or set as code.
_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


class NumeralError(ValueError):
    """The prose of a notebook holds a number that does not say where it comes from."""


def bare_numerals(text: str) -> list[str]:
    """Return the numerals in a text that are not years.

    Parameters
    ----------
    text : str
        Text as a reader sees it.

    Returns
    -------
    list of str

    Examples
    --------
    >>> bare_numerals("In 2022 the threshold fell to 5,000 members, from 2002's 50 000.")
    ['5,000', '50', '000']
    >>> bare_numerals("Between 1996 and 2026")
    []
    """
    return [found for found in _NUMERAL.findall(text) if not _YEAR.fullmatch(found)]


def check_numerals(notebook: NotebookNode) -> None:
    """Refuse an executed notebook whose prose holds bare numerals.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.

    Raises
    ------
    NumeralError
        Naming every such cell, the numeral and the words around it.
    """
    faults = []
    for index, cell in enumerate(notebook.cells, start=1):
        for text in _texts(cell):
            faults += [
                f"cell {index} ({cell.get('id', 'no id')}): {numeral!r} in '{_around(text, numeral)}'"
                for numeral in bare_numerals(text)
            ]
    if faults:
        raise NumeralError(
            "prose holds numbers that do not say where they come from; pass them to say() as values, "
            "or spell them out:\n  " + "\n  ".join(faults)
        )


def _texts(cell: NotebookNode) -> Iterator[str]:
    """Yield the pieces of a cell that readers read as prose."""
    if cell.cell_type == "markdown":
        for token in _MARKDOWN.parse(cell.source):
            for child in token.children or []:
                if child.type == "text":
                    yield child.content
    for output in cell.get("outputs", []):
        record = output.get("data", {}).get(MIME)
        if record is not None:
            yield from _said(record)


def _said(record: Any) -> Iterator[str]:
    """Yield the literal text of every sentence in a record; numbers and dates are not text."""
    if isinstance(record, list):
        for item in record:
            yield from _said(item)
    elif isinstance(record, dict):
        if record.get("kind") == "prose":
            yield from (part for part in record["parts"] if isinstance(part, str))
        else:
            for value in record.values():
                if isinstance(value, dict | list):
                    yield from _said(value)


def _around(text: str, numeral: str) -> str:
    at = text.find(numeral)
    return text[max(0, at - 30) : at + len(numeral) + 30].strip()
