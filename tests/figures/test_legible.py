"""No picture lets texts overlap or leave the canvas, on real tables and on awkward ones."""

import numpy as np
import pandas as pd
import pytest

from comparative import evidence, figures
from comparative.figures.tiles import GRID

KAZAKH = [
    "Біріккен Араб Әмірліктері",
    "Ұлыбритания және Солтүстік Ирландия Біріккен Корольдігі",
    "Америка Құрама Штаттары",
    "Боснияжәнегерцеговинағақатыстыөтеұзынсөз" * 2,
    "Қазақстан",
]
WIDE = np.array([1e-6, 1e9, 3.3333, 0, np.nan, 1e9, 12345.678])


def names(n: int) -> list[str]:
    """Names of cases, some of them long, all different."""
    return [f"{KAZAKH[i % len(KAZAKH)]} {i}" for i in range(n)]


def rows(values: np.ndarray, **more: object) -> pd.DataFrame:
    return pd.DataFrame({"label": names(len(values)), "value": values, **more})


LADDERS = {
    "one row": rows(np.array([2.5])),
    "one zero": rows(np.array([0.0])),
    "one unknown": rows(np.array([np.nan])),
    "sixty rows": rows(np.geomspace(0.001, 1000, 60)),
    "equal": rows(np.full(7, 5000.0)),
    "wide": rows(WIDE),
    "groups": rows(WIDE, group=["members", "жазылымдар"] * 3 + ["members"]),
}


@pytest.mark.parametrize("case", LADDERS)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_ladder(case, width, legible):
    frame = LADDERS[case].assign(role=["focus"] + ["regime"] * (len(LADDERS[case]) - 1))
    group = "group" if "group" in frame else None
    legible(figures.ladder(frame, role="role", group=group, xlabel="10 000 тұрғынға шаққанда", width=width))


def test_ladder_pooled_has_a_legend(legible):
    frame = rows(WIDE, kind=["members", "signatures", "founders", "none", "members", "none", "founders"])
    legible(figures.ladder(frame, kind="kind", zero="талап жоқ"))


def test_ladder_of_the_evidence(legible):
    rules = evidence.load("party_registration", "thresholds", as_of="2022-12-31")
    frame = rules.rename(columns={"place": "label", "threshold_count": "value"})
    legible(figures.ladder(frame, group="requirement_type", xlabel="people"))


TIMELINES = {
    "one rule": [("2002-07-15", 50000, False)],
    "a promise alone": [("2002", 50000, True)],
    "same day": [("2002", 50000, False), ("2002", 40000, True), ("2002", 40000, False)],
    "crowded": [(f"2020-{m:02}", 1000 * m, m % 2 == 0) for m in range(1, 13)],
    "wide": [("1996", 1, False), ("2002", 1e9, False), ("2003", 2, True), ("2020", 0, False)],
    "gap": [("1996", 3000, False), ("2002", None, False), ("2009", 40000, False)],
    "equal": [("1996", 3000, False), ("2002", 3000, False)],
}


@pytest.mark.parametrize("case", TIMELINES)
@pytest.mark.parametrize("log", [False, True])
def test_timeline(case, log, legible):
    frame = pd.DataFrame(TIMELINES[case], columns=["valid_from", "value", "said"])
    if log:
        frame = frame[frame["value"] != 0]
    frame["head"] = pd.to_numeric(frame["value"]) / 1e4
    legible(
        figures.timeline(
            frame, announced="said", per_head="head", ylabel="мүшелердің ең аз саны",
            ylabel_per_head="10 000 тұрғынға",            until="2026-06-30", log=log,
        )
    )  # fmt: skip


def states(values: np.ndarray) -> pd.DataFrame:
    places = sorted(f"US-{code}" for code in GRID if code != "DC")[: len(values)]
    return pd.DataFrame({"place": places, "value": values[: len(places)]})


@pytest.mark.parametrize("width", [720.0, 480.0])
@pytest.mark.parametrize(
    "values",
    [np.array([250.0]), np.full(50, 1000.0), np.geomspace(1e-5, 1e9, 50), np.full(50, np.nan)],
    ids=["one", "equal", "wide", "unknown"],
)
def test_tile_grid(values, width, legible):
    frame = states(values)
    frame["category"] = [
        "шектеусіз" if i % 7 == 0 else "тыйым салынған" if i % 11 == 0 else "" for i in frame.index
    ]
    frame["note"] = "өте ұзын жазба"
    legible(figures.tile_grid(frame, width=width))
    legible(figures.tile_grid(frame, category="category", width=width))
    legible(figures.tile_grid(frame, category="category", text="note", width=width))


