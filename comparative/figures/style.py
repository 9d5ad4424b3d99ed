"""House style: one canvas, one font, one set of colours for every picture.

Lengths are CSS pixels of a figure shown at its full width, 720 pixels: the canvas has 72 dots per inch, so a
point, a pixel and a unit of the SVG's ``viewBox`` are the same. Pixel positions count from the top left.
Titles, captions and sources belong to the page, not to the picture.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

from comparative.figures.glyphs import FAMILY, lines
from comparative.figures.labels import LINE
from comparative.figures.palette import (
    ACCENT,
    DARK,
    INK,
    MUTED,
    PAPER,
    SEQUENTIAL,
    SERIES,
    SPECIAL,
    readable_on,
)
from comparative.figures.vector import svg
from comparative.language import number

__all__ = [
    "ACCENT",
    "DARK",
    "DASHES",
    "FAINT",
    "INK",
    "MARKERS",
    "MUTED",
    "PAPER",
    "SEQUENTIAL",
    "SERIES",
    "SMALL",
    "SOFT",
    "SPECIAL",
    "TEXT",
    "WIDTH",
    "Picture",
    "house",
    "look",
    "panel",
    "percent",
    "plain",
    "png",
    "readable_on",
    "svg",
    "write",
]

WIDTH = 720.0
TEXT, SMALL = 15.0, 13.5  # at 720 px wide; about 7 px on a 360 px phone unless the page lets a figure scroll
FAINT, SOFT = 0.16, 0.75  # opacity of INK for grid lines and for secondary text
MARKERS = ("o", "s", "D", "^", "v", "P")
DASHES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (2, 1.6)), (0, (7, 2, 1.5, 2)))

RC = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.spines.bottom": False,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "figure.facecolor": "none",
    "font.family": list(FAMILY),
    "font.size": TEXT,
    "hatch.color": INK,
    "hatch.linewidth": 1.2,
    "lines.linewidth": 2,
    "patch.linewidth": 1,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "text.color": INK,
    "text.parse_math": False,  # "$500 or $1,000" is a text, not a formula
    "xtick.color": INK,
    "xtick.labelsize": SMALL,
    "xtick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.color": INK,
    "ytick.labelsize": SMALL,
    "ytick.major.size": 0,
    "ytick.minor.size": 0,
}


def look(i: int) -> tuple[str, Any]:
    """Return colour and dash of the ith series; the first twenty all differ.

    Examples
    --------
    >>> len({look(i)[0] + str(look(i)[1]) for i in range(20)})
    20
    """
    colours = (*SERIES, INK)
    return colours[i % len(colours)], DASHES[(i % len(colours) + i // len(colours)) % len(DASHES)]


P = ParamSpec("P")
R = TypeVar("R")


class Picture(Figure):
    """A `matplotlib.figure.Figure` measured in pixels from the top left, that notebooks show as SVG.

    Parameters
    ----------
    width, height : float
        Size of the canvas in pixels.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__(figsize=(width / 72, height / 72), dpi=72)
        FigureCanvasAgg(self)
        self.width, self.height = width, height

    @property
    def px(self) -> Transform:
        """From pixels (top left origin, y downwards) to the screen."""
        return Affine2D().scale(1, -1).translate(0, self.height).scale(1 / 72) + self.dpi_scale_trans

    def _repr_svg_(self) -> str:
        text = svg(self, name="figure")
        # A notebook shows many pictures in one page: the ids of each come from what it shows.
        own = f"figure-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        return text.replace('"figure', f'"{own}').replace("#figure", f"#{own}")


def house(draw: Callable[P, R]) -> Callable[P, R]:
    """Let `draw` run in the house style, whatever the caller's rcParams say."""

    @wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(RC)  # type: ignore[arg-type]
            return draw(*args, **kwargs)

    return styled


def panel(fig: Picture, left: float, top: float, right: float, bottom: float) -> Axes:
    """Axes whose plotting area is the given rectangle in pixels, bare of spines."""
    w, h = fig.width, fig.height
    return fig.add_axes((left / w, 1 - bottom / h, (right - left) / w, (bottom - top) / h))


def write(
    fig: Picture,
    x: float,
    y: float,
    text: str,
    *,
    size: float = TEXT,
    bold: bool = False,
    align: str = "left",
    anchor: str = "center",
    soft: bool = False,
    colour: str = INK,
    turned: bool = False,
) -> None:
    """Write `text` at pixel (x, y).

    Lines are set on baselines, so that neighbours with and without descenders stay level.

    Parameters
    ----------
    fig : Picture
        Where to write.
    x, y : float
        Pixels.
    text : str
        May hold several lines.
    size : float
        Font size in pixels.
    bold, soft : bool
        Stressed, or secondary.
    align, anchor : str
        Which side (``left``, ``center``, ``right``) and which height (``top``, ``center``, ``bottom``) of the
        text stands at (x, y).
    colour : str
        Ink, unless the text stands on a fill of its own.
    turned : bool
        Reading upwards; `align` and `anchor` then count along and across the text.
    """
    rows, step = lines(text), size * LINE
    first = {"top": 0.0, "center": -step * len(rows) / 2, "bottom": -step * len(rows)}[anchor]
    for i, row in enumerate(rows):
        down = first + i * step + step / 2 + 0.34 * size
        fig.text(
            x + down if turned else x,
            y if turned else y + down,
            row,
            transform=fig.px,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="baseline",
            color=colour,
            alpha=SOFT if soft else None,
            rotation=90 if turned else 0,
            rotation_mode="anchor",
        )


def plain(value: float) -> str:
    """Write a number in the current language, with no more digits than a picture needs.

    Examples
    --------
    >>> [plain(v) for v in (50000, 2.4957, 31.94, 0.0213, 0.00071, -3)]
    ['50,000', '2.5', '31.9', '0.021', '0.00071', '−3']
    """
    size = abs(value)
    if size >= 100 or value == round(value):
        return number(value, digits=0)
    digits = 1 if size >= 1 else 1 - math.floor(math.log10(size))
    # 0.50 is drawn as 0.5: digits that carry nothing cost room.
    while digits and round(value, digits) == round(value, digits - 1):
        digits -= 1
    return number(value, digits=digits)


def percent(share: float) -> str:
    """Write a share as a whole percentage in the current language.

    Examples
    --------
    >>> percent(0.224)
    '22%'
    """
    return number(share, percent=True, digits=0)


@house
def png(fig: Figure, *, scale: float = 2, background: str = "#ffffff") -> bytes:
    """Picture as PNG bytes for documents and screenshots.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        What a function of this room returned.
    scale : float
        Image pixels per figure pixel.
    background : str
        Colour of the page; ``"none"`` for transparent.
    """
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=72 * scale, facecolor=background, metadata={"Software": None})
    return buffer.getvalue()
