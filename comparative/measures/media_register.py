"""What a register of media holds: types that should make the total, and languages on a stated base."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.measures.citations import cited

__all__ = ["BASES", "DOMESTIC", "LANGUAGES", "compositions", "language_changes", "language_shares", "totals"]

DOMESTIC = ("print", "agencies_and_network_publications", "television", "radio")
"""Types of domestic media, which a full count gives all."""

LANGUAGES = ("kazakh_only", "russian_only", "kazakh_and_russian", "three_or_more")
"""Groups of languages, which a full count gives all."""

BASES = ("domestic", "with_foreign")
"""What shares are taken of: domestic media, or these and foreign channels."""


def compositions(media: pd.DataFrame) -> pd.DataFrame:
    """Add up the types of each full count and hold the sum against the stated total.

    Foreign channels are those stated or, where only a total was stated, what the domestic types leave of it.

    Parameters
    ----------
    media : DataFrame
        Table media: `counted_on`, `counted_on_precision`, `dimension`, `category`, `media`, `source_id`.

    Returns
    -------
    DataFrame
        One row per `counted_on` with all types of :data:`DOMESTIC`: `precision` of that date, each type,
        `domestic` (their sum), `stated_total`, `remainder` (total less sum), `stated_foreign`, `foreign`,
        `with_foreign`, `languages` (sum of language groups), `language_base` (the base that sum fits,
        else missing) and `source_id`; a number not stated is missing.

    Examples
    --------
    >>> media = pd.DataFrame({"counted_on": pd.Timestamp("2021-08-01"), "counted_on_precision": "month",
    ...     "dimension": ["type"] * 4 + ["total"], "category": [*DOMESTIC, "registered"],
    ...     "media": [3541, 802, 184, 79, 4873], "source_id": "seed"})
    >>> compositions(media)[["domestic", "remainder", "with_foreign"]].to_numpy().tolist()
    [[4606.0, 267.0, 4873.0]]
    """
    found = []
    for day, rows in media.groupby("counted_on", sort=True):
        types = rows[rows["dimension"] == "type"].set_index("category")["media"]
        if not set(DOMESTIC) <= set(types.index):
            continue
        totals = rows[(rows["dimension"] == "total") & (rows["category"] == "registered")]
        total = float(totals["media"].iloc[0]) if len(totals) else np.nan
        domestic = int(types[list(DOMESTIC)].sum())
        stated = float(types.get("foreign_channels", np.nan))
        foreign = total - domestic if np.isnan(stated) else stated
        spoken = rows[rows["dimension"] == "language"]
        languages = float(spoken["media"].sum()) if len(spoken) else np.nan
        sums = {"domestic": domestic, "with_foreign": domestic + foreign}
        found.append(
            {
                "counted_on": day,
                "precision": rows["counted_on_precision"].iloc[0],
                **{name: int(types[name]) for name in DOMESTIC},
                "domestic": domestic,
                "stated_total": total,
                "remainder": total - domestic,
                "stated_foreign": stated,
                "foreign": foreign,
                "with_foreign": sums["with_foreign"],
                "languages": languages,
                "language_base": next((base for base in BASES if sums[base] == languages), None),
                "source_id": cited(rows["source_id"]),
            }
        )
    return pd.DataFrame(found)


def language_shares(media: pd.DataFrame, base: str) -> pd.DataFrame:
    """Take language groups as shares of one base, with bounds for foreign channels of unknown language.

    A table on the other base is moved to this one: all foreign channels, or none, may be of the group (the
    lower and the upper bound; only the others limit how many can be taken away).

    Parameters
    ----------
    media : DataFrame
        Table media.
    base : {"domestic", "with_foreign"}
        What shares are taken of.

    Returns
    -------
    DataFrame
        One row per full count and group: `counted_on`, `precision`, `category`, `media`, `table_base`, `of`
        (size of the base), `low`, `high` (bounds of the share), `none_foreign` (share if no foreign channel
        is of the group, or as counted), `foreign` (channels moved) and `source_id`.

    Raises
    ------
    ValueError
        If the base is unknown, or the languages of a count fit neither base.

    Examples
    --------
    >>> media = pd.DataFrame({"counted_on": pd.Timestamp("2021-08-01"), "counted_on_precision": "month",
    ...     "dimension": ["type"] * 4 + ["total"] + ["language"] * 4,
    ...     "category": [*DOMESTIC, "registered", *LANGUAGES],
    ...     "media": [3541, 802, 184, 79, 4873, 587, 899, 1944, 1443], "source_id": "seed"})
    >>> language_shares(media, "domestic").loc[0, ["low", "high"]].astype(float).round(3).tolist()
    [0.069, 0.127]
    """
    if base not in BASES:
        raise ValueError(f"no base {base!r}; known: {', '.join(BASES)}")
    found = []
    for count in compositions(media).dropna(subset=["languages"]).to_dict("records"):
        if count["language_base"] is None:
            raise ValueError(f"languages of {count['counted_on']:%Y-%m-%d} make neither base")
        rows = media[(media["counted_on"] == count["counted_on"]) & (media["dimension"] == "language")]
        groups = rows.set_index("category")["media"]
        moved = 0 if count["language_base"] == base else int(count["foreign"])
        size = int(count[base])
        for name in LANGUAGES:
            n = int(groups[name])
            if base == "domestic":
                low, high = n - min(n, moved), n - max(0, moved - int(groups.sum() - n))
            else:
                low, high = n, n + moved
            found.append(
                {
                    "counted_on": count["counted_on"],
                    "precision": count["precision"],
                    "category": name,
                    "media": n,
                    "table_base": count["language_base"],
                    "of": size,
                    "low": low / size,
                    "high": high / size,
                    "none_foreign": (high if base == "domestic" else low) / size,
                    "foreign": moved,
                    "source_id": count["source_id"],
                }
            )
    return pd.DataFrame(found)


def language_changes(media: pd.DataFrame, base: str) -> pd.DataFrame:
    """Bound the change of each language group between the first and the last full count.

    Parameters
    ----------
    media : DataFrame
        Table media.
    base : {"domestic", "with_foreign"}
        What shares are taken of.

    Returns
    -------
    DataFrame
        One row per group, in the order of :data:`LANGUAGES`: `low`, `high` (change of the share),
        `direction` (``rises``, ``falls`` or ``undetermined``), `turning` (foreign channels of the group at
        which its share stays the same, missing if no number does), `foreign` (channels of unknown language)
        and `source_id`; empty if fewer than two counts give languages.

    Examples
    --------
    >>> counts = [[3541, 802, 184, 79, 4873, 587, 899, 1944, 1443],
    ...     [3676, 959, 191, 84, 5189, 693, 853, 1852, 1512]]
    >>> media = pd.concat(pd.DataFrame({"counted_on": pd.Timestamp(day), "counted_on_precision": "month",
    ...     "dimension": ["type"] * 4 + ["total"] + ["language"] * 4,
    ...     "category": [*DOMESTIC, "registered", *LANGUAGES], "media": n, "source_id": "seed"})
    ...     for day, n in zip(["2021-08-01", "2022-05-01"], counts))
    >>> language_changes(media, "domestic")[["category", "direction"]].to_numpy().tolist()[:2]
    [['kazakh_only', 'rises'], ['russian_only', 'undetermined']]
    """
    shares = language_shares(media, base)
    days = sorted(shares["counted_on"].unique()) if len(shares) else []
    columns = ["category", "low", "high", "direction", "turning", "foreign", "source_id"]
    if len(days) < 2:
        return pd.DataFrame(columns=columns)
    first, last = (shares[shares["counted_on"] == day].set_index("category") for day in (days[0], days[-1]))
    found = []
    for name in LANGUAGES:
        before, after = first.loc[name], last.loc[name]
        low, high = after["low"] - before["high"], after["high"] - before["low"]
        # The share moves linearly with the channels of the group, on whichever of the two counts they are.
        moved = int(before["foreign"] + after["foreign"])
        at_none = after["none_foreign"] - before["none_foreign"]
        at_all = high  # all foreign channels of the group: fewest domestic before, or most media after
        turning = moved * at_none / (at_none - at_all) if low <= 0 <= high and at_all != at_none else np.nan
        found.append(
            {
                "category": name,
                "low": low,
                "high": high,
                "direction": "rises" if low > 0 else "falls" if high < 0 else "undetermined",
                "turning": turning,
                "foreign": moved,
                "source_id": cited([before["source_id"], after["source_id"]]),
            }
        )
    return pd.DataFrame(found, columns=columns)


def totals(media: pd.DataFrame) -> pd.DataFrame:
    """Return the totals over time, each told apart by what it counts and how well it is known.

    A full count without a stated total gives the sum of its types, foreign channels included.

    Parameters
    ----------
    media : DataFrame
        Table media, with `counted_on_precision`, `exactness` and `status`.

    Returns
    -------
    DataFrame
        Columns `counted_on`, `precision`, `media`, `series` (``operating``, ``registered``, ``rounded`` or
        ``recommendations``) and `source_id`, by time, a month or a year standing at its middle.

    Examples
    --------
    >>> days = pd.to_datetime(["2007-03-31", "2020-09-01"])
    >>> media = pd.DataFrame({"counted_on": days, "dimension": "total",
    ...     "category": ["operating", "registered"], "media": [2509, 3500], "exactness": ["exact", "rounded"],
    ...     "counted_on_precision": ["day", "month"], "status": "seen", "source_id": "press"})
    >>> totals(media)["series"].tolist()
    ['operating', 'rounded']
    """
    rows = media[media["dimension"] == "total"]
    series = np.select(
        [rows["status"] == "seed", rows["category"] == "operating", rows["exactness"] != "exact"],
        ["recommendations", "operating", "rounded"],
        "registered",
    )
    found = rows.assign(series=series, precision=rows["counted_on_precision"])
    counts = compositions(media)
    if len(counts):
        added = counts[counts["stated_total"].isna() & counts["with_foreign"].notna()]
        found = pd.concat([found, added.assign(media=added["with_foreign"], series="registered")])
    middle = found["precision"].map({"day": 0, "month": 15, "year": 182})
    order = (found["counted_on"] + pd.to_timedelta(middle, unit="D")).argsort(kind="stable")
    columns = ["counted_on", "precision", "media", "series", "source_id"]
    return found[columns].astype({"media": int}).iloc[order].reset_index(drop=True)
