"""The command ``extractor score``."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.confidence.guarantee import Threshold
    from extractor.confidence.score import Score


class ScoreFormat(StrEnum):
    """What ``--to`` takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    to: Annotated[ScoreFormat, typer.Option("--to", help="Format of what is told.")] = ScoreFormat.TABLE,
    max_error: Annotated[
        float | None,
        typer.Option("--max-error", metavar="SHARE", help="Accept values such that at most this share of them is wrong: 0.01."),
    ] = None,
    certainty: Annotated[
        float, typer.Option("--certainty", metavar="SHARE", help="The certainty with which --max-error is to hold.")
    ] = 0.9,
    threshold: Annotated[
        float | None,
        typer.Option("--threshold", min=0.0, max=1.0, help="Accept values at least as confident, without a guarantee."),
    ] = None,
    fields: Annotated[int, typer.Option("--fields", min=0, help="How many fields to look at are named of a filing.")] = 5,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", min=0.0, max=1.0, help="Exit with code 1 if the confidence of any filing is lower."),
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="Read with a model that `extractor train` wrote.")
    ] = None,
) -> None:
    """Tell how sure filings are, which of their fields to look at first, and which need no look."""
    from extractor.cli.inputs import Input, collect
    from extractor.cli.run import each, tell
    from extractor.confidence.score import score_of
    from extractor.export.scores import promise
    from extractor.model import Model
    from extractor.pipeline import extract

    if max_error is not None and threshold is not None:
        raise typer.BadParameter("--threshold and --max-error exclude each other")
    limit = _threshold(max_error, certainty, threshold, model)
    chosen = Model.default() if model is None else Model.load(model)
    found = tuple(collect(paths))
    one = sum(isinstance(item, Input) for item in found) < 2
    done: list[Score] = []

    def work(item: Input) -> None:
        made = score_of(extract(item.read(), name=item.name, model=chosen), limit)
        sys.stdout.write(_text(made, to, fields, one, first=not done))
        sys.stdout.flush()
        done.append(made)

    failed = each(found, work)
    if limit is not None:
        accepted = f"{sum(made.is_accepted is True for made in done)} of {len(done)} filings accepted as a whole; "
        tell(accepted + promise(limit))
    under = [made for made in done if fail_under is not None and made.confidence < fail_under]
    if under:
        tell(f"{len(under)} of {len(done)} filings have a confidence under {fail_under:g}, such as {under[0].name}")
    raise typer.Exit(int(failed or bool(under)))


def _threshold(max_error: float | None, certainty: float, threshold: float | None, model: Path | None) -> Threshold | None:
    from extractor.confidence.guarantee import Threshold

    if max_error is not None:
        from extractor.cells.classifier import default_folder
        from extractor.confidence.calibration import Calibration

        return Calibration.load(model or default_folder()).threshold(max_error, certainty)
    return None if threshold is None else Threshold(threshold)


def _text(score: Score, to: ScoreFormat, fields: int, one: bool, first: bool) -> str:
    from extractor.export import scores

    if to is ScoreFormat.JSON:
        return scores.to_score_json(score, fields, indent=2 if one else None)
    if to is ScoreFormat.CSV:
        return scores.to_score_csv(score, fields, header=first)
    if not sys.stdout.isatty():
        return scores.to_score_table(score, fields)
    width, colour = shutil.get_terminal_size().columns, "NO_COLOR" not in os.environ
    return scores.to_score_table(score, fields, width=width, colour=colour)
