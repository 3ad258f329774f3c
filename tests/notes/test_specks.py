"""Stains that an engine reads as letters beside the lines of footnotes."""

from __future__ import annotations

import pytest

from extractor.dialects.read import read
from extractor.notes.specks import are_stains, without_edge_specks, without_last_specks
from extractor.pipeline import extract


def line(text: str) -> str:
    page = read(text)
    return " ".join(page.words[t] for t in without_edge_specks(page, list(range(len(page)))))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('ang 1. Each unit gives one share of Zorblat. . : > auie " j bert , to', "1. Each unit gives one share of Zorblat."),
        ("O 2. Shares withheld for taxes. - - . a sores 2", "2. Shares withheld for taxes."),
        ("- 9, 8. This award vests on May 16, 2022. . - . .", "8. This award vests on May 16, 2022."),
        ("which were withheld for applicable taxes C tl : e nt", "which were withheld for applicable taxes"),
        (". : 4.Shares are held by a trust.", "4.Shares are held by a trust."),
        (', } on pe ee me . Pa j ee " : ape 7 ; :', ""),
    ],
)
def test_specks_before_and_behind_a_line_are_left_out(text: str, left: str) -> None:
    assert line(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "1. Each unit is worth one share; 1 for 1.",
        "The units vest as to 1/3 on each of 5/1/04, 5/1/05 and 5/1/06, if he is still in office as of it.",
        "Shares are held by A B C LP of which he is a partner",
        "at prices from $4.50 to $4.59, 12 of 15 at 4 %",
    ],
)
def test_short_words_and_numbers_are_none(text: str) -> None:
    assert line(text) == text


def test_footnotes_are_told_apart_among_specks() -> None:
    filing = extract(
        """FORM 4 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Persom Qvist Ada L
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Ownea
1. Title of Security (Instr. 3) 2. Transaction Date 3. Transaction Code 4. Securitles Acquired
Common Stock 05/06/2005 S 1,200 D $17.25 8,800 D
Explanation of Responses: , } pe ee me . Pa j ee ; = ' :
ang 1. Each unit gives the right to recelve one share of common stock. . : > auie vip ' : " j bert , to
. 2. Shares withheld to satisfy the taxes that are due upon vesting. , '8 : o - . ' : sy : ' bee ;
"8 3. The units do not expire; they vest or are cancelled befure that date. ©. * : " tee eal ' : P : ' sob pe '
** Signature of Reporting Person Date
"""
    )
    assert [note.id for note in filing.footnotes] == ["F1", "F2", "F3"]
    assert [str(note.text.value)[-8:] for note in filing.footnotes] == ["n stock.", "vesting.", "at date."]


@pytest.mark.parametrize(
    ("text", "stains"),
    [
        ('"5 _ _ ee a i oes D , = : m e fae .', True),
        ("= _ c o 7 oe", True),
        ("1", False),
        ("(1)", False),
        ("1. None.", False),
        (". zbq 1", True),
    ],
)
def test_stains_behind_the_heading_are_told_from_a_footnote(text: str, stains: bool) -> None:
    page = read(text)
    assert are_stains(page, range(len(page))) is stains


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("She resigned as officer of the Issuer. * 4", "She resigned as officer of the Issuer."),
        ("Corporate Secretary . 2\u00b0 i - ~ \u2018", "Corporate Secretary ."),
        ("See footnotes 1 and 2", "See footnotes 1 and 2"),
        ("Held by Trust No. 1", "Held by Trust No. 1"),
        ("Held by Zorblat L. P.", "Held by Zorblat L. P."),
        ("* 4", "* 4"),
    ],
)
def test_behind_the_last_stop_of_a_text_one_speck_is_none_of_it(text: str, rest: str) -> None:
    page = read(f"{text}\n")
    assert " ".join(page.words[t] for t in without_last_specks(page, list(range(len(page))))) == rest
