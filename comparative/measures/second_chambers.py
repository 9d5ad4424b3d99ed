"""A list of unitary republics with two chambers, held against what was read of each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["ListCheck", "by_selection", "check_list", "doubtful"]

SELECTIONS = ("direct", "indirect", "mixed", "appointed")


@dataclass(frozen=True)
class ListCheck:
    """What became of a list of bicameral unitary republics when each name was looked up.

    Attributes
    ----------
    listed : int
        Countries on the list.
    bicameral_then : int
        Of these with two chambers when the list was written, April 2022.
    bicameral_later : int
        Of these with two chambers beyond doubt at the end of 2024.
    wrong_then : tuple of str
        Listed places without two chambers in April 2022.
    lost_later : tuple of str
        Listed places that had two chambers then and not beyond doubt at the end of 2024.
    left_out : tuple of str
        Places not on the list that had two chambers in April 2022.
    """

    listed: int
    bicameral_then: int
    bicameral_later: int
    wrong_then: tuple[str, ...]
    lost_later: tuple[str, ...]
    left_out: tuple[str, ...]


def check_list(chambers: pd.DataFrame) -> ListCheck:
    """Check a list of bicameral unitary republics by name.

    Parameters
    ----------
    chambers : DataFrame
        Table second_chambers: `place`, `in_seed_list`, `bicameral_2022_04` (bool), `bicameral_2024`.

    Returns
    -------
    ListCheck

    Examples
    --------
    >>> chambers = pd.DataFrame({"place": ["KAZ", "AFG", "COL"], "in_seed_list": [True, True, False],
    ...     "bicameral_2022_04": [True, False, True], "bicameral_2024": ["yes", "no", "yes"]})
    >>> found = check_list(chambers)
    >>> found.listed, found.bicameral_then, found.wrong_then, found.left_out
    (2, 1, ('AFG',), ('COL',))
    """
    listed = chambers["in_seed_list"]
    then, later = chambers["bicameral_2022_04"], chambers["bicameral_2024"].eq("yes")

    def named(rows: pd.Series) -> tuple[str, ...]:
        return tuple(sorted(chambers.loc[rows, "place"]))

    return ListCheck(
        int(listed.sum()),
        int((listed & then).sum()),
        int((listed & later).sum()),
        named(listed & ~then),
        named(listed & then & ~later),
        named(~listed & then),
    )


def by_selection(chambers: pd.DataFrame) -> pd.DataFrame:
    """Count second chambers by how their members are chosen.

    Parameters
    ----------
    chambers : DataFrame
        Table second_chambers: `upper_house_selection`, `place`, `source_id`.

    Returns
    -------
    DataFrame
        `selection` (direct, indirect, mixed, appointed), `chambers`, `share` of the chambers whose selection
        is known, `places` (joined by ``;``), `source_id`.

    Examples
    --------
    >>> chambers = pd.DataFrame({"place": ["POL", "FRA", "TKM"], "source_id": ["a", "b", "c"],
    ...     "upper_house_selection": ["direct", "indirect", "none"]})
    >>> by_selection(chambers)[["selection", "chambers", "share"]].head(2).to_numpy().tolist()
    [['direct', 1, 0.5], ['indirect', 1, 0.5]]
    """
    known = chambers[chambers["upper_house_selection"].isin(SELECTIONS)]
    records = []
    for selection in SELECTIONS:
        part = known[known["upper_house_selection"] == selection]
        cited = dict.fromkeys(";".join(part["source_id"]).split(";"))
        share = len(part) / len(known) if len(known) else float("nan")
        records.append((selection, len(part), share, ";".join(sorted(part["place"])), ";".join(cited)))
    return pd.DataFrame(records, columns=["selection", "chambers", "share", "places", "source_id"])


def doubtful(chambers: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the list that did not stand, and the republics it left out.

    Parameters
    ----------
    chambers : DataFrame
        Table second_chambers.

    Returns
    -------
    DataFrame
        Rows with `finding`, in this order: not_bicameral_then, no_longer, on_paper, disputed, left_out,
        later; then by place.

    Examples
    --------
    >>> chambers = pd.DataFrame({"place": ["AFG", "POL"], "in_seed_list": True,
    ...     "bicameral_2022_04": [False, True], "bicameral_2024": ["no", "yes"]})
    >>> doubtful(chambers)[["place", "finding"]].to_numpy().tolist()
    [['AFG', 'not_bicameral_then']]
    """
    listed, then = chambers["in_seed_list"], chambers["bicameral_2022_04"]
    now = chambers["bicameral_2024"]
    found = pd.Series("", index=chambers.index)
    found[~listed] = "later"
    found[~listed & then] = "left_out"
    for answer, word in (("no", "no_longer"), ("on_paper", "on_paper"), ("disputed", "disputed")):
        found[listed & now.eq(answer)] = word
    found[listed & ~then] = "not_bicameral_then"
    order = ["not_bicameral_then", "no_longer", "on_paper", "disputed", "left_out", "later"]
    rows = chambers.assign(finding=pd.Categorical(found.where(found.ne("")), order)).dropna(
        subset=["finding"]
    )
    rows = rows.sort_values(["finding", "place"], ignore_index=True)
    rows["finding"] = rows["finding"].astype(str)
    rows.attrs = dict(chambers.attrs)
    return rows
