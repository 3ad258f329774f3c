"""Persons among reporting owners: words of their names that are neither first nor last names."""

from __future__ import annotations

from typing import Final

HONORIFICS: Final = ("dr", "mr", "mrs", "ms", "sir", "rev", "hon", "col", "gen")
SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "cpa", "dds", "dvm"))
PARTICLES: Final = frozenset(("von", "van", "der", "den", "de", "del", "la", "le", "di", "da", "st", "ten", "ter", "el", "al"))
