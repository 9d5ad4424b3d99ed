"""Words, numbers, dates and place names in the language of the report.

One language is current at a time (:func:`use`); everything a reader sees passes through here.
Numbers and dates follow the Unicode CLDR, by way of Babel; sentences follow the gettext
catalogues beside this file. A sentence without a translation stays English.
"""

from comparative.language.catalogues import (
    LANGUAGES,
    LanguageError,
    available,
    current,
    translate,
    use,
)
from comparative.language.formats import date, number, place_name

__all__ = [
    "LANGUAGES",
    "LanguageError",
    "available",
    "current",
    "date",
    "number",
    "place_name",
    "translate",
    "use",
]
