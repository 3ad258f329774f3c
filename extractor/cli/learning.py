"""The commands ``extractor train``, ``tune``, ``calibrate`` and ``evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from extractor.cli.options import ModelFolder, NoReconcile, TrainedModel
from extractor.errors import AnnotationError, MissingExtraError

if TYPE_CHECKING:
    from extractor.annotations.record import Annotation
    from extractor.evaluation.evaluate import Report, Tally
    from extractor.filing import Filing
    from extractor.learning.fit import Tell

Files = Annotated[list[Path], typer.Argument(metavar="ANNOTATIONS", help="JSON Lines files of annotated filings.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write the model to.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, help="Processes. [default: all cores]")]


class Split(StrEnum):
    """What ``--split`` takes."""

    TRAIN = "train"
    CALIBRATION = "calibration"
    TEST = "test"
    ALL = "all"


def train(
    annotations: Files,
    out: Out,
    hidden: Annotated[int, typer.Option(min=1, help="Units of the first pass.")] = 64,
    hidden2: Annotated[int, typer.Option(min=1, help="Units of the later passes.")] = 48,
    epochs: Annotated[int, typer.Option(min=1, help="Rounds over the tokens.")] = 4,
    jobs: Jobs = None,
) -> None:
    """Train a model on annotated filings; the same annotations and libraries give the same bytes."""
    with _needs_scikit_learn("extractor train"):
        from extractor.learning.train import Settings
        from extractor.learning.train import train as run
    with _progress() as tell:
        metrics = run(annotations, out, Settings(hidden, hidden2, epochs), jobs, tell)
    typer.echo(f"model written to {out}: {', '.join(f'{name} {value}' for name, value in metrics.items())}", err=True)


def tune(
    annotations: Files,
    out: Out,
    model: TrainedModel = None,
    epochs: Annotated[int, typer.Option(min=1, help="Rounds over the tokens.")] = 3,
    jobs: Jobs = None,
) -> None:
    """Train a model further on annotated filings of your own: it keeps what it knows, and its confidences."""
    with _needs_scikit_learn("extractor tune"):
        from extractor.learning.train import trained_on
        from extractor.learning.train import tune as run
    for path in trained_on(annotations, model):
        typer.echo(f"{path}: the model knows these texts already; tune it with others", err=True)
    with _progress() as tell:
        metrics = run(annotations, out, model, epochs, jobs, tell)
    typer.echo(f"model written to {out}: texts {metrics['texts']}, held out {metrics['held out']}{_labelled(metrics)}", err=True)


def _labelled(metrics: Mapping[str, Any]) -> str:
    """How many tokens of the texts held out are labelled right, if any are held out."""
    names = {"tokens": "tokens", "those of values": "tokens inside values"}
    shares = [
        f"{told} {metrics[f'{name} before']:.1%} before, {metrics[name]:.1%} after"
        for told, name in names.items()
        if name in metrics
    ]
    return f"; labelled right of them: {'; '.join(shares)}" if shares else ""


def calibrate(
    annotations: Files,
    out: Out,
    model: ModelFolder = None,
    split: Annotated[Split, typer.Option("--split", help="Which of the texts to use; none that it was trained on.")] = (
        Split.CALIBRATION
    ),
    also: Annotated[
        list[Path] | None,
        typer.Option("--also", metavar="FILE", help="Annotations to fit on too, of any issuers; no guarantee rests on them."),
    ] = None,
    jobs: Jobs = None,
) -> None:
    """Fit a model's confidences anew, and store what its guarantees rest on; its readings stay the same."""
    with _needs_scikit_learn("extractor calibrate"):
        from extractor.learning.train import calibrate as run
        from extractor.learning.train import checked_annotations, copied_model, trained_on
    chosen = _with_gold(_of_split(checked_annotations(annotations), split, annotations[0]), annotations[0])
    for path in trained_on(annotations, model):
        if any(split in (Split.ALL, a.split) and a.split == Split.TRAIN for a in checked_annotations([path])):
            raise AnnotationError(path, "the model was trained on these texts", "give others, or these by --also")
    more = _with_gold(checked_annotations(also), also[0]) if also else []
    copied_model(model, out)
    with _progress() as tell:
        counts = run(chosen, [*annotations, *(also or ())], out, jobs, tell, more)
    typer.echo(f"model written to {out}: {', '.join(f'{name} {value}' for name, value in counts.items())}", err=True)


