"""Annotations in other tools' formats and back: nothing is lost, and what cannot be read is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from annotated import GOOD, ROW
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractor.annotations.convert import AnnotationFormat, format_of, read_as, write_as
from extractor.annotations.io import read_annotations, write_annotations
from extractor.annotations.record import SPLITS, Annotation, Span
from extractor.cli.main import app
from extractor.errors import AnnotationError

QUICK = settings(deadline=None, max_examples=50)
SUFFIXES = {"jsonl": ".jsonl", "docbin": ".spacy", "label-studio": ".json", "doccano": ".doccano.jsonl", "conll": ".conll"}
texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), max_size=60)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
labels = st.sampled_from(("securityTitle", "issuer/issuerName", "transactionDate", "rptOwnerName/footnoteId"))


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """An annotation of any text, with spans in order that do not overlap or begin or end with a blank."""
    text = draw(texts)
    spans, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        free = [k for k in range(at, len(text)) if not text[k].isspace()]
        if not free:
            break
        start = draw(st.sampled_from(free))
        end = draw(st.sampled_from([k + 1 for k in free if k >= start]))
        spans.append(Span(start, end, text[start:end], draw(labels), draw(st.sampled_from(("", ROW, "reportingOwner[1]")))))
        at = end
    gold = draw(st.dictionaries(words, texts, max_size=3))
    split = draw(st.sampled_from(SPLITS))
    more = {name: draw(words) for name in ("id", "issuer", "form", "edition", "dialect", "engine", "strength")}
    return Annotation(text=text, spans=tuple(spans), gold=gold, split=split, sloppiness=draw(st.none() | st.floats(0, 2)), **more)


@pytest.mark.parametrize("name", AnnotationFormat)
@given(some=st.lists(annotations(), max_size=3))
@QUICK
def test_a_round_trip_loses_nothing(name: str, tmp_path_factory: pytest.TempPathFactory, some: list[Annotation]) -> None:
    path = tmp_path_factory.mktemp(name) / f"some{SUFFIXES[name]}"
    assert write_as(path, some, name) == len(some)
    assert format_of(path) == name
    assert list(read_as(path, name)) == some


def test_a_docbin_has_the_values_as_a_span_group(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    write_as(tmp_path / "a.spacy", [GOOD], "docbin")
    docs = list(spacy.tokens.DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab))
    assert docs[0].text == GOOD.text
    assert [(s.text, s.label_, s.id_) for s in docs[0].spans["values"]] == [(s.text, s.label, s.row) for s in GOOD.spans]


def test_conll_has_a_token_a_line(tmp_path: Path) -> None:
    write_as(tmp_path / "a.conll", [GOOD], "conll")
    lines = [line.split("\t") for line in (tmp_path / "a.conll").read_text().splitlines() if "\t" in line]
    found = [(word, label) for word, _, _, label, _ in lines if label != "O"]
    assert found[:3] == [("Common", 'B-"securityTitle"'), ("Stock", 'I-"securityTitle"'), ("03/01/2001", 'B-"transactionDate"')]


def test_what_a_reviewer_adds_in_label_studio_is_read(tmp_path: Path) -> None:
    write_as(tmp_path / "a.json", [GOOD], "label-studio")
    tasks = json.loads((tmp_path / "a.json").read_text())
    added = {"start": 0, "end": 4, "labels": ["documentType"]}
    result = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": added}
    old = {"result": [], "was_cancelled": True}
    tasks[0]["annotations"] = [{"result": [*tasks[0]["annotations"][0]["result"], result]}, old]
    (tmp_path / "a.json").write_text(json.dumps(tasks))
    (found,) = read_as(tmp_path / "a.json", "label-studio")
    assert found.spans == (*GOOD.spans, Span(0, 4, "FORM", "documentType"))
    assert found.gold == GOOD.gold


def test_what_doccano_exports_is_read(tmp_path: Path) -> None:
    entity = {"id": 3, "label": f"securityTitle@{ROW}", "start_offset": 7, "end_offset": 19}
    (tmp_path / "a.doccano.jsonl").write_text(json.dumps({"id": 9, "text": GOOD.text, "entities": [entity], "relations": []}))
    (found,) = read_as(tmp_path / "a.doccano.jsonl", "doccano")
    assert found.spans == (GOOD.spans[0],)
    assert found.text == GOOD.text


@pytest.mark.parametrize("name", AnnotationFormat)
@pytest.mark.parametrize("data", [b"[{", b"\xff\xff\xff", b'{"a": 1}', b"a\tb\n", b'[{"data": 3}]'])
def test_what_does_not_follow_the_format_is_said(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "bad"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match="bad"):
        list(read_as(path, name))


@pytest.mark.parametrize("name", AnnotationFormat)
def test_spans_of_another_text_are_not_written(tmp_path: Path, name: str) -> None:
    bad = Annotation(id="b", text="abc def", spans=(Span(0, 3, "xyz", "securityTitle"),))
    with pytest.raises(AnnotationError, match="another text"):
        write_as(tmp_path / "bad", [bad], name)


def test_conll_holds_no_overlapping_spans(tmp_path: Path) -> None:
    spans = (Span(0, 3, "abc", "securityTitle"), Span(2, 3, "c", "securityTitle"))
    with pytest.raises(AnnotationError, match="overlap"):
        write_as(tmp_path / "bad.conll", [Annotation(id="b", text="abc def", spans=spans)], "conll")


@pytest.mark.parametrize(("start", "end"), [(2, 4), (2, 6), (0, 3)])
def test_conll_holds_no_spans_with_blanks_at_their_ends(tmp_path: Path, start: int, end: int) -> None:
    text = "ab  cd e"
    bad = Annotation(id="b", text=text, spans=(Span(start, end, text[start:end], "securityTitle"),))
    with pytest.raises(AnnotationError, match="begins or ends with a blank"):
        write_as(tmp_path / "bad.conll", [bad], "conll")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("meta", ["3", "[]", "null", '{"colour": "red"}', '{"gold": 3}'])
def test_metadata_of_another_shape_is_said(tmp_path: Path, meta: str) -> None:
    (tmp_path / "bad.conll").write_text(f'# meta = {meta}\n# text = "a"\n')
    with pytest.raises(AnnotationError, match="bad"):
        list(read_as(tmp_path / "bad.conll", "conll"))


@pytest.mark.parametrize("name", AnnotationFormat)
def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(AnnotationError, match="No such file"):
        write_as(tmp_path / "absent" / "a", [GOOD], name)


def test_the_command_check_names_the_line_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    write_annotations(path, [GOOD, GOOD, replace(GOOD, id="a-2", spans=GOOD.spans[1:])])
    path.write_text("{\n" + path.read_text())
    result = CliRunner().invoke(app, ["annotations", "check", str(path)])
    told = result.stdout.splitlines()
    assert result.exit_code == 1
    assert told[0].startswith(f"{path}:1: error: line: not JSON")
    assert told[1] == f"{path}:3 a-1: error: id: the annotation at {path}:2 has the same id"
    assert told[2] == f"{path}:4 a-2: warning: gold: no span for {ROW}/securityTitle"
    assert result.stderr.strip() == "annotations: 4, errors: 2, warnings: 1"


def test_the_commands_check_and_convert(tmp_path: Path) -> None:
    run = CliRunner().invoke
    write_annotations(tmp_path / "a.jsonl", [GOOD])
    assert run(app, ["annotations", "check", str(tmp_path / "a.jsonl")]).exit_code == 0
    for source, target in (("a.jsonl", "b.spacy"), ("b.spacy", "c.conll"), ("c.conll", "d.json"), ("d.json", "e.jsonl")):
        assert run(app, ["annotations", "convert", str(tmp_path / source), "--out", str(tmp_path / target)]).exit_code == 0
    assert list(read_annotations([tmp_path / "e.jsonl"])) == [GOOD]
    write_annotations(tmp_path / "bad.jsonl", [GOOD, GOOD])
    result = run(app, ["annotations", "check", str(tmp_path / "bad.jsonl")])
    assert (result.exit_code, "has the same id" in result.output) == (1, True)
    result = run(app, ["annotations", "convert", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "a.doc")])
    assert (result.exit_code, "--to" in result.output) == (2, True)
