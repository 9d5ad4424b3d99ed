"""Sentences whose numbers carry their value, unit and origin."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd
from babel.lists import format_list

from comparative import evidence, language
from comparative.page.origin import Origin, PageError, Rows, trace
from comparative.page.session import display

_SPEC = re.compile(r"(?P<sign>\+)?(?:\.(?P<digits>\d+))?(?P<kind>[f%]|year)?")
_NUMERAL = re.compile(r"\d")


@dataclass(frozen=True)
class Number:
    """A number in prose: what it is, in which unit, and where it comes from."""

    value: float
    unit: str = ""
    digits: int | None = None
    sign: bool = False
    percent: bool = False
    origin: Origin = field(default_factory=Origin)

    @property
    def text(self) -> str:
        """The number as the current language writes it."""
        return language.number(self.value, digits=self.digits, sign=self.sign, percent=self.percent)

    def to_json(self) -> dict[str, Any]:
        """Return the number as plain JSON values."""
        return {
            "kind": "number",
            "value": self.value if np.isfinite(self.value) else str(self.value),
            "text": self.text,
            "unit": self.unit or ("share" if self.percent else ""),
            "origin": self.origin.to_json(),
        }


@dataclass(frozen=True)
class _Datum:
    """A piece of text that was read from the evidence and may hold numerals."""

    text: str
    origin: Origin

    def to_json(self) -> dict[str, Any]:
        return {"kind": "datum", "text": self.text, "origin": self.origin.to_json()}


@dataclass(frozen=True)
class _Moment:
    """A date, as text and for machines."""

    text: str
    iso: str

    def to_json(self) -> dict[str, Any]:
        return {"kind": "date", "text": self.text, "iso": self.iso}


Part = str | Number | _Datum | _Moment


@dataclass(frozen=True)
class Prose:
    """A sentence or paragraph, made by :func:`say`; JupyterLab shows it as text."""

    parts: tuple[Part, ...]
    origin: Origin = field(default_factory=Origin)

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def __add__(self, other: Prose) -> Prose:
        return Prose((*self.parts, " ", *other.parts), self.origin)

    def to_json(self) -> dict[str, Any]:
        """Return the sentence as plain JSON values: text and numbers in reading order."""
        record: dict[str, Any] = {
            "kind": "prose",
            "parts": [part if isinstance(part, str) else part.to_json() for part in self.parts],
        }
        # Its numbers cite for it; a sentence without any cites the rows it was given.
        if self.origin and not any(isinstance(part, Number | _Datum) for part in self.parts):
            record["origin"] = self.origin.to_json()
        return record

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return display(self.to_json(), str(self))


@dataclass(frozen=True)
class Findings:
    """A list of sentences, made by :func:`findings`."""

    items: tuple[Prose, ...]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        record = {"kind": "findings", "items": [item.to_json() for item in self.items]}
        return display(record, "\n".join(f"- {item}" for item in self.items))


def say(
    template: str,
    plural: str | None = None,
    *,
    rows: Rows | None = None,
    measure: Callable | None = None,
    units: Mapping[str, str] | None = None,
    **values: Any,
) -> Prose:
    """Turn a message template and named values into a sentence with provenance.

    Parameters
    ----------
    template : str
        The English message with ``{names}``; translated before it is filled. A name may carry a
        format: ``{share:.1%}``, ``{slope:+.2f}``, ``{since:year}``.
    plural : str, optional
        The message for all but one; the value named ``n`` decides.
    rows : DataFrame, Series or sequence of DataFrame, optional
        Rows of evidence (with ``source_id``) behind every number that does not bring its own.
    measure : callable, optional
        The function that computed those numbers.
    units : mapping of str to str, optional
        Unit of each named number.
    **values
        Numbers (plain, or made by :func:`number`), text, dates, places or other sentences.

    Returns
    -------
    Prose

    Raises
    ------
    PageError
        If a name has no value, a value is missing (NaN), or a number has no origin.

    Examples
    --------
    >>> rows = pd.DataFrame({"threshold_count": [5000], "source_id": ["law-2022"]})
    >>> print(say("A party needs {members} members.", members=5000, rows=rows))
    A party needs 5,000 members.
    >>> say("A party needs {members} members.", members=5000)
    Traceback (most recent call last):
        ...
    comparative.page.origin.PageError: {members} in 'A party needs {members} members.' has no origin: \
