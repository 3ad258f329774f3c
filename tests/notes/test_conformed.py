"""Conformed signatures and the capacities of who signs, misread."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.filing import Status
from extractor.notes.conformed import with_conformed_signature
from extractor.notes.signed import attorney, capacities, without_last_specks
from extractor.readings.pieces import Reading

_MARKS = (
    "FI /s/Ada Quill",
    "(s? Ada Quill",
    "i\u00a7 Ada Quill",
    "Is/-Ada Quill",
    "js[Ada Quill",
    "£sf Ada Quill",
    "\u00e9s? Ada Quill",
    "ik 's/ Ada Quill",
    "ds/ Ada Quill",
    "s Ada Quill",
    "5 Ada Quill",
    "7 is{ Ada Quill",
    "Lsh Ada Quill",
    "s.: Ada Quill",
    "s_ Ada Quill",
    ".'s/. Ada Quill",
    "Z's/Ada Quill",
    "-5. Ada Quill",
    "~- [sf Ada Quill",
    "* fs/ Ada Quill",
    "a fs/ Ada Quill",
    "i Ada Quill",
    "4 Ada Quill",
    "a [s{Ada Quill",
    "is:_Ada Quill",
    "{LAda Quill",
)


@pytest.mark.parametrize("misread", ["Is/ Ada Quill", "1s/ Ada Quill", "/s/ Ada Quill", "isl Ada Quill", *_MARKS])
def test_a_conformed_signature_is_known_however_it_is_read(misread: str) -> None:
    assert with_conformed_signature(Reading(misread)).value == "/s/ Ada Quill"


@pytest.mark.parametrize(
    ("misread", "name"),
    [
        ("(s/ s Ada Quill", "/s/ Ada Quill"),
        ("/sLAda Quill", "/s/ Ada Quill"),
        ("4s/_Ada Quill", "/s/ Ada Quill"),
        ("s/ lames Quill", "/s/ James Quill"),
        ("s/ lzorb Quill", "/s/ lzorb Quill"),
        ("is/lames Quill", "/s/ James Quill"),
        ("y:: Ada Quill", "By: Ada Quill"),
        ("83. Ada Quill", "By: Ada Quill"),
        ("By.is/. Ada Quill", "By. /s/ Ada Quill"),
    ],
)
def test_what_is_left_of_the_mark_is_no_part_of_the_name(misread: str, name: str) -> None:
    assert with_conformed_signature(Reading(misread)).value == name


_OTHERS = (
    "By /s/ Ada Quill",
    "By: /s/ Ada Quill",
    "By: Ada Quill",
    "* By: Ada Quill",
    "as Trustee",
    "A/K Holdings",
    "deGroot Ada",
    "TS Quill Ventures LLC",
    "FS Elm Partners V, L.P., by Ada Quill, its General Partner",
)


@pytest.mark.parametrize("name", ["Isolde Quill", "Silas Quill", "Ada Quill", "S. Quill", *_OTHERS])
def test_a_name_is_taken_for_no_conformed_signature(name: str) -> None:
    assert with_conformed_signature(Reading(name)).value == name


def test_specks_of_a_signature_go() -> None:
    assert without_last_specks(Reading("/s/ Ada Quill, as Trustee iq")).value == "/s/ Ada Quill, as Trustee"
    assert without_last_specks(Reading("Ada Quill, Zorblat LLC a")).value == "Ada Quill, Zorblat LLC"
    assert without_last_specks(Reading("Ada Quill, Attorney-in-Fact, Osfo snez")).value == "Ada Quill, Attorney-in-Fact"
    assert without_last_specks(Reading("Ada Quill, Attorney, inFact n s")).value == "Ada Quill, Attorney, inFact"
    assert without_last_specks(Reading("Ada Quill, Attorney-in-Fact He:")).value == "Ada Quill, Attorney-in-Fact"
    assert without_last_specks(Reading("Ada Quill, Attorney-in-Fact for Bo Ek")).value == "Ada Quill, Attorney-in-Fact for Bo Ek"
    assert without_last_specks(Reading("Ada Quill, attorney-in")).value == "Ada Quill, attorney-in-fact"
    assert without_last_specks(Reading("Ada Quill, Attorney-i")).value == "Ada Quill, Attorney-in-Fact"
    assert without_last_specks(Reading("Ada Quill, power of")).value == "Ada Quill, power of attorney"
    assert without_last_specks(Reading("Hen LLC, /5/ Ada Quill for Bo Ek")).value == "Hen LLC, /s/ Ada Quill for Bo Ek"


def test_the_capacity_of_who_signs_is_mended() -> None:
    assert attorney(Reading("Ada Quill, Attomey-in-Fact")).value == "Ada Quill, Attorney-in-Fact"
    assert attorney(Reading("Ada Quill, Attorney-in-Fact")).status is Status.READ
    assert attorney(Reading("Ada Quill E,st, (attorney-in-fact)")).value == "Ada Quill Esq, (attorney-in-fact)"
    assert attorney(Reading("Ada Quill, Esc_(attorney-in-fact)")).value == "Ada Quill, Esq_(attorney-in-fact)"
    assert attorney(Reading("AdaQuill,Esg(attorney-in-fact)")).value == "AdaQuill,Esq(attorney-in-fact)"
    assert attorney(Reading("Ada Quill Esg.")).value == "Ada Quill Esq."
    assert attorney(Reading("Ada Quill Eso. (Altorney-in-Fact)")).value == "Ada Quill Esq. (Attorney-in-Fact)"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("/s/ Ada Qvist, Atiomey-in-fact", "/s/ Ada Qvist, Attorney-in-Fact"),
        ("Ada Qvist, attorney-insfact for Bo Ek", "Ada Qvist, attorney-in-fact for Bo Ek"),
        ("Ada Qvist, attorney in fact", "Ada Qvist, attorney in fact"),
        ("Ada Qvist, attorney in tact", "Ada Qvist, attorney-in-fact"),
        ("Ada Qvist, Aornpy in Lact, for Bo Ek", "Ada Qvist, Attorney-in-Fact, for Bo Ek"),
        ("Ada Qvist, attorney iaclfor Bo Ek", "Ada Qvist, attorney-in-fact for Bo Ek"),
        ("Ada Qvist, Powerof Anorney", "Ada Qvist, Power of Attorney"),
        ("Ada Qvist, bypower-of-attorney", "Ada Qvist, by power of attorney"),
        ("Ada Qvist, on behalf f. of Bo Ek", "Ada Qvist, on behalf of Bo Ek"),
        ("Ada Qvist, on behalf off Bo Ek", "Ada Qvist, on behalf of Bo Ek"),
        ("Ada Qvist, onbehalf ofBo Ek", "Ada Qvist, on behalf of Bo Ek"),
        ("Ada Qvist, onbehalf ofBosse Ek", "Ada Qvist, on behalf of Bosse Ek"),
        ("by power of attorney fled on fune 2, 2004", "by power of attorney filed on June 2, 2004"),
        ("by power of attorney given on June 2, 2004", "by power of attorney given on June 2, 2004"),
        ("Ada Qvist, on behatt of Bo Ek", "Ada Qvist, on behalf of Bo Ek"),
        ("Ada Qvist, Malaging Member", "Ada Qvist, Managing Member"),
        ("By: Its General Partners", "By: Its General Partners"),
        ("Ada Qvist, powers of attorney", "Ada Qvist, powers of attorney"),
        ("Ada Qvist, Attorney for Bo Ek", "Ada Qvist, Attorney for Bo Ek"),
        ("Ada Qvist, Attorney at law", "Ada Qvist, Attorney at law"),
        ("Ada Qvist, by Power of Attorney", "Ada Qvist, by Power of Attorney"),
        ("Ada Qvist", "Ada Qvist"),
    ],
)
def test_the_capacity_of_most_signatures_where_it_was_misread(text: str, mended: str) -> None:
    assert capacities(Reading(text)).value == mended


CAPACITY = (
    "attorney",
    "in",
    "fact",
    "Attorney-in-Fact",
    "attorney-in-",
    "by",
    "for",
    "power",
    "of",
    "as",
    "its",
    "general",
    "partner",
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from((*CAPACITY, "Ada", "Qvist", "attomey", "infact,", "lts", "LLC", "(by)")), max_size=12))
def test_any_words_of_capacities_can_be_read(words: list[str]) -> None:
    found = capacities(Reading(" ".join(words)))
    assert (found.value or "").count(" ") <= 2 * len(words)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("/s/ Ada Quill, Attorney-lecEact for Bo Ek", "/s/ Ada Quill, Attorney-in-Fact for Bo Ek"),
        ("Ada Quill _fAttorney- FFaacct) t, IInn", "Ada Quill _Attorney-in-Fact"),
        ("Ada Quill, b Power of Attorney", "Ada Quill, by Power of Attorney"),
        ("Ada Quill, bt power-of-attorney", "Ada Quill, by power-of-attorney"),
        ("Ada Quill, by Power of Sonvy", "Ada Quill, by Power of Attorney"),
    ],
)
def test_what_stands_beside_the_words_of_a_capacity_is_no_other_word(text: str, mended: str) -> None:
    value = capacities(attorney(Reading(text))).value
    assert value is not None
    assert value.lower() == mended.lower()


@pytest.mark.parametrize(
    "text", ["Ada Quill, Attorney-at-Law", "Ada Quill, Attorney-in-Fact for Bo Ek", "Ada Quill, Attorney - Bo Ek"]
)
def test_what_else_follows_an_attorney_stays(text: str) -> None:
    assert capacities(Reading(text)).value == text


def test_as_attorney_is_not_the_end_of_a_signature() -> None:
    assert without_last_specks(Reading("Ada Quill, as Attorney")).value == "Ada Quill, as Attorney-in-Fact"
