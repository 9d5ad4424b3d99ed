"""Which rules protect the innocent as well as a given one does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures.juries.bench import Bench
from comparative.measures.juries.verdicts import verdict

__all__ = ["equivalent_rules", "frontier"]


def equivalent_rules(
    bench: Bench,
    target: Bench,
    *,
    p_lay: Sequence[ArrayLike],
    p_professional: Sequence[ArrayLike] | None = None,
    rho: float = 0.0,
) -> pd.DataFrame:
    """List the rules of a bench under which an innocent is convicted no oftener than under another's.

    Parameters
    ----------
    bench : Bench
        Whose members are kept while the votes needed vary.
    target : Bench
        Whose risk of convicting an innocent is the limit.
    p_lay, p_professional, rho
        As in :func:`comparative.measures.juries.verdict`; numbers, not grids.

    Returns
    -------
    DataFrame
        One row per rule that keeps within the limit, fewest votes first: `required`, `lay_required` (0, or
        more than the total already implies), `lay_votes_needed`, `convict_innocent`, `convict_guilty`, and
        `limit`.

    Examples
    --------
    >>> eleven = Bench(lay=10, professional=1, required=6)
    >>> twelve = Bench(lay=12, required=8)
    >>> rules = equivalent_rules(eleven, twelve, p_lay=(0.8, 0.2))
    >>> int(rules["required"].min())
    8
    """

    def risk(one: Bench) -> tuple[float, float]:
        found = verdict(one, p_lay=p_lay, p_professional=p_professional, rho=rho)
        return float(found.convict_innocent), float(found.convict_guilty)

    limit, _ = risk(target)
    rows = []
    for required in range(1, bench.size + 1):
        implied = max(required - bench.professional, 0)
        # Beyond these the votes required besides would raise the total: a rule listed further down.
        most = min(required - bench.professional_required, bench.lay)
        for lay_required in (0, *range(implied + 1, most + 1)):
            one = Bench(bench.lay, bench.professional, required, lay_required, bench.professional_required)
            innocent, guilty = risk(one)
            if innocent <= limit * (1 + 1e-12):
                rows.append((required, lay_required, one.lay_votes_needed, innocent, guilty, limit))
    columns = ["required", "lay_required", "lay_votes_needed", "convict_innocent", "convict_guilty", "limit"]
    return pd.DataFrame(rows, columns=columns)


def frontier(
    target: Bench,
    sizes: Iterable[int],
    *,
    professional: int = 0,
    p_lay: Sequence[ArrayLike],
    p_professional: Sequence[ArrayLike] | None = None,
    rho: float = 0.0,
) -> pd.DataFrame:
    """Find for each size of bench the fewest votes that protect the innocent as well as the target does.

    Parameters
    ----------
    target : Bench
        Whose risk of convicting an innocent is the limit.
    sizes : iterable of int
        Members of the benches compared.
    professional : int
        Judges among them; benches no larger than that are left out.
    p_lay, p_professional, rho
        As in :func:`equivalent_rules`.

    Returns
    -------
    DataFrame
        `size`, `required`, `share` (of the votes), `convict_innocent`, `convict_guilty`; `required` is
        missing where not even unanimity is enough.

    Examples
    --------
    >>> found = frontier(Bench(lay=10, professional=1, required=6), [9, 12], p_lay=(0.8, 0.2))
    >>> found["required"].astype(int).tolist()
    [6, 7]
    """
    rows = []
    for size in sizes:
        if size <= professional:
            continue
        bench = Bench(size - professional, professional, size)
        rules = equivalent_rules(bench, target, p_lay=p_lay, p_professional=p_professional, rho=rho)
        rules = rules[rules["lay_required"].eq(0)]
        best = rules.iloc[0] if len(rules) else pd.Series(dtype=float)
        rows.append(
            {
                "size": size,
                "required": best.get("required"),
                "share": best["required"] / size if len(rules) else None,
                "convict_innocent": best.get("convict_innocent"),
                "convict_guilty": best.get("convict_guilty"),
            }
        )
    return (
        pd.DataFrame(rows, columns=["size", "required", "share", "convict_innocent", "convict_guilty"])
        .astype(float)
        .astype({"size": int})
    )
