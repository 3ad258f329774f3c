"""What it costs that a day, as forms print it, became what stands there: a noisy channel.

Costs are about minus the logarithm of a probability: to that of the damage comes what a day costs by itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Source, Status, Value
from extractor.form.days import as_asked, day_and_year
from extractor.form.lookalikes import DIGITS, DIGITS_ALIKE

ALIKE, _LOST, _OTHER, _ADDED = 2.7, 2.7, 4.0, 3.5
"""Costs of a glyph: taken for one like it, lost, taken for any other, added."""
EDGE, _FURTHER = 1.5, 0.7
"""Costs of a glyph lost or doubled at an edge, and of each further one that is lost with another."""
_STROKE: Final = 1.5  # cost of a stroke lost, added or taken for a digit
GLYPH: Final = _OTHER
"""The most that one glyph costs."""
_STROKES: Final = str.maketrans({**DIGITS, **dict.fromkeys("\\;:Jj", "/")})
_LIKE_STROKE: Final = frozenset("/17")
_PARTED: Final = re.compile(r"(?<=\d)[-.,](?=\d)")
_OTHERS: Final = re.compile(r"[^0-9/]")
_MARK: Final = re.compile(r"[(\[{]\d{1,2}[)\]}]")
_LEAST: Final = 2  # digits of month and day that stand as they were printed, and half of them: the year is no news
_LEFT, _LONGEST = 6, 16  # glyphs that are left of a date, and the most of one with glyphs doubled
_CERTAIN: Final = 0.5  # probability of a day from which it is taken


def likeliest(value: Value[date], days: Mapping[date, float], stays: float) -> date | None:
    """The day that most probably became what stands there, if it is likelier than all others together.

    ``days``: each with what it costs by itself; ``stays``: what it costs that it was none of them.
    """
    if stays <= min(days.values(), default=math.inf):
        return None
    costs = {day: damage(value, day) + cost for day, cost in days.items()}
    best = min(costs, key=lambda day: (costs[day], day), default=None)
    if best is None or costs[best] == math.inf:
        return None
    whole = sum(math.exp(costs[best] - cost) for cost in (stays, *costs.values()))
    return best if 1 / whole >= _CERTAIN else None


def damage(value: Value[date], day: date, *, whole: bool = False) -> float:
    """What it costs that a day became what stands there; infinite where too little of its month and day is left.

    ``whole``: whether a glyph may be lost but at an edge.
    """
    if value.status is Status.READ and value.value == day:
        return 0.0
    return min(_damage(*standing, day, whole) for standing in _standing(value.sources))


def standing_date(value: Value[date]) -> str:
    """The digits and strokes of what stands there."""
    return re.sub(r"[^0-9/]", "", "".join(_texts(value.sources)))


def _texts(sources: Sequence[Source]) -> list[str]:
    """What stands there, as the form asks for it where it is a day in words."""
    texts = [" ".join(source.text.split()) for source in sources]
    whole = " ".join(texts)
    day = as_asked(whole) or as_asked("".join(texts)) or day_and_year(whole)
    return texts if day is None else [day]


@lru_cache(maxsize=1024)
def _standing(sources: tuple[Source, ...]) -> list[tuple[str, frozenset[int]]]:
    """The digits and strokes that stand there, without letters and with those that are read for them, and where edges are."""
    whole = [_PARTED.sub("/", _MARK.sub("", text)) for text in _texts(sources)]
    ways = {tuple(_OTHERS.sub("", text) for text in texts) for texts in (whole, [text.translate(_STROKES) for text in whole])}
    return [("".join(texts), frozenset(accumulate(map(len, texts), initial=0))) for texts in ways]


@lru_cache(maxsize=4096)
def _damage(stands: str, edges: frozenset[int], day: date, whole: bool) -> float:
    if not _LEFT <= len(stands) <= _LONGEST:
        return math.inf
    forms = {f"{m}/{d}/{y}" for m, d in ((day.month, day.day), (f"{day:%m}", f"{day:%d}")) for y in (f"{day:%Y}", f"{day:%y}")}
    return min(_cost(form, stands, edges, math.inf if whole else _LOST) for form in forms)


def _cost(printed: str, stands: str, edges: frozenset[int], lost: float) -> float:
    """The same for one way to print the day; ``edges``: before which of the glyphs that stand there a cell or the text ends.

    ``lost``: cost of a digit that is lost between others.
    """
    cost, gap = 0.0, -1
    changes = Levenshtein.editops(printed, stands)
    for tag, at, to in ((op.tag, op.src_pos, op.dest_pos) for op in changes):
        meant, seen = printed[at : at + 1], stands[to : to + 1]
        if tag == "replace":
            like_stroke = "/" in (meant, seen) and {meant, seen} <= _LIKE_STROKE
            alike = frozenset((meant, seen)) in DIGITS_ALIKE
            cost += _STROKE if like_stroke else ALIKE if alike else _OTHER
        elif tag == "delete":
            cut = not edges.isdisjoint(_run(stands, to, meant))
            cost += _FURTHER if to == gap else _STROKE if meant == "/" else EDGE if cut else lost
            gap = to
        else:
            run = _run(stands, to, seen)
            doubled = len(run) > _TWICE and not edges.isdisjoint(run)
            cost += _STROKE if seen == "/" else EDGE if doubled else _ADDED
    changed = {op.src_pos for op in changes if op.tag != "insert"}
    told = [k not in changed for k in range(printed.rindex("/")) if printed[k] != "/"]
    return cost if sum(told) >= _LEAST and 2 * sum(told) >= len(told) else math.inf


def _run(stands: str, at: int, glyph: str) -> range:
    """Before which glyphs one may stand, or have stood, that is the same as those beside it."""
    first = len(stands[:at].rstrip(glyph))
    return range(first, len(stands) - len(stands[at:].lstrip(glyph)) + 1)


_TWICE: Final = 2  # places of a glyph that stands by itself
