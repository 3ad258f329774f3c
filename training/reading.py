"""Age the pages of a printed filing, let an engine read them, and label what it saw."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from training.ageing import Image, age
from training.corpus import Reading
from training.corpus_engines import ENGINES
from training.engines import ReadingFailed, read
from training.labelling import label
from training.pages import Page

ENGINE_SHARES = (0.23, 0.22, 0.26, 0.05, 0.06, 0.02, 0.02, 0.09, 0.05, 0.02)
LEVEL_SHARES = (0.02, 0.28, 0.54, 0.16)
MOST_PAGES = 6


@dataclass(frozen=True)
class Condition:
    """How a filing is aged and read."""

    engine: str
    level: int
    dpi: int


def pick_condition(rng: random.Random, engines: tuple[str, ...] = ENGINES) -> Condition:
    """An engine, a strength of ageing and a resolution."""
    shares = [ENGINE_SHARES[ENGINES.index(e)] if e in ENGINES else 0.1 for e in engines]
    return Condition(
        rng.choices(engines, shares)[0], rng.choices((0, 1, 2, 3), LEVEL_SHARES)[0], rng.choice([200, 200, 250, 300])
    )


def render(document: pdfium.PdfDocument, number: int, dpi: int) -> Image:
    """A page as a grey image."""
    page = document[number]
    pixels = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    page.close()
    return np.ascontiguousarray(pixels.reshape(pixels.shape[:2]))


def read_filing(pdf: Path, clean: Reading, condition: Condition, rng: random.Random) -> Reading | None:
    """The filing as the engine sees it; None when it gave up on the first page."""
    document = pdfium.PdfDocument(pdf)
    pages: list[Page] = []
    even = rng.random() < 0.6
    for page in clean.pages:
        image, matrix = age(render(document, page.number, condition.dpi), condition.level, condition.dpi, rng)
        try:
            signs = read(image, condition.engine, condition.dpi, even)
        except ReadingFailed:
            if not pages:
                document.close()
                return None
            signs = []
        pages.append(label(signs, page, matrix, condition.dpi) if signs else Page(page.number, page.width, page.height, []))
    document.close()
    seen = replace(clean, engine=condition.engine, level=str(condition.level), dpi=condition.dpi)
    return replace(seen, pages=pages, printed=clean.pages)
