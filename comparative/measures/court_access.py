"""Who may ask a court for review: individuals, offices, groups of deputies."""

from __future__ import annotations

import pandas as pd

__all__ = ["APPLICANTS", "access", "complaints"]

APPLICANTS = (
    "citizens",
    "president",
    "government",
    "chamber",
    "deputies",
    "regions",
    "prosecutor_general",
    "ombudsman",
)
"""Applicants compared. Courts that refer a case are another road, which was not read everywhere."""


def access(courts: pd.DataFrame, applicants: pd.DataFrame) -> pd.DataFrame:
    """Say for each body whose list was read which applicants it names.

    Parameters
    ----------
    courts : DataFrame
        Table courts.
    applicants : DataFrame
        Table applicants.

    Returns
    -------
    DataFrame
        One row per body with a list and applicant of `APPLICANTS`: ``court_id``, ``place``, ``applicant``,
        ``answer`` (named, through_court, not_listed; missing where the list was read in part), ``who`` (as
        the law names it) and ``source_id``.

    Examples
    --------
    >>> courts = pd.DataFrame({"court_id": ["FRA"], "place": "FRA", "applicants_read": "all",
    ...     "individual_complaint": "indirect", "source_id": "constitution"})
    >>> applicants = pd.DataFrame({"court_id": ["FRA"], "applicant": "president", "who": "President"})
    >>> found = access(courts, applicants).set_index("applicant")["answer"]
    >>> found["president"], found["citizens"], found["ombudsman"]
    ('named', 'through_court', 'not_listed')
    """
    named = applicants.set_index(["court_id", "applicant"])["who"].to_dict()
    rows = []
    for court in courts[courts["applicants_read"].notna()].to_dict("records"):
        for applicant in APPLICANTS:
            who = named.get((court["court_id"], applicant))
            if who is not None:
                answer: str | None = "named"
            elif applicant == "citizens" and court["individual_complaint"] == "indirect":
                answer = "through_court"
            elif applicant == "citizens" and pd.isna(court["individual_complaint"]):
                answer = None
            else:
                answer = "not_listed" if court["applicants_read"] == "all" else None
            rows.append((court["court_id"], court["place"], applicant, answer, who, court["source_id"]))
    return pd.DataFrame(rows, columns=["court_id", "place", "applicant", "answer", "who", "source_id"])


def complaints(courts: pd.DataFrame, place: str) -> pd.Series:
    """Count the bodies of other places by the complaint that individuals have, as far as it was read.

    Parameters
    ----------
    courts : DataFrame
        Table courts, as in force on a day.
    place : str
        The place left out.

    Returns
    -------
    Series
        ``direct``, ``indirect`` and ``not_read`` bodies.

    Examples
    --------
    >>> courts = pd.DataFrame({"place": ["A", "B"], "individual_complaint": ["direct", None],
    ...     "complaint_status": ["seen", None]})
    >>> complaints(courts, "KAZ").to_dict()
    {'direct': 1, 'indirect': 0, 'not_read': 1}
    """
    others = courts[courts["place"] != place]
    read = others["individual_complaint"].where(others["complaint_status"].eq("seen")).fillna("not_read")
    return read.value_counts().reindex(["direct", "indirect", "not_read"], fill_value=0)
