from __future__ import annotations

import json
from pathlib import Path

import pytest
from by_hand import read

from extractor.cik_index import CikIndex, resolve
from extractor.errors import CikIndexError
from extractor.filing import Filing, Issuer, ReportingOwner, Status

LIST = """\
!QV INC:0000000001:
ZORBLAT WIDGETS INC /DE/:0000000002:
QVIST ADA:0000000003:
VOOM ERIK:0000000004:
VOOM ERIK:0000000005:
BLEM A/S:0000000006:
CAFÉ PLUM, S.A.:0000000007:
TWIN CORP /NV/:0000000008:
TWIN CORP /DE/:0000000009:
PLAIN CO:0000000010:
"""


@pytest.fixture
def index(tmp_path: Path) -> CikIndex:
    path = tmp_path / "cik-lookup-data.txt"
    path.write_bytes(LIST.encode("latin-1"))
    return CikIndex.from_file(path)


@pytest.mark.parametrize(
    ("name", "ciks"),
    [
        ("Qvist, Ada", ["0000000003"]),
        ("ZORBLAT WIDGETS INC /DE/", ["0000000002"]),
        ("Zorblat Widgets, Inc.", ["0000000002"]),
        ("ZORBLAT WIDGETS INC \\DE\\", ["0000000002"]),
        ("ZORBLAT WIDGETS INC /NV/", []),
        ("Zorblat", []),
        ("Blem A S", ["0000000006"]),
        ("Cafe Plum SA", ["0000000007"]),
        ("TWIN CORP", ["0000000008", "0000000009"]),
        ("Twin Corp /NV/", ["0000000008"]),
        ("Plain Co /DE/", ["0000000010"]),
        ("Voom Erik", ["0000000004", "0000000005"]),
        ("!QV Inc", ["0000000001"]),
        ("", []),
        ("/:\n", []),
    ],
)
def test_names_are_found_however_they_are_printed(index: CikIndex, name: str, ciks: list[str]) -> None:
    assert list(index.lookup(name)) == ciks


def test_company_tickers_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "company_tickers.json"
    path.write_text(json.dumps({"0": {"cik_str": 77, "ticker": "ZRBW", "title": "Zorblat Widgets Inc."}}))
    assert CikIndex.from_file(path).lookup("ZORBLAT WIDGETS INC") == ("0000000077",)


@pytest.mark.parametrize("content", [b"", b"just a text\n", b"[]", b'{"a": 1}', b"[", b"\x00\xff" * 50])
def test_what_is_no_index_is_a_typed_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index"
    path.write_bytes(content)
    with pytest.raises(CikIndexError, match="cik-lookup-data"):
        CikIndex.from_file(path)


def test_an_absent_index_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(CikIndexError):
        CikIndex.from_file(tmp_path / "none")


def test_resolving_fills_in_what_is_certain_and_warns_of_the_rest(index: CikIndex) -> None:
    filing = Filing(
        issuer=Issuer(issuer_name=read("Zorblat Widgets Inc")),
        reporting_owners=tuple(ReportingOwner(rpt_owner_name=read(n)) for n in ("VOOM ERIK", "NOBODY X", "QVIST ADA")),
        warnings=("of before",),
    )
    resolved = resolve(filing, index)
    cik = resolved.issuer.issuer_cik
    assert (cik.value, cik.status, cik.confidence) == ("0000000002", Status.INFERRED, 0.9)
    assert [o.rpt_owner_cik.value for o in resolved.reporting_owners] == [None, None, "0000000003"]
    assert resolved.warnings[0] == "of before"
    assert "ambiguous" in resolved.warnings[1]
    assert "NOBODY X" in resolved.warnings[2]
    assert filing.issuer.issuer_cik.value is None


def test_a_known_cik_stays(index: CikIndex) -> None:
    filing = Filing(issuer=Issuer(issuer_name=read("QVIST ADA"), issuer_cik=read("0000000099")))
    assert resolve(filing, index).issuer.issuer_cik.value == "0000000099"
