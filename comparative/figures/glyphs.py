"""The house font: how wide a text is, and the outline of each letter.

Shaping a text takes about a millisecond, and a figure holds a hundred. A line of Latin or Cyrillic is the sum
of what each letter advances given the next one, so each pair is learned once, from the first text it is in.
"""

from __future__ import annotations

import unicodedata
import warnings
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.font_manager import FontEntry, fontManager, get_font
from matplotlib.ft2font import FT2Font, Glyph, LoadFlags

__all__ = ["EM", "FAMILY", "Face", "face"]

EM = 1000
"""Units per font size in which advances and outlines are given."""

# A family name of our own: an installed font of the same name but another version cannot slip in.
FAMILY = ("Comparative Sans", "DejaVu Sans")
"""The house font (Fira Sans), and matplotlib's own for what it lacks (the tenge sign)."""

_FILES = {False: "FiraSans-Regular.ttf", True: "FiraSans-SemiBold.ttf"}
_FALLBACK = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_COMMANDS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
_POINTS = {1: 1, 2: 1, 3: 2, 4: 3, 79: 1}


def _path(bold: bool) -> str:
    return str(files("comparative.figures") / "fonts" / _FILES[bold])


for _bold in _FILES:
    fontManager.ttflist.append(
        FontEntry(
            fname=_path(_bold),
            name=FAMILY[0],
            style="normal",
            variant="normal",
            weight=700 if _bold else 400,
            stretch="normal",
            size="scalable",
        )
    )


class Face:
    """Regular or bold letters of the house font.

    Parameters
    ----------
    bold : bool
        Which weight.
    """

    def __init__(self, bold: bool) -> None:
        self._files = [_path(bold), str(Path(matplotlib.get_data_path(), "fonts", "ttf", _FALLBACK[bold]))]
        self._pairs: dict[str, float] = {}
        self._single: dict[str, float] = {}
        self._outlines: dict[str, str] = {}

    def _load(self, letter: str) -> tuple[FT2Font, Glyph]:
        # Fonts are asked for each time and never kept: matplotlib opens them anew in a forked process, where
        # an open file would share its position with the parent and with every other child.
        for font in map(get_font, self._files):
            if font.get_char_index(ord(letter)):
                font.set_size(EM, 72)
                return font, font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
        warnings.warn(f"the house font has no letter {letter!r} (U+{ord(letter):04X})", stacklevel=2)
        return self._load("\ufffd")

    def _alone(self, letter: str) -> float:
        if letter not in self._single:
            self._single[letter] = self._load(letter)[1].linearHoriAdvance / 65536
        return self._single[letter]

    def _learn(self, text: str) -> None:
        """Take the advance of every pair in `text` from the text as shaped, kerning included."""
        shaper = get_font(self._files)
        shaper.set_size(EM, 72)  # matplotlib shares these objects and sets their size as it draws
        places = np.asarray(shaper.set_text(text, 0, flags=LoadFlags.NO_HINTING))[:, 0] / 64
        if len(places) == len(text):
            for a, b, step in zip(text, text[1:], np.diff(places), strict=False):
                self._pairs[a + b] = float(step)
        else:  # a ligature somewhere; the letters stand on their own
            for a, b in pairwise(text):
                self._pairs.setdefault(a + b, self._alone(a))

    def learn(self, first: str, second: str) -> None:
        """Learn ahead of use how each letter of `second` follows each of `first`, and their outlines."""
        self._learn("".join(a + b for a in first for b in second))
        for letter in {*first, *second}:
            self.outline(letter)

    def places(self, text: str) -> tuple[list[float], float]:
        """Position of each letter of a line, and its whole width, in `EM` units.

        Examples
        --------
        >>> places, width = face(False).places("То")  # kerned: о stands closer than Т is wide
        >>> places[1] < face(False).places("Т")[1] < width
        True
        """
        x, xs = 0.0, [0.0]
        for a, b in pairwise(text):
            if a + b not in self._pairs:
                self._learn(text)
            x += self._pairs[a + b]
            xs.append(x)
        return xs[: len(text)], x + (self._alone(text[-1]) if text else 0.0)

    def outline(self, letter: str) -> str:
        """Outline of a letter as SVG path data, y upwards; ``""`` for a blank."""
        if letter not in self._outlines:
            points, codes = self._load(letter)[0].get_path()
            self._outlines[letter] = _path_data(np.rint(np.asarray(points)).astype(int), codes)
        return self._outlines[letter]


def _path_data(points: np.ndarray, codes: np.ndarray) -> str:
    parts, i = [], 0
    while i < len(codes):
        code = int(codes[i])
        take = points[i : i + _POINTS[code]]
        parts.append(_COMMANDS[code] + ("" if code == 79 else " ".join(f"{x} {y}" for x, y in take.tolist())))
        i += _POINTS[code]
    return "".join(parts)


@cache
def face(bold: bool) -> Face:
    """Return the face of a weight, one per process."""
    return Face(bold)


def lines(text: str) -> list[str]:
    """Lines of a text with composed letters (``й`` in one piece), as the font has them."""
    return unicodedata.normalize("NFC", text).split("\n")
