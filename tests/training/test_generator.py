"""The generator of invented filings: what it yields is well formed and obeys the rules of the field."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from training.generator import FORMS, Filing, generate
from training.generator.__main__ import main

CODES = set("ACDEFGHIJLMOPSUWXZ")
COUNT = 1500
LIMITS = {
    "issuerName": 150,
    "issuerTradingSymbol": 10,
    "rptOwnerName": 150,
    "rptOwnerStreet1": 40,
    "rptOwnerStreet2": 40,
    "rptOwnerCity": 30,
    "rptOwnerZipCode": 10,
    "officerTitle": 30,
    "otherText": 30,
    "signatureName": 255,
    "remarks": 2000,
}
XSD = Path(__file__).resolve().parents[3] / "shared" / "spec" / "xsd"


@pytest.fixture(scope="module")
def filings() -> list[Filing]:
    """Some filings."""
    return list(generate(COUNT, seed=20))


@pytest.fixture(scope="module")
def roots(filings: list[Filing]) -> list[ET.Element]:
    """The same, parsed."""
    return [ET.fromstring(filing.xml) for filing in filings]


def rows(root: ET.Element, table: str) -> list[ET.Element]:
    """The rows of a table."""
    found = root.find(table)
    return [] if found is None else list(found)


def value(row: ET.Element, path: str) -> str:
    """The value of a cell, or nothing."""
    return (row.findtext(f"{path}/value") or "").strip()


def balance_groups(root: ET.Element) -> list[list[tuple[Decimal, Decimal]]]:
    """The signed changes and the balances of the rows that share a balance."""
    groups: dict[tuple[str, ...], list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for table in ("nonDerivativeTable", "derivativeTable"):
        for row in rows(root, table):
            if row.tag.endswith("Holding"):
                continue
            shares = value(row, "transactionAmounts/transactionShares")
            amount = Decimal(shares or value(row, "transactionAmounts/transactionTotalValue"))
            if value(row, "transactionAmounts/transactionAcquiredDisposedCode") == "D":
                amount = -amount
            post = row.find("postTransactionAmounts")
            assert post is not None
            terms = ("conversionOrExercisePrice", "exerciseDate", "expirationDate", "ownershipNature/natureOfOwnership")
            key = (
                table,
                post[0].tag,
                value(row, "securityTitle").lower(),
                *(value(row, term).lower() for term in terms),
            )
            groups[key].append((amount, Decimal(value(post, post[0].tag))))
    return list(groups.values())


def test_ids_are_unique_and_issuers_repeat(filings: list[Filing]) -> None:
    assert len({filing.id for filing in filings}) == COUNT
    assert len({filing.issuer for filing in filings}) < COUNT
    assert all(filing.id.startswith(filing.issuer) for filing in filings)


def test_every_form_occurs(roots: list[ET.Element]) -> None:
    assert {root.findtext("documentType") for root in roots} == set(FORMS)


def test_footnotes_are_defined_once_and_referenced(roots: list[ET.Element]) -> None:
    most = 0
    for root in roots:
        defined = [note.get("id") for note in root.iter("footnote")]
        assert all((note.text or "").strip() for note in root.iter("footnote"))
        assert len(defined) == len(set(defined)) <= 99
        assert set(defined) == {note.get("id") for note in root.iter("footnoteId")}
        assert sorted(defined, key=str) == sorted(f"F{index}" for index in range(1, len(defined) + 1))
        most = max(most, len(defined))
    assert most == 12
    assert any(not list(root.iter("footnote")) for root in roots)


def test_a_cell_without_a_value_has_a_footnote(roots: list[ET.Element]) -> None:
    optional = {"deemedExecutionDate", "transactionTimeliness"}
    bare = 0
    for root in roots:
        for table in ("nonDerivativeTable", "derivativeTable"):
            for row in rows(root, table):
                cells = [cell for cell in row.iter() if cell.find("value") is not None or cell.find("footnoteId") is not None]
                for cell in cells:
                    if not cell.findtext("value") and cell.tag != "transactionCoding":
                        assert cell.tag in optional or cell.find("footnoteId") is not None
                        bare += 1
                hollow = [cell.tag for cell in row.iter() if len(cell) == 0 and not cell.text and cell.tag != "footnoteId"]
                assert set(hollow) <= optional
    assert bare > 100


def test_codes_and_letters(roots: list[ET.Element]) -> None:
    seen = set()
    for root in roots:
        for coding in root.iter("transactionCoding"):
            code = coding.findtext("transactionCode")
            if code is not None:
                seen.add(code)
                assert coding.findtext("transactionFormType") in ("4", "5")
            else:
                assert coding.findtext("transactionFormType") == "3"
        for cell in root.iter("transactionAcquiredDisposedCode"):
            assert cell.findtext("value") in ("A", "D")
    assert seen <= CODES
    assert len(seen) >= 16


def test_directions_follow_the_codes(roots: list[ET.Element]) -> None:
    fixed = {("P", "N"): "A", ("S", "N"): "D", ("F", "N"): "D", ("M", "N"): "A", ("M", "D"): "D", ("A", "N"): "A"}
    for root in roots:
        for table, short in (("nonDerivativeTable", "N"), ("derivativeTable", "D")):
            for row in rows(root, table):
                code = row.findtext("transactionCoding/transactionCode") or ""
                letter = value(row, "transactionAmounts/transactionAcquiredDisposedCode")
                assert fixed.get((code, short), letter) == letter


def test_exercises_stand_in_both_tables(roots: list[ET.Element]) -> None:
    for root in roots:
        pairs: list[list[tuple[str, str]]] = []
        for table in ("nonDerivativeTable", "derivativeTable"):
            chosen = [row for row in rows(root, table) if row.findtext("transactionCoding/transactionCode") == "M"]
            pairs.append(sorted((value(r, "transactionDate"), value(r, "transactionAmounts/transactionShares")) for r in chosen))
        assert pairs[0] == pairs[1]


def test_balances_run_or_give_the_end_total(roots: list[ET.Element]) -> None:
    runs = ends = 0
    for root in roots:
        for group in balance_groups(root):
            assert all(balance >= 0 for _, balance in group)
            assert group[0][0] <= group[0][1] or len(group) > 1
            if len(group) == 1:
                continue
            running = all(later[1] == earlier[1] + later[0] for earlier, later in pairwise(group))
            total = len({balance for _, balance in group}) == 1
            assert running or total
            runs += running
            ends += total and not running
    assert runs > ends > 0


def test_form_3_has_holdings_only(roots: list[ET.Element]) -> None:
    initial = [root for root in roots if (root.findtext("documentType") or "").startswith("3")]
    assert initial
    for root in initial:
        tags = {row.tag for table in ("nonDerivativeTable", "derivativeTable") for row in rows(root, table)}
        assert tags <= {"nonDerivativeHolding", "derivativeHolding"}
        assert (not tags) == (root.findtext("noSecuritiesOwned") in ("1", "true"))
        assert root.find("derivativeTable//postTransactionAmounts") is None


def test_forms_4_and_5_have_rows_and_at_most_thirty(roots: list[ET.Element]) -> None:
    for root in roots:
        sizes = [len(rows(root, table)) for table in ("nonDerivativeTable", "derivativeTable")]
        assert max(sizes) <= 30
        assert sum(sizes) or (root.findtext("documentType") or "").startswith("3")
    assert any(len(rows(root, "nonDerivativeTable")) >= 15 for root in roots)


def test_dates_are_in_order(roots: list[ET.Element]) -> None:
    for root in roots:
        form = root.findtext("documentType") or ""
        period = date.fromisoformat(root.findtext("periodOfReport") or "")
        days = [date.fromisoformat(cell.findtext("value") or "") for cell in root.iter("transactionDate")]
        signed = [date.fromisoformat(cell.text or "") for cell in root.iter("signatureDate")]
        assert 1993 <= period.year <= 2025
        assert min(signed) >= max([*days, period])
        if form.startswith("4") and days:
            assert period == min(days)
        if form.startswith("5"):
            assert all(day <= period for day in days)
        original = root.findtext("dateOfOriginalSubmission")
        assert (original is not None) == form.endswith("/A")
        if original:
            assert max([*days, period]) <= date.fromisoformat(original) <= min(signed)


def test_market_trades_are_on_weekdays(roots: list[ET.Element]) -> None:
    for root in roots:
        for row in rows(root, "nonDerivativeTable"):
            if row.findtext("transactionCoding/transactionCode") in ("P", "S"):
                assert date.fromisoformat(value(row, "transactionDate")).weekday() < 5


def test_owners_and_ownership(roots: list[ET.Element]) -> None:
    counts = set()
    for root in roots:
        owners = root.findall("reportingOwner")
        counts.add(len(owners))
        assert len(root.findall("ownerSignature")) in (1, len(owners))
        for owner in owners:
            relation = owner.find("reportingOwnerRelationship")
            assert relation is not None
            marks = {cell.tag for cell in relation if cell.tag.startswith("is") and cell.text in ("1", "true")}
            assert marks
            assert ("isOfficer" in marks) == bool(relation.findtext("officerTitle"))
            assert ("isOther" in marks) == bool(relation.findtext("otherText"))
        for nature in root.iter("ownershipNature"):
            indirect = value(nature, "directOrIndirectOwnership") == "I"
            assert indirect == bool(value(nature, "natureOfOwnership"))
            assert "%F" not in value(nature, "natureOfOwnership")
            assert len(value(nature, "natureOfOwnership")) <= 100
    assert counts == set(range(1, 11))


def test_lengths_and_decimals(roots: list[ET.Element]) -> None:
    for root in roots:
        for tag, limit in LIMITS.items():
            assert all(len(cell.text or "") <= limit for cell in root.iter(tag)), tag
        for tag in ("securityTitle", "underlyingSecurityTitle"):
            assert all(1 <= len(cell.findtext("value") or "") <= 60 for cell in root.iter(tag))
        for tag in ("transactionShares", "transactionPricePerShare", "sharesOwnedFollowingTransaction"):
            for cell in root.iter(tag):
                whole, _, rest = (cell.findtext("value") or "0").partition(".")
                assert whole.isdigit()
                assert len(rest) <= 4


def test_plan_box_from_april_2023(roots: list[ET.Element]) -> None:
    for root in roots:
        signed = min(cell.text or "" for cell in root.iter("signatureDate"))
        if root.find("aff10b5One") is not None:
            assert signed >= "2023-04-01"
    assert any(root.find("aff10b5One") is not None for root in roots)


def test_the_rarer_things_occur(filings: list[Filing]) -> None:
    text = "".join(filing.xml for filing in filings)
    for piece in (
        "<equitySwapInvolved>1<",
        "<value>E</value>",
        "<transactionTotalValue>",
        "<valueOwnedFollowingTransaction>",
        "<deemedExecutionDate>",
        "<rptOwnerStateDescription>CAYMAN ISLANDS<",
        "<notSubjectToSection16>1<",
        "/DE/",
        "torney",
        "<remarks>",
    ):
        assert piece in text, piece


def test_the_same_seed_gives_the_same_filings(filings: list[Filing]) -> None:
    assert list(generate(60, seed=20)) == filings[:60]


def test_other_seeds_give_other_filings(filings: list[Filing]) -> None:
    others = list(generate(60, seed=21))
    assert not {filing.xml for filing in others} & {filing.xml for filing in filings}
    assert not {filing.issuer for filing in others} & {filing.issuer for filing in filings}


def test_forms_can_be_chosen() -> None:
    chosen = list(generate(30, seed=1, forms={"5/A": 1.0}))
    assert {ET.fromstring(filing.xml).findtext("documentType") for filing in chosen} == {"5/A"}


@pytest.mark.parametrize("forms", [{"6": 1.0}, {}, {"4": 0.0}])
def test_wrong_forms_are_refused(forms: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="form type"):
        list(generate(1, seed=1, forms=forms))


def test_command_writes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "5", "--seed", "3", "--forms", "4=1,3/A=1", "--out", str(tmp_path / "new")]) == 0
    files = sorted((tmp_path / "new").glob("*.xml"))
    assert len(files) == 5
    assert {path.read_text(encoding="utf-8") for path in files} == {
        filing.xml for filing in generate(5, seed=3, forms={"4": 1.0, "3/A": 1.0})
    }
    assert "5 filings" in capsys.readouterr().out


def test_valid_against_the_schemas(filings: list[Filing]) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    if not XSD.is_dir():
        pytest.skip("the SEC's schemas are not beside the repository")
    schemas = {
        form: etree.XMLSchema(etree.parse(str(XSD / f"ownership{form.replace('/', '')}Document.xsd.xml"))) for form in FORMS
    }
    for filing in filings:
        root = etree.fromstring(filing.xml.encode())
        form = root.findtext("documentType")
        # The newest schemas ask for the plan box of 2023 and for foreign codes in an element of their own.
        if not form.startswith("3") and root.find("aff10b5One") is None:
            box = etree.Element("aff10b5One")
            box.text = "0"
            root.findall("reportingOwner")[-1].addnext(box)
        for address in root.iter("reportingOwnerAddress"):
            if address.findtext("rptOwnerStateDescription"):
                address.find("rptOwnerState").tag = "rptOwnerCountry"
        assert schemas[form].validate(root), (filing.id, schemas[form].error_log)
