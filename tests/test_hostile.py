"""What was made to hang, to exhaust memory or to run code: texts, patterns and models. Sources: ``test_batch_sources.py``."""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import pickle
import pkgutil
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import extractor
from extractor.batch.limit import time_limit
from extractor.errors import ModelError
from extractor.export.csv_writer import to_csv
from extractor.export.json_writer import to_json
from extractor.export.table import to_table
from extractor.export.xml_writer import to_xml
from extractor.language.model import letters_behind
from extractor.language.signs import with_signs
from extractor.model import Model
from extractor.model_files import shipped_folder
from extractor.notes.endings import is_signed
from extractor.notes.signed import without_last_specks
from extractor.readings.pieces import Reading

SAMPLE = (Path(__file__).parents[1] / "annotations" / "sample.txt").read_text(encoding="utf-8")
HANG = 60.0
"""Seconds that stand for no end; what is tested takes a small part of them."""
_ENTITIES = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>" * 5_000,
        "<div>" * 40_000 + "FORM 4",
        "<" * 50_000,
        "&amp;lt;" * 2_000,
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{_ENTITIES}]><div class="ocr_page"><span class="ocrx_word">&j;</span></div>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><div class="ocr_page"><span class="ocrx_word">&a;</span></div>',
        '<div class="ocr_page">' + '<span class="ocrx_word" title="bbox 999999999 1 999999999 9">a</span>' * 1000,
        "<table><tr>" + '<td colspan="99">a</td>' * 1000 + "</tr></table>",
        "FORM 4\nExplanation of Responses:\n" + "".join(f"({i}) note\n" for i in range(500)),
        "2. Issuer Name and Ticker or Trading Symbol " + "[" * 5_000,
        "\u202e" * 20_000 + "a" + "\u0301" * 20_000,
        "FORM 4 " + "NameandAddressofReportingPerson" * 8_000,  # a word of captions without end
        "FORM 4 Securlty" + "A" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_text_hangs_or_grows(text: str) -> None:
    with time_limit(HANG):
        filing = extractor.extract(text)
        written = [write(filing) for write in (to_json, to_xml, to_csv, to_table)]
    assert sum(map(len, written)) < 100 * len(text) + 10**6
    assert "root:" not in "".join(written)


# Patterns


def patterns() -> dict[str, re.Pattern[str]]:
    """All regular expressions of the package, by what they say."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        try:
            values = vars(importlib.import_module(module.name)).values()
        except ModuleNotFoundError:  # an extra
            continue
        for value in values:
            found.update((pattern.pattern, pattern) for pattern in _patterns_in(value, 3))
    return found


def _patterns_in(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, (dict, list, tuple, set, frozenset)) and len(value) < 5000:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _patterns_in(part, depth - 1)
    elif depth and type(value).__module__.startswith("extractor.") and hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from _patterns_in(getattr(value, name, None), depth - 1)


def test_no_pattern_repeats_without_end() -> None:
    found = patterns()
    assert len(found) > 100
    with pytest.raises(TimeoutError):
        _tried(re.compile("(a+)+$"), 0.2)
    for pattern in found.values():
        _tried(pattern, HANG / 2)


def test_long_rows_of_signs_in_signatures_take_no_time() -> None:
    with time_limit(4.0):
        assert without_last_specks(Reading("Ada Quill" + "_" * 30_000)).value == "Ada Quill" + "_" * 30_000
        assert not is_signed("to power of att " * 4_000 + "1/2000 x" * 4_000)


def test_of_rows_without_end_the_first_are_read_and_the_result_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.draft.MOST_ROWS", 5)
    line = next(line for line in SAMPLE.splitlines() if "4,758" in line)
    filing = extractor.extract(SAMPLE.replace(line, "\n".join([line] * 9)))
    assert len(filing.non_derivative_table) == 5
    assert any("only the first 5 rows of a table were read" in told for told in filing.warnings)
    assert not any("only the first" in told for told in extractor.extract(SAMPLE.replace(line, "")).warnings)


def _tried(pattern: re.Pattern[str], seconds: float) -> None:
    """Searches what its own letters make in long rows: a pattern that tries every way to split them does not end."""
    letters = dict.fromkeys(re.sub(r"\\[dDsSwWbBAZ]|\\u....", "", pattern.pattern) + "a1 .,/x(")
    pairs = [a + b for a in [*letters][:6] for b in [*letters][:6] if a != b]
    for row in (*[*letters][:20], *pairs):
        try:
            with time_limit(seconds):
                pattern.search(row * 40 + "\x00")
        except BaseException as error:
            raise TimeoutError(f"{pattern.pattern!r} on {row!r}") from error


# Models


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def tampered(folder: Path, data: bytes) -> Path:
    """The shipped model with other arrays, and a manifest that vouches for them."""
    for path in shipped_folder().iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "cells.npz").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["cells.npz"] = hashlib.sha256(data).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def arrays_with(**other: Any) -> bytes:
    with np.load(shipped_folder() / "cells.npz") as arrays:
        data = io.BytesIO()
        np.savez(data, **{**arrays, **other})
    return data.getvalue()


def test_a_model_cannot_run_code(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    objects = np.array([Evil(mark)], dtype=object)
    with pytest.raises(ModelError):
        Model.load(tampered(tmp_path, arrays_with(bias_1=objects)))
    with pytest.raises(ModelError):
        Model.load(tampered(tmp_path, pickle.dumps(Evil(mark))))
    assert not mark.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"weights_1": np.zeros((3, 3), np.int8)},
        {"weights2_2": np.zeros((1, 1), np.float32)},
        {"bias_1": np.float32(1)},
        {"scale_3": np.zeros(7, np.float32)},
        {"grammar": np.zeros(3, np.float16)},
        {"scale_9": np.zeros(7, np.float32)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_model_whose_arrays_do_not_fit_is_refused(tmp_path: Path, other: dict[str, Any]) -> None:
    with pytest.raises(ModelError):
        Model.load(tampered(tmp_path, arrays_with(**other)))


def test_a_model_that_is_none_or_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cells.classifier._LARGEST", 2**20)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("scale_1.npy", "w", force_zip64=True) as out:
        out.write(bytes(2**21))
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (10**12,)})
    huge = io.BytesIO()
    with zipfile.ZipFile(huge, "w") as archive:
        archive.writestr("scale_1.npy", header.getvalue())
    for data in (b"", b"PK", bomb.getvalue(), huge.getvalue()):
        with pytest.raises(ModelError):
            Model.load(tampered(tmp_path, data))


def test_an_endless_word_costs_no_more_than_it_is_long() -> None:
    word = "quvix" * 100_000
    with time_limit(HANG / 6):
        assert "v" not in letters_behind("zzqu", frozenset((word, "x" * 10**6)))
        assert with_signs(f"10 Elm {word}", "place") == (f"10 Elm {word}", [])
    assert "v" in letters_behind("quvixqu", frozenset(("quvixquv",)))
