"""Numbers, dates and place names as the reader's language writes them (CLDR, through Babel)."""

from __future__ import annotations

import datetime
import math
from functools import cache

from babel import Locale, dates, numbers

from comparative.language.catalogues import current


def number(value: float, *, digits: int | None = None, sign: bool = False, percent: bool = False) -> str:
    """Write a number as the current language does.

    Parameters
    ----------
    value : float
        The number; infinite values are written with the infinity sign.
    digits : int, optional
        Decimals to print. Left out, whole numbers get none and others two significant
        decimals at most, so that no precision is claimed that was not asked for.
    sign : bool
        Print a plus sign before positive numbers.
    percent : bool
        Read `value` as a share and print it as a percentage.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If `value` is not a number (NaN): a missing value has no numeral.

    Examples
    --------
    >>> number(11899)
    '11,899'
    >>> number(2.4957, digits=2)
    '2.50'
    >>> number(0.511, digits=1, percent=True)
    '51.1%'
    >>> number(-14, sign=True), number(10, sign=True)
    ('−14', '+10')
    """
    if math.isnan(value):
        raise ValueError("a missing value cannot be written as a number")
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    scaled = value * 100 if percent else value
    places = "0" * digits if digits is not None else "#" * (digits := _decimals(scaled))
    pattern = "#,##0" + ("." + places if places else "") + ("%" if percent else "")
    if sign:
        pattern = f"+{pattern};-{pattern}"
    # A rounded-away value keeps no sign: "-0" says nothing.
    shown = 0.0 if round(scaled, digits) == 0 else value
    text = numbers.format_decimal(shown, format=pattern, locale=_locale(current()), decimal_quantization=True)
    return text.replace("-", "−")


def _decimals(value: float) -> int:
    """Return the decimals that keep two significant digits, four at most."""
    return 0 if float(value).is_integer() else min(4, max(1, 1 - math.floor(math.log10(abs(value)))))


def date(value: datetime.date, *, precision: str = "day", short: bool = False) -> str:
    """Write a date as the current language does.

    Parameters
    ----------
    value : datetime.date
        The date (timestamps are accepted).
    precision : {"day", "month", "year"}
        How much of it is known.
    short : bool
        Shorten the name of the month, as in a table.

    Returns
    -------
    str

    Examples
    --------
    >>> date(datetime.date(2022, 3, 16))
    '16 March 2022'
    >>> date(datetime.date(2022, 11, 1), precision="month")
    'November 2022'
    >>> date(datetime.date(2005, 10, 16), short=True)
    '16 Oct 2005'
    """
    # British order in English: the project's dates are written day first.
    locale = Locale.parse("en_GB") if current() == "en" else _locale(current())
    if precision == "year":
        return str(value.year)
    if precision == "month":
        return dates.format_skeleton("yMMM" if short else "yMMMM", value, locale=locale)
    return dates.format_date(value, format="medium" if short else "long", locale=locale)


def place_name(alpha2: str) -> str:
    """Return the CLDR name of a country in the current language.

    Parameters
    ----------
    alpha2 : str
        ISO 3166-1 alpha-2 code (``XK`` for Kosovo).

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If CLDR names no such territory.

    Examples
    --------
    >>> place_name("KZ")
    'Kazakhstan'
    """
    return _locale(current()).territories[alpha2]


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
