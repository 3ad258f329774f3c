"""Training on annotated filings, and evaluating against them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pages import DIALECTS, SALES
from typer.testing import CliRunner

import extractor
from extractor.annotations.gold import gold_of
from extractor.annotations.io import write_annotations
from extractor.annotations.record import Annotation, Span
from extractor.cli.main import app
from extractor.confidence.calibration import Calibration
from extractor.errors import AnnotationError, ExtractorError, ModelError
from extractor.evaluation.evaluate import evaluate
from extractor.filing import Filing, Footnote, Issuer, Row, RowKind, Status, Value
from extractor.learning.examples import example, examples
from extractor.learning.train import Settings, copied_model, train, tune

TINY = Settings(hidden=6, hidden2=6, epochs=1)
LABELS = {
    "Common Stock": "securityTitle",
    "P": "transactionCoding/transactionCode",
    "D": "ownershipNature/directOrIndirectOwnership",
}


def value(x: Any, **more: Any) -> Value[Any]:
    return Value(x, Status.READ, 1.0, **more)


def filing(shares: int = 100, symbol: str = "QZX", title: str = "Common Stock", marks: tuple[str, ...] = ("F1",)) -> Filing:
    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        security_title=value(title),
        transaction_shares=value(Decimal(shares), footnotes=marks),
    )
    return Filing(
        document_type=value("4"),
        issuer=Issuer(issuer_name=value("Zorblat Inc"), issuer_trading_symbol=value(symbol)),
        non_derivative_table=(row,),
        footnotes=(Footnote(id="F1", text=value("Bought on the market by the spouse of Ada Qvist.")),),
    )


def annotated(number: int, split: str = "train") -> Annotation:
    """A small filing in a random dialect; the labels are those of a few of its words."""
    draw = random.Random(number)
    text = DIALECTS[draw.choice(["grid", "pipes", "plain"])](SALES)
    spans = []
    for word, label in LABELS.items():
        at = text.find(word, text.find("Common Stock"))
        if at >= 0:
            spans.append(Span(at, at + len(word), word, label, "nonDerivativeTable/nonDerivativeTransaction[1]"))
    spans = [s for k, s in enumerate(sorted(spans)) if not k or s.start >= sorted(spans)[k - 1].end]
    gold = gold_of(filing(shares=number + 1))
    return Annotation(id=f"a{number}", text=text, issuer=f"issuer {number % 5}", split=split, spans=tuple(spans), gold=gold)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "annotations.jsonl"
    write_annotations(path, [annotated(n, "calibration" if n > 9 else "train") for n in range(12)])
    return path


@pytest.fixture(scope="module")
def model(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model")
    train([corpus], out, TINY, jobs=1)
    return out


def test_the_same_annotations_give_the_same_bytes(corpus: Path, model: Path, tmp_path: Path) -> None:
    train([corpus], tmp_path, TINY, jobs=2)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in model.iterdir()}


def test_a_trained_model_reads(model: Path) -> None:
    found = extractor.extract(DIALECTS["grid"](SALES), model=model)
    assert 0 < found.confidence < 1
    manifest = json.loads((model / "manifest.json").read_text())
    assert set(manifest["files"]) == {"cells.npz", "confidence.json", "calibration.npz", "checks.json"}
    assert manifest["arguments"] == {"hidden": 6, "hidden2": 6, "epochs": 1}
    assert set(manifest["data"]) == {"annotations.jsonl"}


@pytest.mark.parametrize("name", ["cells.npz", "confidence.json"])
def test_a_model_that_was_changed_is_not_loaded(model: Path, tmp_path: Path, name: str) -> None:
    for path in model.iterdir():
        data = path.read_bytes()
        (tmp_path / path.name).write_bytes(data + b" " if path.name == name else data)
    with pytest.raises(ModelError, match="SHA-256"):
        extractor.extract("FORM 4", model=tmp_path)


def test_further_issuers_are_fitted_on_and_no_guarantee_rests_on_them(corpus: Path, tmp_path: Path) -> None:
    """Filings of an issuer that thresholds are chosen by are not fitted on, whoever gives them."""
    more, out = tmp_path / "more.jsonl", tmp_path / "also"
    strangers = [replace(annotated(n), id=f"b{n}", issuer=f"stranger {n}") for n in range(3)]
    held = [replace(annotated(n), id=f"c{n}") for n in (1, 3)]  # dealt to the other half
    write_annotations(more, [*strangers, *held])
    arguments = ["calibrate", str(corpus), "--split", "all", "--also", str(more), "--out", str(out), "--jobs", "1"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    told = json.loads((out / "manifest.json").read_text())["confidence"]
    assert (told["texts"], told["texts held out"]) == (7 + len(strangers), 5)  # the twelve of five issuers, dealt by these
    assert set(told["data"]) == {"annotations.jsonl", "more.jsonl"}


def test_a_model_that_is_tuned_keeps_what_it_knows(corpus: Path, tmp_path: Path) -> None:
    tune([corpus], tmp_path / "tuned", None, epochs=1, jobs=1)
    for written in DIALECTS.values():
        ships, tuned = (extractor.extract(written(SALES), model=m) for m in (None, tmp_path / "tuned"))
        assert [row.transaction_shares.value for row in tuned.rows] == [row.transaction_shares.value for row in ships.rows]
        assert tuned.issuer.issuer_name.value == ships.issuer.issuer_name.value


def test_a_model_that_is_tuned_learns_and_promises_nothing(corpus: Path, model: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    metrics = [tune([corpus], out, model, epochs=20, jobs=jobs) for out, jobs in zip(outs, (1, 2), strict=True)]
    assert metrics[0]["tokens"] > metrics[0]["tokens before"]
    one, two = ((out / "cells.npz").read_bytes() for out in outs)
    assert one == two
    with pytest.raises(ModelError, match="extractor calibrate"):
        Calibration.load(outs[0])


def test_a_classifier_that_was_tuned_is_not_replaced_unasked(corpus: Path, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "tuned"
    tune([corpus], out, model, epochs=1, jobs=1)
    before = (out / "cells.npz").read_bytes()
    with pytest.raises(ModelError, match="as the model too"):
        copied_model(None, out)
    copied_model(out, out)
    assert (out / "cells.npz").read_bytes() == before
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="another folder"):
        tune([corpus], tmp_path / "file", model, epochs=1, jobs=1)


def test_one_issuer_is_enough_to_tune_with_and_none_is_too_few(tmp_path: Path) -> None:
    write_annotations(tmp_path / "one.jsonl", [replace(annotated(n), issuer="one") for n in range(3)])
    assert tune([tmp_path / "one.jsonl"], tmp_path / "tuned", None, epochs=1, jobs=1)["texts"] == 3
    write_annotations(tmp_path / "none.jsonl", [annotated(1, "test")])
    with pytest.raises(AnnotationError, match="no texts to train on"):
        tune([tmp_path / "none.jsonl"], tmp_path / "tuned", None, epochs=1, jobs=1)


def test_without_a_calibration_split_some_issuers_are_held_out(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    write_annotations(path, [annotated(n) for n in range(10)])
    assert train([path], tmp_path / "model", TINY, jobs=1)["held out"] > 0


@pytest.mark.parametrize(
    ("some", "told"),
    [
        ([], "no annotations"),
        ([replace(annotated(1), split="rest")], "'rest' is none of"),
        ([annotated(1), annotated(1)], "another annotation has the same id"),
        ([annotated(1)], "fewer than two issuers"),
    ],
)
def test_annotations_that_cannot_be_trained_on_are_refused(tmp_path: Path, some: list[Annotation], told: str) -> None:
    path = tmp_path / "some.jsonl"
    write_annotations(path, some)
    with pytest.raises(AnnotationError, match=told):
        train([path], tmp_path / "model", TINY, jobs=1)


def test_a_letter_of_a_word_does_not_make_it_a_value(corpus: Path) -> None:
    """What stands under a printed word in part, as a stain does, labels no more than itself."""
    text = "Table I - Non-Derivative Securities Acquired\n1. Title of Security\nCommonplace matter\n"
    at = text.index("Commonplace")
    whole = Annotation(id="a", text=text, spans=(Span(at, at + 11, "Commonplace", "securityTitle", "x"),))
    part = replace(whole, spans=(Span(at, at + 1, "C", "securityTitle", "x"),))
    assert example(whole).labels.any()
    assert not example(part).labels.any()


def test_examples_do_not_depend_on_the_number_of_processes(corpus: Path) -> None:
    one, two = list(examples([corpus], 1)), list(examples([corpus], 2))
    assert [e.id for e in one] == [e.id for e in two]
    for a, b in zip(one, two, strict=True):
        assert (a.features == b.features).all()
        assert (a.labels == b.labels).all()


def pairs(*read: Filing) -> Iterator[tuple[Annotation, Filing]]:
    annotation = Annotation(id="a", text="x", dialect="grid", engine="digital", gold=gold_of(filing()))
    return ((annotation, one) for one in read)


def test_what_is_right_counts_as_right() -> None:
    report = evaluate(pairs(filing(), filing()))
    assert (report.filings, report.perfect_share, report.row_f1, report.all.f1) == (2, 1.0, 1.0, 1.0)
    assert set(report.by["group"]) == {"header", "table1", "footnotes", "marks"}
    assert report.by["dialect"]["grid"].there == report.by["engine"]["digital"].read == report.all.right


def test_a_wrong_value_is_missed_and_read_for_nothing() -> None:
    report = evaluate(pairs(filing(shares=101)))
    tally = report.by["field"]["transactionAmounts/transactionShares"]
    assert (tally.right, tally.read, tally.there, tally.f1) == (0, 1, 1, 0.0)
    assert (report.perfect, report.row_f1) == (0, 0.0)
    assert report.by["group"]["header"].f1 == 1.0


def test_case_and_blanks_do_not_matter_but_letters_do() -> None:
    assert evaluate(pairs(filing(title="COMMON  STOCK."))).perfect == 1
    assert evaluate(pairs(filing(title="Comon Stock"))).perfect == 0


def test_marks_are_counted_one_by_one() -> None:
    tally = evaluate(pairs(filing(marks=("F1", "F2")))).by["group"]["marks"]
    assert (tally.right, tally.read, tally.there) == (1, 2, 1)
    tally = evaluate(pairs(filing(marks=()))).by["group"]["marks"]
    assert (tally.right, tally.read, tally.there) == (0, 0, 1)


def test_a_row_that_is_not_there_counts_against_the_rows() -> None:
    twice = replace(filing(), non_derivative_table=filing().non_derivative_table * 2)
    report = evaluate(pairs(twice))
    assert (report.rows_right, report.rows_read, report.rows_there) == (1, 2, 1)


def test_the_commands_train_and_evaluate(corpus: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    sizes = ["--hidden", "4", "--hidden2", "4", "--epochs", "1", "--jobs", "1"]
    assert run(app, ["train", str(corpus), "--out", str(tmp_path / "m"), *sizes]).exit_code == 0
    told = ["--model", str(tmp_path / "m"), "--split", "calibration", "--json", str(tmp_path / "r.json"), "--jobs", "1"]
    result = run(app, ["evaluate", str(corpus), *told])
    assert result.exit_code == 0, result.output
    assert "2 filings" in result.output
    assert (
        run(app, ["tune", str(corpus), "--out", str(tmp_path / "t"), "--model", str(tmp_path / "m"), "--jobs", "1"]).exit_code
        == 0
    )
    assert json.loads((tmp_path / "t" / "manifest.json").read_text())["trained_by"] == "extractor tune"
    assert json.loads((tmp_path / "r.json").read_text())["filings"] == 2


@pytest.mark.parametrize("arguments", [["evaluate", "CORPUS"], ["evaluate", "none.jsonl"], ["train", "none.jsonl", "--out", "x"]])
def test_what_cannot_be_done_is_said_by_the_commands(corpus: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, [a.replace("CORPUS", str(corpus)) for a in arguments])
    assert isinstance(result.exception, ExtractorError)
    assert "\n" not in str(result.exception)


def test_confidences_are_not_fitted_on_what_the_model_was_tuned_with(corpus: Path, model: Path, tmp_path: Path) -> None:
    run, tuned = CliRunner().invoke, str(tmp_path / "tuned")
    result = run(app, ["tune", str(corpus), "--out", tuned, "--model", str(model), "--epochs", "1", "--jobs", "1"])
    assert "knows these texts already" in result.output
    assert "% before" in result.output
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(corpus.read_bytes())
    result = run(app, ["calibrate", str(copy), "--split", "all", "--out", tuned, "--model", tuned, "--jobs", "1"])
    assert "was trained on these texts" in str(result.exception)
    result = run(app, ["calibrate", str(copy), "--out", tuned, "--model", tuned, "--jobs", "1"])  # those only measured by
    assert result.exit_code == 0, result.output


def test_texts_without_gold_are_not_measured(tmp_path: Path) -> None:
    path, run = tmp_path / "some.jsonl", CliRunner().invoke
    write_annotations(path, [annotated(1), replace(annotated(2), gold={})])
    result = run(app, ["evaluate", str(path), "--split", "all"])
    assert "1 of 2 texts are left out" in result.output
    assert "1 filings" in result.output
    write_annotations(path, [replace(annotated(2), gold={})])
    for command in (["evaluate"], ["calibrate", "--out", str(tmp_path / "out")]):
        assert "no text has gold" in str(run(app, [*command, str(path), "--split", "all"]).exception)
