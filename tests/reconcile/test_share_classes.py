"""Titles of classes of shares that have lost the letter of the class, or what it is of; par values; natures that are cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import H1, T2, filing, read, row

from extractor.filing import SourceInfo
from extractor.readings.par_values import with_par_value
from extractor.reconcile.rows.natures import repair_natures
from extractor.reconcile.rows.share_classes import complete_classes


def titles(
    security: str, underlying: str, first: str = "Common Stock", noise: float = 0.03
) -> tuple[str | None, str | None, str | None]:
    second = row(T2, security_title=read(security), underlying_security_title=read(underlying))
    page = filing(row(security_title=read(first)), second, source=SourceInfo(noise=noise))
    found = complete_classes(page).rows
    return found[0].security_title.value, found[1].security_title.value, found[1].underlying_security_title.value


@pytest.mark.parametrize(
    ("security", "underlying"),
    [
        ("Class B ordinary", "Class A ordinary shares"),
        ("Class B ordinary shares", "Class ordinary shares"),
        ("Class \u03b2ordinary shares", "Class A ordinary shares"),
        ("Class B ordinary shares", "Class A"),
        ("Class B ordinary", "Class'A"),
    ],
)
def test_shares_of_a_class_are_convertible_into_such_of_another(security: str, underlying: str) -> None:
    assert titles(security, underlying, "Class B Ordinary Shares")[1:] == ("Class B ordinary shares", "Class A ordinary shares")


def test_a_class_of_table_one_is_that_into_which_others_are_converted() -> None:
    assert titles("Class B Common Stock", "Class C Common Stock", "Class Common Stock")[0] == "Class C Common Stock"


def test_a_class_has_a_letter_where_a_figure_like_it_is_read() -> None:
    assert titles("Class B Common Stock", "Class 4 Common Stock", "Class A Common Stock")[2] == "Class A Common Stock"
    assert titles("Series D Preferred Stock", "Class 8 Common Stock", "Class B Common Stock")[2] == "Class B Common Stock"
    assert titles("Series D Preferred Stock", "Class 8 Common Stock", "Common Stock")[2] == "Class 8 Common Stock"


def test_on_a_clean_page_titles_are_as_the_filer_wrote_them() -> None:
    assert titles("Class B", "Ordinary", "Class A Common Stock", noise=0.0) == ("Class A Common Stock", "Class B", "Ordinary")


def test_titles_that_lack_nothing_and_letters_that_nothing_tells_stay() -> None:
    whole = ("Common Stock", "Warrants", "Class A")
    assert titles(*whole[1:]) == whole
    unsure = ("Class Common Stock", "Class B Common Stock", "Class F Common Stock")
    assert titles(*unsure[1:], first="Class Common Stock")[0] == "Class F Common Stock"
    assert titles("Option", "Class Common Stock")[2] == "Class Common Stock"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Common Stock, par value $0.00 1", "Common Stock, par value $0.001"),
        ("Common Stock, par. value $0.00 2", "Common Stock, par. value $0.002"),
        ("Common Stock, par value. $O.OO1 per share", "Common Stock, par value. $0.001 per share"),
        ("Common Stock, par value S0.0001 per share", "Common Stock, par value $0.0001 per share"),
        ("Common Stock, par value $8,001", "Common Stock, par value $0.001"),
        ("Common Stock, par value $2.50", "Common Stock, par value $2.50"),
        ("Preferred Stock, par value $8.01", "Preferred Stock, par value $8.01"),
        ("Preferred Stock, liquidation value $O.01", "Preferred Stock, liquidation value $O.01"),
        ("Common Stock, par value $.01 per share", "Common Stock, par value $.01 per share"),
    ],
)
def test_a_par_value_is_noughts_and_a_digit(title: str, printed: str) -> None:
    assert with_par_value(title)[0] == printed
    assert bool(with_par_value(title)[1]) == (title != printed)


def test_what_begins_like_a_reference_to_footnotes_is_one() -> None:
    def natures(*texts: str, noise: float = 0.03) -> list[str | None]:
        held = filing(*(row(H1, nature_of_ownership=read(text)) for text in texts))
        return [r.nature_of_ownership.value for r in repair_natures(replace(held, source=SourceInfo(noise=noise))).rows]

    assert natures("See", "See footnotes", "By Trust") == ["See footnotes", "See footnotes", "By Trust"]
    assert natures("See", "See footnote") == ["See footnote", "See footnote"]
    assert natures("See", "By Trust") == ["See", "By Trust"]  # some filers print no more
    assert natures("See", "See footnote", noise=0.0) == ["See", "See footnote"]
