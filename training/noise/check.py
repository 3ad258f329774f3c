"""Is the channel's noise like that of the engines: damage inside fields on readings that the fit did not see."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from training.corpus import Reading, cached
from training.noise.channel import Channel
from training.noise.fit import fit
from training.noise.page import class_of, family_of, marks_of
from training.noise.pairs import paired, place
from training.pages import Glyph, Page

KINDS: Final = {"u": "letters", "l": "letters", "d": "digits", "s": "signs"}
SHARES: Final = (  # title, what is counted, of what
    ("letters misread", "letters misread", "letters"),
    ("digits misread", "digits misread", "digits"),
    ("signs misread", "signs misread", "signs"),
    ("footnote marks misread", "marks misread", "marks"),
    ("values with an error", "values misread", "values"),
    ("values gone", "values gone", "values"),
)
MOST: Final = 40  # readings of a family and strength that are compared
_CONFUSIONS: Final = 8


def _kind(glyph: Glyph, marks: frozenset[int]) -> str:
    return "marks" if glyph.field in marks else KINDS[class_of(glyph.char)]


def statistics(printed: Page, seen: Page, marks: frozenset[int] = frozenset()) -> Counter[str]:
    """Of the glyphs and values inside fields: how many there are, how many are misread or gone, and what for what."""
    found: Counter[str] = Counter()
    hits = paired(printed, seen).hits
    values: dict[int, list[bool | None]] = defaultdict(list)
    for glyph in printed.glyphs:
        if not glyph.field:
            continue
        hit, kind = hits.get(place(glyph)), _kind(glyph, marks)
        right = hit is not None and hit.text == glyph.char
        found[kind] += 1
        found[f"{kind} misread"] += not right
        values[glyph.field].append(right if hit else None)
        if hit is not None and not right:
            found[f"as {glyph.char} {hit.text}"] += 1
    found["values"] = len(values)
    found["values misread"] = sum(not all(rights) for rights in values.values())
    found["values gone"] = sum(all(right is None for right in rights) for rights in values.values())
    found["lines"] = len({glyph.line for glyph in seen.glyphs})
    return found


def measured(reading: Reading) -> Counter[str]:
    """The statistics of a reading that keeps its printed pages."""
    marks = marks_of(reading.names)
    total: Counter[str] = Counter()
    for printed, seen in zip(reading.printed, reading.pages, strict=False):
        total.update(statistics(printed, seen, marks))
    return total


def simulated(channel: Channel, reading: Reading, number: int = 0) -> Reading:
    """What the channel makes of the same printed pages."""
    clean = replace(reading, engine="digital", level="0", pages=reading.printed, printed=[])
    return channel.read(clean, reading.engine, reading.level, random.Random(f"{reading.key}-{number}"))


class Tally:
    """Shares, averaged over readings so that no long one decides, and confusions."""

    def __init__(self) -> None:
        self.shares: dict[str, list[float]] = defaultdict(list)
        self.counts: Counter[str] = Counter()

    def add(self, counts: Counter[str], weight: int = 1) -> None:
        """Count a reading."""
        for title, part, whole in SHARES:
            if counts[whole]:
                self.shares[title].append(counts[part] / counts[whole])
        for key, n in counts.items():
            self.counts[key] += weight * n

    def mean(self, title: str) -> float:
        """The average of a share."""
        return sum(self.shares[title]) / max(1, len(self.shares[title]))


Pairs = dict[str, tuple[Tally, Tally]]


def count(channel: Channel, readings: Iterable[Reading], into: Pairs, times: int = 2) -> None:
    """Add what is real and what is simulated, by family and strength; the simulation is repeated."""
    taken: Counter[str] = Counter()
    for reading in readings:
        name = f"{family_of(reading.engine)}-{reading.level}"
        if name not in channel.fitted or taken[name] >= MOST:
            continue
        taken[name] += 1
        real, made = into.setdefault(name, (Tally(), Tally()))
        real.add(measured(reading), times)
        for number in range(times):
            made.add(measured(simulated(channel, reading, number)))


def _confusions(counts: Counter[str]) -> str:
    common = [(key, n) for key, n in counts.most_common() if key.startswith("as ")][:_CONFUSIONS]
    return ", ".join(key[3:].replace(" ", "→").replace("|", "\\|") for key, _ in common)


def table(pairs: Pairs) -> Iterator[str]:
    """Real and simulated damage side by side, in Markdown."""
    titles = [title for title, _, _ in SHARES]
    yield "| real / simulated | " + " | ".join(titles) + " | lines of the engine |"
    yield "|---" * (len(titles) + 2) + "|"
    for name, both in sorted(pairs.items()):
        cells = [" / ".join(f"{tally.mean(title):.3f}" for tally in both) for title in titles]
        yield f"| {name} | " + " | ".join(cells) + f" | {both[0].counts['lines']} / {both[1].counts['lines']} |"
    yield ""
    for name, (real, made) in sorted(pairs.items()):
        yield f"{name}: most often misread {_confusions(real.counts)}; simulated {_confusions(made.counts)}"


def fitted_table(fitted: dict[str, Any]) -> Iterator[str]:
    """What was fitted, in Markdown: the odds, and how far the pages of a strength lie apart."""
    yield "| | readings | odds of a misread glyph | pages, 1st to 9th tenth | odds of a word gone | pages |"
    yield "|---|---|---|---|---|---|"
    for name, of in fitted.items():
        pages = [page for profile in of["readings"] for page in profile[1:]]
        spread = [_tenths([page[k] for page in pages]) for k in (0, 2)]
        odds = [f"{of[key]:.4f} | {spread[n]}" for n, key in enumerate(("glyph odds", "word odds"))]
        yield f"| {name} | {len(of['readings'])} | {' | '.join(odds)} |"


def _tenths(values: list[float]) -> str:
    ordered = sorted(values)
    return " to ".join(f"{ordered[len(ordered) * tenth // 10]:.2g}" for tenth in (1, 9))


def _part(folder: Path, wanted: Callable[[int], bool]) -> Iterator[Reading]:
    return (reading for number, reading in enumerate(cached(folder)) if wanted(number))


def fit_and_check(folder: Path, out: Path) -> Iterator[str]:
    """Fit on four fifths of a cache, write the parameters, and compare on the rest."""
    fitted = fit(_part(folder, lambda number: number % 5 != 0))
    out.write_text(json.dumps(fitted, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    yield from fitted_table(fitted)
    pairs: Pairs = {}
    count(Channel(fitted), _part(folder, lambda number: number % 5 == 0), pairs)
    yield from table(pairs)


def compare(folder: Path) -> Iterator[str]:
    """Fit on each half of a cache and compare on the other one."""
    pairs: Pairs = {}
    for half in (0, 1):
        channel = Channel(fit(_part(folder, lambda number, half=half: number % 2 != half)))  # type: ignore[misc]
        count(channel, _part(folder, lambda number, half=half: number % 2 == half), pairs)  # type: ignore[misc]
    yield from table(pairs)
