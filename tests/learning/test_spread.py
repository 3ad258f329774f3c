"""The choice of annotations that ship."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from extractor.annotations.io import read_annotations
from extractor.annotations.record import SPLITS, Annotation
from training.spread import spread, write

SHIPPED = Path(__file__).parents[2] / "annotations"


def annotation(number: int, engine: str, dialect: str) -> Annotation:
    return Annotation(id=f"f{number}-{engine}-1-{dialect}-0", text="x", issuer=f"i{number}", engine=engine, dialect=dialect)


def test_the_rare_is_picked_before_the_frequent() -> None:
    many = [annotation(n, "tesseract-3", "grid") for n in range(20)]
    few = [annotation(90, "rapidocr", "html"), annotation(91, "digital", "plain")]
    picked = spread([*many, *few], 4)
    assert {a.engine for a in picked} == {"tesseract-3", "rapidocr", "digital"}


def test_a_filing_is_picked_once() -> None:
    same = [annotation(1, engine, "grid") for engine in ("tesseract-3", "digital", "paddle-tiny")]
    assert len(spread(same, 3)) == 1


def test_each_split_has_its_file(tmp_path: Path) -> None:
    assert write(tmp_path, [annotation(1, "digital", "grid")]) == {"train": 1, "calibration": 0, "test": 0}
    assert {p.stem for p in tmp_path.iterdir()} == set(SPLITS)


def test_what_ships_is_spread_and_split_by_issuer() -> None:
    found = [a for split in SPLITS for a in read_annotations([SHIPPED / f"{split}.jsonl"])]
    assert len(found) >= 400
    assert len({a.id for a in found}) == len(found)
    splits: dict[str, set[str]] = {}
    for a in found:
        splits.setdefault(a.issuer, set()).add(a.split)
    assert all(len(some) == 1 for some in splits.values())
    for name, least in (("form", 6), ("edition", 4), ("engine", 7), ("dialect", 5), ("strength", 4)):
        counts = Counter(getattr(a, name) for a in found)
        assert len(counts) >= least, (name, counts)
