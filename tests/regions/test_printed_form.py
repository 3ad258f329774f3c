from __future__ import annotations

import random
import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import find_printed

from extractor.dialects.page import Page
from extractor.dialects.read import read
from extractor.form.printed import PHRASES, SLOTS, Phrase
from extractor.regions.printed_form import PrintedForm

QUICK = settings(deadline=None, max_examples=60)
LONG = tuple(p for p in PHRASES if sum(c.isalnum() for c in p.text) >= 12)
VERY_LONG = tuple(p for p in PHRASES if sum(c.isalnum() for c in p.text) >= 28)


def texts_of(slot: str) -> list[str]:
    return [p.text for p in PHRASES if p.slot == slot]


def slots_of(printed: PrintedForm) -> list[str]:
    return ["" if s < 0 else SLOTS[s] for s in printed.slot.tolist()]


def found(page: Page, printed: PrintedForm, *slots: str) -> float:
    """The share of the page's letters that belong to any of some slots."""
    letters = np.array([sum(c.isalnum() for c in w) for w in page.words], np.float64)
    mine = np.isin(printed.slot, [SLOTS.index(s) for s in slots])
    return float((letters * printed.cover)[mine].sum() / max(letters.sum(), 1))


def relatives(phrase: Phrase) -> list[str]:
    """Slots whose wordings hold this phrase, are held by it, or begin or end with the same letters: either name is right."""

    def bare(text: str) -> str:
        return "".join(c for c in text.lower() if c.isalpha())

    mine = bare(phrase.text)
    other = [(p.slot, bare(p.text)) for p in PHRASES]
    return [s for s, text in other if mine in text or text in mine or text[:30] == mine[:30] or text[-30:] == mine[-30:]]


@pytest.mark.parametrize("phrase", [p for p in PHRASES if sum(c.isalnum() for c in p.text) >= 8], ids=lambda p: p.text[:40])
def test_a_clean_phrase_is_found_whole(phrase: Phrase) -> None:
    page = read(phrase.text)
    printed = find_printed(page)
    assert found(page, printed, *relatives(phrase)) > 0.9
    known = printed.slot >= 0
    assert printed.share[known].max() > 0.9
    assert (np.diff(printed.at[known]) >= -0.01).all() or phrase.slot in ("owners.head", "top.filed")


