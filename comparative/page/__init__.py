"""The vocabulary of a notebook: sentences, figures and tables that know where they come from.

A notebook calls :func:`begin` once, then says its findings with :func:`say`, shows its pictures
with :func:`figure` and its rows with :func:`table`, and ends with :func:`sources` and
:func:`provenance`. Every number in a sentence carries its value, its unit and its origin, as an
HTML ``<data>`` element that a reader can ask and the press can check.
"""

from comparative.page.origin import PageError
from comparative.page.prose import Number, Prose, date, findings, interval, listing, number, place, say
from comparative.page.session import begin, provenance, sources
from comparative.page.shown import Column, column, figure, table
from comparative.page.terms import fraction, term

__all__ = [
    "Column",
    "Number",
    "PageError",
    "Prose",
    "begin",
    "column",
    "date",
    "figure",
    "findings",
    "fraction",
    "interval",
    "listing",
    "number",
    "place",
    "provenance",
    "say",
    "sources",
    "table",
    "term",
]
