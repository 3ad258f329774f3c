"""Bands of confidence: their names, and the cues that tell them apart in colour, in grey, and to a screen reader.

The colours run from blue to vermilion over light blue and ochre, the axis that red-green colour blindness leaves; each band
has besides a line of its own under a value (solid, dashed, dotted, wavy) and a disc that is more or less full.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from extractor.report.html import Html, el


@dataclass(frozen=True, slots=True)
class Band:
    """Confidences of at least ``least``, a probability. ``ink`` draws lines and discs, ``tint`` stands behind text."""

    name: str
    least: float
    ink: str
    tint: str
    disc: float
    """Share of the disc that is full."""


BANDS: Final = (
    Band("doubtful", 0.0, "#a32a0a", "#fbd9c9", 0.0),
    Band("unsure", 0.75, "#b58100", "#fcecb4", 0.5),
    Band("likely", 0.95, "#4a8cc7", "#dcebf9", 0.75),
    Band("sure", 0.99, "#1d4f88", "#eef4fb", 1.0),
)
"""From the least sure on."""
SURE: Final = BANDS[2].least
"""What is at least as sure as this needs no second look, unless a check says so."""


def number_of(confidence: float) -> int:
    """The place in :data:`BANDS`."""
    return max(i for i, band in enumerate(BANDS) if confidence >= band.least or i == 0)


def percent(share: float) -> str:
    """A probability in percent, rounded down: only what is certain is 100 %; a decimal near the end, where it counts."""
    share = min(1.0, max(0.0, share))
    if 0 < share < 0.01:
        return "<1\u00a0%"
    tenths = math.floor(round(share * 1000, 6))
    return f"{tenths / 10:.1f}\u00a0%" if 990 <= tenths < 1000 else f"{tenths // 10}\u00a0%"


def range_of(band: Band) -> str:
    """The confidences of a band in words."""
    if band.least == 0:
        return f"below {percent(BANDS[1].least).removesuffix('.0')}"
    return f"{band.least * 100:g}\u00a0% and more"


def variables() -> str:
    """The bands' colours as CSS variables: ``--ink0``, ``--tint0`` and so on."""
    return ":root { " + " ".join(f"--ink{i}: {b.ink}; --tint{i}: {b.tint};" for i, b in enumerate(BANDS)) + " }"


def disc(confidence: float) -> Html:
    """The band's disc, drawn from the symbols of :func:`symbols`; for the eye only, its number stands beside it."""
    use = el("use", href=f"#disc{number_of(confidence)}")
    return el("svg", use, class_="disc", viewBox="0 0 12 12", aria_hidden="true")


def symbols() -> Html:
    """The discs, to stand once in a page."""
    return el("svg", *(_symbol(i, band) for i, band in enumerate(BANDS)), class_="hidden", aria_hidden="true")


def _symbol(number: int, band: Band) -> Html:
    ring = el("circle", cx=6, cy=6, r=5, fill="#fff", stroke=band.ink, stroke_width=1.5)
    if band.disc == 1:
        return el("symbol", el("circle", cx=6, cy=6, r=5.6, fill=band.ink), id=f"disc{number}", viewBox="0 0 12 12")
    x, y = (6 + 5 * f(2 * math.pi * band.disc - math.pi / 2) for f in (math.cos, math.sin))
    slice_ = el("path", d=f"M6 6V1A5 5 0 {int(band.disc > 0.5)} 1 {x:.2f} {y:.2f}Z", fill=band.ink) if band.disc else None
    return el("symbol", ring, slice_, id=f"disc{number}", viewBox="0 0 12 12")


def legend() -> Html:
    """What the cues mean."""
    items = (
        el("li", disc(band.least), " ", el("span", band.name, class_=f"v b{i}"), f" {range_of(band)}")
        for i, band in reversed(list(enumerate(BANDS)))
    )
    return el("ul", *items, class_="legend", aria_label="Colours of confidence")
