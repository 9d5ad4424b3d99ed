"""SVG for a page with a strict policy: same bytes, own ids, no styles."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from comparative import figures

SCRIPT = """
import sys
import pandas as pd
from comparative import figures
frame = pd.DataFrame({
    "label": ["Қазақстан", "Estonia", "Türkiye", "none"], "value": [2.5, 3.7, 0, None],
    "role": ["focus", "", "regime", ""], "kind": list("abca")})
sys.stdout.buffer.write(figures.svg(figures.ladder(frame, role="role", kind="kind"), name="f").encode())
rules = pd.DataFrame({"valid_from": ["2002-07-15", "2009"], "value": [5, 4], "said": [False, True]})
drawn = figures.timeline(rules, announced="said", until="2022")
sys.stdout.buffer.write(figures.svg(drawn, name="g").encode())
sys.stdout.buffer.write(figures.png(drawn))
"""


@pytest.fixture
def drawing() -> figures.Picture:
    frame = pd.DataFrame({"label": ["Kazakhstan", "Estonia", "none"], "value": [2.5, 3.7, 0]})
    return figures.ladder(frame.assign(role=["focus", "regime", ""]), role="role", xlabel="per head")


def test_same_bytes_in_any_process():
    outputs = set()
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Almaty", "C")):
        place = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
            "SOURCE_DATE_EPOCH": seed,
        }
        outputs.add(
            subprocess.run([sys.executable, "-c", SCRIPT], env=place, capture_output=True, check=True).stdout
        )
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


FORKED = """
import os, sys
from comparative.figures.glyphs import Face

letters = [chr(n) for n in [*range(0x410, 0x450), *range(0xC0, 0x170)] if n not in (0xD7, 0xF7)]
plain = {letter: Face(False).outline(letter) for letter in letters}
warm = Face(False)
warm.outline("a")
children = []
for first in range(8):
    if not (child := os.fork()):
        turned = letters[first * 20:] + letters[:first * 20]
        os._exit(any(warm.outline(letter) != plain[letter] for letter in turned))
    children.append(child)
sys.exit(sum(os.waitpid(child, 0)[1] != 0 for child in children))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_processes_forked_from_one_parent_read_the_font_apart():
    assert subprocess.run([sys.executable, "-c", FORKED], check=False).returncode == 0


def test_same_bytes_when_drawn_again_and_whatever_the_caller_set(drawing):
    first = figures.svg(drawing, name="a")
    figures.png(drawing)
    with matplotlib.rc_context({"font.family": "serif", "lines.linewidth": 9, "text.parse_math": True}):
        assert figures.svg(drawing, name="a") == first


def test_no_style_script_or_prologue(drawing):
    text = figures.svg(drawing, name="a")
    assert text.startswith("<svg ")
    assert not re.search(r"style|<script|<!|<\?|xlink|<metadata", text)


def test_ids_are_prefixed_and_every_reference_resolves(drawing):
    text = figures.svg(drawing, name="chart-1", title="A title")
    ids = re.findall(r' id="([^"]+)"', text)
    used = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text)
    assert len(ids) == len(set(ids))
    assert all(i == "chart-1" or i.startswith("chart-1-") for i in ids)
    assert {a or b for a, b in used} <= set(ids)


def test_ink_is_the_readers_and_hollow_marks_are_paper(drawing):
    text = figures.svg(drawing, name="a")
    assert 'fill="currentColor"' in text
    assert figures.style.INK not in text
    hollow = [e for e in ElementTree.fromstring(text).iter() if e.get("class") == "paper"]
    assert hollow
    assert all(e.get("fill") == "#fff" for e in hollow)


def test_title_and_description_are_escaped_and_announced(drawing):
    root = ElementTree.fromstring(figures.svg(drawing, name="a", title="a < b & c", desc='"quoted"'))
    named = {e.get("id"): e.text for e in root if e.tag.endswith(("title", "desc"))}
    assert named == {"a-title": "a < b & c", "a-desc": '"quoted"'}
    assert root.get("aria-labelledby") == "a-title a-desc"
    assert root.get("role") == "img"


def test_without_a_title_the_picture_is_hidden_from_assistive_technology(drawing):
    assert ElementTree.fromstring(figures.svg(drawing, name="a")).get("aria-hidden") == "true"


def test_an_id_that_html_would_not_take_is_refused(drawing):
    with pytest.raises(ValueError, match="cannot prefix ids"):
        figures.svg(drawing, name='1" onload="')


def test_a_style_without_an_attribute_is_refused():
    fig = Figure()
    fig.add_axes((0, 0, 1, 1)).text(0, 0, "serif text", fontfamily="serif", url="https://example.org")
    figures.svg(fig, name="a")  # links and other fonts are plain elements
    from comparative.figures.vector import _clean

    with pytest.raises(ValueError, match="mix-blend-mode"):
        _clean('<svg viewBox="0 0 1 1"><g style="mix-blend-mode: multiply"/></svg>', "a", "", "")


def test_what_is_all_paper_stays_well_formed():
    fig = figures.Picture(100, 100)
    fig.add_artist(Rectangle((0, 0), 1, 1, fc=figures.style.PAPER, ec=figures.style.PAPER))
    classes = {e.get("class") for e in ElementTree.fromstring(figures.svg(fig, name="a")).iter()}
    assert "paper paper-stroke" in classes


def test_any_matplotlib_figure_is_welcome():
    fig = Figure(figsize=(4, 3), dpi=100)
    axes = fig.add_subplot()
    axes.plot([1, 2], [3, 4], label="x")
    axes.legend()
    axes.set_title("$a^2$")
    ElementTree.fromstring(figures.svg(fig, name="a"))
    assert fig.dpi == 100


def test_pictures_shown_in_one_notebook_share_no_id(drawing):
    other = figures.bars(pd.DataFrame({"label": ["no limit"], "value": [11]}))
    ids = [set(re.findall(r' id="([^"]+)"', shown._repr_svg_())) for shown in (drawing, other)]
    assert all(ids)
    assert not ids[0] & ids[1]


def test_no_pyplot():
    script = "import sys, comparative.figures; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
