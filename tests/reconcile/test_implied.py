"""What a row implies: how securities are held, and whether they were acquired or disposed of."""

from __future__ import annotations

from typing import Any

import pytest
from by_hand import GONE, H1, T2, after, filing, number, read, row

from extractor.filing import SourceInfo, Status
from extractor.reconcile.reconcile import reconcile
from extractor.reconcile.rows.implied import imply_directions, imply_ownership


@pytest.mark.parametrize(("text", "told"), [("ip}", "D"), ("if", "D"), ("I", "I"), ("!", "I"), ("I N/A", "I")])
def test_noise_is_no_indirect_ownership_where_nothing_stands_for_its_nature(text: str, told: str) -> None:
    held = row(H1, direct_or_indirect_ownership=read("I", text, status=Status.REPAIRED))
    noisy = filing(held, source=SourceInfo(noise=0.02))
    assert imply_ownership(noisy).rows[0].direct_or_indirect_ownership.value == told
    assert imply_ownership(filing(held)).rows[0].direct_or_indirect_ownership.value == "I"  # legible on a clean page


def test_noise_stands_for_indirect_ownership_before_its_nature() -> None:
    held = row(H1, direct_or_indirect_ownership=read("I", "ip}", status=Status.REPAIRED), nature_of_ownership=read("By Trust"))
    assert imply_ownership(filing(held)).rows[0].direct_or_indirect_ownership.value == "I"


def test_what_is_held_after_it_tells_the_direction_of_a_transaction_in_derivative_securities() -> None:
    def direction(shares: str, held: str) -> str | None:
        lost: dict[str, Any] = {"transaction_code": read("J"), "transaction_acquired_disposed_code": GONE}
        warrants = {"security_title": read("Warrants"), "transaction_shares": number(shares)}
        return reconcile(filing(row(T2, **lost | warrants | after(held)))).rows[0].transaction_acquired_disposed_code.value

    assert (direction("5200", "5200"), direction("5200", "0"), direction("5200", "9300")) == ("A", "D", None)


@pytest.mark.parametrize(
    ("title", "shares", "direction"), [("Prefered Units", "520", "A"), ("Warrants", "520", "D"), ("Prefered Units", "99", "D")]
)
def test_what_underlies_a_conversion_beside_it_was_acquired_where_its_column_says_so(
    title: str, shares: str, direction: str
) -> None:
    given: dict[str, Any] = {"underlying_security_title": read("Preferred Units"), "underlying_security_shares": number("520")}
    converted = row(T2, **given | {"security_title": read("Incentive Rights"), "transaction_code": read("C")})
    mine: dict[str, Any] = {
        "security_title": read(title),
        "transaction_code": read("M"),
        "transaction_shares": number(shares),
        "transaction_acquired_disposed_code": read("A", status=Status.INFERRED),
    }
    found = imply_directions(filing(converted, row(T2, **mine))).derivative_table[1]
    assert found.transaction_acquired_disposed_code.value == direction
