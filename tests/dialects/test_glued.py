"""Texts of engines that lose blanks."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dialects.read import read
from extractor.filing import Filing
from extractor.pipeline import extract
from extractor.regions.located import locate
from tests import pages


def glued(text: str) -> str:
    """A text without single blanks, but for the prose of footnotes."""
    head, _, foot = text.partition("Explanation")
    return re.sub(r"(?<=\S) (?=\S)", "", head) + "Explanation" + foot


FORM = "\n".join(" ".join(cell for cell in line if cell) for line in pages.TOP)
LOSES_BLANKS = re.sub(r"(?<=\S) (?=\S)", "", FORM)


def words(line: str, form: str = LOSES_BLANKS) -> tuple[str, ...]:
    """The tokens of a line below the head of a form."""
    page = locate(read(f"{form}\n{line}\n")).page
    return tuple(w for w, at in zip(page.words, page.line.tolist(), strict=True) if at == page.line[-1])


def test_a_caption_is_parted_from_the_name_behind_it() -> None:
    assert words("1.NameandAddressofReportingPersonQVISTADAL")[-2:] == ("Person", "QVISTADAL")
    assert words("2.IssuerNameandTickerorTradingSymbolZorblatInc.[ZBLT]")[-4:] == ("Symbol", "Zorblat", "Inc.", "[ZBLT]")


def test_a_caption_is_parted_from_the_value_before_it() -> None:
    assert "ZBLTDirector10%Owner" not in words("ZBLT5.RelationshipofReportingPerson")
    assert words("05/06/2002SignatureofReportingPerson")[0] == "05/06/2002"


def test_the_words_of_a_value_fall_apart_where_blanks_are_lost() -> None:
    assert words("CommonStock05/06/2002") == ("Common", "Stock", "05/06/2002")
    assert words("1,200D$17.258,800D") == ("1,200", "D", "$17.25", "8,800", "D")
    assert words("ClassBCommonStock") == ("Class", "B", "Common", "Stock")
    assert words("SPRINGFIELDIL62701") == ("SPRINGFIELD", "IL", "62701")
    assert words("SPRINGFIELDIL 62701") == ("SPRINGFIELD", "IL", "62701")
    assert words("CALIFORNIA94105") == ("CALIFORNIA", "94105")  # no ZIP code of Iowa
    assert words("C/OZORBLATEQUIPMENTGROUP")[0] == "C/O"
    assert words("INC.1201MAPLEROAD") == ("INC.", "1201", "MAPLE", "ROAD")
    assert words("/s/AdaQvist,Attorney") == ("/s/", "Ada", "Qvist,", "Attorney")
    assert words("AdaL.McAllister") == ("Ada", "L.", "McAllister")


def test_sentences_fall_apart_into_known_words() -> None:
    assert words("Thesharesweresoldundera planofthe reportingperson.")[:4] == ("The", "shares", "were", "sold")
    assert words("heldforthe benefitof") == ("held", "for", "the", "benefit", "of")
    assert words("byPowerofAttorney") == ("by", "Power", "of", "Attorney")
    assert words("stockholders") == ("stockholders",)


def test_names_in_capitals_fall_apart_into_known_words() -> None:
    assert words("SMITHJOHNA") == ("SMITH", "JOHN", "A")
    assert words("ZORBLATHOLDINGSINC") == ("ZORBLAT", "HOLDINGS", "INC")
    assert words("NORTHEQUIPMENTGROUP") == ("NORTH", "EQUIPMENT", "GROUP")
    assert words("ZORBLATKO") == ("ZORBLATKO",)


def test_the_words_of_a_value_stay_where_no_blanks_are_lost() -> None:
    assert words("ZorbLat Holdings", FORM) == ("ZorbLat", "Holdings")


def test_specks_between_words_are_no_lost_blanks() -> None:
    specked = re.sub(r"(?<=[a-z]) (?=[a-z])", ".", FORM)
    assert words("CommonStock05/06/2002", specked) == ("CommonStock05/06/2002",)


def test_an_edge_leaves_the_beginning_and_the_rest_of_a_word() -> None:
    assert words("NORTHEQUIPM\tENTGROUP\t") == ("NORTH", "EQUIPM", "ENT", "GROUP")


def test_a_mark_is_parted_from_its_caption_on_any_page() -> None:
    assert words("XDirector 10% Owner", FORM)[0] == "X"
    assert words("\u00d7Officer (give title below)", FORM)[:2] == ("X", "Officer")
    assert words("\u2718Dire\tctor\t", FORM)[:2] == ("X", "Dire")


def test_a_filing_without_blanks_is_read_as_with_them() -> None:
    filing, whole = extract(glued(pages.tabs(pages.SALES))), extract(pages.tabs(pages.SALES))

    def rows(of: Filing) -> list[tuple[object, ...]]:
        return [
            (
                row.security_title.value,
                row.transaction_date.value,
                row.transaction_code.value,
                row.transaction_shares.value,
                row.transaction_price_per_share.value,
                row.shares_owned_following_transaction.value,
            )
            for row in of.rows
        ]

    assert rows(filing) == rows(whole)
    owner = filing.reporting_owners[0]
    assert owner.rpt_owner_zip_code.value == "55802"
    assert owner.rpt_owner_state.value == "MN"
    assert owner.is_director.value is True


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["XDirector", "CommonStock", "Person", "QVIST", "05/06/2002", "$1.25D", "(1)", "İß", " ", "\t"])))
def test_parting_keeps_every_character_in_its_place(parts: list[str]) -> None:
    page = locate(read(LOSES_BLANKS + "\n" + "".join(parts))).page
    assert [page.folded[a:b] for a, b in zip(page.start, page.end, strict=True)] == list(page.words)
    assert all(a <= b for a, b in zip(page.end[:-1], page.start[1:], strict=True))
