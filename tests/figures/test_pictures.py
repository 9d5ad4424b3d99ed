"""Each picture shows what the frame says, and says what is wrong with a frame."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from comparative import figures, language
from comparative.figures import FigureError, style


def words(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.texts]


def height_of(fig: Figure, word: str) -> float:
    """Pixels from the top at which a word stands."""
    return next(text.get_position()[1] for text in fig.texts if text.get_text() == word)


@pytest.fixture
def cases() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Germany", "Kazakhstan", "Estonia", "Kazakhstan, 2002", "Moldova"],
            "value": [0, 2.5, 3.7, 31.9, np.nan],
            "role": ["", "focus", "", "regime", ""],
        }
    )


def test_ladder_ranks_from_the_top_with_zero_and_unknown_last(cases):
    fig = figures.ladder(cases, role="role")
    order = ["Kazakhstan, 2002", "Estonia", "Kazakhstan", "Germany", "Moldova"]
    heights = [height_of(fig, name) for name in order]
    assert heights == sorted(heights)
    assert fig.axes[0].get_xscale() == "log"
    assert "not found" in words(fig)


def test_ladder_stresses_the_focus_alone(cases):
    fig = figures.ladder(cases, role="role")
    bold = {t.get_text() for t in fig.texts if t.get_fontweight() == "bold"}
    assert bold == {"Kazakhstan", "2.5"}
    faces = {tuple(line.get_xdata()): to_hex(line.get_markerfacecolor()) for line in fig.axes[0].lines}
    assert faces[(2.5,)] == style.ACCENT
    assert faces[(31.9,)] == style.PAPER
    assert faces[(3.7,)] == style.MUTED


def test_ladder_puts_zero_left_of_the_log_axis(cases):
    fig = figures.ladder(cases, role="role", zero="none")
    none = next(t for t in fig.texts if t.get_text() == "none")
    assert none.get_position()[0] < fig.axes[0].get_position().x0 * fig.width
    assert all(0 not in line.get_xdata() for line in fig.axes[0].lines)


def test_ladder_groups_keep_their_order(cases):
    fig = figures.ladder(cases.assign(group=["none", "members", "members", "members", "none"]), group="group")
    assert height_of(fig, "none") < height_of(fig, "Germany") < height_of(fig, "members")


def test_numbers_and_default_words_follow_the_language(cases, monkeypatch):
    monkeypatch.setattr(language.catalogues, "_current", language.catalogues.ContextVar("l", default="ru"))
    assert "31,9" in words(figures.ladder(cases))


def test_timeline_periods_run_to_the_next_and_to_the_edge():
    frame = pd.DataFrame({"valid_from": ["2002-07-15", "2009-02", "2020"], "value": [50000, 40000, 20000]})
    fig = figures.timeline(frame, until="2022-11-05")
    levels = [line for line in fig.axes[0].lines if len(set(line.get_ydata())) == 1]
    ends = [(pd.Timestamp(line.get_xdata()[1], unit="D"), line.get_ydata()[0]) for line in levels]
    assert ends == [
        (pd.Timestamp("2009-02-01"), 50000),
        (pd.Timestamp("2020-01-01"), 40000),
        (pd.Timestamp("2022-11-05"), 20000),
    ]
    assert {"50,000", "40,000", "20,000"} <= set(words(fig))


def test_timeline_an_end_before_the_next_start_leaves_a_gap():
    frame = pd.DataFrame({"valid_from": ["2002", "2009"], "valid_to": ["2004", None], "value": [5, 4]})
    fig = figures.timeline(frame, end="valid_to", until="2012")
    risers = [line for line in fig.axes[0].lines if len(set(line.get_ydata())) > 1]
    assert not risers


def test_timeline_a_promise_is_hollow_and_not_law():
    frame = pd.DataFrame(
        {"valid_from": ["2002", "2008", "2009"], "value": [5, 4, 4], "said": [False, True, False]}
    )
    fig = figures.timeline(frame, announced="said", until="2012")
    assert {"in force", "announced"} <= set(words(fig))
    assert words(fig).count("4") >= 1
    solid = [
        line for line in fig.axes[0].lines if line.get_linestyle() == "-" and len(set(line.get_ydata())) == 1
    ]
    assert [line.get_ydata()[0] for line in solid] == [5, 4]


def test_tile_grid_has_fifty_states_and_tells_missing_from_special():
    frame = pd.DataFrame({"place": ["US-CT", "TX", "US-NY"], "value": [250, np.inf, 69700]})
    frame["category"] = ["", "no limit", ""]
    fig = figures.tile_grid(frame, category="category", edges=[1000])
    fills = [to_hex(p.get_facecolor(), keep_alpha=True) for p in fig.axes[0].patches]
    assert len(fills) == 50
    assert fills.count(style.SPECIAL[0] + "ff") == 1
    assert fills.count("#00000000") == 47
    assert {"under 1,000", "1,000 or more", "no limit", "not found", "250", "69,700"} <= set(words(fig))


def test_tile_grid_draws_the_district_only_if_given():
    assert "DC" not in words(figures.tile_grid(pd.DataFrame({"place": ["CT"], "value": [1]})))
    assert "DC" in words(figures.tile_grid(pd.DataFrame({"place": ["US-DC"], "value": [1]})))


def test_tile_grid_a_class_holds_its_lower_limit():
    frame = pd.DataFrame({"place": ["CT", "NY"], "value": [999.99, 1000]})
    fig = figures.tile_grid(frame, edges=[1000])
    known = {to_hex(p.get_facecolor()) for p in fig.axes[0].patches if p.get_facecolor()[3]}
    assert known == {style.SEQUENTIAL[0], style.SEQUENTIAL[-1]}


def test_exceedance_steps_down_at_each_value_and_ends_in_a_plateau():
    frame = pd.DataFrame({"value": [0, 4000, 500, np.inf], "share": [1, 0.25, 0.5, 0.25]})
    fig = figures.exceedance(frame, plateau="no limit")
    curve = fig.axes[0].lines[-1]
    x, y = np.asarray(curve.get_xdata()), np.asarray(curve.get_ydata())
    assert curve.get_drawstyle() == "steps-post"
    for amount, share in ((480, 1), (500, 0.5), (3999, 0.5), (4000, 0.25), (5000, 0.25)):
        assert y[np.searchsorted(x, amount, side="right") - 1] == share
    assert "no limit 25%" in words(fig)


def test_survival_is_a_right_continuous_step_with_its_losses():
    frame = pd.DataFrame(
        {"time": [0, 3, 1], "survival": [1, 0.5, 0.75], "at_risk": [4, 2, 4], "censored": [0, 1, 0]}
    )
    fig = figures.survival(frame, at_risk="at_risk", censored="censored")
    x, y = fig.axes[0].lines[0].get_data()
    assert list(zip(x, y, strict=True)) == [
        (0, 1), (0, 1), (0, 1), (1, 1), (1, 0.75), (3, 0.75), (3, 0.5), (3, 0.5),
    ]  # fmt: skip
    lost = fig.axes[0].lines[1]
    assert (lost.get_xdata(), lost.get_ydata()) == (3, 0.5)
    assert "at risk" in words(fig)


def test_survival_counts_those_at_risk_just_before_each_tick():
    frame = pd.DataFrame({"time": [0, 1, 2, 4], "survival": [1, 0.9, 0.8, 0.7], "at_risk": [10, 10, 9, 5]})
    fig = figures.survival(frame, at_risk="at_risk")
    base = height_of(fig, "at risk")
    row = [t for t in fig.texts if t.get_position()[1] > base + 5]
    ticks = {round(t.get_position()[0]): t.get_text() for t in fig.texts if t not in row}
    found = {ticks.get(round(t.get_position()[0])): t.get_text() for t in row}
    assert found["1"] == "10"
    assert found["2"] == "9"
    assert found["3"] == "5"  # whoever is there at 4 was there at 3


def test_diffusion_separates_types_and_preliminary_points():
    points = pd.DataFrame(
        {
            "date": ["2005-10-16", "2007-03-04", "2025-10-19"],
            "share": [0.019, 0.055, 0.458],
            "kind": ["local", "parliament", "local"],
            "early": [False, False, True],
        }
    )
    fig = figures.diffusion(points, kind="kind", preliminary="early")
    drawn = [line for line in fig.axes[0].lines if len(line.get_xdata())]
    assert len(drawn) == 3
    assert len({line.get_marker() for line in drawn}) == 2
    assert [to_hex(line.get_markerfacecolor()) == style.PAPER for line in drawn].count(True) == 1
    assert {"local", "parliament", "preliminary"} <= set(words(fig))


def test_diffusion_gives_a_method_the_same_look_in_both_panels():
    days = ["2015-03-01", "2025-10-19"]
    curves = pd.DataFrame({"date": days, "share": [0.3, 0.5], "curve": "logistic"})
    rolling = pd.DataFrame(
        {"origin": days * 2, "value": [3, 4, 5, 6], "series": ["last"] * 2 + ["logistic"] * 2}
    )
    fig = figures.diffusion(pd.DataFrame({"date": days, "share": [0.3, 0.5]}), curves=curves, rolling=rolling)
    assert len(fig.axes) == 2
    assert fig.axes[0].lines[0].get_color() == fig.axes[1].lines[1].get_color()


def test_matrix_tells_not_found_from_every_answer():
    frame = pd.DataFrame({"row": ["A", "B", "B"], "column": ["x", "x", "y"], "category": ["yes", None, "no"]})
    fig = figures.matrix(frame, categories=["yes", "no"])
    marks = [(line.get_marker(), to_hex(line.get_markerfacecolor())) for line in fig.findobj(match=_marks)]
    legend, cells = marks[:3], marks[3:]
    assert len(set(legend)) == 3
    assert cells.count(legend[2]) == 2  # the empty answer, and the cell without a row
    assert words(fig)[:3] == ["yes", "no", "not found"]


def _marks(artist: object) -> bool:
    from matplotlib.lines import Line2D

    return isinstance(artist, Line2D) and artist.get_marker() not in ("", "None", None)


def test_forest_draws_each_interval():
    frame = pd.DataFrame(
        {"label": ["a", "b"], "estimate": [0.5, np.nan], "low": [0.2, 0.1], "high": [0.8, 0.3]}
    )
    fig = figures.forest(frame, reference=0)
    spans = [tuple(line.get_xdata()) for line in fig.axes[0].lines if len(line.get_xdata()) == 2]
    assert (0.2, 0.8) in spans
    assert (0.1, 0.3) in spans
    assert "0.5 (0.2 to 0.8)" in words(fig)


def test_bars_start_at_zero_and_parts_add_up():
    frame = pd.DataFrame({"label": ["a", "a", "b"], "part": ["x", "y", "x"], "value": [11, 39, 5]})
    bars = figures.bars(frame, part="part").axes[0].patches
    assert sorted((p.get_x(), p.get_x() + p.get_width()) for p in bars) == [(0, 5), (0, 11), (11, 50)]
    assert figures.bars(pd.DataFrame({"label": ["a"], "value": [3]})).axes[0].patches[0].get_x() == 0


def test_the_quiet_part_of_a_bar_is_grey_and_takes_no_colour():
    frame = pd.DataFrame({"label": "a", "part": ["unknown", "x"], "value": [1, 2]})
    bars = figures.bars(frame, part="part", quiet="unknown").axes[0].patches
    assert [to_hex(p.get_facecolor()) for p in bars] == [style.MUTED.lower(), style.SERIES[0].lower()]


def test_balance_stands_on_both_sides_of_zero_and_marks_the_difference():
    fig = figures.balance(pd.DataFrame({"label": ["President"], "down": [16], "up": [2]}))
    assert sorted(bar.get_x() + bar.get_width() for bar in fig.axes[0].patches) == [-16, 2]
    marks = [line.get_xdata() for line in fig.axes[0].lines if line.get_marker() == "D"]
    assert [list(x) for x in marks] == [[-14]]
    assert "\N{MINUS SIGN}14" in words(fig)


def test_heatmap_is_darkest_at_the_greatest_amount_and_empty_where_nothing_is():
    frame = pd.DataFrame({"row": ["71", "71", "72"], "column": ["a", "b", "a"], "value": [11, 1, 4]})
    fig = figures.heatmap(frame)
    fills = [to_hex(r.get_facecolor()) for r in fig.findobj(Rectangle) if r.get_zorder() == -3]
    assert fills[0] == style.SEQUENTIAL[-1]
    assert fills[1] == style.SEQUENTIAL[0]
    assert len(fills) == 3  # the fourth cell has no amount


def test_slope_lines_run_from_before_to_after():
    frame = pd.DataFrame({"label": ["seats", "posts"], "before": [9, 4], "after": [0, 16]})
    fig = figures.slope(frame)
    drawn = [list(line.get_ydata()) for line in fig.axes[0].lines if list(line.get_xdata()) == [0, 1]]
    assert sorted(drawn) == [[2, 4], [3, 0]]  # on a square-root scale
    assert {"rises", "falls"} <= set(words(fig))
    assert "stays" not in words(fig)


def test_trend_breaks_where_a_value_is_missing():
    frame = pd.DataFrame({"year": [2003, 2001, 2002], "value": [3, 1, np.nan]})
    line = figures.trend(frame).axes[0].lines[0]
    assert list(line.get_xdata()) == [2001, 2002, 2003]
    assert np.isnan(line.get_ydata()[1])


def test_segments_break_where_they_part_and_carry_the_first_line_on():
    frame = pd.DataFrame({"year": [2020, 2008, 2016, 2012], "value": [66, 46, np.nan, 54]})
    frame["fitted"], frame["segment"] = [66, 46, 58, 54], ["after", "before", "after", "before"]
    frame["carried"] = [70, np.nan, 62, np.nan]
    break_, carried, after, before, points = (
        figures.segments(frame, carried="carried", mark=2016).axes[0].lines
    )
    assert list(break_.get_xdata()) == [2016, 2016]
    assert list(carried.get_ydata())[2:] == [62, 70]
    assert after.get_xydata().tolist() == [[2016, 58], [2020, 66]]
    assert before.get_xydata().tolist() == [[2008, 46], [2012, 54]]
    assert after.get_color() != before.get_color()
    assert sorted(points.get_xdata()) == [2008, 2012, 2016, 2020]


def test_plane_joins_the_path_and_leaves_out_what_a_log_axis_cannot_hold():
    frame = pd.DataFrame({"x": [0.1, 0.01, 0.0, 0.05], "y": [0.2, 0.4, 0.9, 0.3], "label": list("abcd")})
    frame["role"] = ["path", "path", None, "focus"]
    ax = figures.plane(frame, role="role", path_label="other rules", log_x=True).axes[0]
    assert ax.lines[0].get_xydata().tolist() == [[0.1, 0.2], [0.01, 0.4]]
    assert len(ax.lines) == 1 + 3


def test_multiples_share_their_scales():
    frame = pd.DataFrame({"x": [0.5, 0.9] * 2, "value": [0.1, 0.2, 0.6, 0.8], "series": "a"})
    frame["panel"] = ["one", "one", "two", "two"]
    one, two = figures.multiples(frame).axes
    assert one.get_ylim() == two.get_ylim()
    assert one.lines[0].get_ydata().tolist() == [0.1, 0.2]
    assert two.lines[0].get_ydata().tolist() == [0.6, 0.8]


def test_spans_end_at_the_edge_and_proposals_are_outlines():
    frame = pd.DataFrame({"label": ["law", "bill", "undated bill"], "valid_from": ["2010", "2024-03", None]})
    frame["valid_to"], frame["said"] = None, [False, True, True]
    bars = figures.spans(frame, proposed="said", until="2026-01-01").axes[0].patches
    assert len(bars) == 2
    assert bars[0].get_x() + bars[0].get_width() == pytest.approx(20454)  # 2026-01-01 as days since 1970
    assert bars[1].get_facecolor() != bars[0].get_facecolor()


KINDS = {
    "lorenz": ("population_share", "value_share"),
    "ladder": ("label", "value"),
    "timeline": ("valid_from", "value"),
    "tile_grid": ("place", "value"),
    "exceedance": ("value", "share"),
    "survival": ("time", "survival"),
    "diffusion": ("date", "share"),
    "matrix": ("row", "column", "category"),
    "trend": ("year", "value"),
    "forest": ("label", "estimate", "low", "high"),
    "bars": ("label", "value"),
    "balance": ("label", "down", "up"),
    "heatmap": ("row", "column", "value"),
    "slope": ("label", "before", "after"),
    "plane": ("x", "y", "label"),
    "multiples": ("x", "value", "series", "panel"),
    "spans": ("label", "valid_from", "valid_to"),
    "segments": ("year", "value", "fitted", "segment"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_frame_and_a_missing_column_are_named(kind):
    draw = getattr(figures, kind)
    with pytest.raises(FigureError, match=f"{kind}: the frame has no rows"):
        draw(pd.DataFrame(columns=list(KINDS[kind])))
    for column in KINDS[kind]:
        others = {c: [1] for c in KINDS[kind] if c != column} | {column + "s": [1]}
        with pytest.raises(FigureError, match=f"no column '{column}'.*did you mean '{column}s'"):
            draw(pd.DataFrame(others))


@pytest.mark.parametrize(
    ("message", "draw"),
    [
        ("-2.0 .*'a'", lambda: figures.ladder(pd.DataFrame({"label": ["a"], "value": [-2]}))),
        (
            "'many' in column 'value', row 0",
            lambda: figures.ladder(pd.DataFrame({"label": ["a"], "value": ["many"]})),
        ),
        ("'May'.*not a date", lambda: figures.timeline(pd.DataFrame({"valid_from": ["May"], "value": [1]}))),
        ("'US-TXX'.*'US-TX'", lambda: figures.tile_grid(pd.DataFrame({"place": ["US-TXX"], "value": [1]}))),
        (
            "more than one row for US-CT",
            lambda: figures.tile_grid(pd.DataFrame({"place": ["CT", "US-CT"], "value": 1})),
        ),
        (
            "edges must ascend",
            lambda: figures.tile_grid(pd.DataFrame({"place": ["CT"], "value": 1}), edges=[2, 1]),
        ),
        (
            "between 0 and 1, not 1.5",
            lambda: figures.exceedance(pd.DataFrame({"value": [1], "share": [1.5]})),
        ),
        ("between 0 and 1", lambda: figures.survival(pd.DataFrame({"time": [1], "survival": [-0.1]}))),
        (
            "more than one row for 'A', 'x'",
            lambda: figures.matrix(pd.DataFrame({"row": ["A"] * 2, "column": "x", "category": "yes"})),
        ),
        (
            "'yes' is not in categories",
            lambda: figures.matrix(
                pd.DataFrame({"row": ["A"], "column": "x", "category": "yes"}), categories=["no"]
            ),
        ),
        (
            "5 segments, at most 4",
            lambda: figures.segments(
                pd.DataFrame({"year": range(5), "value": 1, "fitted": 1, "segment": list("abcde")})
            ),
        ),
        ("points='dots'", lambda: figures.trend(pd.DataFrame({"year": [1], "value": [1]}), points="dots")),
        (
            "'a' needs two amounts",
            lambda: figures.balance(pd.DataFrame({"label": ["a"], "down": [-1], "up": 0})),
        ),
        (
            "'r', 'c' holds 0",
            lambda: figures.heatmap(pd.DataFrame({"row": ["r"], "column": "c", "value": 0})),
        ),
        (
            "'a' needs two values",
            lambda: figures.slope(pd.DataFrame({"label": ["a"], "before": [None], "after": 1})),
        ),
        (
            "no row has a place",
            lambda: figures.plane(pd.DataFrame({"x": [0], "y": [1], "label": "a"}), log_x=True),
        ),
        (
            "11 lines",
            lambda: figures.multiples(
                pd.DataFrame({"x": 1, "value": 1, "series": [str(i) for i in range(11)], "panel": "a"})
            ),
        ),
        (
            "no row has a date",
            lambda: figures.spans(pd.DataFrame({"label": ["a"], "valid_from": [None], "valid_to": [None]})),
        ),
        ("infinitely long", lambda: figures.bars(pd.DataFrame({"label": ["a"], "value": [np.inf]}))),
    ],
)
def test_what_cannot_be_drawn_is_said(message, draw):
    with pytest.raises(FigureError, match=message):
        draw()


# --- Lorenz curves and bands ---------------------------------------------------------------------


def test_lorenz_draws_the_curve_under_the_diagonal():
    frame = pd.DataFrame({"population_share": [0, 0.8, 1], "value_share": [0, 0.4, 1]})
    lines = [line.get_xydata().tolist() for line in figures.lorenz(frame).axes[0].lines]
    assert [[0, 0], [1, 1]] in lines
    assert [[0, 0], [0.8, 0.4], [1, 1]] in lines


def test_lorenz_refuses_shares_beyond_the_whole():
    frame = pd.DataFrame({"population_share": [0, 1.2], "value_share": [0, 1]})
    with pytest.raises(FigureError, match="between 0 and 1"):
        figures.lorenz(frame)


BANDS = pd.DataFrame(
    {
        "label": ["KAZ", "KAZ", "POL"],
        "valid_from": ["2007", "2022-06-08", None],
        "valid_to": ["2022-06-08", None, None],
        "category": ["none", "barred", "none"],
    }
)
FILLS = {"none": "empty", "barred": "5"}


def test_bands_meet_and_reach_the_edges():
    fig = figures.bands(BANDS, categories=FILLS, since="2000", until="2026")
    bands = [p.get_bbox() for p in fig.patches + fig.artists if getattr(p, "get_width", lambda: 0)() > 40]
    bands = sorted(((round(b.y0), b.x0, b.x1) for b in bands), key=lambda b: b)
    (_, a0, a1), (_, b0, b1), (_, c0, c1) = bands
    assert a1 == pytest.approx(b0)
    assert b1 == pytest.approx(c1)
    assert c0 < a0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"categories": {"none": "empty"}}, "barred"),
        ({"categories": {"none": "empty", "barred": "red"}}, "no fill 'red'"),
        ({"until": "1990"}, "no span of time"),
    ],
)
def test_bands_say_what_is_wrong(change, problem):
    with pytest.raises(FigureError, match=problem):
        figures.bands(BANDS, **({"categories": FILLS, "since": "2000", "until": "2026"} | change))


def test_hemicycle_has_a_seat_for_every_seat_and_counts_them():
    frame = pd.DataFrame({"label": ["AMANAT", "Auyl", "Baytaq"], "seats": [62, 36, 0]})
    fig = figures.hemicycle(frame, marks={"2/3": lambda house: 66})
    benches = [line for line in fig.axes[0].lines if line.get_marker() != "None"]
    assert [len(line.get_xdata()) for line in benches] == [62, 36]
    assert max(benches[0].get_xdata()[:3]) < min(benches[1].get_xdata()[-3:]), "the first party sits left"
    assert {"62", "36", "98", "2/3", "AMANAT", "Auyl"} <= set(words(fig))
    assert "Baytaq" not in words(fig)


def test_hemicycle_parties_keep_their_sign_in_every_chamber():
    frame = pd.DataFrame(
        {"panel": ["old", "old", "new", "new"], "label": ["A", "B", "B", "C"], "seats": [5, 4, 6, 3]}
    )
    fig = figures.hemicycle(frame, panel="panel")
    looks = [(line.get_marker(), to_hex(line.get_markeredgecolor())) for line in fig.axes[0].lines]
    assert looks[1] == looks[2]
    assert len(set(looks)) == 3


@pytest.mark.parametrize(
    ("seats", "message"),
    [
        ([1.5, 2], "whole numbers"),
        ([-1, 2], "whole numbers"),
        ([0, 0], "has no seats"),
        ([np.nan, 2], "whole"),
    ],
)
def test_hemicycle_refuses_what_is_no_chamber(seats, message):
    with pytest.raises(FigureError, match=message):
        figures.hemicycle(pd.DataFrame({"label": ["A", "B"], "seats": seats}))


def test_hemicycle_refuses_more_parties_than_signs():
    with pytest.raises(FigureError, match="11 parties"):
        figures.hemicycle(pd.DataFrame({"label": list("ABCDEFGHIJK"), "seats": 1}))
    with pytest.raises(FigureError, match="occurs twice"):
        figures.hemicycle(pd.DataFrame({"label": ["A", "A"], "seats": 1}))


def test_waffle_has_a_square_for_every_case_and_counts_them():
    frame = pd.DataFrame(
        [
            ("Europe", "own body", 22),
            ("Europe", "government", 18),
            ("Europe", "both", 0),
            ("Asia", "both", 4),
        ],
        columns=["label", "part", "value"],
    )
    fig = figures.waffle(frame.assign(role=["focus"] * 3 + [""]), role="role")
    squares = fig.axes[0].lines
    assert [len(line.get_xdata()) for line in squares] == [22, 18, 4]
    assert max(squares[0].get_xdata()) <= min(squares[1].get_xdata()), "the first kind stands left"
    assert {"22", "18", "4", "40", "own body", "government", "both", "Europe", "Asia"} <= set(words(fig))
    assert len({to_hex(line.get_markerfacecolor()) for line in squares}) == 3


def test_waffle_squares_never_share_a_place():
    frame = pd.DataFrame({"label": ["A", "A", "B"], "part": ["x", "y", "x"], "value": [53, 41, 7]})
    fig = figures.waffle(frame, width=480)
    spots = [spot for line in fig.axes[0].lines for spot in zip(*line.get_data(), strict=True)]
    assert len(set(spots)) == 101


def test_waffle_kinds_keep_their_sign_and_the_order_of_a_categorical():
    frame = pd.DataFrame({"label": ["A", "B", "B"], "part": ["y", "x", "y"], "value": [1, 2, 3]})
    frame["part"] = pd.Categorical(frame["part"], ["x", "y"])
    y, x, again = (line.get_markeredgecolor() for line in figures.waffle(frame).axes[0].lines)
    assert y == again != x


@pytest.mark.parametrize(
    ("values", "message"),
    [([1.5, 2], "whole numbers"), ([-1, 2], "whole numbers"), ([np.nan, 2], "whole"), ([0, 0], "no cases")],
)
def test_waffle_refuses_what_cannot_be_counted(values, message):
    with pytest.raises(FigureError, match=message):
        figures.waffle(pd.DataFrame({"label": "A", "part": ["x", "y"], "value": values}))


def test_waffle_refuses_more_kinds_than_signs():
    with pytest.raises(FigureError, match="11 kinds"):
        figures.waffle(pd.DataFrame({"label": "A", "part": list("ABCDEFGHIJK"), "value": 1}))
    with pytest.raises(FigureError, match="occurs twice"):
        figures.waffle(pd.DataFrame({"label": "A", "part": ["x", "x"], "value": 1}))
