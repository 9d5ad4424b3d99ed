"""On how many days votes can be cast, by country and American state."""

from __future__ import annotations

import pandas as pd

__all__ = ["BEFORE", "held_by", "inclusive_days", "latest", "state_days", "windows"]

BEFORE = ("early_in_person", "early_and_online", "all_early_and_mail", "postal", "overseas_period")
"""Ways of voting before election day; the other ways are polling days, or neither."""


def held_by(rows: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Return elections, or studies, of years up to a day.

    Examples
    --------
    >>> held_by(pd.DataFrame({"year": [2021, 2025]}), "2022-12-31")["year"].tolist()
    [2021]
    """
    return rows[rows["year"] <= pd.Timestamp(as_of).year]


def latest(countries: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return the last row of each country and way of voting in which a value is known.

    Parameters
    ----------
    countries : DataFrame
        Table countries, as held by a day.
    *columns : str
        Of these values one must be known.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["SWE"] * 2, "method": "early_in_person", "year": [2018, 2022],
    ...     "days_open": [18, None]})
    >>> latest(rows, "days_open")["year"].tolist()
    [2018]
    """
    known = countries.dropna(subset=list(columns), how="all").sort_values("year", kind="stable")
    last = known.drop_duplicates(["place", "method"], keep="last")
    return last.sort_values("place", kind="stable", ignore_index=True)


def windows(countries: pd.DataFrame) -> pd.DataFrame:
    """Return the days of voting before election day, longest lead first.

    Parameters
    ----------
    countries : DataFrame
        Table countries, as held by a day.

    Returns
    -------
    DataFrame
        The latest row of each country and way with a known first day, with the days before election day
        divided into ``open`` and ``shut`` (voting is over again, or rests); both missing where the days open
        are.

    Examples
    --------
    Korea votes early on the Friday and Saturday before a Wednesday: five days before, open on two, then shut.

    >>> rows = pd.DataFrame({"place": ["KOR"], "method": ["early_in_person"], "year": [2024],
    ...     "starts_days_before": [5], "days_open": [2]})
    >>> windows(rows)[["open", "shut"]].values.tolist()
    [[2, 3]]
    """
    rows = latest(countries[countries["method"].isin(BEFORE)], "starts_days_before")
    rows = rows.assign(open=rows["days_open"], shut=rows["starts_days_before"] - rows["days_open"])
    return rows.sort_values(
        ["starts_days_before", "place"], ascending=[False, True], kind="stable", ignore_index=True
    )


def state_days(states: pd.DataFrame, windows: pd.DataFrame, *, election: str = "2022-11-08") -> pd.DataFrame:
    """Return days before election day and days open, by American state.

    Parameters
    ----------
    states : DataFrame
        Table us_states.
    windows : DataFrame
        Table us_windows.
    election : str
        The election day that the first days of the states belong to.

    Returns
    -------
    DataFrame
        The states with ``days_before`` and, for each year of the windows, ``days_open_`` and the year:
        calendar days from the first to the last, election day itself not counted, days of rest included.
        Missing where a day was not found; where several sources give both days, by the first of them.

    Examples
    --------
    >>> states = pd.DataFrame({"place": ["US-NC"], "first_day_2022": pd.to_datetime(["2022-10-20"])})
    >>> windows = pd.DataFrame({"place": ["US-NC"], "election_date": pd.to_datetime(["2022-11-08"]),
    ...     "first_day": pd.to_datetime(["2022-10-20"]), "last_day": pd.to_datetime(["2022-11-05"])})
    >>> state_days(states, windows)[["days_before", "days_open_2022"]].values.tolist()
    [[19, 17]]
    """
    table = states.assign(days_before=(pd.Timestamp(election) - states["first_day_2022"]).dt.days)
    known = windows.dropna(subset=["last_day"])
    eve = known["election_date"] - pd.Timedelta(days=1)
    days = inclusive_days(known["first_day"], known["last_day"].where(known["last_day"] <= eve, eve))
    for year, part in known.assign(days=days).groupby(known["election_date"].dt.year):
        first = part.drop_duplicates("place").set_index("place")
        table[f"days_open_{year}"] = table["place"].map(first["days"])
    return table


def inclusive_days(first: pd.Series, last: pd.Series) -> pd.Series:
    """Count days from a first to a last, both included.

    Examples
    --------
    >>> first, last = (pd.to_datetime(pd.Series([day])) for day in ("2015-11-20", "2015-12-11"))
    >>> inclusive_days(first, last).tolist()
    [22]
    """
    return (last - first).dt.days + 1
