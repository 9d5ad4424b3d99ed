"""Parameters of a report: declared in its notebook, bounded by the catalogue, checked before a run.

A notebook declares each parameter once, in its cell tagged ``parameters``, as
``threshold: int = 5000  # members a new party must show``. The catalogue adds what a type cannot
say: ``choices``, ``min`` and ``max``, ``date: true``, ``places: subject/table`` (or a
list of such; the default is always one), ``languages: true``.
"""

from __future__ import annotations

import ast
import datetime
import difflib
import io
import json
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comparative import language

_TYPES = {"str": str, "int": int, "float": float, "bool": bool}
_RULES = {"choices", "min", "max", "date", "places", "languages"}


class ParameterError(ValueError):
    """A parameter is unknown, of the wrong type, or outside what is allowed."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a report.

    Attributes
    ----------
    name, type, default, meaning
        As the notebook's ``parameters`` cell declares them.
    rules : dict
        As the catalogue bounds it.
    """

    name: str
    type: str
    default: Any
    meaning: str
    rules: Mapping[str, Any] = field(default_factory=dict)

    def allowed(self) -> list[str] | None:
        """Return the allowed values, or None where any value of the type (in range) will do."""
        if "choices" in self.rules:
            return [str(choice) for choice in self.rules["choices"]]
        if "places" in self.rules:
            from comparative import evidence  # brings pandas; most runs name no place

            named = self.rules["places"]
            tables = [
                evidence.load(*name.split("/")) for name in ([named] if isinstance(named, str) else named)
            ]
            return sorted({str(self.default)}.union(*(table["place"].dropna() for table in tables)))
        if "languages" in self.rules:
            return language.available()
        return None

    def read(self, text: Any) -> Any:
        """Turn what was typed into a value of the parameter.

        Parameters
        ----------
        text : str or a value of the parameter's type

        Raises
        ------
        ParameterError
            If it is of the wrong type or outside what is allowed.

        Examples
        --------
        >>> Parameter("threshold", "int", 5000, "members", {"min": 1}).read("700")
        700
        """
        value = self._typed(text)
        allowed = self.allowed()
        if allowed is not None and str(value) not in allowed:
            raise ParameterError(f"{self.name} is {text!r}, which is not known{nearest(str(value), allowed)}")
        for bound, outside in (("min", "below"), ("max", "above")):
            limit = self.rules.get(bound)
            if limit is not None and (value < limit if bound == "min" else value > limit):
                raise ParameterError(f"{self.name} is {value}, {outside} {limit}, the {bound}imum")
        return value

    def _typed(self, text: Any) -> Any:
        if self.rules.get("date"):
            try:
                return datetime.date.fromisoformat(str(text)).isoformat()
            except ValueError:
                raise ParameterError(f"{self.name} is {text!r}, not a date; write it as 2022-12-31") from None
        if self.type == "bool":
            words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
            if str(text).lower() not in words:
                raise ParameterError(f"{self.name} is {text!r}; write true or false")
            return words[str(text).lower()]
        try:
            value = _TYPES[self.type](text)
        except ValueError:
            example = "a whole number such as 5000" if self.type == "int" else "a number such as 0.5"
            raise ParameterError(f"{self.name} is {text!r}; write {example}") from None
        if isinstance(value, float) and not math.isfinite(value):
            raise ParameterError(f"{self.name} is {text!r}; write a finite number")
        return value


def declared(notebook: Path, rules: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Parameter, ...]:
    """Read the parameters a notebook declares.

    Parameters
    ----------
    notebook : Path
        A notebook with a code cell tagged ``parameters``.
    rules : mapping, optional
        The catalogue's bounds by parameter name.

    Returns
    -------
    tuple of Parameter
        In the notebook's order.

    Raises
    ------
    ParameterError
        If the cell is missing, or declares something other than typed literals.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    source = next(
        ("".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", [])), None
    )
    if source is None:
        raise ParameterError(f"{notebook.name} has no cell tagged 'parameters'")
    meanings = _comments(source)
    found = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name) or node.value is None:
            raise ParameterError(
                f"{notebook.name}, parameters cell, line {node.lineno}: declare each parameter with its "
                "type, as in 'focus: str = \"KAZ\"  # the place in focus'"
            )
        name, kind = node.target.id, ast.unparse(node.annotation)
        if kind not in _TYPES:
            raise ParameterError(f"{notebook.name}: {name} is of type {kind}; use {', '.join(_TYPES)}")
        bounds = dict((rules or {}).get(name, {}))
        if set(bounds) - _RULES:
            raise ParameterError(
                f"the catalogue has no rule {min(set(bounds) - _RULES)!r} (parameter {name})"
            )
        default = ast.literal_eval(node.value)
        found.append(Parameter(name, kind, default, meanings.get(node.lineno, ""), bounds))
    return tuple(found)


def resolve(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Check given values and fill in the defaults.

    Parameters
    ----------
    parameters : tuple of Parameter
        What the report declares.
    given : mapping of str to str
        What was asked for.

    Returns
    -------
    dict
        A value for every parameter, in the declared order.

    Raises
    ------
    ParameterError
        If a name is unknown (with the nearest suggested) or a value is refused.

    Examples
    --------
    >>> resolve((Parameter("focus", "str", "KAZ", "the place"),), {"focsu": "UZB"})
    Traceback (most recent call last):
        ...
    comparative.press.parameters.ParameterError: there is no parameter 'focsu'; did you mean 'focus'?
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            raise ParameterError(f"there is no parameter {name!r}{nearest(name, list(known))}")
    return {name: p.read(given[name]) if name in given else p.default for name, p in known.items()}


def nearest(name: str, known: list[str]) -> str:
    """Say which known name a wrong one may have meant, and list them if none is near.

    Examples
    --------
    >>> nearest("focsu", ["focus", "as_of"])
    "; did you mean 'focus'?"
    >>> nearest("XYZ", ["KAZ", "UZB"])
    '; known: KAZ, UZB'
    """
    folded = {other.lower(): other for other in known}
    close = difflib.get_close_matches(name.lower(), list(folded), n=1)
    if close:
        return f"; did you mean {folded[close[0]]!r}?"
    return f"; known: {', '.join(known)}"


def _comments(source: str) -> dict[int, str]:
    """Return the trailing comment of each line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("# ").strip() for t in tokens if t.type == tokenize.COMMENT}
