from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from by_hand import read
from hypothesis import HealthCheck, given, settings
from strategies import filings

from extractor.export.table import to_table
from extractor.filing import Check, CheckOutcome, Filing, Footnote, Issuer, Row, RowKind, Status, Value

OPTION = Row(
    kind=RowKind.DERIVATIVE_TRANSACTION,
    security_title=read("Option (right to buy)"),
    transaction_date=read(date(2001, 3, 1), confidence=0.98),
    transaction_shares=read(Decimal("125000"), status=Status.REPAIRED, confidence=0.51),
    exercise_date=Value(None, Status.READ, 0.9, footnotes=("F1",)),
)
FILING = Filing(
    document_type=read("4"),
    issuer=Issuer(issuer_name=read("Zorblat Widgets Inc")),
    derivative_table=(OPTION, replace(OPTION, kind=RowKind.DERIVATIVE_HOLDING)),
    footnotes=(Footnote(id="F1", text=read("At once.")),),
    checks=(
        Check("sum", "Balances run on.", CheckOutcome.FAILED, detail="10 is not 9"),
        Check("date", "The signature comes last.", CheckOutcome.PASSED),
    ),
    confidence=0.999,
    warnings=("page 2 is blank",),
)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_values_stand_with_their_confidence_at_any_width(width: int) -> None:
    words = re.sub(r"\s+", " ", to_table(FILING, width=width))
    for shown in (
        "Zorblat Widgets Inc",
        "2001-03-01 98%",
        "125000 ~51%",
        "(F1) 90%",
        "(F1) At once.",
        "page 2 is blank",
    ):
        assert shown in words
    assert max(map(len, to_table(FILING, width=width).splitlines())) <= width


def test_on_a_narrow_terminal_a_value_stays_with_its_name() -> None:
    lines = to_table(FILING, width=40).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("1  "))
    assert lines[first : first + 4] == [
        "1        title Option (right to buy) 90%",
        "         date 2001-03-01 98%",
        "         shares 125000 ~51%",
        "         exercise (F1) 90%",
    ]


def test_failed_checks_are_told_and_passed_ones_are_not() -> None:
    text = to_table(FILING)
    assert "Check failed: Balances run on. (10 is not 9)" in text
    assert "signature comes last" not in text


def test_only_what_is_certain_is_a_hundred_percent() -> None:
    assert "Confidence of the filing: 99%; behind each value stands its own; ~ repaired, + inferred" in to_table(FILING)


def test_holdings_are_told_from_transactions() -> None:
    assert re.search(r"^1 +Option", to_table(FILING), re.MULTILINE)
    assert re.search(r"^2 held +Option", to_table(FILING), re.MULTILINE)


def test_colours_come_only_when_asked_for() -> None:
    assert "\x1b" not in to_table(FILING)
    assert "\x1b[" in to_table(FILING, colour=True)


def test_what_would_steer_the_terminal_is_left_out() -> None:
    text = to_table(replace(FILING, remarks=read("a\x1b[2Jb\r\x07\u202ec [bold]d[/bold]"), warnings=("\x1b]0;x\x07",)))
    assert not set("\x1b\r\x07\u202e") & set(text)
    assert "[bold]d[/bold]" in text


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(filings())
def test_any_filing_has_a_table(filing: Filing) -> None:
    assert "Confidence of the filing" in to_table(filing, width=100)
