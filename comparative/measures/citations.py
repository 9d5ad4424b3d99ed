"""The sources that several rows rest on, as one cell of a table."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["cited"]


def cited(cells: Iterable[str]) -> str:
    """Join cells of source ids, each id once, in order of appearance.

    Parameters
    ----------
    cells : iterable of str
        Ids separated by ``;``, as in the column `source_id`.

    Returns
    -------
    str

    Examples
    --------
    >>> cited(["law;press", "law", "court"])
    'law;press;court'
    """
    return ";".join(dict.fromkeys(";".join(cells).split(";")))
