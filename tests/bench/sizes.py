"""How much work a data set holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """So many councils in one place, and so many years of their work."""

    name: str
    councils: int
    years: int
    lines: int = 12_000  # of history, a council and year

    def of_council(self, number: int) -> int:
        """What one council has, however many years it works."""
        return number * self.councils

    def of_year(self, number: int) -> int:
        """What one council adds in a year."""
        return number * self.councils * self.years


SIZES = {
    size.name: size
    for size in (
        Size("S", councils=1, years=1),
        Size("S10", councils=1, years=10),
        Size("M", councils=32, years=1),
        Size("L", councils=32, years=10),
    )
}
