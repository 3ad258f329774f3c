"""A fast channel of noise, fitted on what real engines made of real aged pages.

    python -m training.channel READINGS_FOLDER --out training/channel.json

It takes the glyphs of a clean page and gives those that an engine would have seen: substituted, lost or added, blanks lost
and put in, whole words gone. How often and what for what is counted on pairs of printed and seen glyphs, for each family of
engines and each strength of ageing; errors come in runs (a glyph is likelier misread behind a misread one), and some pages
are much worse than others (a factor a page, drawn from those that were seen).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from training.corpus import Reading
from training.labelling import pair
from training.pages import Glyph, Page, words_of
from training.pages import lines_of as lines_of_page

DEFAULT: Final = Path(__file__).with_name("channel.json")
_KEPT: Final = 6  # outcomes of a glyph that are kept
_RARE: Final = 3  # times that a confusion must have been seen
LOST, SAME = "", "="
Fitted = dict[str, Any]


def family_of(engine: str) -> str:
    """The family of an engine: they misread alike."""
    return engine.partition("-")[0]


class Counts:
    """What became of printed glyphs under one family and strength."""

    def __init__(self) -> None:
        self.glyphs: dict[str, Counter[str]] = defaultdict(Counter)
        self.added: Counter[str] = Counter()
        self.after: dict[bool, Counter[bool]] = {False: Counter(), True: Counter()}
        self.words: Counter[bool] = Counter()
        self.blanks: dict[bool, Counter[bool]] = {False: Counter(), True: Counter()}
        self.pages: list[float] = []

    def add(self, printed: Page, seen: Page) -> None:
        """Count one page."""
        paired = _pairs(printed, seen)
        wrong_before, errors, total = False, 0, 0
        for word in words_of(printed.glyphs):
            found = [paired.get(_place(g)) for g in word]
            self.words[any(found)] += 1
            if not any(found):
                continue
            for k, (glyph, hits) in enumerate(zip(word, found, strict=True)):
                outcome = _outcome(glyph, hits)
                self.glyphs[glyph.char][outcome] += 1
                wrong = outcome != SAME
                self.after[wrong_before][wrong] += 1
                wrong_before, errors, total = wrong, errors + wrong, total + 1
                if hits and hits[0].line >= 0:
                    self.blanks[k == 0][hits[0].space] += 1
        if total:
            self.pages.append(errors / total)
        known = {id(g) for hits in paired.values() for g in hits}
        self.added.update(g.char for g in seen.glyphs if id(g) not in known)

    def fitted(self) -> Fitted:
        """The parameters of the channel."""
        total = sum(sum(c.values()) for c in self.glyphs.values())
        rate = 1 - sum(c[SAME] for c in self.glyphs.values()) / max(1, total)
        pages = sorted(self.pages)
        deciles = [pages[int((k + 0.5) * len(pages) / 10)] for k in range(10)] if pages else [rate] * 10
        factors = [round(page / max(1e-9, rate), 3) for page in deciles]
        glyphs = {}
        for char, outcomes in sorted(self.glyphs.items()):
            wrong = Counter({o: n for o, n in outcomes.items() if o != SAME and n >= _RARE})
            glyphs[char] = [round(1 - outcomes[SAME] / outcomes.total(), 4), dict(wrong.most_common(_KEPT))]
        return {
            "pages": len(self.pages),
            "rate": round(rate, 4),
            "factors": factors,
            "after": [round(self._rate(k) / max(1e-9, rate), 2) for k in (False, True)],
            "words lost": round(self.words[False] / max(1, self.words.total()), 4),
            "added": round(self.added.total() / max(1, total), 5),
            "signs": dict(self.added.most_common(12)),
            "blank lost": round(self.blanks[True][False] / max(1, self.blanks[True].total()), 4),
            "blank put in": round(self.blanks[False][True] / max(1, self.blanks[False].total()), 4),
            "glyphs": glyphs,
        }

    def _rate(self, after: bool) -> float:
        """Share of glyphs misread behind one that was misread, or not."""
        return self.after[after][True] / max(1, self.after[after].total())


def _place(glyph: Glyph) -> tuple[float, float]:
    return glyph.x0, glyph.y0


def _pairs(printed: Page, seen: Page) -> dict[tuple[float, float], list[Glyph]]:
    """For each printed glyph, by its place, the glyphs that were seen for it, with those added just behind it."""
    found: dict[tuple[float, float], list[Glyph]] = defaultdict(list)
    for _, group in groupby(seen.glyphs, key=lambda g: g.line):
        line = list(group)
        height = max(g.y1 for g in line) - min(g.y0 for g in line)
        middle = sorted(g.y for g in line)[len(line) // 2]
        left, right = min(g.x0 for g in line) - 8, max(g.x1 for g in line) + 8
        reach = max(2.0, 0.42 * height) + 1.5
        near = sorted((g for g in printed.glyphs if abs(g.y - middle) < reach and left < g.x < right), key=lambda g: g.x)
        if not near:
            continue
        numbers = pair(line, near, min(7.0, max(1.5, (right - left - 16) / max(4, len(line) * 1.3))))
        for glyph, number in zip(line, numbers, strict=True):
            if number >= 0:
                found[_place(near[number])].append(glyph)
    return found


def _outcome(glyph: Glyph, hits: list[Glyph] | None) -> str:
    if not hits:
        return LOST
    text = "".join(g.char for g in hits)[:3]
    return SAME if text == glyph.char else text


def fit(readings: Iterable[Reading]) -> Fitted:
    """Parameters by `family-strength`, of readings that keep their printed pages."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for reading in readings:
        for seen, printed in zip(reading.pages, reading.printed, strict=False):
            if seen.glyphs and printed.glyphs:
                counts[f"{family_of(reading.engine)}-{reading.level}"].add(printed, seen)
    return {name: c.fitted() for name, c in sorted(counts.items()) if len(c.pages) >= _RARE}


