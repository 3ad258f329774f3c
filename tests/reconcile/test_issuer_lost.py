"""An issuer's name that the box has lost, and the address care of it has."""

from __future__ import annotations

import pytest
from by_hand import words

from extractor.filing import Filing, Issuer, ReportingOwner, SourceInfo
from extractor.reconcile.issuer.lost import restore_issuer_name


def restored(name: str, street: str, below: str = "", symbol: str = "", noise: float = 0.05) -> tuple[str | None, str | None]:
    owner = ReportingOwner(rpt_owner_street1=words(street), rpt_owner_street2=words(below))
    issuer = Issuer(issuer_name=words(name), issuer_trading_symbol=words(symbol))
    filing = Filing(issuer=issuer, reporting_owners=(owner,), source=SourceInfo(noise=noise))
    found = restore_issuer_name(filing).issuer
    return found.issuer_name.value, found.issuer_trading_symbol.value


@pytest.mark.parametrize(
    ("name", "street", "below", "found"),
    [
        ("", "C/O MICROSOFT CORP", "", "MICROSOFT CORP"),
        ("", "C20 MICROSOFT CORP. 17 LARCH LANE", "", "MICROSOFT CORP"),
        ("Corp.", "C/O MICROSOFT", "CORP 17 LARCH LANE", "MICROSOFT CORP"),
        ("Mcr corp", "CIO MICROSOFT CORP", "", "MICROSOFT CORP"),
        ("Microsoft Co I S ZQX J", "C/O MICROSOFT CORP", "", "MICROSOFT CORP"),
        ("jr ' Mlcrcsoff Cprp i", "C/O MICROSOFT CORP", "", "MICROSOFT CORP"),
    ],
)
def test_a_lost_name_is_that_of_the_registrant_in_the_address(name: str, street: str, below: str, found: str) -> None:
    assert restored(name, street, below)[0] == found


@pytest.mark.parametrize(
    ("name", "street"),
    [
        ("", "17 LARCH LANE"),
        ("", "C/O ADA QVIST"),  # a person
        ("Larkspur Holdings", "C/O ZORBLAT QUARRY, INC."),  # in no list
        ("MICROSOFT CORP", "C/O APPLE INC."),  # a registrant itself
        ("ZORBLAT HOLDINGS INC", "C/O BERKSHIRE HATHAWAY INC 3555 FARNAM ST"),  # who employs a director
        ("Quo Inc.", "C/O MICROSOFT CORP"),  # short, of other letters
        ("Micr Inc.", "C/O MICROSOFT CORP"),  # short, and as the other one begins
        ("MICROSOFT QUARRY HOLDINGS", "C/O MICROSOFT CORP"),  # its name and more
    ],
)
def test_names_stay_that_are_of_another_company_or_where_the_address_has_none(name: str, street: str) -> None:
    assert restored(name, street)[0] == (name or None)


def test_a_registrant_in_the_address_is_the_issuer_that_is_like_it_with_its_symbol() -> None:
    assert restored("Mcrcsaft Cuporutlon", "C/O MICROSOFT CORPORATION", symbol="MST") == ("MICROSOFT CORP", "MSFT")
    assert restored("Mcrcsaft Cuporutlon", "C/O MICROSOFT CORPORATION", noise=0.0)[0] == "Mcrcsaft Cuporutlon"
