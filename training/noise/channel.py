"""A fast channel of noise, fitted on what real engines made of real aged pages.

It takes the glyphs of a clean page and gives those that an engine would have seen: misread, split, merged, lost or added,
blanks lost and put in, words and lines gone or parted. How often and what for what is counted on pairs of printed and seen
pages, for each family of engines and each strength of ageing. A simulated reading is as bad as one that was really read,
drawn by lot; errors come in runs, along words and lines.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from training.corpus import Reading
from training.engines import spread
from training.noise.events import CALM, OTHER, RUN, decoded, glyph_state, outcome_keys, word_state, word_style
from training.noise.page import Word, class_of, family_of, lines, marks_of, stands_alone
from training.pages import Glyph, Page

DEFAULT: Final = Path(__file__).with_name("channel.json")
_ENOUGH: Final = 3  # readings of an engine that stand for it
_UPRIGHT: Final = frozenset("|[]{}!()Il1")  # what upright ruled lines are taken for
Fitted = dict[str, Any]


class Channel:
    """A fitted channel; `fitted` maps `family-strength` to parameters."""

    def __init__(self, fitted: Mapping[str, Fitted]) -> None:
        self.fitted = fitted

    @staticmethod
    @cache
    def load(path: Path = DEFAULT) -> Channel:
        """The channel of a file."""
        return Channel(json.loads(path.read_text(encoding="utf-8")))

    def read(self, clean: Reading, engine: str, level: str, rng: random.Random, as_bad_as: int | None = None) -> Reading:
        """A clean reading as an engine would have seen it; a strength that was not fitted is taken for the nearest one.

        `as_bad_as` is the number of the fitted reading whose pages are taken for as bad; without it, one by lot.
        """
        family = family_of(engine)
        levels = [name.rpartition("-")[2] for name in self.fitted if name.startswith(family + "-")]
        if not levels:
            raise ValueError(f"no noise was fitted for {engine}; fitted are {', '.join(self.fitted)}")
        of = self.fitted[f"{family}-{min(levels, key=lambda known: (abs(int(known) - int(level)), known))}"]
        own = [profile for profile in of["readings"] if profile[0] == engine]
        profile = rng.choice(own if len(own) >= _ENOUGH else of["readings"]) if as_bad_as is None else of["readings"][as_bad_as]
        even = rng.random() < 0.6 if family == "paddle" else None
        marks = marks_of(clean.names)
        pages = []
        for number, page in enumerate(clean.pages, 1):
            factors = profile[number] if number < len(profile) else rng.choice(profile[1:])
            pages.append(_PageNoise(of, of["breaks"].get(profile[0], {}), factors, rng, even).page(page, marks))
        return replace(clean, engine=engine, level=level, pages=pages, printed=clean.pages)


@dataclass
class _PageNoise:
    """The noise of one page."""

    of: Fitted
    breaks: Mapping[str, float]
    factors: list[float]  # of glyphs misread, calm and in a run; of words gone, in prose and alone; strays for a word
    rng: random.Random
    even: bool | None  # characters are spread over their line: all equally wide or not; None: each has its own box

    def page(self, page: Page, marks: frozenset[int]) -> Page:
        """The page as it is seen."""
        printed = list(lines(page, marks))
        strays = self._strays([word for line in printed for word in line])
        seen: list[list[Glyph]] = []
        above = False
        for line in printed:
            pieces, above = self._line(line, above, strays)
            seen += pieces
        glyphs = [glyph for number, piece in enumerate(seen) for glyph in self._placed(piece, number)]
        return Page(page.number, page.width, page.height, glyphs, page.rules)

    def _line(self, words: list[Word], above: bool, strays: dict[int, list[str]]) -> tuple[list[list[Glyph]], bool]:
        """What is seen of a printed line, as the engine's own lines, and whether its first word is gone."""
        pieces: list[list[Glyph]] = [[]]
        state, parted, gone, first = CALM, False, above, above
        for n, word in enumerate(words):
            parted = parted or (n > 0 and self.rng.random() < self.breaks.get(word.gap, 0.0))
            gone = self._gone(word, word_state(gone, n == 0))
            first = gone if n == 0 else first
            for text in strays.get(id(word), ()):
                pieces[-1] += _beside(text, word.glyphs[0], pieces[-1][-1] if pieces[-1] else None)
            if gone:
                continue
            if parted and pieces[-1]:
                pieces.append([])
            joined = not parted and pieces[-1] and self.rng.random() >= self.of["blanks"].get(word.gap, 1.0)
            out, state = self._word(word, state)
            if out:
                pieces[-1] += [out[0]._replace(space=not joined), *out[1:]]
            parted = False
        return [piece for piece in pieces if piece], first

    def _gone(self, word: Word, state: str) -> bool:
        odds = self.of["word odds"] * self.of["word states"].get(state, 1.0) * self.factors[2 + int(stands_alone(word.where))]
        style = word_style(word.style, word.kinds, word.glyphs[0].char if len(word.glyphs) == 1 else "..")
        odds *= self.of["places"].get(word.where, 1.0) * self.of["word styles"].get(style, 1.0)
        odds *= self.of["word sizes"].get(word.size, 1.0)
        return self._happens(odds)

    def _word(self, word: Word, state: int) -> tuple[list[Glyph], int]:
        out: list[Glyph] = []
        at, size, scale = 0, len(word.glyphs), self.of["sizes"].get(word.size, 1.0)
        while at < size:
            glyph, kind = word.glyphs[at], word.kinds[at]
            two = glyph.char + word.glyphs[at + 1].char if at + 1 < size else ""
            merged, share = self.of["merges"].get(two, ("", 0.0))
            if self.rng.random() < share * self.factors[CALM]:
                out += _instead(glyph._replace(x1=word.glyphs[at + 1].x1), merged, False)
                at, state = at + 2, CALM
                continue
            text = self._seen(glyph.char, kind, word.style, glyph_state(state, at, size), scale)
            state = CALM if text == glyph.char else RUN
            out += _instead(glyph, text, at > 0 and self._parted(word.glyphs[at - 1].char, glyph.char))
            at += 1
        return out, state

    def _happens(self, odds: float) -> bool:
        return self.rng.random() < odds / (1 + odds)

    def _parted(self, before: str, char: str) -> bool:
        """Whether a blank is seen inside a word."""
        return bool(self.rng.random() < self.of["inner"].get(class_of(before) + class_of(char), 0.0))

    def _seen(self, char: str, kind: str, style: str, state: str, scale: float) -> str:
        """What one glyph is taken for."""
        before = int(state[0])
        odds = self.of["glyph odds"] * self.of["glyph states"].get(state, 1.0) * self.factors[before] * scale
        odds *= self.of["glyphs"].get(kind + char, 1.0) * self.of["styles"].get(style + kind, 1.0)
        if not self._happens(odds):
            return char
        tables = [self.of["outcomes"].get(key) for key in outcome_keys(before, kind, char)]
        text = self._drawn(next((table for table in tables if table), {}))
        if text == OTHER:
            text = self._drawn({o: n for o, n in (tables[-1] or {}).items() if o not in ("", OTHER)})
        text = decoded(char, text)
        return "" if text == char else text

    def _drawn(self, table: Mapping[str, int]) -> str:
        return self.rng.choices(list(table), list(table.values()))[0] if table else ""

    def _strays(self, words: list[Word]) -> dict[int, list[str]]:
        """Signs that are seen where nothing is printed, by the word before which they are; upright ones at ruled lines."""
        out: dict[int, list[str]] = {}
        texts = self.of["strays"]
        ruled = [word for word in words if word.gap.endswith("|")]
        for _ in range(self._count(self.factors[4] * len(words)) if texts else 0):
            text = self._drawn(texts)
            word = self.rng.choice(ruled if ruled and text[0] in _UPRIGHT else words)
            out.setdefault(id(word), []).append(text)
        return out

    def _count(self, mean: float) -> int:
        return max(0, round(self.rng.gauss(mean, math.sqrt(mean)))) if mean > 0 else 0

    def _placed(self, piece: list[Glyph], number: int) -> Iterator[Glyph]:
        """A line of the engine with its own boxes."""
        by = self.rng.gauss(0.0, self.of["offset"])
        xs = [(g.x0, g.x1) for g in piece]
        if self.even is not None:
            text = "".join((" " if g.space else "") + g.char for g in piece).strip()
            signs = spread(text, xs[0][0], 0, max(xs[0][0] + 1, *(x1 for _, x1 in xs)), 0, 0, self.even)
            xs = [(sign.x0, sign.x1) for sign in signs] if len(signs) == len(piece) else xs
        for glyph, (x0, x1) in zip(piece, xs, strict=True):
            yield glyph._replace(x0=x0, x1=x1, y0=glyph.y0 + by, y1=glyph.y1 + by, line=number)


def _instead(glyph: Glyph, text: str, space: bool) -> list[Glyph]:
    """Glyphs side by side in the box of one."""
    width = (glyph.x1 - glyph.x0) / max(1, len(text))
    at = [glyph.x0 + k * width for k in range(len(text))]
    return [glyph._replace(char=c, x0=at[k], x1=at[k] + width, space=space and not k) for k, c in enumerate(text)]


def _beside(text: str, glyph: Glyph, before: Glyph | None) -> list[Glyph]:
    """Glyphs that nobody printed, in the gap before a glyph; between two of one field they are taken for part of it."""
    start = max(before.x1, glyph.x0 - 8) if before is not None and before.x1 < glyph.x0 else glyph.x0 - 8
    owner = glyph.field if before is not None and before.field == glyph.field else 0
    return _instead(glyph._replace(x0=start, x1=glyph.x0, field=owner), text, True)
