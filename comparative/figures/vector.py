"""Figures as SVG that can live inside an HTML page with a strict Content-Security-Policy.

matplotlib writes a stand-alone document full of ``style`` attributes. A page wants less: the same bytes for
the same figure, ids that do not clash with those of another figure, presentation attributes in place of
styles, and text in the reader's own colour.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any

import matplotlib
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from comparative.figures.glyphs import EM, FAMILY, face
from comparative.figures.palette import INK, PAPER

__all__ = ["svg"]

# https://www.w3.org/TR/SVG11/propidx.html, those with a presentation attribute that matplotlib may write
PRESENTATION = frozenset(
    [
        *("clip-path", "clip-rule", "fill", "fill-opacity", "fill-rule", "image-rendering", "opacity"),
        *("stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
        *("stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility"),
    ]
)


_COLOURS = {INK: "currentColor", PAPER: "#fff"}
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.S)
_NOISE = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<defs>\s*</defs>", re.S)
_ROOT = re.compile(r'<svg[^>]*viewBox="([^"]*)"[^>]*>')
_STYLE = re.compile(r' style="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'(?<=href="#)[^"]+(?=")|(?<=url\(#)[^)]+(?=\))')
_PATH = re.compile(r' d="([^"]*)"')
_COORDINATE = re.compile(r' (x|y|width|height|points)="([^"]*)"')
_SHIFT = re.compile(r' transform="translate\(([-\d.]+) ([-\d.]+)\)"')
_TRANSLATE = re.compile(r"translate\(([^)]*)\)")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_BETWEEN = re.compile(r">\s+<")


def svg(fig: Figure, *, name: str, title: str = "", desc: str = "") -> str:
    """Picture as an ``<svg>`` element, equal bytes for equal figures.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        What a function of this room returned.
    name : str
        Prefix of every id inside, unique in the page: a letter, then letters, digits, ``-`` or ``_``.
    title, desc : str
        Name and description for assistive technology. Without them the picture is hidden from it
        (``aria-hidden``) and the page has to describe it.

    Returns
    -------
    str
        One line of SVG; the ink is ``currentColor``, hollow marks carry ``class="paper"``.

    Raises
    ------
    ValueError
        If `name` cannot be an id, or the figure uses a style that has no presentation attribute.
    """
    if not re.fullmatch(r"[A-Za-z][\w-]*", name, re.A):
        raise ValueError(f"svg: name={name!r} cannot prefix ids: a letter, then letters, digits, '-' or '_'")
    buffer = io.StringIO()
    # The salt is for whoever looks at matplotlib's own ids; ours are numbered below.
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "path", "svg.image_inline": True}):
        dpi = fig.dpi
        try:
            fig.dpi = 72
            width, height = fig.get_size_inches() * 72
            nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
            renderer = _Renderer(width, height, buffer, image_dpi=72, metadata=nothing)
            fig.draw(renderer)
            renderer.finalize()
        finally:
            fig.dpi = dpi
    return _clean(buffer.getvalue(), name, title, desc)


class _Renderer(RendererSVG):
    """matplotlib's SVG renderer, but texts in the house font go through `comparative.figures.glyphs`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._letters: dict[tuple[bool, str], str] = {}

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Any:
        if ismath or prop.get_family()[0] != FAMILY[0]:
            return super().get_text_width_height_descent(s, prop, ismath)
        size = prop.get_size_in_points()
        return face(prop.get_weight() == "bold").places(s)[1] * size / EM, size, 0.25 * size

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        if ismath or prop.get_family()[0] != FAMILY[0]:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        bold = prop.get_weight() == "bold"
        letters, fresh = face(bold), []
        for letter in dict.fromkeys(s):
            if (bold, letter) not in self._letters and letters.outline(letter):
                self._letters[bold, letter] = f"letter-{len(self._letters)}"
                fresh.append(letter)
        if fresh:
            self.writer.start("defs")
            for letter in fresh:
                self.writer.element("path", id=self._letters[bold, letter], d=letters.outline(letter))
            self.writer.end("defs")
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        scale = prop.get_size_in_points() / EM
        turn = f" rotate({-angle:g})" if angle else ""
        self.writer.start(
            "g",
            style=f"fill: {to_hex(gc.get_rgb())}" + (f"; fill-opacity: {alpha:g}" if alpha != 1 else ""),
            transform=f"translate({x:.2f} {y:.2f}){turn} scale({scale:g} {-scale:g})",
        )
        for letter, place in zip(s, letters.places(s)[0], strict=True):
            if (bold, letter) in self._letters:
                self.writer.element(
                    "use", x=f"{place:.0f}", attrib={"xlink:href": f"#{self._letters[bold, letter]}"}
                )
        self.writer.end("g")


