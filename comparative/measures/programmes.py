"""What became of programmes of remote voting: how long they ran, paused, stood, and why they ended."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from comparative.measures.survival import survival

__all__ = [
    "ENDED",
    "lifetime_readings",
    "pauses",
    "pauses_as_ends",
    "programme_lifetimes",
    "programme_states",
    "stated_reasons",
    "without_pilots",
]

ENDED = ("pilot-ended", "abandoned")
"""Values of ``use_status`` that mean a programme was used and then ended."""


def programme_lifetimes(programmes: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Return how long each remote programme ran, as known on a day.

    Parameters
    ----------
    programmes : DataFrame
        ``programme_id, remote, first_use_year, last_use_year, use_status`` and any other columns.
    as_of : str
        ISO date. Programmes that began later are left out; one with a later documented use was running then.

    Returns
    -------
    DataFrame
        Programmes cast away from the polling station with known first and last use, with ``years`` (last
        minus first year of use plus one) and ``ended``. A programme counts as ended from the year after
        its last documented use, which the table knows with hindsight.

    Examples
    --------
    >>> rows = pd.DataFrame({"programme_id": ["A", "B"], "remote": [True, True],
    ...     "first_use_year": [2011, 2005], "last_use_year": [2013, 2025],
    ...     "use_status": ["abandoned", "in-use"]})
    >>> programme_lifetimes(rows, as_of="2026-10-31")[["years", "ended"]].values.tolist()
    [[3, True], [21, False]]
    >>> programme_lifetimes(rows, as_of="2012-06-30")[["years", "ended"]].values.tolist()
    [[2, False], [8, False]]
    """
    year = pd.Timestamp(as_of).year
    kept = programmes[
        programmes["remote"].astype(bool)
        & programmes["first_use_year"].notna()
        & programmes["last_use_year"].notna()
        & (programmes["first_use_year"] <= year)
    ].copy()
    ended = kept["use_status"].isin(ENDED) & (kept["last_use_year"] < year)
    kept["last_use_year"] = kept["last_use_year"].clip(upper=year)
    kept["years"] = (kept["last_use_year"] - kept["first_use_year"] + 1).astype(int)
    kept["ended"] = ended.astype(bool)
    return kept.reset_index(drop=True)


def without_pilots(lifetimes: pd.DataFrame, *, longest: int = 2) -> pd.DataFrame:
    """Leave out programmes that ended within `longest` years of use.

    The choice looks at the outcome, so it can only raise the curve; it shows how much one-off trials weigh.

    Examples
    --------
    >>> rows = pd.DataFrame({"years": [1, 1, 8], "ended": [True, False, True]})
    >>> without_pilots(rows)["years"].tolist()
    [1, 8]
    """
    return lifetimes[~(lifetimes["ended"] & (lifetimes["years"] <= longest))].reset_index(drop=True)


