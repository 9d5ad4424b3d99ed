"""What is known, and on whose word.

Tables are loaded from ``datasets/`` by subject and name, typed as their data packages declare, with the ids
of the sources kept on every row: :func:`load`, :func:`subjects`, :func:`tables`, :func:`describe`. Around
them stand the :func:`sources` with :func:`cite`, the :func:`places` with :func:`place_name` and
:func:`population`, the ledger of :func:`claims`, and :func:`check`, which says what is wrong with all that.
"""

from __future__ import annotations

from pathlib import Path

from comparative.evidence.citing import cite, claims, sources
from comparative.evidence.errors import EvidenceError, Fault
from comparative.evidence.geography import place_name, places, population
from comparative.evidence.loading import describe, load, opened, subjects, tables

__all__ = [
    "EvidenceError",
    "Fault",
    "check",
    "cite",
    "claims",
    "describe",
    "load",
    "opened",
    "place_name",
    "places",
    "population",
    "sources",
    "subjects",
    "tables",
]


def check(root: str | Path | None = None, *, in_order: bool = False) -> list[Fault]:
    """Return everything that is wrong with the datasets.

    Parameters
    ----------
    root : str or pathlib.Path, optional
        The datasets folder; the project's own if left out.
    in_order : bool, default False
        Also hold that rows are sorted by key. The committed datasets are; a row just added at the end of a
        file is no fault.

    Returns
    -------
    list of Fault
        Sorted by file, line and column; empty if all is well.

    Raises
    ------
    EvidenceError
        If there are no datasets at `root`.

    Examples
    --------
    >>> check()
    []
    """
    from comparative.evidence.checking import check as run  # frictionless takes seconds to import

    return run(root, in_order=in_order)
