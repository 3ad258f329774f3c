# ruff: noqa: E501 - lines of forms stand as they are printed
"""The two seeds, where they are at hand, and pages damaged in the same ways at other places. People are invented."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import extractor
from extractor.export.xml_writer import to_xml
from extractor.filing import Filing, Status

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEDS = sorted((SHARED / "seeds" / "text").glob("*.txt")) if (SHARED / "seeds" / "text").is_dir() else []
SCORING = SHARED / "scoring" / "ownership.py"


def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ownership", SCORING)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ownership"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SEEDS or not SCORING.is_file(), reason="the seeds or their scoring are not beside this repository")
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_seed_comes_out_exactly(path: Path) -> None:
    own = scoring()
    gold = own.read((SHARED / "seeds" / "gold" / f"{path.stem}.xml").read_bytes())
    mine = own.read(to_xml(extractor.extract(path.read_bytes())))
    assert mine.header == gold.header
    assert mine.owners == gold.owners
    assert [(r.kind, r.cells, r.notes) for r in mine.rows] == [(r.kind, r.cells, r.notes) for r in gold.rows]
    assert mine.footnotes == gold.footnotes
    assert mine.signatures == gold.signatures


TOP = """FORM 4

## UNITED STATES SECURITIES AND EXCHANGE COMMISSION

Washington, D.C. 20549

STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

OMB APPR\tROVAL\t\t\t
OMB Number:\t3235-0287\t\t\t
hours per response:\t0.5\t\t\t

Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).

Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 or Section 30(h) of the Investment Company Act of 1940

