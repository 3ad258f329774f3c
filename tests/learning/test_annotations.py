"""The annotation format: what it holds, what is told about a bad one, and that nothing is lost on the way."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotated import GOOD, ROW, TEXT, span
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import filings

from extractor.annotations.check import check, check_all
from extractor.annotations.gold import filing_of, gold_filing, gold_of
from extractor.annotations.io import from_record, line_of, read_annotations, to_record, write_annotations
from extractor.annotations.record import SPLITS, VERSION, Annotation, Span
from extractor.errors import AnnotationError, ExtractorError
from extractor.export.xml_reader import from_xml
from extractor.filing import Filing, leaves_of
from training.generator import generate

QUICK = settings(deadline=None, max_examples=60)


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
annotations = st.builds(
    Annotation,
    id=words,
    text=words,
    spans=st.lists(st.builds(Span, st.integers(0, 99), st.integers(0, 99), words, words, words), max_size=4).map(tuple),
    gold=st.dictionaries(words, words, max_size=4),
    issuer=words,
    split=st.sampled_from(SPLITS),
    form=words,
    edition=words,
    dialect=words,
    engine=words,
    strength=words,
    sloppiness=st.none() | st.floats(0, 2),
)


def values(filing: Filing) -> list[tuple[object, ...]]:
    leaves = [(path, v.value, v.footnotes if leaf and leaf.notes else ()) for path, leaf, v in filing.leaves() if leaf]
    notes = [(n.id, n.text.value) for n in filing.footnotes]
    kinds = [r.kind for r in filing.rows]
    return [*(x for x in leaves if x[1] not in (None, "") or x[2]), *notes, *kinds]


@given(annotations)
@QUICK
def test_an_annotation_comes_back_from_its_line(annotation: Annotation) -> None:
    line = line_of(annotation)
    assert "\n" not in line
    assert from_record(json.loads(line)) == annotation


@given(st.lists(annotations, max_size=4))
@QUICK
def test_annotations_come_back_from_a_file(tmp_path_factory: pytest.TempPathFactory, some: list[Annotation]) -> None:
    path = tmp_path_factory.mktemp("annotations") / "some.jsonl"
    assert write_annotations(path, some) == len(some)
    assert list(read_annotations([path])) == some


def test_gold_describes_the_filings_of_the_generator() -> None:
    for invented in generate(12, seed=5):
        filing = from_xml(invented.xml)
        assert values(filing_of(gold_of(filing))) == values(filing)


def known(part: Any) -> list[tuple[object, ...]]:
    """Leaves of a part that have a value or a footnote."""
    leaves = [(leaf, getattr(part, leaf.attribute)) for leaf in leaves_of(type(part))]
    found = [(leaf.path, value.value, value.footnotes if leaf.notes else ()) for leaf, value in leaves]
    return [leaf for leaf in found if leaf[1] is not None or leaf[2]]


@given(filings())
@QUICK
def test_gold_describes_any_filing(filing: Filing) -> None:
    again = gold_filing(Annotation(id="a", text="x", gold=gold_of(filing)))
    assert [known(p) for p in (again, again.printed, again.issuer)] == [known(p) for p in (filing, filing.printed, filing.issuer)]
    for name in ("reporting_owners", "owner_signatures"):
        assert [known(p) for p in getattr(again, name)] == [known(p) for p in getattr(filing, name) if known(p)]
    assert [(r.kind, known(r)) for r in again.rows] == [(r.kind, known(r)) for r in filing.rows if known(r)]
    assert [(n.id, n.text.value) for n in again.footnotes] == [(n.id, n.text.value) for n in filing.footnotes]
    assert list(gold_of(filing_of(gold_of(again)))) == list(gold_of(again))


def test_the_order_of_the_keys_is_the_printed_order_of_the_rows() -> None:
    holding, sale = "nonDerivativeTable/nonDerivativeHolding[1]/securityTitle", f"{ROW}/securityTitle"
    for gold in ({holding: "Class B", sale: "Class A"}, {sale: "Class A", holding: "Class B"}):
        filing = filing_of(gold)
        assert [row.security_title.value for row in filing.rows] == list(gold.values())
        assert list(gold_of(filing)) == list(gold)


def test_a_good_annotation_has_no_problems() -> None:
    assert check(GOOD) == ()
    assert [str(p) for p in check_all([GOOD, GOOD])] == ["error: a-1: id: another annotation has the same id"]


@pytest.mark.parametrize(
    ("change", "told", "fatal"),
    [
        ({"version": 9}, "version: 9 is not", True),
        ({"id": ""}, "id: it is empty", True),
        ({"text": " "}, "text: it is empty", True),
        ({"split": "rest"}, "'rest' is none of train, calibration, test", True),
        ({"form": "13D"}, "'13D' is none of", True),
        ({"issuer": ""}, "several splits", False),
        ({"gold": {}}, "nothing can be evaluated", False),
        ({"spans": (Span(2, 999, "x", "securityTitle", ROW),)}, "outside of the text", True),
        ({"spans": (Span(5, 5, "", "securityTitle", ROW),)}, "outside of the text", True),
        ({"spans": (Span(0, 4, "Form", "documentType"),)}, "'FORM' stands there", True),
        ({"spans": (*GOOD.spans, Span(12, 19, TEXT[12:19], "securityTitle", ROW))}, "overlaps", True),
        ({"spans": (span("P", "transactionCode"),)}, "no such label: 'transactionCode' in Row", True),
        ({"spans": (span("P", "securityTitle", "tableOne[1]"),)}, "no such row: 'tableOne[1]'", True),
        ({"spans": (span("P", "colour", "footnotes/footnote[1]"),)}, "a footnote has no 'colour'", True),
        ({"spans": (span("P", "expirationDate"),)}, "the gold has no", False),
        ({"spans": GOOD.spans[1:]}, f"no span for {ROW}/securityTitle", False),
        ({"gold": {f"{ROW}/transactionDate": "soon"}}, "is no date", True),
        ({"gold": {f"{ROW}/colour": "red"}}, "no such path", True),
        ({"gold": {"nonDerivativeTable/row[1]/securityTitle": "x"}}, "no such row", True),
        ({"gold": {f"{ROW}/securityTitle/footnoteId": "F7"}}, "F7 is referred to but not defined", False),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], told: str, fatal: bool) -> None:
    problems = check(replace(GOOD, **change))  # type: ignore[arg-type]
    mine = [p for p in problems if told in str(p)]
    assert len(mine) == 1, problems
    assert mine[0].fatal is fatal


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"version": 1}', "version 1 of the format"),
        (f'{{"version": {VERSION}, "id": "a"}}', "no 'text'"),
        (f'{{"version": {VERSION}, "id": "a", "text": "x", "color": 1}}', "unknown key 'color'"),
        (f'{{"version": {VERSION}, "id": 3, "text": "x"}}', "'id' is not a text"),
        (f'{{"version": {VERSION}, "id": "a", "text": "x\\ud83d"}}', "half a character"),
        (f'{{"version": {VERSION}, "id": "a", "text": "x", "spans": [{{"start": 0}}]}}', "span 1 has not just"),
        (f'{{"version": {VERSION}, "id": "a", "text": "x", "gold": ["y"]}}', "'gold' is not an object of texts"),
        (f'{{"version": {VERSION}, "id": "a", "text": "x", "sloppiness": "much"}}', "'sloppiness' is not a number"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line_of(GOOD) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        list(read_annotations([path]))
    assert f"{path}:3: " in str(caught.value)
    assert told in str(caught.value)


def test_what_is_no_file_or_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    for name in ("absent.jsonl", "binary.jsonl"):
        with pytest.raises(AnnotationError, match=name):
            list(read_annotations([tmp_path / name]))


def test_errors_cross_processes() -> None:
    error: ExtractorError = AnnotationError("a.jsonl:3", "not JSON", "one JSON object a line")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.where) == (AnnotationError, str(error), "a.jsonl:3")


def test_the_record_has_the_keys_of_the_format() -> None:
    keys = ["version", "id", "issuer", "split", "form", "edition", "dialect", "engine", "strength", "sloppiness", "text"]
    assert list(to_record(GOOD)) == [*keys, "spans", "gold"]


def test_the_example_of_the_description_has_no_problems() -> None:
    description = Path(__file__).parents[2] / "annotations" / "README.md"
    (example,) = re.findall(r"```json\n(.*?)```", description.read_text(encoding="utf-8"), re.DOTALL)
    annotation = from_record(json.loads(example))
    assert check(annotation) == ()
    assert to_record(annotation) == json.loads(example)
    (row,) = gold_filing(annotation).rows
    assert (row.transaction_shares.value, row.transaction_shares.footnotes) == (1500, ("F1",))