class Channel:
    """A fitted channel."""

    def __init__(self, fitted: Fitted) -> None:
        self.fitted = fitted

    @staticmethod
    @cache
    def load(path: Path = DEFAULT) -> Channel:
        """The channel of a file."""
        return Channel(json.loads(path.read_text(encoding="utf-8")))

    def read(self, clean: Reading, engine: str, level: str, rng: random.Random) -> Reading:
        """A clean reading as an engine would have seen it."""
        of = self.fitted.get(f"{family_of(engine)}-{level}") or self.fitted[f"tesseract-{level}"]
        factor = rng.choice(of["factors"])
        pages = [self._page(page, of, factor, family_of(engine), rng) for page in clean.pages]
        return replace(clean, engine=engine, level=level, pages=pages, printed=clean.pages)

    def _page(self, page: Page, of: Fitted, factor: float, family: str, rng: random.Random) -> Page:
        glyphs: list[Glyph] = []
        for number, line in enumerate(_lines(page, family)):
            wrong, space = False, True
            for word in words_of(line):
                if rng.random() < of["words lost"] * factor:
                    continue
                space = space or rng.random() >= of["blank lost"]
                for glyph in word:
                    # A raised mark has no blank before it either.
                    before = (space and glyph is word[0] and glyph.space) or rng.random() < of["blank put in"] * factor
                    out = self._glyph(glyph.char, of, factor * _run(of, factor, wrong), rng)
                    wrong = out != glyph.char
                    glyphs += _spread(glyph, out, before, number)
                    if rng.random() < of["added"] * factor and of["signs"]:
                        sign = rng.choices(list(of["signs"]), list(of["signs"].values()))[0]
                        glyphs.append(glyph._replace(char=sign, x0=glyph.x1, space=False, line=number))
                space = False
        return Page(page.number, page.width, page.height, glyphs, page.rules)

    @staticmethod
    def _glyph(char: str, of: Fitted, factor: float, rng: random.Random) -> str:
        rate, outcomes = of["glyphs"].get(char, (of["rate"], {}))
        if rng.random() >= min(0.9, rate * factor):
            return char
        if not outcomes:
            return ""
        return rng.choices(list(outcomes), list(outcomes.values()))[0]