1. Name and Address of Reporting Person* <u>QVIST ADA L</u>\t\t\t\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ zblt ]\t\t\t\t5. Relati nship of Repor\tPerson(s) to Is\t
(Last) (First) (Middle) 12 ELM ROAD\t\t\t\t3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005\t\t\t\t\tX Officer (give tit below) Other (speci below)  VP, Marketing\t
(Street) DULUTH MN 55802  (City) (State) (Zip)\t\t\t\t4. If Amendment, Date of Original Filed (Month/Day/Year)\t\t\t\t6. Indiv\tor Joint X Form fil Form fi\t
"""
HEADS1 = """Table I - Non-Derivat\tive Secur\trities Acquired, Disposed of, or Ben\teficially Owned\t\t\t\t\t\t\t\t
1. Title of Sec\t\t2. Transac Date (Month/\tDeemed Execution\t\t3. Trans Code (In\t\t\t5. Amount Secu Benefi Owned\t6. Owne Form: (D) or In\t\t(I) (Inst\t7. Nature of Indi Beneficial Owne (Instr. 4)\t
\t\t\t\tCode V Amou (A) or (D)\t\tPrice\tReported Tran\t\t\t(lnstr4)\t\t
"""
HEADS2 = """\tTable II - Derivat\tive Securities Acquired, Dis\tposed of, or Beneficially Owned (e.g., puts, calls, warr options, convert securities)\t\t\t\t\t\t\t\t
1. Title of Deriv Security (Instr. 3)\t2. Convers or Exercise Price of Derivative Secu\tDeemed Exec\tDate, if any\t4. Transact Code (Inst\t6. Date Exercis and Expirat Date (Month/Day/Year)\t7. Title and Amount of Secu Underlying Derivative Secu (Instr. 3 and 4)\t\t8. Price of Deriv Security (Instr. 5)\t9. Number of deriv Securities Benefi Owned Following\tForm: Direct (D)\t11. Nature of Indi Beneficial Owne (Instr. 4)\t
\t\t\tCode\tV\t(A)\t(D)\tDate Exercis\tExpirat Date\tTitle\tAmount or Num of Shares\tTransact (Instr. 4)\t
"""
TAIL = """
Explanation of Responses:
{notes}
/s/ Ada L. Qvist

05/18/2005

\\*\\* Signature of Reporting Person

Date

Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.

Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see Instruction 6 for procedure.
"""


def filing(table1: str = "", table2: str = "", notes: str = "") -> tuple[str, Filing]:
    text = TOP + HEADS1 + table1 + HEADS2 + table2 + TAIL.format(notes=notes)
    return text, extractor.extract(text)


def column(found: Filing, attribute: str) -> list[Any]:
    return [getattr(row, attribute).value for row in found.rows]


SALES = """Common Stock 05/06\t\t\t\t/2005\t\t\t\tS\t\t1,500\t\tD\t\\$\t12.85\t60,000\t\tD\t\t\t
Common\t05/06\t6/2005\t5\t\t\t\tS\t\t1,500\t\tD\t,\tS12.8\t60,000\t\tD\t\t\t
Common Stock 05/09\t\t\t\t\t5\t\t\t\t\t1,500\t\tD\t\\$\t\\$12.85\t\t60,000\tD\t\t
Common Stock 05/1\t\t\t\t6/2005\t5\t\t\tS\t\t2,500)\t\tD\t\\$\t\\$13.07\t\t0,000\tD\t\t
Common Stock 05/16\t\t\t\t6/2005\t2005\t\t\tS\t\t3,500\t\tD\t\\$\t13.1\t60,000\t\tD\t\t
"""


def test_sales_with_cut_dates_lost_codes_and_lost_digits() -> None:
    _, found = filing(table1=SALES)
    assert len(found.rows) == 5
    assert column(found, "security_title") == ["Common Stock"] * 5
    assert column(found, "transaction_date") == [date(2005, 5, d) for d in (6, 6, 9, 16, 16)]
    assert column(found, "transaction_code") == ["S"] * 5
    assert found.rows[2].transaction_code.status is Status.INFERRED
    assert column(found, "transaction_shares") == [Decimal(n) for n in (1500, 1500, 1500, 2500, 3500)]
    assert column(found, "transaction_acquired_disposed_code") == ["D"] * 5
    assert column(found, "transaction_price_per_share") == [Decimal(p) for p in ("12.85", "12.85", "12.85", "13.07", "13.1")]
    assert found.rows[1].transaction_price_per_share.status is Status.REPAIRED
    assert column(found, "shares_owned_following_transaction") == [Decimal(60000)] * 5
    assert found.rows[3].shares_owned_following_transaction.status is Status.REPAIRED
    assert not found.derivative_table


GRANT = "Stock Option (Right to buy)\t\\$3.415\t05/06/2005\t\tA\t\t48,000\t\t(1)\t05/\t/06/2015\tCommon Stock\t48,000\t\\$0\t227,35\t51\tD\t\n"


def test_a_grant_whose_balance_and_date_are_cut() -> None:
    text, found = filing(table2=GRANT, notes="\n1. The option vests at the rate of 1/36th of the shares a month.\n")
    (row,) = found.derivative_table
    assert not found.non_derivative_table
    assert row.security_title.value == "Stock Option (Right to buy)"
    assert row.conversion_or_exercise_price.value == Decimal("3.415")
    assert (row.transaction_date.value, row.expiration_date.value) == (date(2005, 5, 6), date(2015, 5, 6))
    assert (row.transaction_code.value, row.transaction_acquired_disposed_code.value) == ("A", "A")
    assert row.transaction_shares.value == row.underlying_security_shares.value == Decimal(48000)
    assert row.transaction_price_per_share.value == 0
    assert row.shares_owned_following_transaction.value == Decimal(227351)
    assert [s.text for s in row.shares_owned_following_transaction.sources] == ["227,35", "51"]
    assert (row.exercise_date.value, row.exercise_date.footnotes) == (None, ("F1",))
    assert [n.id for n in found.footnotes] == ["F1"]
    assert all(text[s.start : s.end] == s.text for _, _, v in found.leaves() for s in v.sources)


def test_the_head_of_a_damaged_page() -> None:
    _, found = filing(table2=GRANT)
    assert found.document_type.value == "4"
    assert found.period_of_report.value == date(2005, 5, 6)
    assert (found.issuer.issuer_name.value, found.issuer.issuer_trading_symbol.value) == ("ZORBLAT INC", "ZBLT")
    (owner,) = found.reporting_owners
    assert owner.rpt_owner_name.value == "QVIST ADA L"
    assert (owner.rpt_owner_city.value, owner.rpt_owner_state.value, owner.rpt_owner_zip_code.value) == (
        "DULUTH",
        "MN",
        "55802",
    )
    assert owner.is_officer.value is True
    assert (owner.is_director.value, owner.is_ten_percent_owner.value, owner.is_other.value) == (None, None, None)
    assert (owner.officer_title.value or "").startswith("VP, Marketing")
    assert [s.signature_date.value for s in found.owner_signatures] == [date(2005, 5, 18)]
