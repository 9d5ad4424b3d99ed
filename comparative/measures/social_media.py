"""What published figures on users of social media imply of each other."""

from __future__ import annotations

from comparative.measures.rounding import Rounded, printed

__all__ = ["implied_users"]


def implied_users(
    added: float, growth: float, network: float, network_share: float, stated: float
) -> dict[str, Rounded]:
    """Work out what the printed figures on users imply of each other.

    Parameters
    ----------
    added, growth : float
        Users added in a year (millions, one decimal) and as a share of those before (three decimals).
    network, network_share : float
        Users of one network (millions, two decimals) and as a share of the population (three decimals).
    stated : float
        Users as stated in words (millions), taken as exact.

    Returns
    -------
    dict of str to Rounded
        `before` and `after` (users, millions), `population` (millions), `share` (users after among the
        population) and `stated_share` (the stated users among it).

    Examples
    --------
    >>> found = implied_users(1.8, 0.15, 11.75, 0.615, 14)
    >>> {name: round(one.value, 3) for name, one in found.items()}
    {'before': 12.0, 'after': 13.8, 'population': 19.106, 'share': 0.722, 'stated_share': 0.733}
    """
    more = printed(added, 0.1)
    before = more / printed(growth, 0.001)
    after = before + more
    population = printed(network, 0.01) / printed(network_share, 0.001)
    return {
        "before": before,
        "after": after,
        "population": population,
        "share": after / population,
        "stated_share": printed(stated, 0) / population,
    }
