"""Natures of indirect ownership."""

from __future__ import annotations

from random import Random

from .people import entity, fund_family
from .securities import recase
from .words import words

POINTERS = words("nature_pointers")
TRUSTS = words("nature_trusts")


def nature(rng: Random, casing: str, *, fund: bool = False) -> str:
    """How securities are held; %F stands for the number of the footnote on the cell."""
    draw = rng.random()
    if draw < (0.45 if fund else 0.16):
        return rng.choice(POINTERS)
    if fund or draw < 0.3:
        text = f"{rng.choice(('By', 'By', 'by', 'Held by', 'Through', 'Owned by'))} {entity(rng).edgar}"
    elif draw < 0.48:
        dated = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(85, 99)}"
        number = rng.choice(("", "", " I", " II", " 1", f" dated {dated}", f" u/a {dated}", f" DTD {dated}"))
        text = f"{rng.choice(('By', 'By the', 'The', 'Held by'))} {fund_family(rng)} {rng.choice(TRUSTS)}{number}"
    elif draw < 0.56:
        text = f"By {rng.choice(words('given'))} {rng.choice(words('surnames'))} {rng.choice(TRUSTS)}"
    else:
        text = rng.choice(words("natures"))
    return recase(rng, text, casing)[:100].strip()
