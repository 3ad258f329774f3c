"""What footnotes mention of the rows they stand on: the title of the security, the one who holds it.

Where a filing has several titles, or several natures of ownership, a footnote that has the words of one of them stands on a row
of that one rather than on the others: ``held by the Doe Family Trust`` explains the holding ``By Family Trust``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from extractor.filing import Filing

_WORD: Final = re.compile(r"[a-z]{3,}")
_FORMAL: Final = ("class", "par", "per", "right", "share", "value", "and", "buy", "for", "held", "the", "through")
_REFERRING: Final = ("explanation", "footnote", "note", "remark", "sec", "see")
_EMPTY: Final = frozenset((*_FORMAL, *_REFERRING))
"""Words that tell no security and no holder from others."""
_PLURAL: Final = 4  # letters of a word that may end with the s of a plural
_LONGEST: Final = 600  # characters of a footnote that are looked at
_TWO: Final = 2  # titles, or natures, that can be told from each other


class Mentions(NamedTuple):
    """For each row by how much more of its title's words a footnote has than of any other title's, from -1 to 1, by the number
    of the footnote; and the same of its nature of ownership."""

    titles: Sequence[Mapping[int, float]]
    natures: Sequence[Mapping[int, float]]


def mentions(filing: Filing) -> Mentions:
    """What the footnotes of a filing mention of its rows."""
    notes = {int(note.id[1:]): telling_words((note.text.value or "")[:_LONGEST]) for note in filing.footnotes}
    return Mentions(
        _contrasts([row.security_title.value or "" for row in filing.rows], notes),
        _contrasts([row.nature_of_ownership.value or "" for row in filing.rows], notes),
    )


def telling_words(text: str) -> frozenset[str]:
    """The words of a text in small letters and in the singular, but for those that say nothing."""
    found = _WORD.findall(text.lower())
    return frozenset(w[:-1] if len(w) > _PLURAL and w[-1] == "s" and w[-2] != "s" else w for w in found) - _EMPTY


def _contrasts(texts: Sequence[str], notes: Mapping[int, frozenset[str]]) -> list[Mapping[int, float]]:
    of_row = [telling_words(text) for text in texts]
    different = set(of_row) - {frozenset()}
    if len(different) < _TWO:
        return [{}] * len(texts)
    found: dict[frozenset[str], dict[int, float]] = {words: {} for words in different}
    for number, note in notes.items():
        shares = {words: len(words & note) / len(words) for words in different}
        first, second = sorted(shares.values(), reverse=True)[:2]
        for words, share in shares.items():
            if first:
                found[words][number] = share - (second if share == first else first)
    return [found.get(words, {}) for words in of_row]
