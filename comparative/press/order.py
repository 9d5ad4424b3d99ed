"""What to make and what came of it, as plain values that can be sent to another process or machine.

Whoever receives them need not import what made them: that takes seconds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Order:
    """One report to make.

    Attributes
    ----------
    name, question : str
        The report's, from the catalogue.
    notebook : str
        Path relative to `root`.
    root : str
        The checkout.
    parameters : dict
        A value for every parameter.
    """

    name: str
    question: str
    notebook: str
    root: str
    parameters: Mapping[str, Any]

    @property
    def seed(self) -> int:
        """Seed of the run's random numbers: it follows from the report and its parameters."""
        text = json.dumps([self.name, dict(self.parameters)], sort_keys=True, ensure_ascii=False)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])

    def at(self, root: str) -> Order:
        """Return the same order for another checkout."""
        return replace(self, root=root)


@dataclass(frozen=True)
class Made:
    """A page, with what it rests on.

    Attributes
    ----------
    page : str
        HTML.
    inputs : dict of str to str
        Files read and modules used, relative to the checkout, with their SHA-256 digests.
    findings : tuple of str
        The key findings, as text.
    seconds : float
        How long it took.
    """

    page: str
    inputs: Mapping[str, str]
    findings: tuple[str, ...]
    seconds: float


class MakeError(RuntimeError):
    """A report could not be made; the message names the cell and what it said."""
