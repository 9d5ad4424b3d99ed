"""Figures as SVG that can live inside an HTML page with a strict Content-Security-Policy.

matplotlib writes a stand-alone document full of ``style`` attributes. A page wants less: the same bytes for
the same figure, ids that do not clash with those of another figure, presentation attributes in place of
styles, and text in the reader's own colour.
"""

from __future__ import annotations

import io
import re
from html import escape

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

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
        previous = fig.canvas
        try:
            FigureCanvasSVG(fig).print_svg(
                buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
            )
        finally:
            fig.set_canvas(previous)
    return _clean(buffer.getvalue(), name, title, desc)


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
        'focusable="false" stroke-linejoin="round" stroke-linecap="butt">'
    )
    root += "".join(f'<{tag} id="{name}-{tag}">{escape(words)}</{tag}>' for tag, words in parts)
    body = _BETWEEN.sub("><", text[view.end() :]).replace(" />", "/>")
    return root + body.strip()


def _attributes(match: re.Match[str]) -> str:
    """``fill: #fff; stroke-width: 2`` as attributes."""
    attributes = []
    for declaration in match[1].split(";"):
        if not declaration.strip():
            continue
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key not in PRESENTATION:
            raise ValueError(f"svg: the style {key!r} has no presentation attribute; draw it another way")
        if value == PAPER:
            # An attribute for readers without our style sheet, a class for the sheet's dark mode.
            attributes.append(f'{key}="#fff" class="paper"')
        else:
            attributes.append(f'{key}="{"currentColor" if value == INK else value}"')
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
