"""From notebook to report: the catalogue, strict parameters, execution, one self-contained page."""

from comparative.press.catalogue import ROOT, CatalogueError, Report, catalogue
from comparative.press.document import ReportExporter
from comparative.press.numerals import NumeralError
from comparative.press.parameters import Parameter, ParameterError
from comparative.press.render import Failure, Job, Rendered, plan, render

__all__ = [
    "ROOT",
    "CatalogueError",
    "Failure",
    "Job",
    "NumeralError",
    "Parameter",
    "ParameterError",
    "Rendered",
    "Report",
    "ReportExporter",
    "catalogue",
    "plan",
    "render",
]
