"""Colours that everyone can tell apart on both pages, letters for every language."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import findfont

from comparative.figures import palette, style
from comparative.figures.glyphs import FAMILY, Face, face

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
MARKS = [palette.ACCENT, palette.MUTED, *palette.SERIES]
ALPHABETS = (
    "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"
    "ҐґЄєЇїЎўЈјЉљЊњЋћЏџ"
    "ÀàÁáÂâÃãÄäÅåÆæÇçĆćČčĎďÐðÈèÉéÊêËëĚěĘęĒēĖėĞğĢģÌìÍíÎîÏïİıĪīĮįĶķĹĺŁłĻļĽľÑñŃńŇňŅņÒòÓóÔôÕõÖöŐőØøŒœ"
    "ŔŕŘřŚśŠšŞşȘșŤťȚțÞþÙùÚúÛûÜüŰűŪūŮůŲųŴŵÝýŶŷŸÿŹźŻżŽžß"
    "0123456789.,:;!?–—−+×÷=≠<>≤≥±≈%‰½§№€$£₸°²³·…«»„“”‘’()[]/&→∞"
)


def lab(colour: str, matrix: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as seen with a deficiency."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(matrix) @ linear, 0, 1)
    xyz = TO_XYZ @ seen / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colour", MARKS)
@pytest.mark.parametrize("page", ["#ffffff", palette.DARK])
def test_marks_stand_out_on_both_pages(colour, page):
    assert palette.contrast(colour, page) >= 3


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_marks_stay_apart_for_every_reader(deficiency):
    matrix = DEFICIENCIES[deficiency]
    for a, b in combinations(MARKS, 2):
        assert np.linalg.norm(lab(a, matrix) - lab(b, matrix)) > 15, (a, b)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_ordered_classes_darken_step_by_step(deficiency):
    lightness = [lab(c, DEFICIENCIES[deficiency])[0] for c in palette.SEQUENTIAL]
    assert np.all(np.diff(lightness) < -9)


@pytest.mark.parametrize("fill", [*palette.SEQUENTIAL, *palette.SPECIAL, *palette.SERIES, palette.MUTED])
def test_text_on_a_fill_can_be_read(fill):
    assert palette.contrast(palette.readable_on(fill), fill) >= 4.5


def test_ink_can_be_read_on_white():
    assert palette.contrast(palette.INK, "#ffffff") >= 7


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.filterwarnings("error")
def test_every_letter_has_an_outline(bold):
    letters: Face = face(bold)
    assert all(letters.outline(letter) for letter in ALPHABETS)


def test_a_letter_without_an_outline_is_reported():
    with pytest.warns(UserWarning, match=r"U\+6F22"):
        Face(False).outline("漢")


def test_the_font_is_the_one_that_is_shipped():
    assert "comparative" in findfont(FAMILY[0], fallback_to_default=False)


def test_png_is_as_large_as_asked():
    png = style.png(style.Picture(300, 200), scale=2)
    assert png.startswith(b"\x89PNG")
    assert [int.from_bytes(png[i : i + 4], "big") for i in (16, 20)] == [600, 400]
