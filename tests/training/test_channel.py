"""The channel of noise: like the engines that it was fitted on, and honest about which glyph is whose."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("cv2", reason="the channel is a part of the corpus builder, which needs the extra corpus")

from training.corpus import Reading
from training.noise.__main__ import main
from training.noise.channel import Channel
from training.noise.check import Pairs, count, measured, simulated, table
from training.noise.fit import fit
from training.noise.page import family_of, marks_of
from training.noise.pairs import paired, place
from training.noise.rake import Factor, chance, rake
from training.pages import Glyph, Page, Rule

WORDS = ["Common", "Stock", "1,500", "of", "Zorblat", "Holdings", "held", "by", "Ada", "Qvist", "02/03/1999"]
NAMES = [("a", ""), ("b", ""), ("c", "")]
LINES = 16
Damage = Callable[[list[Glyph], random.Random], list[Glyph]]


def printed(lines: int = LINES) -> Page:
    """Words of three fields, and a ruled line down the page behind the first one."""
    glyphs = []
    for row in range(lines):
        x = 50.0
        for number, word in enumerate(WORDS):
            for k, char in enumerate(word):
                glyphs.append(Glyph(char, x, 40 + row * 12, x + 5, 48 + row * 12, number % 3, k == 0, row))
                x += 5.5
            x += 4
    return Page(0, 612, 792, glyphs, [Rule(False, 84.5, 30, 40 + lines * 12)])


def o_as_c(rate: float) -> Damage:
    """Some `o` are read as `c`; nothing else happens."""
    return lambda glyphs, rng: [g._replace(char="c") if g.char == "o" and rng.random() < rate else g for g in glyphs]


def lines_gone(rate: float) -> Damage:
    """Some lines are not seen at all."""

    def damage(glyphs: list[Glyph], rng: random.Random) -> list[Glyph]:
        gone = {line for line in sorted({g.line for g in glyphs}) if rng.random() < rate}
        return [g for g in glyphs if g.line not in gone]

    return damage


def or_as_d(glyphs: list[Glyph], rng: random.Random) -> list[Glyph]:
    """`or` is read as `d`, always."""
    out: list[Glyph] = []
    for glyph in glyphs:
        if out and out[-1].char == "o" and glyph.char == "r" and not glyph.space:
            out[-1] = out[-1]._replace(char="d", x1=glyph.x1)
        else:
            out.append(glyph)
    return out


def reading(engine: str, damage: Damage, seed: int = 0, level: str = "1") -> Reading:
    page = printed()
    seen = Page(0, page.width, page.height, damage(page.glyphs, random.Random(seed)), page.rules)
    return Reading(f"k{seed}", "issuer", "4", "edgar", engine, level, 200, NAMES, "", [seen], [page])


def clean() -> Reading:
    return replace(reading("digital", o_as_c(0), level="0"), pages=[printed()], printed=[])


def channel_of(engine: str, damage: Damage) -> Channel:
    return Channel(fit(reading(engine, damage, k) for k in range(8)))


@cache
def shipped() -> Channel:
    return Channel.load()


def texts(page: Page) -> list[str]:
    return [g.char for g in page.glyphs]


def test_confusions_are_as_frequent_as_they_were() -> None:
    channel = channel_of("tesseract-3", o_as_c(0.4))
    seen = [char for k in range(30) for char in texts(channel.read(clean(), "tesseract-11", "1", random.Random(k)).pages[0])]
    before = texts(printed()) * 30
    assert 0.32 < (seen.count("c") - before.count("c")) / before.count("o") < 0.47
    assert Counter(seen)["m"] > 0.99 * Counter(before)["m"]


def test_an_engine_without_errors_stays_so() -> None:
    seen = channel_of("paddle-tiny", o_as_c(0)).read(clean(), "paddle-small", "1", random.Random(1))
    misread = sum(a != b for a, b in zip(texts(seen.pages[0]), texts(printed()), strict=True))
    assert misread <= 2
    assert (seen.engine, seen.level, seen.printed) == ("paddle-small", "1", clean().pages)


def test_an_engine_that_drops_lines_drops_words_in_a_row() -> None:
    channel = channel_of("tesseract-3", lines_gone(0.3))
    sizes = [len(channel.read(clean(), "tesseract-3", "1", random.Random(k)).pages[0].glyphs) for k in range(10)]
    assert 0.55 < sum(sizes) / len(sizes) / len(printed().glyphs) < 0.85
    page = channel.read(clean(), "tesseract-3", "1", random.Random(3)).pages[0]
    lengths = Counter(Counter(round(g.y0) for g in page.glyphs).values())
    assert lengths[len("".join(WORDS))] > len(lengths)


def test_two_glyphs_read_as_one_are_read_so_again() -> None:
    seen = channel_of("tesseract-3", or_as_d).read(clean(), "tesseract-3", "1", random.Random(1)).pages[0]
    assert texts(seen).count("d") - texts(printed()).count("d") > 0.8 * LINES  # "Zorblat" is on every line


def test_an_engine_that_was_not_fitted_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no noise was fitted for paddle-tiny; fitted are tesseract-1"):
        channel_of("tesseract-3", o_as_c(0)).read(clean(), "paddle-tiny", "1", random.Random(1))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["tesseract-3", "tesseract-11", "paddle-tiny", "rapidocr"]), st.sampled_from("0123"), st.integers(0, 99))
def test_whatever_happens_the_labels_are_those_of_the_print(engine: str, level: str, seed: int) -> None:
    before = clean()
    one, two = (shipped().read(before, engine, level, random.Random(seed)) for _ in range(2))
    assert one.pages == two.pages
    page = one.pages[0]
    assert all(glyph.char.strip() and glyph.x1 >= glyph.x0 for glyph in page.glyphs)
    assert [g.line for g in page.glyphs] == sorted(g.line for g in page.glyphs)
    found = Counter(g.field for g in page.glyphs if g.field)
    most = Counter(g.field for g in printed().glyphs)
    assert all(n <= 3 * most[number] for number, n in found.items())


def test_other_seeds_give_other_noise() -> None:
    pages = [shipped().read(clean(), "tesseract-3", "2", random.Random(seed)).pages[0].glyphs for seed in (3, 4)]
    assert pages[0] != pages[1]


def test_the_channel_that_ships_makes_worse_pages_of_worse_copies() -> None:
    for engine in ("tesseract-3", "paddle-tiny"):
        shares = []
        for level in ("1", "2", "3"):
            read = [shipped().read(clean(), engine, level, random.Random(k)).pages[0].glyphs for k in range(24)]
            lost = [(Counter(texts(printed())) - Counter(g.char for g in page)).total() for page in read]
            shares.append(sum(lost) / len(lost) / len(printed().glyphs))
        assert shares == sorted(shares), (engine, shares)
        assert 0.002 < shares[0] < 0.2


def test_pairs_survive_characters_spread_over_their_line() -> None:
    page = printed(1)
    width = (page.glyphs[-1].x1 - 50) / (len(page.glyphs) + len(WORDS) - 1)
    spread, x = [], 50.0
    for n, glyph in enumerate(page.glyphs):
        x += width * (1 + (glyph.space and n > 0))
        spread.append(glyph._replace(x0=x - width, x1=x, char="c" if glyph.char == "o" else glyph.char))
    hits = paired(page, Page(0, 612, 792, spread)).hits
    assert [hits[place(g)].text for g in page.glyphs] == [g.char for g in spread]


def test_factors_are_told_apart_though_they_come_together() -> None:
    rng = random.Random(5)
    keys = [(rng.choice("ab"), rng.choice("xxxy") if rng.random() < 0.7 else "y") for _ in range(20000)]
    odds = {"a": 0.05, "b": 0.1, "x": 1.0, "y": 4.0}
    happened = [rng.random() < chance(odds[one] * odds[two]) for one, two in keys]
    base, (first, second) = rake(happened, [Factor([k[0] for k in keys], 1), Factor([k[1] for k in keys], 1)])
    assert base > 0
    assert first["b"] / first["a"] == pytest.approx(2, rel=0.25)
    assert second["y"] / second["x"] == pytest.approx(4, rel=0.25)


def test_the_check_sets_real_and_simulated_damage_side_by_side() -> None:
    channel = channel_of("tesseract-3", o_as_c(0.4))
    held_out = [reading("tesseract-3", o_as_c(0.4), k) for k in range(20, 24)]
    pairs: Pairs = {}
    count(channel, held_out, pairs)
    real, made = pairs["tesseract-1"]
    assert real.counts["values"] == made.counts["values"] > 0
    assert made.mean("letters misread") == pytest.approx(real.mean("letters misread"), rel=0.3)
    assert "o→c" in "\n".join(table(pairs))
    assert measured(simulated(channel, held_out[0]))["letters"] == measured(held_out[0])["letters"]


def test_the_command_line_fits_a_cache(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    import gzip

    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as handle:
        handle.writelines(reading("tesseract-3", o_as_c(0.4), k).to_json() + "\n" for k in range(10))
    main(["fit", str(tmp_path), "--out", str(tmp_path / "channel.json")])
    assert "| tesseract-1 | 8 |" in capsys.readouterr().out
    seen = Channel.load(tmp_path / "channel.json").read(clean(), "tesseract-3", "1", random.Random(1))
    assert "c" in texts(seen.pages[0])


def test_families_and_marks() -> None:
    assert [family_of(name) for name in ("tesseract-11", "paddle-tiny", "rapidocr")] == ["tesseract", "paddle", "paddle"]
    assert marks_of([("a", ""), ("transactionAmounts/transactionShares/footnoteId", "")]) == {1}
