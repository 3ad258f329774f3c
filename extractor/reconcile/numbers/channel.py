"""What it costs to have misread a number: minus the logarithm of how often engines and cell edges do to a number what must
have been done to this one.

Counted on 36,000 amounts of filings read by engines: a digit taken for another, one lost or counted twice, the end of a number
behind its last comma, a point lost or taken for a comma.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Status, Value
from extractor.form.lookalikes import DIGITS_ALIKE, TO_DIGITS
from extractor.readings.amount_forms import GROUPED

IMPOSSIBLE: Final = math.inf
_TAKEN, _TAKEN_RARELY = 4.5, 7.0
_LOST, _DOUBLED, _ADDED = 4.6, 4.7, 5.5
_POINT: Final = 3.3
_GROUP: Final = 3  # digits
_TAIL, _HEAD = 5.5, 6.0
"""Several digits lost behind what is read, and before it."""
_LAST: Final = 7.5
"""All digits but the last."""
_BEHIND: Final = 5.5
"""Digits of something else behind it."""
_BEGINS: Final = 3  # digits
_MOST: Final = 2  # digits misread, of numbers of at least three times as many
_OTHER: Final = 2.5  # least cost of another reading of what stands there
_DOUBTFUL: Final = 1.5  # what misreading costs less of a number that was cut or mended
_CLEAN: Final = 4.0  # further cost of misreading on a page without noise
ROUND: Final = 1.0
"""What it costs that the number of shares printed ends with a nought less than another: who trades likes round numbers."""
_MARK: Final = re.compile(r"[(\[{]\d{1,2}[)\]}]")


def standing(value: Value[Any]) -> str:
    """The digits, points and commas of what stands there, without footnote marks."""
    text = "".join(_MARK.sub("", source.text) for source in value.sources)
    return re.sub(r"[^0-9.,]", "", text.translate(TO_DIGITS)).strip(".")


def untouched(value: Value[Any]) -> bool:
    """Whether the number stands in one piece and was read as it stands."""
    return len(value.sources) == 1 and value.status is Status.READ


def misread(value: Value[Decimal], printed: Decimal, clean: bool) -> float:
    """Cost of having read the value where another number was printed; ``clean``: on a page without noise."""
    other = max((a.confidence for a in value.alternatives if a.value == printed), default=0.0)
    if other:
        return max(_OTHER, math.log(max(value.confidence, other) / other))
    if untouched(value) and not _has_its_groups(standing(value), printed):
        return IMPOSSIBLE
    stands = {standing(value), _without_noughts(standing(value))}
    stands |= {_without_noughts(f"{value.value:f}")} if value.value is not None else set()
    cost = min(misreading(text, printed, clean) for text in stands)
    return cost + (_CLEAN if clean else 0.0) if untouched(value) else cost - _DOUBTFUL


def _has_its_groups(stands: str, printed: Decimal) -> bool:
    """Whether the commas of what stands there, if they part it in threes, stand where the printed number has them: an engine that
    loses a digit moves none. Of three digits without a comma, more than one that are lost stood behind one."""
    whole = f"{printed.normalize():,f}"
    if "." in stands or "." in whole:
        return True
    short, long = sorted((stands, whole), key=len)
    if len(short) == len(long) or long.startswith(short) or long.endswith(short):
        return True
    if GROUPED.fullmatch(stands):
        return Levenshtein.distance(stands, whole, score_cutoff=1) <= 1
    return not stands.isdigit() or len(stands) != _GROUP or len(_digits(whole)) <= _GROUP + 1


def noughts(number: Decimal | None) -> int:
    """With how many noughts a number ends."""
    if not number:
        return 0
    text = f"{number:f}".partition(".")[0]
    return len(text) - len(text.rstrip("0"))


def _without_noughts(stands: str) -> str:
    """A number without decimals of nought, which one number of a row has and the next has not."""
    return stands.rstrip("0").rstrip(".") if "." in stands else stands


def _plain(number: Decimal) -> str:
    return _digits(f"{number.normalize():f}")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@lru_cache(maxsize=20_000)
def misreading(stands: str, printed: Decimal, clean: bool) -> float:
    """Cost of reading what stands there for a printed number that it does not spell; infinite where nothing is like it."""
    theirs, mine = _plain(printed), _digits(stands)
    if not mine:
        return IMPOSSIBLE
    if mine == theirs:
        return _POINT
    ends = _ends(mine, theirs)
    ops = Levenshtein.editops(theirs, mine)
    if len(ops) > 1 and (len(ops) > _MOST or len(theirs) < 3 * len(ops)):
        return ends
    return min(ends, sum(_cost(op.tag, theirs, mine, op.src_pos, op.dest_pos, _CLEAN * clean) for op in ops))


def _ends(mine: str, theirs: str) -> float:
    """Cost of a number of which only the beginning or the end is left."""
    if len(mine) > len(theirs) >= _BEGINS:
        return _BEHIND if mine.startswith(theirs) else IMPOSSIBLE
    if len(mine) >= len(theirs):
        return IMPOSSIBLE
    if len(mine) == 1:  # perhaps of contracts, each of a hundred shares
        return _LAST if theirs.endswith(mine) and len(theirs) >= _BEGINS else IMPOSSIBLE
    if theirs.startswith(mine):
        return _TAIL
    return _HEAD if theirs.endswith(mine) else IMPOSSIBLE


def _cost(tag: str, theirs: str, mine: str, at: int, to: int, clean: float) -> float:
    """Cost of one glyph; without noise, edges lose glyphs or double them, but they take none for another."""
    if tag == "replace":
        return clean + (_TAKEN if frozenset((theirs[at], mine[to])) in DIGITS_ALIKE else _TAKEN_RARELY)
    if tag == "delete":
        return _LOST
    return _DOUBLED if mine[to] in mine[max(0, to - 1) : to] + mine[to + 1 : to + 2] else clean + _ADDED