def _run(of: Fitted, factor: float, wrong: bool) -> float:
    """How much likelier a glyph is misread behind one that was, or was not; on bad pages errors are everywhere anyway."""
    calm, run = of["after"]
    if factor > 1:
        calm, run = 1 + (calm - 1) / factor, 1 + (run - 1) / factor
    return float(run if wrong else calm)


def _lines(page: Page, family: str) -> Iterator[list[Glyph]]:
    """The lines that an engine sees: parted at wide gaps, and by neural readers at narrower ones."""
    wide = 4.0 if family == "tesseract" else 1.3
    for line in lines_of_page(page.glyphs):
        part: list[Glyph] = []
        for glyph in line.glyphs:
            if part and glyph.x0 - part[-1].x1 > wide * (glyph.y1 - glyph.y0):
                yield part
                part = []
            part.append(glyph)
        if part:
            yield part


def _spread(glyph: Glyph, text: str, space: bool, line: int) -> Iterator[Glyph]:
    width = (glyph.x1 - glyph.x0) / max(1, len(text))
    for k, char in enumerate(text):
        yield glyph._replace(char=char, x0=glyph.x0 + k * width, x1=glyph.x0 + (k + 1) * width, space=space and not k, line=line)


def stored(folder: Path) -> Iterator[Reading]:
    """The readings of a cache."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(Reading.from_json, lines)


def statistics(printed: Page, seen: Page) -> Counter[str]:
    """Of the glyphs and words inside fields: how many there are, and how many are misread or gone."""
    found: Counter[str] = Counter()
    paired = _pairs(printed, seen)
    for word in words_of(printed.glyphs):
        if not any(g.field for g in word):
            continue
        outcomes = [_outcome(g, paired.get(_place(g))) for g in word]
        kind = "digits" if sum(g.char.isdigit() for g in word) * 2 > len(word) else "letters"
        found[f"{kind} glyphs"] += len(word)
        found[f"{kind} misread"] += sum(o != SAME for o in outcomes)
        found["words"] += 1
        found["words misread"] += any(o != SAME for o in outcomes)
        found["words gone"] += all(o == LOST for o in outcomes)
    return found


def compared(channel: Channel, readings: Iterable[Reading]) -> Iterator[str]:
    """A table of real and simulated damage inside fields, by family and strength, in Markdown."""
    real: dict[str, Counter[str]] = defaultdict(Counter)
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        name = f"{family_of(reading.engine)}-{reading.level}"
        if name not in channel.fitted:
            continue
        clean = replace(reading, pages=reading.printed)
        simulated = channel.read(clean, reading.engine, reading.level, random.Random(reading.key))
        for counts, pages in ((real, reading.pages), (made, simulated.pages)):
            for printed, seen in zip(reading.printed, pages, strict=False):
                counts[name] += statistics(printed, seen)
    yield "| | letters misread | digits misread | words with an error | words gone |\n|---|---|---|---|---|"
    for name in sorted(real):
        cells = []
        for part, whole in (("letters misread", "letters glyphs"), ("digits misread", "digits glyphs")):
            cells.append(tuple(c[name][part] / max(1, c[name][whole]) for c in (real, made)))
        for part in ("words misread", "words gone"):
            cells.append(tuple(c[name][part] / max(1, c[name]["words"]) for c in (real, made)))
        yield f"| {name} | " + " | ".join(f"{a:.3f} / {b:.3f}" for a, b in cells) + " |"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path, help="cache of the corpus builder")
    parser.add_argument("--out", type=Path, default=DEFAULT)
    options = parser.parse_args()
    fitted = fit(r for k, r in enumerate(stored(options.readings)) if k % 5)
    options.out.write_text(json.dumps(fitted, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")
    print({name: of["pages"] for name, of in fitted.items()})
    held_out = (r for k, r in enumerate(stored(options.readings)) if k % 5 == 0)
    print("\n".join(compared(Channel(fitted), held_out)))


if __name__ == "__main__":
    main()
