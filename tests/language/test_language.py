"""The language model and the decoder of cut words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.correct import with_misread_words_set_right
from extractor.language.decode import Cut, decode
from extractor.language.model import (
    NUMBER,
    USES,
    known_share,
    letters_of,
    sentence_cost,
    sentence_words,
    spelled,
    text_cost,
    uses,
    vocabulary,
    word_cost,
)
from extractor.language.prose import with_words_set_right
from training.lexicon import sentence_pairs

QUICK = settings(deadline=None, max_examples=120)
KINDS = ("person", "company", "name", "signature", "place", "title", "office", "nature", "prose")
words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
lines = st.lists(st.text(st.characters(exclude_categories=("Cs", "Z", "Cc")), min_size=1, max_size=9), min_size=1, max_size=6)


@given(words, st.sampled_from(KINDS))
@QUICK
def test_costs_are_those_of_probabilities(word: str, kind: str) -> None:
    assert word_cost(word, kind) > 0
    assert 0 <= known_share(word, kind) <= 1
    assert 0 <= uses(word) < USES
    assert spelled(word) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_of_thousands_of_letters_has_a_cost(kind: str) -> None:
    assert word_cost("x" * 400, kind) < word_cost("x" * 4000, kind) < float("inf")


@pytest.mark.parametrize(
    ("likelier", "rarer", "kind"),
    [
        ("Common Stock", "Stock Common", "title"),
        ("Class A Common Stock", "Class Common A Stock", "title"),
        ("Executive Vice President", "Executive President Vice", "office"),
        ("Chief Financial Officer", "Chief Financial Ofticer", "office"),
        ("Smith John", "Sjmith John", "name"),
        ("500 Main Street", "500 Maln Street", "place"),
    ],
)
def test_what_is_written_costs_less_than_what_is_not(likelier: str, rarer: str, kind: str) -> None:
    assert text_cost(letters_of(likelier), kind) < text_cost(letters_of(rarer), kind)


@pytest.mark.parametrize(
    ("before", "likelier", "rarer"),
    [("weighted", "average", "holder"), ("within", NUMBER, "to"), ("right", "to", NUMBER), ("<", "represents", "person")],
)
def test_words_of_sentences_stand_behind_those_that_they_go_with(before: str, likelier: str, rarer: str) -> None:
    assert sentence_cost(before, likelier) < sentence_cost(before, rarer)
    assert sentence_words("Sold on 5/6, at $7: A10") == ["sold", "on", NUMBER, NUMBER, "at", NUMBER, NUMBER]


def test_a_word_of_thousands_of_letters_costs_more_than_any_other() -> None:
    assert sentence_cost("weighted", "o" * 5000) > sentence_cost("weighted", "o" * 50)


def test_pairs_of_words_are_counted_by_the_issuers_that_have_them() -> None:
    note = "<ownershipDocument><issuer><issuerCik>{}</issuerCik></issuer><footnote>{}</footnote></ownershipDocument>"
    found = sentence_pairs((note.format(1, "Sold at 7"), note.format(2, "Sold at 8"), note.format(2, "Sold Qvist")))
    assert found == {"<_sold": 2, "<_*": 4, "sold_at": 2, "sold_*": 7, "at_#": 2, "at_*": 4, "#_>": 2, "#_*": 4}


def test_the_vocabulary_has_names_and_words_but_no_noise() -> None:
    assert {"smith", "holdings", "preferred", "president", "avenue"} <= vocabulary()
    assert not {"qzxv", "ofticer", "stagwwell"} & vocabulary()


@given(lines, st.sampled_from(KINDS))
@QUICK
def test_uncut_words_are_decoded_as_they_stand(texts: list[str], kind: str) -> None:
    cuts = [Cut(text, " " if k else "") for k, text in enumerate(texts)]
    found = decode(cuts, kind)
    assert found.text == " ".join(texts)
    assert (found.twice, found.lost) == (0, 0)


@given(lines, st.sampled_from(KINDS))
@QUICK
def test_across_edges_nothing_but_the_glyphs_at_them_changes(texts: list[str], kind: str) -> None:
    cuts = [Cut(text, "|" if k else "", k > 0, k + 1 < len(texts)) for k, text in enumerate(texts)]
    found = decode(cuts, kind)
    before, after = "".join(texts), found.text.replace(" ", "")
    assert len(before) - 2 * found.twice <= len(after) <= len(before) + found.lost


@pytest.mark.parametrize(("pieces", "name"), [(["Kate", "E. Berg"], "Kate E. Berg"), (["Kat", "te Berg"], "Kate Berg")])
def test_an_initial_behind_an_edge_is_no_small_letter_counted_twice(pieces: list[str], name: str) -> None:
    cuts = [Cut(text, "|" if k else "", k > 0, k + 1 < len(pieces)) for k, text in enumerate(pieces)]
    assert decode(cuts, "name").text == name


def test_a_word_of_the_page_itself_tells_what_is_lost() -> None:
    cuts = [Cut("Zorb", "", False, True), Cut("at Inc", "|", True, False)]
    assert decode(cuts, "company", frozenset(("zorblat",))).text == "Zorblat Inc"
    assert decode(cuts, "company").text == "Zorbat Inc"


@given(st.text(max_size=60), st.sampled_from(KINDS))
@QUICK
def test_without_noise_nothing_is_set_right(text: str, kind: str) -> None:
    assert with_misread_words_set_right(text, kind, frozenset(), 0.0) == (text, ())


@given(st.text(max_size=60), st.sampled_from(KINDS))
@QUICK
def test_changes_are_told(text: str, kind: str) -> None:
    found, changes = with_misread_words_set_right(text, kind, frozenset(), 0.02)
    assert bool(changes) == (found != text)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("COLUMBIA ROAD 5O", "place", "COLUMBIA ROAD 50"),
        ("power-0f-attorney", "signature", "power-of-attorney"),
        ("Zorblat Capital IILLC", "company", "Zorblat Capital II LLC"),
        ("20TH FLOOR", "place", "20TH FLOOR"),
        ("ONEQ&TPLAZA", "place", "ONEQ&TPLAZA"),  # of glued words nobody can tell
        ("90 1OTH STREET", "place", "90 10TH STREET"),
        ("90 11T STREET", "place", "90 11TH STREET"),
        ("ELM AVE., 42N FLOOR", "place", "ELM AVE., 42ND FLOOR"),
        ("14Tn Floor", "place", "14th Floor"),
        ("12S MAIN STREET, 5B FLOOR", "place", "12S MAIN STREET, 5B FLOOR"),
        ("60 E. 42D STREET", "place", "60 E. 42D STREET"),
        ("2N COURT STREET", "place", "2N COURT STREET"),
        ("90 l4th STREET", "place", "90 14th STREET"),
        ("ONEQ&ZPLAZA", "place", "ONEQ&ZPLAZA"),
        ("Com mon Stoc k", "title", "Common Stock"),
        ("by his at torney in fact", "signature", "by his attorney in fact"),
        ("Restricted Stock Unit s", "title", "Restricted Stock Units"),
        ("held under the company s plan", "prose", "held under the company s plan"),
        ("President an d CEO", "office", "President and CEO"),
        ("OLD DOMI NION", "company", "OLD DOMINION"),
        ("Wil son Ada", "person", "Wilson Ada"),
        ("Mc Donald John", "person", "Mc Donald John"),
        ("John Son", "person", "John Son"),
        ("Class A Common", "title", "Class A Common"),
        ("Qvist Holdings Ill LP", "company", "Qvist Holdings III LP"),
        ("Qvist Ada Il", "person", "Qvist Ada II"),
        ("/s/ DavidJ. Qvist", "signature", "/s/ DavidJ. Qvist"),
        ("Ill Winds LLC", "company", "Ill Winds LLC"),
        ("Qvist Fund II", "company", "Qvist Fund II"),
        ("Qvist Phannaceuticals Inc", "company", "Qvist Pharmaceuticals Inc"),
        ("Zorbgenics Inc", "company", "Zorbgenics Inc"),
        ("Reshicted Stock Units", "title", "Restricted Stock Units"),
        ("Nqso (Right to Buy)", "title", "Nqso (Right to Buy)"),
        ("EVP, Global Mkts", "office", "EVP, Global Mkts"),
        ("EVP, Global Mkfg", "office", "EVP, Global Mktg"),
        ("Presidens ans CFO", "office", "President and CFO"),
        ("President, IOA", "office", "President, IOA"),
        ("CEO and ClO", "office", "CEO and CIO"),
        ("Sr. \u00a3VP", "office", "Sr. EVP"),
        ("Pr'esident", "office", "President"),
        ("Common Stoc,k", "title", "Common Stock"),
        ("C:ommon Stock", "title", "Common Stock"),
        ("Pref.stock", "title", "Pref.stock"),
        ("By Ada's Trust", "nature", "By Ada's Trust"),
        ("Gen'l Counsel", "office", "Gen'l Counsel"),
        ("Stoc Option", "title", "Stock Option"),
        ("ONE AMEREX DRIVE", "place", "ONE AMEREX DRIVE"),  # another word that few streets are called by
        ("ONE MARKEX DRIVE", "place", "ONE MARKET DRIVE"),
        ("Zorblat INP", "company", "Zorblat INC"),
        ("QVIST INP ADA", "name", "QVIST INP ADA"),  # legal forms end names
        ("QVIST MARYJ", "name", "QVIST MARY J"),
        ("Qvist RobertE.", "name", "Qvist Robert E."),
        ("QVIST PAULA", "name", "QVIST PAULA"),
        ("QVIST ZORBLATX", "name", "QVIST ZORBLATX"),
    ],
)
def test_misread_words_and_letters_taken_for_digits_are_set_right(text: str, kind: str, meant: str) -> None:
    assert with_misread_words_set_right(text, kind, frozenset(), 0.02)[0] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12 PENNSYLVANIAAVENUE NW, 6THFLOOR", "12 PENNSYLVANIA AVENUE NW, 6TH FLOOR"),
        ("12 ZORBLATLANE", "12 ZORBLAT LANE"),
        ("12 QVISTLANE", "12 QVISTLANE"),
        ("12 RAILROAD AVENUE", "12 RAILROAD AVENUE"),
    ],
)
def test_a_blank_is_lost_before_what_a_street_is(text: str, meant: str) -> None:
    assert with_misread_words_set_right(text, "place", frozenset({"zorblat"}), 0.02) == (meant, ())


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("CIO ZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("C/OZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("C/0.ZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("C/O/ZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("Cio QVIST WORKS, INC.", "C/O QVIST WORKS, INC."),
        ("c/0 Qvist Works", "C/O Qvist Works"),
        (".1 C/O QVIST WORKS", "C/O QVIST WORKS"),
        ("G/O- QVIST WORKS", "C/O QVIST WORKS"),
        ("C/0 qVIST WORKS", "C/O qVIST WORKS"),
        ("(O QVIST WORKS", "C/O QVIST WORKS"),
        ("f70 QVIST WORKS", "C/O QVIST WORKS"),
        ("/O QVIST WORKS", "C/O QVIST WORKS"),
        ("@O ZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("C.O ZORBLAT CORP", "C/O ZORBLAT CORP"),
        ("C-O ZORBLAT CORP", "C/O ZORBLAT CORP"),
        (".C O QVIST WORKS", "C/O QVIST WORKS"),
        ("c/o Qvist Works", "c/o Qvist Works"),
        ("CO QVIST WORKS", "CO QVIST WORKS"),
        ("170 QVIST ROAD", "170 QVIST ROAD"),
        ("1 COMMERCE ROAD", "1 COMMERCE ROAD"),
        ("C ORTIZ", "C ORTIZ"),
        ("E/Q PLAZA 1", "E/Q PLAZA 1"),
    ],
)
def test_signs_of_care_of_are_told_by_their_place(line: str, printed: str) -> None:
    found, changes = with_misread_words_set_right(line, "place", frozenset(), 0.02)
    assert found == printed
    assert len(changes) == (line != printed)


def test_a_name_behind_care_of_is_no_word_of_an_address() -> None:
    for begins in ("C/O", "CO"):
        assert with_misread_words_set_right(f"{begins} WELLESLEX MINING", "place", frozenset(), 0.02) == (
            f"{begins} WELLESLEX MINING",
            (),
        )
    assert with_misread_words_set_right("12 WELLESLEX ROAD", "place", frozenset(), 0.02)[0] == "12 WELLESLEY ROAD"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("subject to the pIan of ihe cornpany", "subject to the plan of the company"),
        ("sold in mutpte transactions", "sold in multiple transactions"),  # several glyphs of a word
        ("the outstandng sharcs ofthe trust", "the outstanding shares of the trust"),  # a blank lost
        ("are heldby the reportingperson", "are held by the reporting person"),
        ("under a withhol ding obiigat ion", "under a withholding obligation"),  # a blank within a word
        ("shares 1n connection with th1s sale ot units. oo . uf", "shares in connection with this sale of units. oo . uf"),
        ("of Zorblat Qvistgard and her unissued shares", "of Zorblat Qvistgard and her unissued shares"),
        ("granted on March15, 2004 to MT Qvi", "granted on March15, 2004 to MT Qvi"),
        ("each Rsu of the PZQV plan", "each Rsu of the PZQV plan"),
        ("the right 10 receive one share in 10 days", "the right to receive one share in 10 days"),
        ("l-for-1", "1-for-1"),
        ("held by Ael&Tbe Trust", "held by Ael&Tbe Trust"),
        ("received in a recapitalisation of the company", "received in a recapitalisation of the company"),
        ("NIA", "N/A"),
        ("NIA holds all-for-1 units", "NIA holds all-for-1 units"),
    ],
)
def test_misread_words_of_sentences_are_told_by_their_neighbours(text: str, meant: str) -> None:
    assert with_words_set_right(text, frozenset(), 0.03)[0] == meant


def test_a_word_longer_than_all_words_is_like_none() -> None:
    for long in ("e" * 300, "abcdefghij" * 26):
        text = f"Governed by xqz {long} the rulcs"
        assert long in with_words_set_right(text, frozenset(), 0.1)[0]


def test_a_name_that_the_page_repeats_is_right_and_what_is_like_it_is_it_but_no_small_word_is() -> None:
    own = frozenset(("zorblat", "sharcs"))
    found, changes = with_words_set_right("the sharcs of Zorblat, held by Zorblal", own, 0.03)
    assert found == "the shares of Zorblat, held by Zorblat"
    assert changes == (("sharcs", "shares"), ("Zorblal", "Zorblat"))


@given(st.text(max_size=80) | st.text("abehrst 1.'", max_size=80), st.sampled_from((0.0, 0.03, 0.5)))
@QUICK
def test_sentences_of_any_letters_are_read(text: str, noise: float) -> None:
    found, changes = with_words_set_right(text, frozenset(("zorblat",)), noise)
    assert bool(changes) == (found != text)
    assert noise or not changes


def test_of_two_letters_beside_an_edge_only_the_form_of_a_company_is_made() -> None:
    def told(*texts: str) -> str:
        cuts = [Cut(text, "|" if k else "", open_before=k > 0, open_after=k < len(texts) - 1) for k, text in enumerate(texts)]
        return decode(cuts, "company").text

    assert told("QVIST, I", "C.") == "QVIST, INC."
    assert told("QVIST A", "D CO") == "QVIST AD CO"
