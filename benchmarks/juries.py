"""The exact verdict engine against a simulation of a million trials."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np

from comparative.measures.juries import Bench, accurate, verdict

DRAWS = 1_000_000
BENCH = Bench(lay=10, professional=1, required=6)
LAY, JUDGE = 0.8, 0.9


def simulated(rng: np.random.Generator, lay: float, judge: float) -> tuple[float, float]:
    """Convictions per guilty and per innocent accused, vectorised, drawing numbers of votes at once."""
    shares = []
    for p, q in ((lay, judge), (1 - lay, 1 - judge)):
        for_guilt = rng.binomial(BENCH.lay, p, DRAWS) + rng.binomial(BENCH.professional, q, DRAWS)
        shares.append(float((for_guilt >= BENCH.required).mean()))
    return shares[0], shares[1]


def measure(repeats: int = 5) -> list[dict[str, object]]:
    """Return rows of `what`, `exact_seconds`, `simulation_seconds`, `ratio` and the largest `difference`.

    The simulation is the cheapest there is; it is right to about three digits, the engine to fourteen. The
    grid counts the simulation at one of its points and multiplies, which favours neither.
    """
    rng = np.random.default_rng(1785)
    one = {"p_lay": accurate(LAY), "p_professional": accurate(JUDGE)}
    exact, found = _timed(lambda: verdict(BENCH, **one), 100 * repeats)
    drawing, shares = _timed(lambda: simulated(rng, LAY, JUDGE), repeats)
    rows = [_row("one bench, both errors", exact, drawing, _apart(found, shares))]
    lay = np.linspace(0.55, 0.95, 1000)
    grid = {"p_lay": accurate(lay), "p_professional": accurate(lay)}
    exact, found = _timed(lambda: verdict(BENCH, **grid), repeats)
    drawing, shares = _timed(lambda: simulated(rng, lay[500], lay[500]), repeats)
    at = verdict(BENCH, p_lay=accurate(lay[500]))
    rows.append(_row("a grid of 1,000 accuracies", exact, drawing * len(lay), _apart(at, shares)))
    return rows


def _apart(found: object, shares: tuple[float, float]) -> float:
    return max(abs(found.convict_guilty - shares[0]), abs(found.convict_innocent - shares[1]))  # type: ignore[attr-defined]


def _row(what: str, exact: float, drawing: float, difference: float) -> dict[str, object]:
    return {
        "what": what,
        "exact_seconds": exact,
        "simulation_seconds": drawing,
        "ratio": drawing / exact,
        "difference": difference,
    }


def _timed(run: Callable[[], object], repeats: int) -> tuple[float, object]:
    """Least wall time of some runs, and what the last returned."""
    least = float("inf")
    for _ in range(repeats):
        start = perf_counter()
        result = run()
        least = min(least, perf_counter() - start)
    return least, result


def markdown(rows: list[dict[str, object]]) -> str:
    """Write the rows as a section of Markdown."""
    lines = [
        "## Juries",
        "",
        "The exact verdict engine against a simulation of a million draws.",
        "",
        "| | exact, s | simulation, s | slower by | largest difference |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {row['what']} | {row['exact_seconds']:.2g} | {row['simulation_seconds']:.2g} "
            f"| {row['ratio']:,.0f} | {row['difference']:.2g} |"
            for row in rows
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(measure()))
