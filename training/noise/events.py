"""What happened to glyphs and words, as events for the fit: each with the state before it and the classes that it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from training.noise.page import class_of, stands_alone
from training.noise.pairs import LOST, Fate, Sample

Merges = dict[str, tuple[str, float]]
MOST_MERGES: Final = 40
_RARE: Final = 6  # times that a merge must have been seen
CALM, RUN = 0, 1
SELF: Final = "\x02"  # in an outcome: the glyph itself
OTHER: Final = "\x03"  # an outcome that is too rare to be kept: draw one of those of the class


def merges_of(samples: Iterable[Sample]) -> Merges:
    """Two glyphs that are read as a third one (`rn` as `m`), and how often."""
    seen: Counter[tuple[str, str]] = Counter()
    pairs: Counter[str] = Counter()
    for fate in (fate for sample in samples for line in sample.lines for fate in line):
        if fate.seen is None:
            continue
        for k in range(len(fate.text) - 1):
            two = fate.text[k : k + 2]
            pairs[two] += 1
            one = _merged(two, fate.seen[k : k + 2])
            if one:
                seen[two, one] += 1
    best: Merges = {}
    for (two, one), n in seen.most_common(MOST_MERGES):
        if n >= _RARE and two not in best:
            best[two] = one, n / pairs[two]
    return best


def _merged(two: str, seen: Sequence[str]) -> str:
    one = "".join(seen)
    return one if len(one) == 1 and LOST in seen and one.lower() not in two.lower() else ""


def unmerged(fate: Fate, merges: Merges) -> list[str]:
    """What was seen for the glyphs of a word, merged ones put as they were printed: merges are counted for themselves."""
    seen = list(fate.seen or ())
    for k in range(len(seen) - 1):
        two = fate.text[k : k + 2]
        if two in merges and _merged(two, seen[k : k + 2]) == merges[two][0]:
            seen[k : k + 2] = two
    return seen


@dataclass
class Glyphs:
    """Glyphs of words that were seen: misread or not."""

    wrong: list[bool] = field(default_factory=list)
    states: list[Hashable] = field(default_factory=list)
    pages: list[Hashable] = field(default_factory=list)
    chars: list[Hashable] = field(default_factory=list)
    styles: list[Hashable] = field(default_factory=list)
    sizes: list[Hashable] = field(default_factory=list)
    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, page: int, line: list[Fate], merges: Merges) -> None:
        """A line of a page."""
        state = CALM
        for fate in line:
            for at, (char, kind, seen) in enumerate(zip(fate.text, fate.kinds, unmerged(fate, merges), strict=False)):
                self.states.append(glyph_state(state, at, len(fate.text)))
                self.pages.append(2 * page + state)
                self.chars.append(kind + char)
                self.styles.append(fate.style + kind)
                self.sizes.append(fate.size)
                if seen != char:
                    for key in outcome_keys(state, kind, char):
                        self.outcomes[key][encoded(char, seen)] += 1
                state = RUN if seen != char else CALM
                self.wrong.append(seen != char)

    def join(self, other: Glyphs, name: str) -> None:
        """Those of another group, whose states and pages are its own."""
        self.wrong += other.wrong
        self.states += [f"{name} {state}" for state in other.states]
        self.pages += [f"{name} {page}" for page in other.pages]
        self.chars += other.chars
        self.styles += other.styles
        self.sizes += other.sizes
        for key, seen in other.outcomes.items():
            self.outcomes[key] += seen


def glyph_state(state: int, at: int, size: int) -> str:
    """What a glyph's chance depends on: was the one before misread, and does it begin, go on or end a word."""
    return f"{state}{'o' if size == 1 else 'b' if at == 0 else 'e' if at == size - 1 else 'i'}"


def encoded(char: str, seen: str) -> str:
    """An outcome; what begins with the glyph itself is alike for all glyphs."""
    return SELF + seen[1:] if len(seen) > 1 and seen[0] == char else seen


def decoded(char: str, outcome: str) -> str:
    """The other way round."""
    return char + outcome[1:] if outcome.startswith(SELF) else outcome


def outcome_keys(state: int, kind: str, char: str) -> tuple[str, str, str]:
    """Classes of outcomes, the closest first."""
    return f"{state}{kind}{char}", f"{state}={char}", f"{state}*{class_of(char)}"


def word_style(style: str, kinds: str, text: str) -> str:
    """What a word's chance to go depends on, too: engines leave out single letters, and some more than others."""
    return f"{style}{kinds[0]}{text if len(text) == 1 else ''}"


def word_state(gone: bool, first: bool) -> str:
    """What a word's chance to go depends on: is the one before gone, or above if it is the first of its line."""
    return f"{int(gone)}{'b' if first else 'i'}"


@dataclass
class Words:
    """Words: gone or not."""

    gone: list[bool] = field(default_factory=list)
    states: list[Hashable] = field(default_factory=list)
    pages: list[Hashable] = field(default_factory=list)
    places: list[Hashable] = field(default_factory=list)
    styles: list[Hashable] = field(default_factory=list)
    sizes: list[Hashable] = field(default_factory=list)

    def add(self, page: int, line: list[Fate], above: bool) -> bool:
        """A line of a page, and whether the first word of the one above is gone; returns the same of this one."""
        before = above
        for n, fate in enumerate(line):
            self.states.append(word_state(before, n == 0))
            self.pages.append(2 * page + int(stands_alone(fate.where)))
            self.places.append(fate.where)
            self.styles.append(word_style(fate.style, fate.kinds, fate.text))
            self.sizes.append(fate.size)
            before = fate.seen is None
            self.gone.append(before)
        return line[0].seen is None if line else above
