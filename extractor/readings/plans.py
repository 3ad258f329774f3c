"""The name of a plan after section 401(k) where a cell's edge has cut it, within cells of several printed lines.

Of ``Sup 401 Plan`` | ``plemental (k)`` no word tells that ``401`` and ``(k)`` stand on one line: they are put together before the
words are dealt to lines, see :mod:`extractor.readings.dealt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractor.readings.pieces import Piece

_PLAN: Final = "401(k)"
_BARE: Final = "401k"
_SIGNS: Final = str.maketrans("", "", "()")
_SECTION: Final = re.compile(r"(?<!\w)[4A][0Oo][\dlIi|]?(?=\s?[({\[\u00a2]\s?[kK])")
"""The number of a section before its subsection (k), of which there is one that plans are named after."""


def with_whole_plan(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with the two that two cells side by side have of ``401(k)`` as one, where other words stand between them."""
    edges = [k for k, piece in enumerate(pieces) if k and piece.cut_before]
    for edge, end in pairwise((*edges, len(pieces))):
        begin = max((k for k in edges if k < edge), default=0)
        for head in range(begin, edge):
            first = _bare(pieces[head])
            if not first or not first.isdigit() or not _BARE.startswith(first):
                continue
            tail = next(((k, n) for k in range(edge, end) for n in (1, 2) if _goes_on(first, pieces[k : min(k + n, end)])), None)
            if tail is not None and tail[0] - head > 1:
                at, count = tail
                whole = pieces[head]._replace(text=_PLAN, cut_after=False)
                return [*pieces[:head], whole, *pieces[head + 1 : at], *pieces[at + count :]]
    return pieces


def with_section(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with the number of section 401(k) where a digit of it is misread, and what was changed."""
    changes = tuple((old, "401") for old in dict.fromkeys(_SECTION.findall(text)) if old != "401")
    return (_SECTION.sub("401", text), changes) if changes else (text, ())


def _bare(piece: Piece) -> str:
    return piece.text.translate(_SIGNS).lower()


def _goes_on(first: str, rest: Sequence[Piece]) -> bool:
    """Whether the rest of the plan stands there, perhaps with the glyph under the edge once more."""
    text = "".join(piece.text for piece in rest)
    bare = text.translate(_SIGNS).lower()
    return text != bare and _BARE in (first + bare, first + bare[1:] if bare[:1] == first[-1] else "")
