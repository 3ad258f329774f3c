"""Words of the streets of addresses, in small letters without points."""

from __future__ import annotations

from typing import Final

SUITES: Final = frozenset(("suite", "ste"))
"""What a number behind it is one of."""
WAYS: Final = frozenset(
    (
        *("st", "street", "ave", "avenue", "blvd", "boulevard", "rd", "road", "dr", "drive", "ln", "lane", "pkwy", "parkway"),
        *("hwy", "highway", "ct", "court", "plaza"),
    )
)
"""In which the names of streets end."""
FLOORS: Final = frozenset(("fl", "floor"))
"""What a number before it is one of."""
COMPASS: Final = frozenset(("n", "s", "e", "w", "nw", "ne", "sw", "se"))
"""Points of the compass in the names of streets."""
HOUSES: Final = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "rr", "po"))
"""With which streets begin that begin with no figure: the number of the house, a rural route, a box of a post office."""
