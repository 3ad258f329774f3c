"""Parameters of the channel of noise, counted on pages that real engines read.

What a strength of ageing has too little of is drawn towards what the whole family of engines does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from training.corpus import Reading
from training.noise.events import OTHER, Glyphs, Merges, Words, merges_of
from training.noise.page import family_of, marks_of
from training.noise.pairs import Sample, sample_of
from training.noise.rake import Factor, rake
from training.noise.tuning import tuned

Fitted = dict[str, Any]
Classes = dict[Hashable, float]
MOST: Final = 150  # readings that are counted of one family and strength
TUNED: Final = 16  # readings on which the parameters are tuned
_LEAST: Final = 3  # readings that a strength must have
_KEPT: Final = 6  # outcomes of a glyph that are kept
_RARE: Final = 3  # times that an outcome must have been seen
_PULL: Final = 4.0  # outcomes of the whole family weigh as much as so many of the strength


@dataclass
class Group:
    """The paired pages of one family and strength, reading by reading."""

    engines: list[str] = field(default_factory=list)
    readings: list[list[Sample]] = field(default_factory=list)
    kept: list[Reading] = field(default_factory=list)  # the first ones, to tune the parameters on

    def samples(self) -> Iterator[tuple[int, Sample]]:
        """The pages with a number for each."""
        for r, pages in enumerate(self.readings):
            for p, sample in enumerate(pages):
                yield _number(r, p), sample

    def events(self, merges: Merges) -> tuple[Glyphs, Words]:
        """What happened to the glyphs and the words."""
        glyphs, words = Glyphs(), Words()
        for number, sample in self.samples():
            above = False
            for line in sample.lines:
                glyphs.add(number, line, merges)
                above = words.add(number, line, above)
        return glyphs, words


def _number(reading: int, page: int) -> int:
    return reading * 10 + min(9, page)


def _named(values: dict[Hashable, float]) -> dict[str, float]:
    return {str(key): float(f"{value:.3g}") for key, value in values.items()}


def _outcomes(own: dict[str, Counter[str]], family: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    """In thousandths what a class of glyphs is misread as; rare outcomes of a glyph are left to the class."""
    out = {}
    for key, wide in sorted(family.items()):
        mine, whole, general = own.get(key, Counter[str]()), wide.total(), key[1] == "*"
        if whole < (_RARE if general else 8 * _RARE):
            continue
        shares = {o: (mine[o] + _PULL * n / whole) / (mine.total() + _PULL) for o, n in wide.items() if n >= _RARE}
        best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[: 7 * _KEPT if general else _KEPT]
        kept = {outcome: n for outcome, share in best if (n := round(1000 * share))}
        if rest := 1000 - sum(kept.values()):
            kept[OTHER] = max(0, rest)
        out[key] = kept
    return out


def shares(own: Counter[tuple[str, str]], wide: Counter[tuple[str, str]], what: str, pull: float = 20) -> dict[str, float]:
    """For each class how often it is `what`, drawn towards a wider count."""
    ours, all_ = Counter[str](), Counter[str]()
    for counts, totals in ((own, ours), (wide, all_)):
        for (key, _), n in counts.items():
            totals[key] += n
    return {k: round((own[k, what] + pull * wide[k, what] / n) / (ours[k] + pull), 4) for k, n in sorted(all_.items())}


def _without(counts: Counter[tuple[str, str]], what: str) -> Counter[tuple[str, str]]:
    return Counter({key: n for key, n in counts.items() if key[1] != what})


def _total(counters: Iterable[Counter[Any]]) -> Counter[Any]:
    whole = Counter[Any]()
    for counter in counters:
        whole.update(counter)
    return whole


def _profiles(group: Group, glyphs: dict[Hashable, float], words: dict[Hashable, float]) -> list[list[Any]]:
    """Of each reading its engine and pages: factors of glyphs (calm, in a run), of words (in prose, alone), strays for a word."""
    out: list[list[Any]] = []
    for r, pages in enumerate(group.readings):
        rows = []
        for p, sample in enumerate(pages):
            factors = [t.get(2 * _number(r, p) + state, 1.0) for t in (glyphs, words) for state in (0, 1)]
            strays = len(sample.strays) / max(1, sum(map(len, sample.lines)))
            rows.append([float(f"{v:.3g}") for v in (*factors, strays)])
        out.append([group.engines[r], *rows])
    return out


@dataclass
class Family:
    """The groups of a family of engines, by strength."""

    groups: dict[str, Group] = field(default_factory=lambda: defaultdict(Group))

    def fitted(self) -> dict[str, Fitted]:
        """Parameters by strength, and under the engines' names where they part lines."""
        groups = {level: g for level, g in sorted(self.groups.items()) if len(g.readings) >= _LEAST}
        merges = merges_of(sample for g in groups.values() for _, sample in g.samples())
        events = {level: g.events(merges) for level, g in groups.items()}
        whole = Glyphs()
        for level, (glyphs, _) in events.items():
            whole.join(glyphs, level)
        _, (_, _, *centres) = rake(whole.wrong, _factors(whole))
        gaps = _total(s.gaps for g in groups.values() for _, s in g.samples())
        inner = _total(s.inner for g in groups.values() for _, s in g.samples())
        breaks = _breaks(groups.values(), gaps)
        out: dict[str, Fitted] = {}
        for level, group in groups.items():
            glyphs, words = events[level]
            of, by_page = _glyphs(glyphs, centres)
            of_words, words_by_page = _words(words)
            out[level] = {
                **of,
                "outcomes": _outcomes(glyphs.outcomes, whole.outcomes),
                "merges": {two: [one, round(share, 4)] for two, (one, share) in merges.items()},
                **of_words,
                "readings": _profiles(group, by_page, words_by_page),
                **_spaces(group, gaps, inner),
                "breaks": breaks,
            }
        return out