EXCEEDANCES = {
    "one step": [("", 500, 0.2)],
    "no step": [("", np.inf, 0.2)],
    "to zero": [("Губернатор", 500, 0.5), ("Губернатор", 5000, 0)],
    "same plateau": [(f"Сенат пен Мәжіліс {i}", 500 * (i + 1), 0.22) for i in range(6)],
    "from zero": [("", 0, 0.9), ("", 10, 0.4)],
    "wide": [("A", 1e-3, 0.9), ("A", 1e9, 0.1)],
}


@pytest.mark.parametrize("case", EXCEEDANCES)
def test_exceedance(case, legible):
    frame = pd.DataFrame(EXCEEDANCES[case], columns=["series", "value", "share"])
    marks = pd.DataFrame({"value": [500, 510, 505, 4000, 1e8, np.nan], "label": [*KAZAKH, "жоқ"]})
    for flags in (None, marks.head(1), marks):
        legible(
            figures.exceedance(
                frame, series="series", marks=flags, plateau="шектеусіз", xlabel="АҚШ доллары",
                ylabel="штаттар үлесі",
            )
        )  # fmt: skip


SURVIVALS = {
    "one": [("", 1, 0.5, 0.1, 0.9, 2, 1)],
    "at once": [("", 0, 0.0, np.nan, np.nan, 2, 0)],
    "long": [("", t, 1 - t / 200, 0.1, 1.0, 200000 - t, t % 2) for t in range(1, 121)],
    "equal": [(n, t, 0.5, 0.1, 0.9, 5, 1) for n in KAZAKH[:4] for t in (1, 2)],
}


@pytest.mark.parametrize("case", SURVIVALS)
def test_survival(case, legible):
    columns = ["series", "time", "survival", "low", "high", "at_risk", "censored"]
    frame = pd.DataFrame(SURVIVALS[case], columns=columns)
    series = "series" if frame["series"].any() else None
    legible(
        figures.survival(
            frame, low="low", high="high", at_risk="at_risk", censored="censored", series=series,
            xlabel="алғашқы қолданудан бергі жылдар", ylabel="жалғасып жатқан бағдарламалар үлесі",
        )
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 2, 60])
def test_diffusion(n, legible):
    days = pd.date_range("2005-10-16", periods=n, freq="300D")
    points = pd.DataFrame({"date": days, "share": np.linspace(0, 0.5, n)})
    points["kind"] = [("жергілікті", "парламент")[i % 2] for i in points.index]
    curves = pd.DataFrame({"date": days, "share": 0.5, "low": 0.4, "high": 0.6})
    curves = pd.concat([curves.assign(curve=name) for name in KAZAKH[:3]])
    rolling = pd.DataFrame({"origin": days, "value": 5.0})
    rolling = pd.concat([rolling.assign(series=name) for name in [*KAZAKH[:3], "соңғы мән"]])
    legible(figures.diffusion(points))
    legible(
        figures.diffusion(
            points, kind="kind", curves=curves, low="low", high="high", rolling=rolling,
            projected_from="2020-01-01", ylabel="онлайн дауыс бергендер үлесі", rolling_ylabel="орташа қате",
        )
    )  # fmt: skip


@pytest.mark.parametrize(("n", "columns"), [(1, 1), (60, 3), (8, 14), (3, 30)])
def test_matrix(n, columns, legible):
    heads = [f"{KAZAKH[j % 3]} {j}" for j in range(columns)]
    frame = pd.DataFrame([(r, c) for r in names(n) for c in heads], columns=["row", "column"])
    frame["category"] = [("рұқсат", "тыйым", None)[i % 3] for i in frame.index]
    frame["note"] = "5 000"
    legible(figures.matrix(frame, focus=names(n)[:1]))
    legible(figures.matrix(frame, text="note"))


