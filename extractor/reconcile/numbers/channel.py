"""What it costs that a number, as forms print it, became what stands there: a noisy channel.

Costs are minus the logarithm of how often engines and cell edges do so to a number, counted on 36,000 amounts of filings read by
engines. Against it the rules of this folder set what the filing tells of a number, and what such numbers cost by themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import Editop, Levenshtein

from extractor.filing import Status, Value
from extractor.form.lookalikes import DIGITS_ALIKE, TO_DIGITS

_POINT: Final = 3.3
"""Cost of points and commas lost, or taken for each other."""
_GLYPH, _UNLIKE = 4.6, 7.0
"""Costs of a digit that is lost, added, or taken for one like it; and of one taken for any other."""
_ENDS: Final = 5.5
"""Cost of several digits lost before what is read or behind it, or of digits of something else behind it."""
_OTHER: Final = 2.5
"""The least that another reading of what stands there costs."""
_DOUBTFUL: Final = 1.5
"""What misreading costs less of a number that was cut or mended."""
DAMAGED: Final = 5.0
"""Cost of a number that is surely not as it was printed."""
_FRACTION, _NOUGHT = 2.5, 1.0
"""What numbers of shares cost by themselves: eight in a hundred have a fraction, and who trades likes numbers that end with
noughts, each of which is likelier than any other digit there."""
MARGIN: Final = 1.0
"""By how much one number must be cheaper than every other."""
_GROUP: Final = 3  # digits
_MARK: Final = re.compile(r"[(\[{]\d{1,2}[)\]}]")


def standing(value: Value[Any]) -> str:
    """The digits, points and commas of what stands there, without footnote marks."""
    text = "".join(_MARK.sub("", source.text) for source in value.sources)
    return re.sub(r"[^0-9.,]", "", text.translate(TO_DIGITS)).strip(".")


def untouched(value: Value[Any]) -> bool:
    """Whether the number stands in one piece and was read as it stands."""
    return len(value.sources) == 1 and value.status is Status.READ


def misread(value: Value[Decimal], printed: Decimal, clean: bool) -> float:
    """Cost of having read the value where a number was printed.

    ``clean``: on a page without noise, where what stands in one piece is what was printed.
    """
    if value.value == printed:
        return 0.0
    whole = untouched(value)
    other = max((a.confidence for a in value.alternatives if a.value == printed), default=0.0)
    if other and not (whole and clean):
        return max(_OTHER, math.log(max(value.confidence, other) / other))
    texts = (standing(value), f"{value.value:,f}" if value.value else "")
    stands = {*texts, *map(_without_noughts, texts)}
    cost = min(misreading(text, printed, whole, clean) for text in stands)
    return cost if whole else cost - _DOUBTFUL


def likeliest(costs: Mapping[Decimal, float], stays: float) -> Decimal | None:
    """The number that is cheaper by a margin than every other, and than that it was none of them."""
    best = min(costs, key=lambda number: (costs[number], number), default=None)
    if best is None:
        return None
    dearer = min((cost for number, cost in costs.items() if number != best), default=math.inf)
    return best if min(stays, dearer) - costs[best] >= MARGIN else None


def unlikely(number: Decimal) -> float:
    """What a number of shares costs by itself, but for what is the same of all numbers."""
    whole, _, decimals = f"{number:f}".partition(".")
    return _FRACTION if decimals.strip("0") else -_NOUGHT * (len(whole) - len(whole.rstrip("0")))


def _without_noughts(stands: str) -> str:
    """A number without decimals of nought, which one number of a row has and the next has not."""
    return stands.rstrip("0").rstrip(".") if "." in stands else stands


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)


def plain(number: Decimal) -> str:
    """The digits of a number without noughts behind its point."""
    return digits(f"{number.normalize():f}")


def _keeps_commas(stands: str, printed: str) -> bool:
    """Whether what stands there has the commas of a printed number, but for those lost with its digits: damage moves none."""
    if "." in stands + printed or ("," not in stands and (len(stands) > _GROUP or len(printed) <= _GROUP + 2)):
        return True
    short, long = sorted((stands, printed), key=len)
    return long.startswith(short) or long.endswith(short) or Levenshtein.distance(short, long, score_cutoff=1) <= 1


@lru_cache(maxsize=20_000)
def misreading(stands: str, printed: Decimal, whole: bool, clean: bool) -> float:
    """Cost of reading what stands there for a printed number that it does not spell; infinite where nothing is like it.

    ``whole``: whether it stands in one piece, so that its commas tell; ``clean``: whether edges have lost or doubled
    digits, but no engine took one for another.
    """
    number = f"{printed.normalize():,f}"
    mine, theirs = digits(stands), digits(number)
    if not mine:
        return math.inf
    if mine == theirs:
        return _POINT
    if whole and (clean or not _keeps_commas(stands, number)):
        return math.inf
    begins = theirs.startswith(mine) and len(mine) > 1  # one digit alone is one of contracts, each of a hundred shares
    longer = len(theirs) >= _GROUP and mine.startswith(theirs)
    ends = _ENDS if begins or longer or theirs.endswith(mine) else math.inf
    ops: list[Editop] = list(Levenshtein.editops(theirs, mine))
    if len(ops) != 1:
        return ends
    op = ops[0]
    if op.tag != "replace":
        return _GLYPH
    alike = frozenset((theirs[op.src_pos], mine[op.dest_pos])) in DIGITS_ALIKE
    return ends if clean else _GLYPH if alike else _UNLIKE
