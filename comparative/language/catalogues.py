"""Which language is spoken, and the gettext catalogues behind it."""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
"""Languages the project is written for, by code, each in its own name."""

_CATALOGUES = Path(__file__).parent / "locale"
_DOMAIN = "comparative"
_current: ContextVar[str] = ContextVar("language", default="en")


class LanguageError(ValueError):
    """A language was asked for that reports do not speak."""


def available() -> list[str]:
    """Return the codes of the languages a report can be rendered in now.

    English is the language of the source; the others need a compiled catalogue.

    Returns
    -------
    list of str
        Sorted language codes.

    Examples
    --------
    >>> "en" in available()
    True
    """
    return [
        code
        for code in LANGUAGES
        if code == "en" or (_CATALOGUES / code / "LC_MESSAGES" / f"{_DOMAIN}.mo").exists()
    ]


def use(language: str) -> None:
    """Make `language` the current one.

    Parameters
    ----------
    language : str
        One of :data:`LANGUAGES`.

    Raises
    ------
    LanguageError
        If the language is unknown, or is known but has no catalogue yet.

    Examples
    --------
    >>> use("en")
    >>> current()
    'en'
    """
    if language not in available():
        known = ", ".join(available())
        why = "has no catalogue yet" if language in LANGUAGES else "is not known"
        raise LanguageError(f"language {language!r} {why}; available: {known}")
    _current.set(language)


def current() -> str:
    """Return the code of the current language.

    Examples
    --------
    >>> use("en"); current()
    'en'
    """
    return _current.get()


def translate(message: str) -> str:
    """Return `message` in the current language, or unchanged where no translation exists.

    Parameters
    ----------
    message : str
        The English message, as written in a notebook or in the package.

    Returns
    -------
    str

    Examples
    --------
    >>> translate("A sentence nobody has translated")
    'A sentence nobody has translated'
    """
    return _catalogue(current()).gettext(message) if message else message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _CATALOGUES, languages=[language], fallback=True)
