"""The quality floor: field F1 and confidence on real OCR text, where it is at hand. The README has the last figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor.export.json_writer import to_json
from extractor.export.xml_writer import to_xml

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEVSET = SHARED / "devset"
SCORE = SHARED / "scoring" / "score.py"


@pytest.mark.skipif(not DEVSET.is_dir() or not SCORE.is_file(), reason="the pages to measure on are not beside this repository")
def test_field_f1_does_not_fall_and_confidence_is_true(tmp_path: Path) -> None:
    for path in sorted((DEVSET / "text").glob("*.txt")):
        filing = extractor.extract(path.read_bytes())
        (tmp_path / f"{path.stem}.xml").write_text(to_xml(filing), encoding="utf-8")
        (tmp_path / f"{path.stem}.json").write_text(to_json(filing), encoding="utf-8")
    result = tmp_path / "score.json"
    subprocess.run([sys.executable, SCORE, DEVSET, tmp_path, "--json", result], check=True, capture_output=True)
    score = json.loads(result.read_bytes())
    assert (score["missing"], score["crashed"]) == (0, 0)
    assert score["core"][""]["f1"] > 0.93
    assert score["noise_free"][""]["f1"] > 0.98
    assert score["calibration"]["ece"] < 0.04
    assert score["calibration"]["auroc"] > 0.91