def in_cells(text: str, random_: random.Random, most: int) -> str:
    """A phrase cut into cells at random places; the glyph under an edge stands on both sides, on neither, or on one."""
    cuts = sorted(random_.sample(range(6, len(text) - 5), min(most, max(1, len(text) // 14))))
    cells = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    for k in range(1, len(cells)):
        fate = random_.random()
        if fate < 0.3:
            cells[k] = text[cuts[k - 1] - 1] + cells[k]
        elif fate < 0.6:
            cells[k] = cells[k][1:]
    return "\t".join(cells) + "\t"


@QUICK
@given(st.sampled_from(VERY_LONG), st.integers(0, 10**6))
def test_a_phrase_cut_into_cells_is_found(phrase: Phrase, seed: int) -> None:
    page = read(in_cells(phrase.text, random.Random(seed), 3))
    assert found(page, find_printed(page), *relatives(phrase)) > 0.6


def test_nearly_all_of_the_cut_phrases_letters_are_found() -> None:
    random_ = random.Random(1)
    shares = []
    for phrase in LONG:
        page = read(in_cells(phrase.text, random_, 3))
        shares.append(found(page, find_printed(page), *relatives(phrase)))
    assert np.mean(shares) > 0.9


def test_phrases_with_a_tenth_of_the_letters_misread_are_found() -> None:
    random_ = random.Random(2)
    shares = []
    for phrase in VERY_LONG:
        noisy = "".join(
            random_.choice(string.ascii_letters) if c.isalpha() and random_.random() < 0.1 else c for c in phrase.text
        )
        page = read(noisy)
        shares.append(found(page, find_printed(page), *relatives(phrase)))
    assert np.mean(shares) > 0.75
    assert np.mean(np.array(shares) > 0.4) > 0.9


def test_letters_that_engines_confuse_count_as_equal() -> None:
    page = read("Tab1e l - N0n-Derivative 5ecurities Acqu1red, Disp0sed 0f, or 8eneficially 0wned")
    printed = find_printed(page)
    assert found(page, printed, "table1") > 0.95


def test_a_phrase_interleaved_with_a_value_is_taken_apart_from_it() -> None:
    page = read("1. Name and Ad QVIST ADA\tdress of Reportin LEE\tg Person*\n")
    printed = find_printed(page)
    slots = dict(zip(page.words, slots_of(printed), strict=True))
    for word in ("Name", "and", "Ad", "dress", "of", "Reportin", "Person*"):
        assert slots[word] == "box.name", word
    for word in ("QVIST", "ADA", "LEE"):
        assert slots[word] == "", word


def test_captions_behind_very_many_letters_are_found_as_without_them() -> None:
    caption = "1. Name and Address of Reporting Person*"
    alone, behind = (find_printed(read(letters + caption)) for letters in ("", "zq " * 40_000))
    tokens = len(alone.slot)
    for name in ("slot", "cover", "phrase", "share"):
        assert (getattr(behind, name)[-tokens:] == getattr(alone, name)).all(), name
    assert (behind.slot[:-tokens] < 0).all()


def test_a_value_between_two_captions_stays() -> None:
    page = read(
        "3. Date of Earliest Transaction (Month/Day/Year) 05/06/2002  4. If Amendment, Date of Original Filed (Month/Day/Year)"
    )
    printed = find_printed(page)
    at = page.words.index("05/06/2002")
    slots = slots_of(printed)
    assert slots[at] == ""
    assert set(slots[:at]) == {"box.period"}
    assert set(slots[at + 1 :]) == {"box.amendment"}


@pytest.mark.parametrize(
    "prose",
    [
        "The shares were acquired under the 1998 Stock Plan of Zorblat Holdings and vest in four equal annual parts.",
        "Ms. Qvist disclaims beneficial ownership of the securities held by her spouse, except to that extent.",
        "The price is the mean of several sales made on that day; the person will give full details on request.",
        "The option becomes exercisable on each anniversary of the date of the grant, and ends ten years later.",
        "Zorblat Holdings Inc. is a director and owner of a fund that trades in warrants and notes.",
    ],
)
def test_prose_that_shares_words_with_the_form_is_not_taken_for_it(prose: str) -> None:
    page = read(f"Explanation of Responses:\n1. {prose}\n")
    printed = find_printed(page)
    body = slice(3, None)
    letters = np.array([len(w) for w in page.words], np.float64)
    claimed = (letters * printed.cover * (printed.slot >= 0))[body].sum() / letters[body].sum()
    assert claimed < 0.4
    assert set(slots_of(printed)[:3]) == {"tail.explanation"}


@pytest.mark.parametrize(
    "value",
    [
        "Common Stock 05/06/2002 P 1,000 A $17.25 8,800 D",
        "QVIST ADA 12 ELM ROAD DULUTH MN 55802",
        "ZORBLAT HOLDINGS INC [ZBLT]",
    ],
)
def test_values_are_no_printed_form(value: str) -> None:
    page = read(value)
    assert not (find_printed(page).cover > 0.6).any()


@QUICK
@given(
    st.text(max_size=300) | st.lists(st.sampled_from([p.text for p in PHRASES]) | st.text(max_size=4), max_size=12).map("\t".join)
)
def test_any_page_has_its_shares_in_range(text: str) -> None:
    page = read(text)
    printed = find_printed(page)
    for array in (printed.cover, printed.at, printed.share):
        assert len(array) == len(page)
        assert ((array >= 0) & (array <= 1.0001)).all()
    assert ((printed.slot >= -1) & (printed.slot < len(SLOTS))).all()
    assert ((printed.cover > 0) == (printed.slot >= 0)).all()


def test_letters_that_match_only_across_lines_are_no_match() -> None:
    page = read("00\n1A\n")
    assert (find_printed(page).slot == -1).all()
