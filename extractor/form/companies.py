"""Companies, funds and trusts among reporting owners: the words of their names."""

from __future__ import annotations

import re
from typing import Final

LEGAL_FORMS: Final = frozenset(["inc", "llc", "llp", "ltd", "plc"])
"""Legal forms of three letters."""
WORDS: Final = frozenset(
    [
        "llc",
        "lllp",
        "llp",
        "lp",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "trust",
        "ltd",
        "limited",
        "plc",
        "fund",
        "funds",
        "partners",
        "partnership",
        "holding",
        "holdings",
        "capital",
        "management",
        "group",
        "gp",
        "foundation",
        "bank",
        "nv",
        "sa",
        "ag",
        "gmbh",
        "sarl",
        "associates",
        "investors",
        "investments",
        "ventures",
        "advisors",
        "advisers",
        "equity",
        "opportunities",
        "enterprises",
    ]
)
_WORD: Final = re.compile(r"[a-z]+")


def is_company(name: str) -> bool:
    """Whether an owner is no natural person."""
    return not WORDS.isdisjoint(_WORD.findall(name.lower().replace(".", "")))
