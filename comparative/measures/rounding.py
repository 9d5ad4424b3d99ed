"""What rounded figures imply of a figure that was not printed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Rounded", "printed"]


@dataclass(frozen=True)
class Rounded:
    """A positive quantity known to a range: as printed, or as computed from printed figures.

    Quotients and sums take the range of their terms as if each were free within its own. That is exact where
    no term occurs twice, or where the result moves one way with it.

    Attributes
    ----------
    value : float
        From the figures as printed.
    low, high : float
        Least and greatest value that round to them.
    """

    value: float
    low: float
    high: float

    def __add__(self, other: Rounded) -> Rounded:
        return Rounded(self.value + other.value, self.low + other.low, self.high + other.high)

    def __truediv__(self, other: Rounded) -> Rounded:
        return Rounded(self.value / other.value, self.low / other.high, self.high / other.low)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in the range.

        Examples
        --------
        >>> printed(13.8, 0.1).holds(14)
        False
        """
        return self.low <= value <= self.high


def printed(value: float, step: float) -> Rounded:
    """Read a figure printed to a step, such as 0.1 for one decimal.

    Parameters
    ----------
    value : float
        The figure; more than half a step, so that its range is positive.
    step : float
        Distance to the next figure that could have been printed; 0 for an exact one.

    Returns
    -------
    Rounded

    Raises
    ------
    ValueError
        If the range is not positive.

    Examples
    --------
    A growth of 1.8 million that is 15.0 percent implies 12 million before, give or take rounding.

    >>> before = printed(1.8, 0.1) / printed(0.15, 0.001)
    >>> round(before.value, 1), round(before.low, 2), round(before.high, 2)
    (12.0, 11.63, 12.37)
    """
    if not value > step / 2 >= 0:
        raise ValueError(f"{value} printed in steps of {step} is not known to be positive")
    return Rounded(value, value - step / 2, value + step / 2)
