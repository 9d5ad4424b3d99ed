"""Where a number comes from: rows of the evidence, a measure, or a parameter of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Rows = pd.DataFrame | pd.Series | Sequence[pd.DataFrame]


class PageError(ValueError):
    """A sentence, figure or table was asked for that cannot be shown honestly."""


@dataclass(frozen=True)
class Origin:
    """The provenance of one value.

    Attributes
    ----------
    rows : tuple of str
        Rows of the evidence, as ``subject/table key``.
    sources : tuple of str
        Ids of the sources those rows name, in order of appearance.
    measure : str
        Dotted name of the function that computed the value, empty if it was read directly.
    about : str
        First sentence of that function's documentation.
    parameter : str
        Name of the report parameter the value was taken from, empty if none.
    """

    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    measure: str = ""
    about: str = ""
    parameter: str = ""

    def __bool__(self) -> bool:
        return bool(self.sources or self.measure or self.parameter)

    def to_json(self) -> dict[str, Any]:
        """Return the origin as plain JSON values, leaving out what is empty."""
        fields = {
            "rows": list(self.rows),
            "sources": list(self.sources),
            "measure": self.measure,
            "about": self.about,
            "parameter": self.parameter,
        }
        return {name: value for name, value in fields.items() if value}


def trace(rows: Rows | None = None, measure: Callable | None = None, parameter: str = "") -> Origin:
    """Describe where a value comes from.

    Parameters
    ----------
    rows : DataFrame, Series or sequence of DataFrame, optional
        The rows of evidence it rests on, with a ``source_id`` column.
    measure : callable, optional
        The function that computed it.
    parameter : str
        The report parameter it was taken from.

    Returns
    -------
    Origin

    Raises
    ------
    PageError
        If `rows` have no ``source_id`` column.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["KAZ"], "source_id": ["law-2022;press-2022"]})
    >>> trace(rows).sources
    ('law-2022', 'press-2022')
    """
    frames = list(_frames(rows))
    return Origin(
        rows=tuple(dict.fromkeys(name for frame in frames for name in _row_names(frame))),
        sources=tuple(dict.fromkeys(source for frame in frames for source in source_ids(frame))),
        measure=f"{measure.__module__}.{measure.__qualname__}" if measure else "",
        about=_first_sentence(measure) if measure else "",
        parameter=parameter,
    )


def source_ids(frame: pd.DataFrame) -> list[str]:
    """Return the source ids a frame names, each once, in order of appearance.

    Examples
    --------
    >>> source_ids(pd.DataFrame({"source_id": ["b;a", "a", None]}))
    ['b', 'a']
    """
    cells = frame["source_id"].dropna().drop_duplicates()
    return list(dict.fromkeys(part.strip() for cell in cells for part in cell.split(";") if part.strip()))


def _frames(rows: Rows | None) -> Iterable[pd.DataFrame]:
    if rows is None:
        return
    for frame in [rows] if isinstance(rows, pd.DataFrame | pd.Series) else rows:
        if isinstance(frame, pd.Series):
            frame = frame.to_frame().T
        if "source_id" not in frame.columns:
            raise PageError(
                f"rows= needs a 'source_id' column to say where a number comes from; "
                f"these rows have {', '.join(map(str, frame.columns))}"
            )
        yield frame


def _row_names(frame: pd.DataFrame) -> list[str]:
    """Name the rows of a table loaded from the evidence by its key; other frames have no row names."""
    key = [name for name in frame.attrs.get("key", []) if name in frame.columns]
    if not key:
        return []
    table = f"{frame.attrs['subject']}/{frame.attrs['table']}"
    # astype(str) would print dates with a time; a key cell reads as in its CSV.
    cells = (frame[name].map(_key_cell) for name in key)
    return [f"{table} {' '.join(parts)}" for parts in zip(*cells, strict=True)]


def _key_cell(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _first_sentence(function: Callable) -> str:
    lines = (function.__doc__ or "").strip().splitlines()
    return lines[0].strip() if lines else ""
