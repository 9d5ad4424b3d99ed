"""A bench: who votes on guilt, and how many votes it takes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bench"]


@dataclass(frozen=True)
class Bench:
    """Who votes on guilt, and how many votes it takes.

    Parameters
    ----------
    lay, professional : int
        Members who vote. A judge who only presides over a jury is not counted.
    required : int
        Votes for guilt, of all members, that convict.
    lay_required, professional_required : int
        Votes for guilt that must come from lay members, and from judges, besides.
    to_acquit : int, optional
        Votes against guilt that acquit; fewer, without a conviction, hang the bench. By default whatever
        does not convict acquits.

    Raises
    ------
    ValueError
        If no vote could ever satisfy the rule, or one could convict and acquit at once.

    Examples
    --------
    >>> Bench(lay=6, professional=3, required=7).lay_votes_needed
    4
    >>> Bench(lay=10, professional=1, required=12)
    Traceback (most recent call last):
        ...
    ValueError: 12 votes cannot be required of a bench of 11
    """

    lay: int
    professional: int = 0
    required: int = 1
    lay_required: int = 0
    professional_required: int = 0
    to_acquit: int | None = None

    def __post_init__(self) -> None:
        for name in ("lay", "professional", "required", "lay_required", "professional_required"):
            value = getattr(self, name)
            if int(value) != value or value < 0:
                raise ValueError(f"{name} must be a whole number of 0 or more, not {value!r}")
            object.__setattr__(self, name, int(value))
        if self.size == 0:
            raise ValueError("a bench needs at least one member who votes")
        if not 1 <= self.required <= self.size:
            raise ValueError(f"{self.required} votes cannot be required of a bench of {self.size}")
        if self.lay_required > self.lay:
            raise ValueError(f"{self.lay_required} lay votes cannot be required of {self.lay} lay members")
        if self.professional_required > self.professional:
            raise ValueError(
                f"votes of {self.professional_required} judges cannot be required of {self.professional}"
            )
        if self.to_acquit is None:
            return
        object.__setattr__(self, "to_acquit", int(self.to_acquit))
        if not 1 <= self.to_acquit <= self.size:
            raise ValueError(f"{self.to_acquit} votes cannot acquit on a bench of {self.size}")
        if self.to_acquit + self.required <= self.size:
            raise ValueError(
                f"{self.required} votes to convict and {self.to_acquit} to acquit could both be had "
                f"on a bench of {self.size}"
            )

    @property
    def size(self) -> int:
        """Members who vote."""
        return self.lay + self.professional

    @property
    def unanimous(self) -> bool:
        """Whether every member must vote for guilt."""
        return self.required == self.size

    @property
    def lay_votes_needed(self) -> int:
        """Fewest lay votes that convict when every judge votes for guilt."""
        return max(self.lay_required, self.required - self.professional, 0)

    @property
    def professional_votes_needed(self) -> int:
        """Fewest votes of judges that convict when every lay member votes for guilt."""
        return max(self.professional_required, self.required - self.lay, 0)

    @property
    def lay_block(self) -> int | None:
        """Fewest lay members who can prevent a conviction that all judges want; None if they cannot."""
        return self.lay - self.lay_votes_needed + 1 if self.lay_votes_needed else None
