"""What a row implies: how securities are held, and whether they were acquired or disposed of."""

from __future__ import annotations

from by_hand import H1, filing, read, row

from extractor.filing import Status
from extractor.reconcile.rows.implied import imply_ownership


def test_noise_stands_for_indirect_ownership_before_its_nature() -> None:
    held = row(H1, direct_or_indirect_ownership=read("I", "ip}", status=Status.REPAIRED), nature_of_ownership=read("By Trust"))
    assert imply_ownership(filing(held)).rows[0].direct_or_indirect_ownership.value == "I"
