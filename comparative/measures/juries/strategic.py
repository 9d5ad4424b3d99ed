"""Jurors who vote as if their vote decided: the equilibrium of Feddersen and Pesendorfer."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from comparative.measures.juries.bench import Bench
from comparative.measures.juries.verdicts import verdict

__all__ = ["Equilibrium", "feddersen_pesendorfer"]


@dataclass(frozen=True)
class Equilibrium:
    """How strategic jurors vote, and what the verdicts are worth.

    Attributes
    ----------
    kind : {"informative", "innocent signal mixes", "guilty signal mixes", "always guilty", "never guilty"}
        Who follows the signal. In the last two nobody does.
    vote_after_innocent, vote_after_guilty : float
        Probability of a vote for guilt after a signal of innocence, and of guilt.
    convict_innocent, acquit_guilty : float
        Probabilities of both errors.
    """

    kind: str
    vote_after_innocent: float
    vote_after_guilty: float
    convict_innocent: float
    acquit_guilty: float


def feddersen_pesendorfer(n: int, p: float, q: float, rule: int | None = None) -> Equilibrium:
    """Return the symmetric equilibrium of strategic voting by jurors of equal accuracy.

    Guilt and innocence are equally likely beforehand. Each juror sees a signal that is right with
    probability `p`, and prefers conviction if guilt is likelier than `q`, judging as if the own vote decided.

    Parameters
    ----------
    n : int
        Jurors, two or more.
    p : float
        Accuracy of the signal, above one half and below one.
    q : float
        Threshold of reasonable doubt, between zero and one.
    rule : int, optional
        Votes needed to convict; all if left out.

    Returns
    -------
    Equilibrium

    Raises
    ------
    ValueError
        If the rule is impossible or a parameter is out of range.

    References
    ----------
    Feddersen, T. and Pesendorfer, W. (1998). Convicting the innocent: the inferiority of unanimous jury
    verdicts under strategic voting. American Political Science Review 92(1), 23-35.

    Examples
    --------
    >>> found = feddersen_pesendorfer(3, 0.7, 0.5)
    >>> found.kind, round(found.vote_after_innocent, 5), round(found.convict_innocent, 4)
    ('innocent signal mixes', 0.31425, 0.1406)
    """
    k = Bench(lay=n, required=n if rule is None else rule).required
    if n < 2:
        raise ValueError("strategic voting needs at least two jurors")
    if not 0.5 < p < 1:
        raise ValueError(f"p must lie above one half and below one, not {p!r}")
    if not 0 < q < 1:
        raise ValueError(f"q must lie above zero and below one, not {q!r}")
    # Log odds: the powers overflow for large juries.
    signal, doubt = log(p / (1 - p)), log(q / (1 - q))
    # Of guilt for one who decides and saw guilt, if all follow their signals; and for one who saw innocence.
    after_guilty, after_innocent = (2 * k - n) * signal, (2 * k - n - 2) * signal
    if after_innocent <= doubt <= after_guilty:
        kind, innocent, guilty = "informative", 0.0, 1.0
    elif after_innocent > doubt:
        # The more vote for guilt after an innocent signal, the less a deciding vote tells.
        ratio = exp((doubt + (n - k + 1) * signal) / (k - 1)) if k > 1 else 0.0
        if ratio > 1:
            kind, guilty = "innocent signal mixes", 1.0
            innocent = (p - ratio * (1 - p)) / (ratio * p - (1 - p))
        else:
            kind, innocent, guilty = "always guilty", 1.0, 1.0
    elif doubt < k * signal and k < n:
        ratio = exp((doubt - k * signal) / (n - k))
        kind, innocent, guilty = "guilty signal mixes", 0.0, (1 - ratio) / (p - ratio * (1 - p))
    else:
        kind, innocent, guilty = "never guilty", 0.0, 0.0
    vote = (p * guilty + (1 - p) * innocent, (1 - p) * guilty + p * innocent)
    found = verdict(Bench(lay=n, required=k), p_lay=tuple(min(max(v, 0.0), 1.0) for v in vote))
    return Equilibrium(
        kind, float(innocent), float(guilty), float(found.convict_innocent), float(found.acquit_guilty)
    )
