"""The opponent: competent enough to be worth beating."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from annotated import GOOD

from training.opponent import Opponent, features_of, labels_of, sequenced, train, words_of
from training.opponent_rows import filing_of

ROW = "nonDerivativeTable/nonDerivative"


def test_words_know_their_lines_and_cells() -> None:
    words = words_of("a b\tc\n<td>d</td><td>e</td> | f")
    assert [(w.text, w.line, w.cell) for w in words] == [
        ("a", 0, 0),
        ("b", 0, 0),
        ("c", 0, 1),
        ("d", 1, 1),
        ("e", 1, 3),
        ("f", 1, 5),
    ]
    assert len(features_of(words)) == len(words)


def test_labels_are_bio_and_know_the_table() -> None:
    words = words_of(GOOD.text)
    labels = dict(zip([w.text for w in words], labels_of(words, GOOD), strict=True))
    assert labels["Common"] == f"B-{ROW}[1]".replace("[1]", "") + "|securityTitle"
    assert labels["Stock"].startswith("I-")
    assert labels["FORM"] == "O"


def test_labelled_words_become_a_filing() -> None:
    labelled = [
        ("Zorblat", "B-|issuer/issuerName"),
        ("Inc", "I-|issuer/issuerName"),
        ("Common", f"B-{ROW}|securityTitle"),
        ("Stock", f"I-{ROW}|securityTitle"),
        ("03/01/99", f"B-{ROW}|transactionDate"),
        ("1,500", f"B-{ROW}|transactionAmounts/transactionShares"),
        ("(1)", f"B-{ROW}|transactionAmounts/transactionShares/footnoteId"),
        ("Common", f"B-{ROW}|securityTitle"),
        ("7", f"B-{ROW}|postTransactionAmounts/sharesOwnedFollowingTransaction"),
        ("Qvist", "B-reportingOwner|reportingOwnerId/rptOwnerName"),
        ("X", "B-reportingOwner|reportingOwnerRelationship/isDirector"),
    ]
    filing = filing_of([w for w, _ in labelled], [label for _, label in labelled])
    first, second = filing.non_derivative_table
    assert filing.issuer.issuer_name.value == "Zorblat Inc"
    assert (first.transaction_date.value, first.transaction_shares.value) == (date(1999, 3, 1), Decimal(1500))
    assert first.transaction_shares.footnotes == ("F1",)
    assert (first.kind.is_transaction, second.kind.is_transaction) == (True, False)
    assert filing.reporting_owners[0].is_director.value is True


def test_a_field_learns_what_it_is_shown(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    train([sequenced(GOOD)] * 4, tmp_path / "crf", 0.01, 0.01, rounds=30)
    filing = Opponent(tmp_path / "crf").read(GOOD.text)
    assert filing.non_derivative_table[0].security_title.value == "Common Stock"
    assert filing.non_derivative_table[0].transaction_date.value == date(2001, 3, 1)
