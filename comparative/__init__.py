"""Comparative research on political reforms: evidence, measures, figures, page, press.

The rooms stand in one street and each uses only those before it; they are imported
when first named, so that ``from comparative import evidence`` costs no more than it must.
"""

from __future__ import annotations

import importlib
from types import ModuleType

__version__ = "0.1.0"

_ROOMS = ("language", "evidence", "measures", "figures", "page", "press")

__all__ = ["__version__", *_ROOMS]


def __getattr__(name: str) -> ModuleType:
    if name in _ROOMS:
        return importlib.import_module(f"comparative.{name}")
    raise AttributeError(f"module 'comparative' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