def _clean(text: str, name: str, title: str, desc: str) -> str:
    text = _NOISE.sub("", _PROLOGUE.sub("", text, count=1))
    text = _STYLE.sub(_attributes, text)
    text = _PATH.sub(lambda m: f' d="{_compact(m[1])}"', text)
    text = _COORDINATE.sub(lambda m: f' {m[1]}="{_NUMBER.sub(_short, m[2])}"', text)
    text = _TRANSLATE.sub(lambda m: f"translate({_NUMBER.sub(_short, m[1])})", text)
    text = re.sub(r"<use[^>]*>", lambda m: _SHIFT.sub(_as_xy, m[0]), text)
    text = _number_ids(text.replace("xlink:href", "href"), name)
    view = _ROOT.search(text)
    if view is None:  # pragma: no cover - would be a change in matplotlib
        raise ValueError("svg: matplotlib wrote no viewBox")
    parts = [(tag, words) for tag, words in (("title", title), ("desc", desc)) if words]
    described = " ".join(f"{name}-{tag}" for tag, _ in parts)
    access = f'role="img" aria-labelledby="{described}"' if parts else 'role="img" aria-hidden="true"'
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" viewBox="{view[1]}" width="100%" {access} '
        'stroke-linejoin="round" stroke-linecap="butt">'
    )
    root += "".join(f'<{tag} id="{name}-{tag}">{escape(words)}</{tag}>' for tag, words in parts)
    body = _BETWEEN.sub("><", text[view.end() :]).replace(" />", "/>")
    return root + body.strip()


def _attributes(match: re.Match[str]) -> str:
    """``fill: #fff; stroke-width: 2`` as attributes."""
    attributes: list[str] = []
    classes: list[str] = []
    for declaration in match[1].split(";"):
        if not declaration.strip():
            continue
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key not in PRESENTATION:
            raise ValueError(f"svg: the style {key!r} has no presentation attribute; draw it another way")
        if value == PAPER:
            # An attribute for readers without our style sheet, a class for the sheet's dark mode.
            classes.append("paper" if key == "fill" else f"paper-{key}")
        attributes.append(f'{key}="{_COLOURS.get(value, value)}"')
    if classes:
        attributes.append(f'class="{" ".join(classes)}"')
    return " " + " ".join(attributes) if attributes else ""


def _short(match: re.Match[str]) -> str:
    """Two decimals are a fiftieth of a pixel, less than any screen shows."""
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _compact(path: str) -> str:
    path = _NUMBER.sub(_short, " ".join(path.split()))
    return re.sub(r" ?([MLQCZzHV]) ?", r"\1", path)


def _as_xy(match: re.Match[str]) -> str:
    x, y = match[1], match[2]
    return f' x="{x}"' + (f' y="{y}"' if y != "0" else "")


def _number_ids(text: str, name: str) -> str:
    """Drop ids that nothing refers to; number the others in order of first use."""
    wanted = {ref: f"{name}-{n}" for n, ref in enumerate(dict.fromkeys(_REFERENCE.findall(text)))}
    text = _ID.sub(lambda m: f' id="{wanted[m[1]]}"' if m[1] in wanted else "", text)
    return _REFERENCE.sub(lambda m: wanted[m[0]], text)
