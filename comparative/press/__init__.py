"""From notebook to report: the catalogue, strict parameters, warm processes, one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comparative.press.catalogue import ROOT, CatalogueError, Report, catalogue
from comparative.press.parameters import Parameter, ParameterError
from comparative.press.render import Failure, Job, Rendered, plan, render

if TYPE_CHECKING:
    from comparative.press.document import ReportExporter

__all__ = [
    "ROOT",
    "CatalogueError",
    "Failure",
    "Job",
    "Parameter",
    "ParameterError",
    "Rendered",
    "Report",
    "ReportExporter",
    "catalogue",
    "plan",
    "render",
]


def __getattr__(name: str) -> Any:
    if name == "ReportExporter":  # brings nbconvert, which takes seconds to import
        from comparative.press.document import ReportExporter

        return ReportExporter
    raise AttributeError(f"module 'comparative.press' has no attribute {name!r}")