def pauses(events: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Match every suspension with the next restart in the same place.

    Parameters
    ----------
    events : DataFrame
        ``place, event_date, event_type, source_id``; types ``suspension`` and ``restart`` count.
    as_of : str
        ISO date; later events are not known.

    Returns
    -------
    DataFrame
        Columns ``place, paused_from, resumed, source_id``, by date; ``resumed`` is missing during it.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["CHE", "CHE"], "event_type": ["suspension", "restart"],
    ...     "event_date": pd.to_datetime(["2019-01-01", "2023-06-18"]), "source_id": ["a", "b"]})
    >>> pauses(rows, as_of="2026-01-01")["resumed"].dt.year.tolist()
    [2023]
    """
    known = events[events["event_date"] <= pd.Timestamp(as_of)].sort_values("event_date", kind="stable")
    rows = []
    for stop in known[known["event_type"] == "suspension"].itertuples():
        later = known[
            (known["event_type"] == "restart")
            & (known["place"] == stop.place)
            & (known["event_date"] > stop.event_date)
        ]
        rows.append(
            {
                "place": stop.place,
                "paused_from": stop.event_date,
                "resumed": later["event_date"].iloc[0] if len(later) else pd.NaT,
                "source_id": _union([str(stop.source_id), *later["source_id"].head(1)]),
            }
        )
    table = pd.DataFrame(rows, columns=["place", "paused_from", "resumed", "source_id"])
    # Without a row, or without a restart, the dates would not be dates.
    return table.astype({"paused_from": "datetime64[ns]", "resumed": "datetime64[ns]"})


def pauses_as_ends(lifetimes: pd.DataFrame, paused: pd.DataFrame) -> pd.DataFrame:
    """Read every pause as an end: the stricter count of how long programmes last.

    Parameters
    ----------
    lifetimes : DataFrame
        As :func:`programme_lifetimes` returns, with ``place``.
    paused : DataFrame
        As :func:`pauses` returns.

    Returns
    -------
    DataFrame
        The lifetimes with ``years`` up to the first pause and ``ended`` set, where a programme paused.
    """
    first = paused.groupby("place")["paused_from"].min().dt.year
    stopped = lifetimes["place"].map(first)
    cut = stopped.notna() & (stopped > lifetimes["first_use_year"]) & (stopped <= lifetimes["last_use_year"])
    years = (stopped - lifetimes["first_use_year"]).where(cut, lifetimes["years"]).astype(int)
    return lifetimes.assign(years=years, ended=lifetimes["ended"] | cut)


def lifetime_readings(lifetimes: pd.DataFrame, paused: pd.DataFrame, *, years: int = 3) -> pd.DataFrame:
    """Estimate the same survival under three readings of what counts as a programme and its end.

    Parameters
    ----------
    lifetimes : DataFrame
        As :func:`programme_lifetimes` returns.
    paused : DataFrame
        As :func:`pauses` returns.
    years : int
        Length of life to report.

    Returns
    -------
    DataFrame, shape (3, 7)
        Columns ``reading, n, ended, share, low, high, median``: the share that lasts longer than `years`, and
        the median life, missing where more than half outlast the years followed.
    """
    readings = {
        "all programmes": lifetimes,
        "without trials ended within two years": without_pilots(lifetimes),
        "a pause read as an end": pauses_as_ends(lifetimes, paused),
    }
    rows = []
    for reading, kept in readings.items():
        found = survival(kept)
        at = found.at(years)
        rows.append(
            {
                "reading": reading,
                "n": found.n,
                "ended": found.ended,
                "share": at["survival"],
                "low": at["low"],
                "high": at["high"],
                "median": found.median,
            }
        )
    return pd.DataFrame(rows)


_STATES = {
    "in-use": "in use",
    "partial": "open to some voters",
    "pilot-ended": "ended after a pilot",
    "abandoned": "abandoned",
    "plan-dropped": "plan dropped",
    "not-introduced": "not introduced",
}


def programme_states(
    programmes: pd.DataFrame, reasons: pd.DataFrame, paused: pd.DataFrame, *, as_of: str
) -> pd.DataFrame:
    """Say how each programme stood on a day, with the reasons stated by then.

    Parameters
    ----------
    programmes : DataFrame
        ``programme_id, place, remote, first_use_year, last_use_year, use_status`` and any other columns.
    reasons : DataFrame
        ``programme_id, year, decision, reason``.
    paused : DataFrame
        As :func:`pauses` returns.
    as_of : str
        ISO date.

    Returns
    -------
    DataFrame
        The programmes begun by then (those never used stay), in the order of first use, ``last_use_year``
        missing where the last documented use came later, with ``state`` (in use, open to some voters,
        paused, ended after a pilot, abandoned, planned, plan dropped, not introduced), ``span`` and
        ``pause`` (years), the ``reasons`` stated, and the ``story`` in a word: terminals (that is, not
        remote), never used, start unknown, ended, running.

    Examples
    --------
    >>> rows = pd.DataFrame({"programme_id": ["CHE"], "place": ["CHE"], "remote": [True],
    ...                      "first_use_year": [2003], "last_use_year": [2025], "use_status": ["partial"]})
    >>> why = pd.DataFrame({"programme_id": ["CHE"], "year": [2019], "decision": ["paused"],
    ...                     "reason": ["security risks"]})
    >>> halt = pd.DataFrame({"place": ["CHE"], "paused_from": pd.to_datetime(["2019-01-01"]),
    ...                      "resumed": pd.to_datetime([None])})
    >>> programme_states(rows, why, halt, as_of="2020-06-30")[["state", "span", "pause"]].values.tolist()
    [['paused', '2003–', '2019–']]
    """
    day = pd.Timestamp(as_of)
    table = programmes[~(programmes["first_use_year"] > day.year)].copy()
    later = table["last_use_year"] >= day.year
    known = reasons[reasons["year"] <= day.year].sort_values("year", kind="stable")
    table["state"] = table["use_status"].map(_STATES)
    table.loc[table["use_status"].isin(ENDED) & later, "state"] = "in use"
    dropped = known.loc[known["decision"] == "plan dropped", "programme_id"]
    table.loc[table["use_status"].eq("plan-dropped") & ~table["programme_id"].isin(dropped), "state"] = (
        "planned"
    )
    table.loc[table["place"].isin(paused.loc[paused["resumed"].isna(), "place"]), "state"] = "paused"
    spans = paused["paused_from"].dt.strftime("%Y") + "–" + paused["resumed"].dt.strftime("%Y").fillna("")
    table["pause"] = table["place"].map(spans.groupby(paused["place"]).agg("; ".join)).fillna("")
    # A later use shows that the programme ran on that day; which use was then the last is not recorded.
    table["last_use_year"] = table["last_use_year"].where(table["last_use_year"] <= day.year)
    first, last = (
        table[name].map("{:.0f}".format, na_action="ignore").fillna("")
        for name in ("first_use_year", "last_use_year")
    )
    table["span"] = (first + "–" + last).where(first != last, first)
    said = known.groupby("programme_id")["reason"].agg(lambda column: "; ".join(dict.fromkeys(column)))
    table["reasons"] = table["programme_id"].map(said).fillna("")
    table["story"] = np.select(
        [
            ~table["remote"].astype(bool),
            table["use_status"].isin(["plan-dropped", "not-introduced"]),
            table["first_use_year"].isna(),
            table["use_status"].isin(ENDED) & ~later,
        ],
        ["terminals", "never used", "start unknown", "ended"],
        "running",
    )
    return table.sort_values(["first_use_year", "programme_id"], kind="stable", ignore_index=True)


def stated_reasons(reasons: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Count the programmes for which each reason was stated.

    Parameters
    ----------
    reasons : DataFrame
        ``programme_id, place, year, reason, source_id``; a programme may have several.
    as_of : str
        ISO date; later statements are left out.

    Returns
    -------
    DataFrame
        Columns ``reason, programmes, places, source_id``, commonest first; ``places`` is a list of ISO codes.

    Examples
    --------
    >>> rows = pd.DataFrame({"programme_id": ["A", "A", "B"], "place": ["NOR", "NOR", "FRA"],
    ...                      "year": [2014] * 3, "reason": ["secrecy", "cost", "cost"],
    ...                      "source_id": ["x", "x;y", "z"]})
    >>> stated_reasons(rows, as_of="2020-01-01")[["reason", "programmes"]].values.tolist()
    [['cost', 2], ['secrecy', 1]]
    """
    known = reasons[reasons["year"] <= pd.Timestamp(as_of).year].sort_values("year", kind="stable")
    table = (
        known.groupby("reason", sort=True)
        .agg(
            programmes=("programme_id", "nunique"),
            places=("place", lambda column: list(dict.fromkeys(column))),
            source_id=("source_id", _union),
        )
        .reset_index()
    )
    return table.sort_values("programmes", ascending=False, kind="stable", ignore_index=True)


def _union(ids: Iterable[str]) -> str:
    """Join lists of source ids, each once."""
    return ";".join(dict.fromkeys(";".join(ids).split(";")))
