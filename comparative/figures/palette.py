"""Colours of the house.

Every mark colour stands out from white and from the dark page (``DARK``) by at least 3:1, and any two of
``SERIES`` and ``MUTED`` stay apart for readers with protanopia, deuteranopia and tritanopia. Text is never
coloured: no colour reaches the 4.5:1 that text needs on both pages, only ``INK`` does, which the press turns
into the reader's own text colour.
"""

from __future__ import annotations

__all__ = ["ACCENT", "DARK", "INK", "MUTED", "PAPER", "SEQUENTIAL", "SERIES", "SPECIAL", "readable_on"]

INK = "#1b2229"
"""Text, axes and outlines. `comparative.figures.svg` writes it as ``currentColor``."""

PAPER = "#fefefe"
"""The page itself, inside hollow markers. `comparative.figures.svg` gives it ``class="paper"``."""

DARK = "#14181d"
"""The dark page that colours are checked against."""

ACCENT = "#ea1c4c"
"""The focus of a figure, and nothing else."""

MUTED = "#7c8187"
"""Cases that are context."""

SERIES = ("#3b89ee", "#a97d01", "#9f46aa", "#169b5c")
"""Series, in the order they are given; marker shape and line dash repeat the distinction."""

SEQUENTIAL = ("#d6e6f7", "#a3c7ee", "#6ea3de", "#3b76bd", "#245a9b", "#123a6b")
"""Ordered classes from little to much, always drawn with an outline and a text of their own."""

SPECIAL = ("#f3d9a4", "#7a3f80", "#a8d8b9", "#7d5614")
"""Tile fills for categories outside the order; each comes with a sign of its own."""


def _luminance(colour: str) -> float:
    """Relative luminance of an ``#rrggbb`` colour (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    Examples
    --------
    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(fill: str) -> str:
    """Text colour, near black or white, that reads best on `fill`.

    Examples
    --------
    >>> readable_on("#d6e6f7"), readable_on("#123a6b")
    ('#10151a', '#ffffff')
    """
    return max("#10151a", "#ffffff", key=lambda text: contrast(text, fill))
