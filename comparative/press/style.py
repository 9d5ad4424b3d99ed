"""The style sheet of every page, and the digest by which a page allows it and nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


@cache
def style_sheet() -> str:
    """Return the one style sheet, as it stands in every page."""
    return (TEMPLATES / "report.css").read_text("utf-8")


def digest(style: str) -> str:
    """Return the Content-Security-Policy source expression of an inline style sheet.

    Examples
    --------
    >>> digest("p { color: red }")[:10]
    'sha256-nge'
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