@pytest.mark.parametrize("points", ["both", "line", "points"])
@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [1e-6, 1e9], [np.nan, 3.0], [-4.0, -2.0]], ids=str)
def test_trend(points, values, legible):
    frame = pd.DataFrame({"year": range(2000, 2000 + len(values)), "value": values})
    frame = pd.concat([frame.assign(group=name) for name in names(9)])
    frame["low"], frame["high"] = frame["value"] - 1, frame["value"] + 1
    legible(
        figures.trend(
            frame, group="group", low="low", high="high", points=points, mark=2000.5, xlabel="жыл",
            ylabel="штаттар",
        )
    )  # fmt: skip


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [1e-6, 1e9, 3], [np.nan, 3.0], [-4.0, -2.0]], ids=str)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_segments(values, width, legible):
    frame = pd.DataFrame({"year": range(2000, 2000 + len(values)), "value": values, "fitted": 2.0})
    frame["segment"] = [KAZAKH[min(i, 1)] for i in frame.index]
    frame["carried"] = 1.0
    legible(
        figures.segments(
            frame, carried="carried", carried_label="алғашқы сызықтың жалғасы", point_label="сайлау",
            mark=2000.5, xlabel="жыл", ylabel="сайлаушылардың үлесі", width=width,
        )
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 60])
@pytest.mark.parametrize("log", [False, True])
def test_forest(n, log, legible):
    middle = np.geomspace(0.001, 1e6, n)
    frame = pd.DataFrame({"label": names(n), "estimate": middle, "low": middle / 2, "high": middle * 2})
    frame.loc[0, "estimate"] = np.nan
    frame["role"] = "focus"
    legible(figures.forest(frame, role="role", reference=1, log=log, xlabel="икемділік"))


@pytest.mark.parametrize("values", [[0.0], [np.nan], [-5.0, 5.0], [1e9, 1e-6, 3], list(range(60))], ids=len)
def test_bars(values, legible):
    legible(figures.bars(rows(np.array(values, dtype=float)), xlabel="штаттар"))


def test_bars_of_parts(legible):
    frame = pd.DataFrame(
        [(r, p, v) for r in names(12) for p, v in (("рұқсат", 39), ("тыйым", 1), ("белгісіз", np.nan))],
        columns=["label", "part", "value"],
    )
    legible(figures.bars(frame, part="part", xlabel="штаттар"))


@pytest.mark.parametrize(
    "values", [[(0, 0)], [(16, 2), (2, 12), (0, 13)], [(1e9, 0), (3.3333, 1e6)]], ids=len
)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_balance(values, width, legible):
    frame = pd.DataFrame(values, columns=["down", "up"]).assign(label=names(len(values)), group=KAZAKH[1])
    legible(figures.balance(frame, xlabel="өзгерістер", group="group", width=width))


@pytest.mark.parametrize(("n", "columns"), [(1, 1), (37, 19), (8, 14)])
def test_heatmap(n, columns, legible):
    heads = [f"{KAZAKH[j % 3]} {j}" for j in range(columns)]
    frame = pd.DataFrame([(r, c) for r in names(n) for c in heads], columns=["row", "column"])
    frame["value"] = [1 + i % 11 for i in frame.index]
    frame["group"] = frame["row"].str[-1]
    legible(figures.heatmap(frame[frame.index % 3 != 1], group="group"))


@pytest.mark.parametrize(
    "values",
    [[(0, 0)], [(107, 98), (15, 10), (0, 5)], [(1, 0)] * 9 + [(0, 1)] * 9, [(0, 1e9), (0.001, 0.002)]],
    ids=["one", "few", "crowded", "wide"],
)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_slope(values, width, legible):
    frame = pd.DataFrame(values, columns=["before", "after"]).assign(label=names(len(values)), role="focus")
    frame["group"] = [KAZAKH[i % 2] for i in frame.index]
    legible(figures.slope(frame, ends=("реформаға дейін", "реформадан кейін"), width=width))
    legible(figures.slope(frame, group="group", role="role", width=width))


PLANES = {
    "one": [("6 of 11", 0.01, 0.01)],
    "one spot": [(name, 0.01, 0.5) for name in KAZAKH],
    "wide": [(f"{name} {i}", 10.0**-i, 1 / (i + 1)) for i, name in enumerate(KAZAKH * 3)],
    "zero": [("12 of 12", 0.0, 0.9), ("6 of 11", 0.01, 0.01)],
}


