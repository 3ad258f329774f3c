"""The issuer's name and the address care of it."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from by_hand import words

from extractor.filing import Filing, Footnote, Issuer, ReportingOwner, SourceInfo
from extractor.language.model import squeezed
from extractor.reconcile.issuer.names import repair_issuer_names


def mended(name: str, street: str, symbol: str = "", noise: float = 0.0) -> tuple[str | None, str | None]:
    owner = ReportingOwner(rpt_owner_street1=words(street))
    issuer = Issuer(issuer_name=words(name), issuer_trading_symbol=words(symbol))
    filing = repair_issuer_names(Filing(issuer=issuer, reporting_owners=(owner,), source=SourceInfo(noise=noise)))
    return filing.issuer.issuer_name.value, filing.reporting_owners[0].rpt_owner_street1.value


@pytest.mark.parametrize(
    ("name", "street", "symbol", "mended_name", "mended_street"),
    [
        ("Pola light Holdings, Inc.", "C/O POLARLIGHT HOLDINGS", "PLHI", "Polarlight Holdings, Inc.", "C/O POLARLIGHT HOLDINGS"),
        ("Harbor Networks Corp", "C/O HARB R NETWORK, INC.", "", "Harbor Networks Corp", "C/O HARBOR NETWORKS, INC."),
        ("Vo tadog, Inc.", "C/O VOTA LOG, INC.", "VDOG", "Votadog, Inc.", "C/O VOTADOG, INC."),
    ],
)
def test_letters_lost_in_one_reading_are_taken_from_the_other(
    name: str, street: str, symbol: str, mended_name: str, mended_street: str
) -> None:
    got = mended(name, street, symbol)
    assert [(g or "").replace(" ", "").upper() for g in got] == [w.replace(" ", "").upper() for w in (mended_name, mended_street)]


@pytest.mark.parametrize(
    ("name", "street"),
    [
        ("Harbor Networks Corp", "C/O HARBOR NETWORKS CORPORATION"),  # another legal form
        ("Harbor Networks Corp", "C/O QUARRY CAPITAL PARTNERS LP"),  # another company
        ("BAKER HILL & CO", "C/O BAKER HILL AND COMPANY"),
        ("WESTER FINANCIALCORP", "C/O WESTER FINANCIAL CORP"),
        ("Harbor Networks Corp", "12 HARBOR STREET"),
    ],
)
def test_two_readings_that_agree_or_of_two_names_stay(name: str, street: str) -> None:
    assert mended(name, street) == (name, street)


def test_a_line_that_is_but_the_name_tells_of_it_too() -> None:
    street = "POLARLIGHT HOLDINGS GROUP, INC."
    assert mended(".JPola'rlight Holdings Group, Inc.", street, "PLHI", 0.02) == ("Polarlight Holdings Group, Inc.", street)
    assert mended("Polarlight Holdings Group, Inc.", f"NO {street}", "", 0.02)[0] == "Polarlight Holdings Group, Inc."
    name = ".JPola'rlight Holdings Group, Inc."
    assert mended(name, street, "PLHI") == (name, street)


@pytest.mark.parametrize(
    ("name", "street", "mended_name"),
    [
        ("Pola light Holdings, Inc.", "CO POLARLIGHT HOLDINGS", "Polarlight Holdings, Inc."),
        ("Pola light Holdings, Inc.", "CO\u2019 POLARLIGHT HOLDINGS", "Polarlight Holdings, Inc."),
        ("Pola light Holdings, Inc.", "C) POLARLIGHT HOLDINGS", "Polarlight Holdings, Inc."),
        ("Harbor Networks, New", "C/O HARBOR NETWORKS, INC.", "Harbor Networks, New"),
    ],
)
def test_on_a_noisy_page_the_sign_of_care_of_and_the_legal_form_may_be_miswords(name: str, street: str, mended_name: str) -> None:
    owner = ReportingOwner(rpt_owner_street1=words(street))
    filing = Filing(issuer=Issuer(issuer_name=words(name)), reporting_owners=(owner,), source=SourceInfo(noise=0.05))
    assert squeezed(repair_issuer_names(filing).issuer.issuer_name.value or "") == squeezed(mended_name)


def test_a_part_of_a_name_that_stands_in_one_piece_is_not_left_out() -> None:
    whole = words("Harbor.qz Networks, Inc.")
    owner = ReportingOwner(rpt_owner_street1=words("C/O HARBOR NETWORKS, INC."))
    page = Filing(issuer=Issuer(issuer_name=whole), reporting_owners=(owner,), source=SourceInfo(noise=0.05))
    assert repair_issuer_names(page).issuer.issuer_name == whole


@pytest.mark.parametrize(
    ("prose", "name"),
    [
        ('Restricted Common Stock of Polarlight Networks, Inc. (the "Issuer") that vests.', "Polarlight Networks, Inc."),
        ('Shares of Polarlight Networks, Inc. @he "Company").', "Polarlight Networks, Inc."),
        ("Shares of Polarlight Networks, Inc. that vest.", "Pola light Networks, Inc."),
        ('Shares of Quarry Capital, Inc. (the "Issuer").', "Pola light Networks, Inc."),
    ],
)
def test_prose_that_says_how_it_calls_the_issuer_tells_its_name(prose: str, name: str) -> None:
    note = Footnote(id="F1", text=words(prose))
    issuer = Issuer(issuer_name=words("Pola light Networks, Inc."))
    page = Filing(issuer=issuer, footnotes=(note,), source=SourceInfo(noise=0.05))
    found = repair_issuer_names(page).issuer.issuer_name
    assert squeezed(found.value or "") == squeezed(name)
    assert bool(found.reasons) == (found.value != "Pola light Networks, Inc.")
    assert repair_issuer_names(replace(page, source=SourceInfo())).issuer.issuer_name == issuer.issuer_name


def test_no_line_becomes_longer_than_a_form_takes() -> None:
    line = "C/O ZORBLAT HARBOR POLARLIGHT ENTERTAINM"
    assert mended("Zorblat Harbor Polarlight Entertainment Inc", line)[1] == line


def test_a_line_of_many_legal_forms_is_read_in_time() -> None:
    street, start = "C/O " * 40000, process_time()
    assert mended("Harbor Networks Corp", street) == ("Harbor Networks Corp", street)
    assert process_time() - start < 4.0  # seconds
