"""From notebook to report: the catalogue, strict parameters, warm processes, one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comparative.press.cache import Cache
from comparative.press.catalogue import ROOT, CatalogueError, Report, catalogue
from comparative.press.cluster import ClusterError
from comparative.press.jobs import Job, plan
from comparative.press.manifest import pin, pinned
from comparative.press.parameters import Parameter, ParameterError
from comparative.press.pool import CAN_FORK
from comparative.press.render import EDITION, TIMEOUT, Failure, Rendered, render, stale

if TYPE_CHECKING:
    from comparative.press.document import ReportExporter

__all__ = [
    "CAN_FORK",
    "EDITION",
    "ROOT",
    "TIMEOUT",
    "Cache",
    "CatalogueError",
    "ClusterError",
    "Failure",
    "Job",
    "Parameter",
    "ParameterError",
    "Rendered",
    "Report",
    "ReportExporter",
    "catalogue",
    "pin",
    "pinned",
    "plan",
    "render",
    "stale",
]


def __getattr__(name: str) -> Any:
    if name == "ReportExporter":  # brings nbconvert, which takes seconds to import
        from comparative.press.document import ReportExporter

        return ReportExporter
    raise AttributeError(f"module 'comparative.press' has no attribute {name!r}")
