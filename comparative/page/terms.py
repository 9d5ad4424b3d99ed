"""Reader's words for the coded values of the evidence."""

from __future__ import annotations

from typing import overload

import pandas as pd

from comparative import language

# Codes that are not their own words; every other code reads with spaces for underscores.
_WORDS = {
    "abroad-only": "voters abroad",
    "aggregate_all_donors": "sum of all gifts",
    "akim": "akims",
    "amendments_2022": "amendments of June 2022",
    "amendments_2022_09": "amendments of September 2022",
    "annual": "per year",
    "assembly_of_people": "Assembly of the People",
    "audit_body": "Audit body",
    "audit_chamber": "audit body",
    "chamber": "chambers or their chairs",
    "constitution_2026": "Constitution of 2026",
    "constitutional_court": "review body",
    "election_commission": "Central Election Commission",
    "first_president": "First President",
    "implementing_laws_2022": "implementing laws",
    "inferred": "not checked one by one",
    "internally-inconsistent": "internally inconsistent",
    "judicial_council": "Supreme Judicial Council",
    "maslikhat": "maslikhats",
    "max": "highest",
    "mazhilis": "Mazhilis",
    "min": "lowest",
    "named": "may apply",
    "natural_person": "citizen",
    "not_listed": "not in the list read",
    "ombudsman": "Ombudsman",
    "other_ceiling": "ceiling on all gifts together",
    "pac": "political action committee",
    "per_donation": "per gift",
    "permitted_limit_not_found": "allowed, cap not read",
    "pre_2022": "before 2022",
    "president": "President",
    "prohibited": "banned",
    "prosecutor": "prosecution",
    "prosecutor_general": "Prosecutor General",
    "reform_2022": "reform of 2022",
    "review_body": "Body of constitutional review",
    "same_as_individual": "limit, as for individuals",
    "seen": "seen in a source",
    "senate": "Senate",
    "separate_limit": "limit of its own",
    "supreme_court": "Supreme Court",
    "through_court": "only through a court",
    "unlimited": "no limit",
    "without_renamings": "without renamings",
}


def term(code: object) -> str:
    """Return the words for a coded value, in the current language.

    Parameters
    ----------
    code : str
        A value such as ``state_senate``; a missing one has no words.

    Returns
    -------
    str

    Examples
    --------
    >>> term("state_senate"), term("permitted_limit_not_found"), term(None)
    ('state senate', 'allowed, cap not read', '')
    """
    if code is None or pd.isna(code):  # type: ignore[call-overload]
        return ""
    return language.translate(_WORDS.get(str(code), str(code).replace("_", " ")))


@overload
def fraction(part: int, whole: int) -> str: ...
@overload
def fraction(part: pd.Series, whole: pd.Series) -> list[str]: ...
def fraction(part: int | pd.Series, whole: int | pd.Series) -> str | list[str]:
    """Return the words for a part of a whole, for one or for columns of a table.

    Parameters
    ----------
    part, whole : int or Series
        Whole numbers.

    Returns
    -------
    str or list of str

    Examples
    --------
    >>> [words.split() for words in fraction(pd.Series([7, 10]), pd.Series([9, 12]))]
    [['7', 'of', '9'], ['10', 'of', '12']]
    """
    if isinstance(part, pd.Series) and isinstance(whole, pd.Series):
        return [fraction(int(k), int(n)) for k, n in zip(part, whole, strict=True)]
    # The words of a fraction stay on one line.
    return (
        language.translate("{part} of {whole}")
        .format(part=part, whole=whole)
        .replace(" ", "\N{NO-BREAK SPACE}")
    )