@pytest.mark.parametrize("case", PLANES)
@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_plane(case, log, width, legible):
    frame = pd.DataFrame(PLANES[case], columns=["label", "x", "y"])
    frame["kind"] = [("алқа", "аралас")[i % 2] for i in frame.index]
    frame["role"] = ["path"] * (len(frame) // 2) + ["focus"] + [None] * (len(frame) - len(frame) // 2 - 1)
    legible(
        figures.plane(
            frame, kind="kind", role="role", path_label="басқа ережелермен", log_x=log, log_y=log,
            width=width, xlabel="сотталған жазықсыздар үлесі", ylabel="сотталмаған кінәлілер үлесі",
        )
    )  # fmt: skip


@pytest.mark.parametrize(("panels", "lines"), [(1, 1), (3, 5), (7, 10)])
@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_multiples(panels, lines, log, width, legible):
    at = [
        (p, s, x, x**8 * (j + 1))
        for p in names(panels)
        for j, s in enumerate(f"{i} дауыс 11-ден" for i in range(lines))
        for x in (0.1, 0.5, 0.95)
    ]
    frame = pd.DataFrame(at, columns=["panel", "series", "x", "value"])
    legible(figures.multiples(frame, log=log, mark=0.5, xlabel="дәлдік", ylabel="қате үкім", width=width))


@pytest.mark.parametrize("n", [1, 2, 30])
def test_spans(n, legible):
    frame = pd.DataFrame({"label": names(n), "valid_from": [str(1990 + i) for i in range(n)]})
    frame["valid_to"] = [str(1991 + i) if i % 3 else None for i in range(n)]
    frame.loc[n // 2, "valid_from"] = None if n > 2 else "1990"
    frame["text"], frame["said"] = "44 түрі", [i % 5 == 4 for i in range(n)]
    frame["role"] = "focus"
    legible(
        figures.spans(
            frame, text="text", role="role", proposed="said", proposed_label="заң жобасы", until="2026-06-30"
        )
    )


@pytest.mark.parametrize("n", [1, 4])
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_lorenz(n, width, legible):
    curve = pd.DataFrame({"population_share": [0, 0.5, 1], "value_share": [0, 0.1, 1]})
    frame = pd.concat([curve.assign(series=name) for name in names(n)])
    legible(
        figures.lorenz(
            frame, series="series" if n > 1 else None, xlabel="тұрғындардың жинақталған үлесі",
            ylabel="сайланатын сенаторлардың жинақталған үлесі", width=width,
        )
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 2, 60])
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_bands(n, width, legible):
    frame = pd.DataFrame({"label": names(n), "valid_from": "1991", "valid_to": "2007-05"})
    frame = pd.concat([frame, frame.assign(valid_from="2007-05", valid_to=[None] * n)])
    kinds = ["партия мүшесі емес", "ереже жоқ", "мүшелікті тоқтата тұрады"]
    frame["category"] = [kinds[i % 3] for i in range(len(frame))]
    fills = dict(zip(kinds, ("5", "empty", "apart"), strict=True))
    frame["group"] = [KAZAKH[i % 3 % n] for i in range(n)] * 2
    until = "2026-06-30"
    legible(figures.bands(frame, categories=fills, focus=names(n)[0], until=until, width=width))
    legible(
        figures.bands(frame, categories=fills, group="group", mark="2022-06-08", until=until, width=width)
    )


def parties(n: int) -> list[str]:
    """Long names that a legend of a narrow figure can still hold."""
    return [f"{KAZAKH[i % 3][:45]} {i}" for i in range(n)]


HEMICYCLES = {
    "one seat": [("", "A", 1)],
    "one party": [("", "A", 98)],
    "all alike": [("", name, 1) for name in parties(10)],
    "many small": [("", name, 1 + 900 * (i == 0)) for i, name in enumerate(parties(10))],
    "two seats": [("", "A", 1), ("", "B", 1)],
    "panels": [(f"{KAZAKH[1]} {j}", name, 3 + i * j) for j in range(5) for i, name in enumerate(parties(9))],
}


@pytest.mark.parametrize("case", HEMICYCLES)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_hemicycle(case, width, legible):
    frame = pd.DataFrame(HEMICYCLES[case], columns=["panel", "label", "seats"])
    marks = {"1/2": lambda house: house // 2 + 1, "2/3": lambda house: -(-2 * house // 3)}
    panel = "panel" if frame["panel"].any() else None
    legible(figures.hemicycle(frame, panel=panel, marks=marks, width=width))
    legible(figures.hemicycle(frame, panel=panel, width=width))


WAFFLES = {
    "one": [("", "жалғыз", 1)],
    "one each": [("Еуропа", f"түр {i}", 1) for i in range(10)],
    "many": [(name, kind, 7 * i + 3) for i, name in enumerate(names(7)) for kind in KAZAKH[:2]],
    "thousands": [(KAZAKH[1], "тәуелсіз", 1553), (KAZAKH[1], "аралас", 1), (KAZAKH[4], "аралас", 0)],
}


@pytest.mark.parametrize("case", WAFFLES)
@pytest.mark.parametrize("width", [720.0, 480.0])
def test_waffle(case, width, legible):
    frame = pd.DataFrame(WAFFLES[case], columns=["label", "part", "value"])
    frame["role"] = ["focus", *[""] * (len(frame) - 1)]
    legible(figures.waffle(frame, role="role", width=width))