give rows= (evidence it rests on), measure= (function that computed it), or parameter= in number()
    """
    if plural is not None and not _is_one(values.get("n")):
        template = plural
    origin = trace(rows, measure)
    parts: list[Part] = []
    for text, name, spec, _ in Formatter().parse(language.translate(template)):
        if text:
            parts.append(text)
        if name is None:
            continue
        if name not in values:
            raise PageError(f"{{{name}}} in {template!r} has no value; given: {', '.join(values) or 'none'}")
        where = f"{{{name}}} in {template!r}"
        parts.extend(_parts(values[name], spec or "", origin, (units or {}).get(name, ""), where))
    return Prose(tuple(parts), origin)


def findings(items: Iterable[Prose | None]) -> Findings:
    """Show sentences as a list; ``None`` (a sentence that does not apply) is left out.

    Examples
    --------
    >>> len(findings([say("One finding."), None]).items)
    1
    """
    return Findings(tuple(item for item in items if item is not None))


def number(
    value: float,
    unit: str = "",
    *,
    digits: int | None = None,
    sign: bool = False,
    percent: bool = False,
    significant: int | None = None,
    rows: Rows | None = None,
    measure: Callable | None = None,
    parameter: str = "",
) -> Number:
    """Make a number that knows its unit and origin.

    Parameters
    ----------
    value : float
        The value itself, unrounded.
    unit : str
        Unit for machines and for the reader who asks ("members", "USD").
    digits : int, optional
        Decimals to print.
    sign, percent : bool
        Print a plus sign; read the value as a share and print a percentage.
    significant : int, optional
        Instead of `digits`: digits that count, for values that may be very small.
    rows, measure
        As in :func:`say`.
    parameter : str
        Name of the report parameter the value was taken from.

    Returns
    -------
    Number

    Examples
    --------
    >>> number(0.511, percent=True, digits=1, parameter="share").text
    '51.1%'
    >>> number(0.0000123, percent=True, significant=2, parameter="share").text
    '0.0012%'
    """
    if significant is not None and value and np.isfinite(value):
        digits = max(0, significant - 1 - int(np.floor(np.log10(abs(value) * (100 if percent else 1)))))
    return Number(float(value), unit, digits, sign, percent, trace(rows, measure, parameter))


def interval(
    low: float,
    high: float,
    unit: str = "",
    *,
    digits: int | None = None,
    percent: bool = False,
    rows: Rows | None = None,
    measure: Callable | None = None,
) -> Prose:
    """Make a range for use inside a sentence.

    Examples
    --------
    >>> print(interval(23, 11899, "members", measure=interval))
    23 to 11,899
    """
    ends = [
        number(end, unit, digits=digits, percent=percent, rows=rows, measure=measure) for end in (low, high)
    ]
    return say("{low} to {high}", low=ends[0], high=ends[1])


def place(code: str) -> str:
    """Return the name of a place in the current language.

    Examples
    --------
    >>> place("KAZ")
    'Kazakhstan'
    """
    return evidence.place_name(code, language.current())


def listing(items: Sequence[str]) -> str:
    """Join words as the current language joins a list.

    Examples
    --------
    >>> listing(["members", "signatures", "founders"])
    'members, signatures, and founders'
    """
    return format_list(list(items), locale=language.current())


def date(value: str | datetime.date, *, precision: str = "day") -> _Moment:
    """Make a date for use inside a sentence.

    Parameters
    ----------
    value : str or date
        An ISO date, also of reduced precision (``2022-11``), or a date object.
    precision : {"day", "month", "year"}
        How much of a date object is known; a string tells by its length.

    Returns
    -------
    date usable as a value of :func:`say`

    Examples
    --------
    >>> print(say("The law was signed on {day}.", day=date("2022-11-05")))
    The law was signed on 5 November 2022.
    """
    if isinstance(value, str):
        precision = {4: "year", 7: "month", 10: "day"}.get(len(value), "")
        try:
            value = datetime.date.fromisoformat((value + "-01-01")[:10] if precision else value)
        except ValueError:
            raise PageError(f"{value!r} is not a date; write 2022, 2022-11 or 2022-11-05") from None
    iso = value.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    return _Moment(language.date(value, precision=precision), iso)


def _parts(value: Any, spec: str, origin: Origin, unit: str, where: str) -> list[Part]:
    """Turn one named value into parts of a sentence."""
    if isinstance(value, Prose):
        return list(value.parts)
    if isinstance(value, _Moment | _Datum):
        return [value]
    if isinstance(value, datetime.date):
        return [date(value)]
    if isinstance(value, str):
        return [_Datum(value, origin) if origin and _NUMERAL.search(value) else value]
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        raise PageError(f"{where} is missing; choose a sentence that says so")
    if isinstance(value, bool | np.bool_) or not isinstance(value, Number | int | float | np.number):
        raise PageError(
            f"{where} is a {type(value).__name__}; give a number, text, a date or another sentence"
        )
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise PageError(f"{where} has the format {spec!r}; use forms like .1f, +.2f, .1%, year")
    if match["kind"] == "year":
        year = f"{int(value.value if isinstance(value, Number) else value):04d}"
        return [_Moment(year, year)]
    if not isinstance(value, Number):
        value = Number(float(value), unit, origin=origin)
    if not value.origin:
        if not origin:
            raise PageError(
                f"{where} has no origin: give rows= (evidence it rests on), "
                "measure= (function that computed it), or parameter= in number()"
            )
        value = replace(value, origin=origin)
    if np.isnan(value.value):
        raise PageError(f"{where} is missing; choose a sentence that says so")
    if spec:
        value = replace(
            value,
            digits=int(match["digits"]) if match["digits"] else value.digits,
            sign=bool(match["sign"]) or value.sign,
            percent=match["kind"] == "%" or value.percent,
        )
    return [value]


def _is_one(value: Any) -> bool:
    return (value.value if isinstance(value, Number) else value) == 1