def _factors(events: Glyphs | Words, centres: Sequence[Classes] = ()) -> list[Factor]:
    """States and pages, and what else matters: drawn to that of the family, if it is known."""
    causes = [events.chars if isinstance(events, Glyphs) else events.places, events.styles, events.sizes]
    drawn = centres or [{}] * len(causes)
    others = [Factor(keys, 0.5, centre) for keys, centre in zip(causes, drawn, strict=True)]
    return [Factor(events.states, 0.2), Factor(events.pages, 1), *others]


def _glyphs(glyphs: Glyphs, centres: Sequence[Classes]) -> tuple[Fitted, Classes]:
    base, (states, pages, *own) = rake(glyphs.wrong, _factors(glyphs, centres))
    names = ("glyphs", "styles", "sizes")
    parts = {name: _named({**wide, **mine}) for name, wide, mine in zip(names, centres, own, strict=True)}
    return {"glyph odds": round(base, 5), "glyph states": _named(states), **parts}, pages


def _words(words: Words) -> tuple[Fitted, Classes]:
    base, (states, pages, *own) = rake(words.gone, _factors(words))
    names = ("places", "word styles", "word sizes")
    parts = {name: _named(mine) for name, mine in zip(names, own, strict=True)}
    return {"word odds": round(base, 5), "word states": _named(states), **parts}, pages


def _spaces(group: Group, gaps: Counter[tuple[str, str]], inner: Counter[tuple[str, str]]) -> Fitted:
    samples = [sample for _, sample in group.samples()]
    own, own_inner = _total(s.gaps for s in samples), _total(s.inner for s in samples)
    off = [abs(by - median(s.offsets)) for s in samples for by in s.offsets]
    return {
        "blanks": shares(_without(own, "break"), _without(gaps, "break"), "blank"),
        "inner": shares(own_inner, inner, "blank", 200),
        "strays": dict(_total(Counter(s.strays) for s in samples).most_common(40)),
        "offset": round(1.48 * median(off), 2) if off else 0.0,
    }


def _breaks(groups: Iterable[Group], gaps: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """By engine, how often a gap (by its class) parts a line in two."""
    own: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for group in groups:
        for engine, pages in zip(group.engines, group.readings, strict=True):
            own[engine].update(_total(s.gaps for s in pages))
    return {engine: shares(counts, gaps, "break") for engine, counts in sorted(own.items())}


def families_of(readings: Iterable[Reading]) -> dict[str, Family]:
    """Readings that keep their printed pages, paired and sorted."""
    families: dict[str, Family] = defaultdict(Family)
    for reading in readings:
        group = families[family_of(reading.engine)].groups[reading.level]
        if len(group.readings) >= MOST:
            continue
        marks = marks_of(reading.names)
        pages = zip(reading.printed, reading.pages, strict=False)
        samples = [sample_of(printed, seen, marks) for printed, seen in pages if printed.glyphs]
        if samples:
            group.engines.append(reading.engine)
            group.readings.append(samples)
            if len(group.kept) < TUNED:
                group.kept.append(reading)
    return families


def fit(readings: Iterable[Reading]) -> Fitted:
    """Parameters by `family-strength`."""
    out = {}
    for name, family in sorted(families_of(readings).items()):
        for level, fitted in family.fitted().items():
            group = family.groups[level]
            out[f"{name}-{level}"] = tuned(f"{name}-{level}", fitted, group.kept, group.readings)
    return out
