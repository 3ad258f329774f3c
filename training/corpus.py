"""From a read filing to annotated texts."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.annotations.gold import gold_of as gold_values
from extractor.annotations.record import Annotation, Span
from extractor.export.xml_reader import from_xml
from training.grid import pick_sloppiness
from training.pages import Glyph, Page, Rule
from training.writing import DIALECTS, SHARES, write

SLOPPY = (0.3, 0.6, 1.0, 1.4)


@dataclass
class Reading:
    """One filing, printed in one look and read by one engine."""

    key: str
    issuer: str
    form: str
    layout: str
    engine: str
    level: str
    dpi: int
    names: list[tuple[str, str]]
    gold: str
    pages: list[Page]
    printed: list[Page] = field(default_factory=list)  # of a reading by an engine, the pages as they were printed

    def to_json(self) -> str:
        """One line for the cache."""
        pages, printed = ([_stored(p) for p in part] for part in (self.pages, self.printed))
        return json.dumps({**self.__dict__, "pages": pages, "printed": printed}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Reading:
        """A reading from the cache."""
        data = json.loads(line)
        for part in ("pages", "printed"):
            data[part] = [_restored(p) for p in data[part]]
        data["names"] = [(a, b) for a, b in data["names"]]
        return cls(**data)


def cached(folder: Path) -> Iterator[Reading]:
    """The readings of a cache."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            yield from map(Reading.from_json, handle)


def _stored(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": round(page.width, 1),
        "height": round(page.height, 1),
        "glyphs": [[g.char, *(round(v, 2) for v in g[1:5]), g.field, int(g.space), g.line] for g in page.glyphs],
        "rules": [[int(r.flat), *(round(v, 1) for v in r[1:])] for r in page.rules],
    }


def _restored(stored: dict[str, Any]) -> Page:
    return Page(
        stored["number"],
        stored["width"],
        stored["height"],
        [Glyph(c, x0, y0, x1, y1, f, bool(s), n) for c, x0, y0, x1, y1, f, s, n in stored["glyphs"]],
        [Rule(bool(f), at, a, b) for f, at, a, b in stored["rules"]],
    )


def split_of(issuer: str) -> str:
    """Train, calibration or test, by issuer."""
    share = int(hashlib.sha256(issuer.encode()).hexdigest()[:8], 16) % 100
    return "train" if share < 70 else "calibration" if share < 85 else "test"


def gold_of(root: ET.Element) -> str:
    """The filing as XML text."""
    return ET.tostring(root, encoding="unicode")


def annotate(reading: Reading, dialect: str, amount: float, rng: random.Random, number: int) -> Annotation:
    """One text with its spans."""
    sloppy = pick_sloppiness(rng, amount, reading.engine.startswith("paddle"))
    writer = write(reading.pages, dialect, reading.engine, sloppy, reading.dpi, rng)
    text = writer.text()
    return Annotation(
        id=f"{reading.key}-{reading.engine}-{reading.level}-{dialect}-{number}",
        issuer=reading.issuer,
        split=split_of(reading.issuer),
        form=reading.form,
        edition=reading.layout,
        dialect=dialect,
        engine=reading.engine,
        strength=reading.level,
        sloppiness=amount,
        text=text,
        spans=tuple(Span(m.start, m.end, text[m.start : m.end], *reading.names[m.field]) for m in writer.marks()),
        gold=gold_values(from_xml(reading.gold)),
    )


def texts(reading: Reading, count: int, rng: random.Random) -> list[Annotation]:
    """Several texts of one reading, in different dialects and with different sloppiness."""
    out = []
    for number in range(count):
        dialect = rng.choices(DIALECTS, SHARES)[0]
        if dialect == "hocr" and not reading.engine.startswith("tesseract"):
            dialect = "grid"
        out.append(annotate(reading, dialect, rng.choice(SLOPPY), rng, number))
    return out
