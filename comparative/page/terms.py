"""Reader's words for the coded values of the evidence."""

from __future__ import annotations

from typing import overload

import pandas as pd

from comparative import language

# Codes that are not their own words; every other code reads with spaces for underscores.
_WORDS = {
    "abroad-only": "voters abroad",
    "aggregate_all_donors": "sum of all gifts",
    "annual": "per year",
    "internally-inconsistent": "internally inconsistent",
    "max": "highest",
    "min": "lowest",
    "natural_person": "citizen",
    "other_ceiling": "ceiling on all gifts together",
    "pac": "political action committee",
    "per_donation": "per gift",
    "permitted_limit_not_found": "allowed, cap not read",
    "prohibited": "banned",
    "same_as_individual": "limit, as for individuals",
    "separate_limit": "limit of its own",
    "unlimited": "no limit",
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
