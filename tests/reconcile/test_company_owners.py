"""Names of companies among the owners, as the signatures repeat them."""

from __future__ import annotations

import pytest

from extractor.filing import Filing, OwnerSignature, ReportingOwner, SourceInfo, Value
from extractor.reconcile.people.company_owners import repair_company_owners
from tests.by_hand import read


def names_of(boxes: list[str], *signatures: str, noise: float = 0.01) -> list[str | None]:
    owners = tuple(ReportingOwner(rpt_owner_name=read(name) if name else Value()) for name in boxes)
    signed = tuple(OwnerSignature(signature_name=read(text)) for text in signatures)
    page = Filing(reporting_owners=owners, owner_signatures=signed, source=SourceInfo(noise=noise))
    return [owner.rpt_owner_name.value for owner in repair_company_owners(page).reporting_owners]


@pytest.mark.parametrize(
    ("box", "signature", "name"),
    [
        ("Northern Hutding Partncrs LLC", "Northern Holding Partners LLC, By: /s/ Ada Qvist", "Northern Holding Partners LLC"),
        ("NORTHI ERN HOLDI NG LLC", "/s/ Ada Qvist, as Manager of Northern Holding LLC", "NORTHERN HOLDING LLC"),
        ("Northern Holding LLC", "Nortlern Hotding LLC, By: /s/ Ada Qvist", "Northern Holding LLC"),
        ("Northcrn Fund II LP", "Northern Fund LP, By: /s/ Ada Qvist", "Northcrn Fund II LP"),  # another fund
        ("Northern Holding Ltd; CAN", "Northern Holding Ltd, By: /s/ Ada Qvist", "Northern Holding Ltd; CAN"),
        ("IQVIST Holding LLC", "QVIST Holding LLC, By: /s/ Ada Qvist", "QVIST Holding LLC"),  # the ruled line before it
        ("A QVIST Holding LLC", "QVIST Holding LLC, By: /s/ Ada Qvist", "A QVIST Holding LLC"),
        ("", "Northern Holding LLC, By: /s/ Ada Qvist", "Northern Holding LLC"),
        ("", "/s/ Ada Qvist", None),
    ],
)
def test_a_company_is_called_as_in_the_signature_where_the_box_is_misread(box: str, signature: str, name: str | None) -> None:
    assert names_of([box], signature) == [name]


def test_a_name_of_a_group_is_that_of_one_owner() -> None:
    signed = "Northern Holding LLC, By: /s/ Ada Qvist"
    assert names_of(["Northern Holding LLC", ""], signed) == ["Northern Holding LLC", None]
    assert names_of(["Northern Holding LLC", "Northern Hotdlng LLC"], signed) == ["Northern Holding LLC", "Northern Hotdlng LLC"]
    assert names_of(["", ""], signed) == [None, None]


def test_on_a_clean_page_the_box_stands() -> None:
    assert names_of(["Northern Hutding Partncrs LLC"], "Northern Holding Partners LLC", noise=0.0) == [
        "Northern Hutding Partncrs LLC"
    ]