def _of_split(annotations: Sequence[Annotation], split: Split, where: Path) -> list[Annotation]:
    chosen = [a for a in annotations if split is Split.ALL or a.split == split]
    if not chosen:
        raise AnnotationError(where, f"no text of the split {split.value!r}", "choose another by --split")
    return chosen


def _with_gold(annotations: Sequence[Annotation], where: Path) -> list[Annotation]:
    """Those that say what the form says; what is read of the others cannot be judged."""
    chosen = [a for a in annotations if a.gold]
    if not chosen:
        raise AnnotationError(where, "no text has gold", "write down what the forms say, as annotations/README.md tells")
    if missing := len(annotations) - len(chosen):
        typer.echo(f"{missing} of {len(annotations)} texts are left out: they have no gold", err=True)
    return chosen


def evaluate(
    annotations: Files,
    model: TrainedModel = None,
    split: Annotated[Split, typer.Option("--split", help="Which of the texts to read.")] = Split.TEST,
    to_json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all figures to FILE.")] = None,
    to_report: Annotated[
        Path | None,
        typer.Option("--report", metavar="DIR", help="Write DIR/evaluation.html: how true confidence is, and what goes wrong."),
    ] = None,
    no_reconcile: NoReconcile = False,
    jobs: Jobs = None,
) -> None:
    """Read annotated filings and tell how much of them is right."""
    from extractor.annotations.io import read_annotations
    from extractor.evaluation.evaluate import evaluate as run
    from extractor.report.judged import Judgements

    chosen = _with_gold(_of_split(list(read_annotations(annotations)), split, annotations[0]), annotations[0])
    judgements = Judgements()
    with _progress() as tell:
        pairs = _read(chosen, model, not no_reconcile, jobs, tell)
        report = run(judgements.seen(pairs) if to_report is not None else pairs)
    if to_report is not None:
        from extractor.report.evaluation import evaluation_page
        from extractor.report.page import write_page

        files = ", ".join(path.name for path in annotations)
        about = (("Annotations", files), ("split", split.value), ("model", str(model or "the one that ships")))
        write_page(to_report / "evaluation.html", evaluation_page(report, judgements, about))
    if to_json is not None:
        to_json.write_text(json.dumps(report.to_dict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(report)


def _read(
    annotations: Sequence[Annotation], model: Path | None, reconcile: bool, jobs: int | None, tell: Tell
) -> Iterator[tuple[Annotation, Filing]]:
    make = partial(_filing, model=model, reconcile=reconcile)
    texts = [a.text for a in annotations]
    if jobs == 1 or len(texts) < 4:
        yield from zip(annotations, map(make, texts), strict=True)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        for n, pair in enumerate(zip(annotations, pool.map(make, texts, chunksize=4), strict=True), 1):
            tell("reading", n / len(texts))
            yield pair


def _filing(text: str, model: Path | None, reconcile: bool) -> Filing:
    from extractor.pipeline import extract

    return extract(text, model=model, reconcile=reconcile)


@contextmanager
def _needs_scikit_learn(what: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("sklearn", "scipy"):
            raise
        raise MissingExtraError(what, "training") from None


@contextmanager
def _progress() -> Iterator[Tell]:
    """Shows on standard error how far each step is, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress, TimeElapsedColumn

    with Progress(*Progress.get_default_columns(), TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, int] = {}

        def tell(name: str, share: float) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=1.0)
            progress.update(tasks[name], completed=share)  # type: ignore[arg-type]

        yield tell


_FIGURES_WIDTH: Final = 48
"""Columns that all but the keys takes."""


def _show(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    title = f"{report.filings} filings, {report.perfect_share:.1%} without an error; rows F1 {report.row_f1:.3f}"
    table = Table(title=title, show_edge=False, pad_edge=False)
    table.add_column("by")
    table.add_column("", overflow="fold")
    for name in ("F1", "precision", "recall", "values"):
        table.add_column(name, justify="right")
    before, room = "", console.width - _FIGURES_WIDTH
    for by, key, tally in report.rows():
        if before and by != before:
            table.add_section()
        shown = key.replace("/", "/\n") if len(key) > room else key  # rather than within a word
        table.add_row(by if by != before else "", shown, *_figures(tally))
        before = by
    console.print(table)


def _figures(tally: Tally) -> tuple[str, ...]:
    return f"{tally.f1:.3f}", f"{tally.precision:.3f}", f"{tally.recall:.3f}", str(tally.there)
