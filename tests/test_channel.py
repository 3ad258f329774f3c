"""The channel of noise: like the engines that it was fitted on, and honest about which glyph is whose."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

pytest.importorskip("cv2", reason="the channel is a part of the corpus builder, which needs the extra corpus")

from training.channel import Channel, family_of, fit, statistics
from training.corpus import Reading
from training.pages import Glyph, Page

WORDS = ["Common", "Stock", "1,500", "of", "Zorblat", "Holdings", "held", "by", "Ada", "Qvist", "02/03/1999"]


def printed(lines: int = 30) -> Page:
    glyphs = []
    for row in range(lines):
        x = 50.0
        for number, word in enumerate(WORDS):
            for k, char in enumerate(word):
                glyphs.append(Glyph(char, x, 40 + row * 12, x + 5, 48 + row * 12, number % 3, k == 0, row))
                x += 5.5
            x += 4
    return Page(0, 612, 792, glyphs)


def misread(page: Page, rate: float, seed: int) -> Page:
    """Every ``o`` of some is read as ``c``; nothing else happens."""
    rng = random.Random(seed)
    glyphs = [g._replace(char="c") if g.char == "o" and rng.random() < rate else g for g in page.glyphs]
    return Page(page.number, page.width, page.height, glyphs)


def reading(engine: str, rate: float, seed: int) -> Reading:
    page = printed()
    return Reading(
        "k", "issuer", "4", "edgar", engine, "1", 200, [("a", ""), ("b", ""), ("c", "")], "", [misread(page, rate, seed)], [page]
    )


@pytest.fixture(scope="module")
def channel() -> Channel:
    return Channel(
        fit([*(reading("tesseract-3", 0.4, k) for k in range(8)), *(reading("paddle-tiny", 0.0, k) for k in range(4))])
    )


def test_confusions_are_as_frequent_as_they_were(channel: Channel) -> None:
    clean = replace(reading("digital", 0, 0), pages=[printed()])
    seen = [channel.read(clean, "tesseract-11", "1", random.Random(k)).pages[0] for k in range(10)]
    letters = [g.char for page in seen for g in page.glyphs]
    before = [g.char for g in printed().glyphs] * 10
    share = (letters.count("c") - before.count("c")) / before.count("o")
    assert 0.3 < share < 0.5
    assert set(letters) <= {g.char for g in printed().glyphs} | {"c"}


def test_an_engine_without_errors_stays_so(channel: Channel) -> None:
    clean = reading("digital", 0, 0)
    seen = channel.read(clean, "paddle-small", "1", random.Random(1))
    assert [g.char for g in seen.pages[0].glyphs] == [g.char for g in clean.printed[0].glyphs]
    assert (seen.engine, seen.level) == ("paddle-small", "1")


def test_each_glyph_keeps_the_field_that_it_was_printed_for(channel: Channel) -> None:
    clean = reading("digital", 0, 0)
    seen = channel.read(clean, "tesseract-3", "1", random.Random(2)).pages[0]
    fields = {(round(g.x0), round(g.y0)): g.field for g in clean.pages[0].glyphs}
    assert all(fields[round(g.x0), round(g.y0)] == g.field for g in seen.glyphs)


def test_the_same_seed_gives_the_same_noise(channel: Channel) -> None:
    clean = reading("digital", 0, 0)
    one, two, other = (channel.read(clean, "tesseract-3", "1", random.Random(seed)).pages for seed in (3, 3, 4))
    assert one == two != other


def test_the_channel_that_ships_makes_worse_pages_of_worse_copies() -> None:
    channel = Channel.load()
    clean = reading("digital", 0, 0)
    for family in ("tesseract-3", "paddle-tiny"):
        shares = []
        for level in ("1", "2", "3"):
            counts = [statistics(printed(), channel.read(clean, family, level, random.Random(k)).pages[0]) for k in range(12)]
            shares.append(sum(c["words misread"] for c in counts) / sum(c["words"] for c in counts))
        assert shares == sorted(shares), (family_of(family), shares)
        assert 0.005 < shares[0] < 0.3
