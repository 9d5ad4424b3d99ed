"""What goes wrong with evidence, said so that the reader knows what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class EvidenceError(ValueError):
    """Evidence was asked for that does not exist, or a table cannot be read as declared."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with the datasets.

    Parameters
    ----------
    file : str
        File with the fault, relative to the datasets folder, with forward slashes.
    row : int
        Line in a text editor, the header being line 1; 0 if the fault is the file's as a whole.
    column : str
        Column, or an empty string if the whole row or file is meant.
    value : str
        Text found there.
    rule : str
        The rule broken, in plain words, and what would be right.

    Examples
    --------
    >>> print(Fault("places.csv", 3, "region", "Azia", "must be one of Africa, Asia"))
    places.csv, line 3, column region: 'Azia' must be one of Africa, Asia
    """

    file: str
    row: int
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        where = self.file
        if self.row:
            where += f", line {self.row}"
        if self.column:
            where += f", column {self.column}"
        shown = self.value if len(self.value) <= 60 else self.value[:57] + "..."
        what = f"{shown!r} {self.rule}" if shown else self.rule
        return f"{where}: {what}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the closest known name, to end a message with.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    str
        ``" (did you mean 'x'?)"``, or an empty string if nothing is close.

    Examples
    --------
    >>> suggestion("tresholds", ["history", "thresholds"])
    " (did you mean 'thresholds'?)"
    >>> suggestion("kza", ["KAZ", "ZAF"])
    " (did you mean 'KAZ'?)"
    >>> suggestion("xyz", ["history", "thresholds"])
    ''
    """
    # In a code, case and the order of letters are what is most often wrong, and the first letter least often.
    folded = name.casefold()
    by_folded = {text.casefold(): text for text in known}
    close = difflib.get_close_matches(folded, by_folded, n=8)
    close.sort(key=lambda text: (sorted(text) != sorted(folded), text[:1] != folded[:1]))
    return f" (did you mean {by_folded[close[0]]!r}?)" if close else ""
