"""How results are seen: one function per kind of picture, all in one house style.

Every function takes a tidy `pandas.DataFrame` whose columns are named by keyword arguments, texts already in
the reader's language, and returns a `matplotlib.figure.Figure`. `svg` writes it for a page, `png` for a
document.
"""

from comparative.figures import style
from comparative.figures.balance import balance
from comparative.figures.bands import bands
from comparative.figures.bars import bars
from comparative.figures.diffusion import diffusion
from comparative.figures.exceedance import exceedance
from comparative.figures.forest import forest
from comparative.figures.frames import FigureError
from comparative.figures.heatmap import heatmap
from comparative.figures.hemicycle import hemicycle
from comparative.figures.ladder import ladder
from comparative.figures.lorenz import lorenz
from comparative.figures.matrix import matrix
from comparative.figures.multiples import multiples
from comparative.figures.plane import plane
from comparative.figures.segments import segments
from comparative.figures.slope import slope
from comparative.figures.spans import spans
from comparative.figures.style import Picture, png, svg
from comparative.figures.survival import survival
from comparative.figures.tiles import tile_grid
from comparative.figures.timeline import timeline
from comparative.figures.trend import trend
from comparative.figures.waffle import waffle

__all__ = [
    "FigureError",
    "Picture",
    "balance",
    "bands",
    "bars",
    "diffusion",
    "exceedance",
    "forest",
    "heatmap",
    "hemicycle",
    "ladder",
    "lorenz",
    "matrix",
    "multiples",
    "plane",
    "png",
    "segments",
    "slope",
    "spans",
    "style",
    "survival",
    "svg",
    "tile_grid",
    "timeline",
    "trend",
    "waffle",
]
