"""Words of the streets of addresses, in small letters without points."""

from __future__ import annotations

from typing import Final

SUITES: Final = frozenset(("suite", "ste"))
"""What a number behind it is one of."""
SHORT_WAYS: Final = frozenset(("st", "ave", "blvd", "rd", "dr", "ln", "pkwy", "hwy", "ct"))
"""In which the names of streets end, in short: they may have a point."""
WAYS: Final = SHORT_WAYS.union(
    ("street", "avenue", "boulevard", "road", "drive", "lane", "parkway", "highway", "court", "plaza"),
)
"""In which the names of streets end."""
FLOORS: Final = frozenset(("fl", "floor"))
"""What a number before it is one of."""
COMPASS: Final = frozenset(("n", "s", "e", "w", "nw", "ne", "sw", "se"))
"""Points of the compass in the names of streets."""
COMPASS_WORDS: Final = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
"""The same, written out."""
HOUSES: Final = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "rr", "po"))
"""With which streets begin that begin with no figure: the number of the house, a rural route, a box of a post office."""
ROOM: Final = 40
"""Glyphs of a line of a street in EDGAR's ownership documents."""
