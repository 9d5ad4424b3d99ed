"""What changes of a bench moved and what they left alone; the cases that reached it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures.juries.bench import Bench
from comparative.measures.juries.systems import risks

__all__ = ["cases_by_year", "compositions", "jurisdiction", "thresholds"]


def compositions(periods: pd.DataFrame) -> pd.DataFrame:
    """Keep the periods of a bench in which its members or its votes changed.

    Parameters
    ----------
    periods : DataFrame
        From :func:`comparative.measures.juries.main_bench`, by first day.

    Returns
    -------
    DataFrame
        The first period of each composition; `valid_to` is that of the last.
    """
    key = ["lay", "professional", "required"]
    new = periods[key].ne(periods[key].shift()).any(axis=1)
    block = new.cumsum()
    ends = periods.groupby(block)["valid_to"].nth(-1).to_numpy()  # an open end counts, last() skips it
    return periods[new].assign(valid_to=ends).reset_index(drop=True)


def thresholds(
    members: Sequence[tuple[int, int]],
    *,
    p_lay: Sequence[ArrayLike],
    p_professional: Sequence[ArrayLike] | None = None,
    rho: float = 0.0,
) -> pd.DataFrame:
    """Return the risks of benches under every rule from a bare majority to unanimity.

    Parameters
    ----------
    members : sequence of (lay, professional)
        The benches.
    p_lay, p_professional, rho
        As in :func:`comparative.measures.juries.verdict`.

    Returns
    -------
    DataFrame
        `lay`, `professional`, `required`, `lay_votes_needed`, `convict_innocent`, `convict_guilty`,
        `free_guilty`.

    Examples
    --------
    >>> found = thresholds([(9, 2), (10, 1)], p_lay=(0.8, 0.2), p_professional=(0.9, 0.1))
    >>> found[found["required"] == 6][["lay_votes_needed", "convict_innocent"]].round(6).values.tolist()
    [[4.0, 0.006865], [5.0, 0.009012]]
    """
    table = pd.DataFrame(
        [
            {"bench": Bench(lay, professional, required)}
            for lay, professional in members
            for required in range((lay + professional) // 2 + 1, lay + professional + 1)
        ]
    )
    for name in ("lay", "professional", "required", "lay_votes_needed"):
        table[name] = [getattr(bench, name) for bench in table["bench"]]
    table = risks(table, p_lay=p_lay, p_professional=p_professional, rho=rho)
    return table.drop(columns=["bench", "hung_guilty", "hung_innocent"])


def jurisdiction(scope: pd.DataFrame, *, as_of: str | pd.Timestamp) -> pd.DataFrame:
    """Return what could be tried with jurors in each period, and what was proposed.

    Parameters
    ----------
    scope : DataFrame
        Table ``jury_systems/scope``.
    as_of : str or Timestamp
        Periods and bills that begin later are left out.

    Returns
    -------
    DataFrame
        `scope` by first day, with `start` (that of a bill is its own date) and `proposed` (bool).
    """
    proposed = scope["stage"].eq("proposed")
    start = scope["valid_from"].where(~proposed, scope["law_date"])
    rows = scope.assign(start=start, proposed=proposed)
    return (
        rows[rows["start"] <= pd.Timestamp(as_of)].sort_values("start", kind="stable").reset_index(drop=True)
    )


def cases_by_year(statistics: pd.DataFrame, region: str = "national") -> pd.DataFrame:
    """Return how many cases were tried with jurors each year.

    Parameters
    ----------
    statistics : DataFrame
        Table ``jury_systems/kaz_statistics``.
    region : str
        ``national`` or a region.

    Returns
    -------
    DataFrame
        `year`, `cases` (missing where only a range or nothing was found), `low`, `high`, `source_id`; one
        row per year from the first to the last on record.

    Examples
    --------
    >>> rows = pd.DataFrame({"region": "national", "court_type": "jury", "metric": "cases_tried",
    ...     "year_from": [2007, 2007, 2010], "year_to": [2008, 2008, 2010], "value": [36.0, 59.0, 265.0],
    ...     "qualifier": ["min", "max", "exact"], "period_label": ["2007-2008", "2007-2008", "2010"],
    ...     "source_id": "a"})
    >>> cases_by_year(rows)["low"].tolist()
    [36.0, 36.0, nan, nan]
    """
    counted = statistics["metric"].eq("cases_tried") & statistics["court_type"].eq("jury")
    rows = statistics[counted & statistics["region"].eq(region)]
    exact = rows[rows["qualifier"].eq("exact") & rows["period_label"].eq(rows["year_from"].astype(str))]
    cases = exact.set_index("year_from")
    years = range(int(rows["year_from"].min()), int(rows["year_to"].max()) + 1)
    found = []
    for year in years:
        row: dict[str, object] = {"year": year}
        if year in cases.index:
            row |= {"cases": cases.loc[year, "value"], "source_id": cases.loc[year, "source_id"]}
        else:
            spans = rows[(rows["year_from"] <= year) & (year <= rows["year_to"])]
            for name, which in (("low", "min"), ("high", "max")):
                bound = spans[spans["qualifier"] == which]
                if len(bound):
                    row |= {name: bound["value"].iloc[0], "source_id": bound["source_id"].iloc[0]}
        found.append(row)
    return pd.DataFrame(found, columns=["year", "cases", "low", "high", "source_id"])
