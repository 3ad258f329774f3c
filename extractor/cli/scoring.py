"""The command ``extractor score``."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import Paths, TrainedModel

if TYPE_CHECKING:
    from extractor.confidence.score import Score


class ScoreFormat(StrEnum):
    """What ``--to`` takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def score(
    paths: Paths,
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
    model: TrainedModel = None,
) -> None:
    """Tell how sure filings are, which of their fields to look at first, and which need no look."""
    from extractor.cli.inputs import Input, collect
    from extractor.cli.run import each, tell
    from extractor.confidence.guarantee import Threshold
    from extractor.confidence.score import score as score_of
    from extractor.export.scores import promise
    from extractor.model import Model
    from extractor.pipeline import extract

    if max_error is not None and threshold is not None:
        raise typer.BadParameter("--threshold and --max-error exclude each other")
    for option, share in (("--max-error", max_error), ("--certainty", certainty)):
        if share is not None and not 0 < share < 1:
            raise typer.BadParameter(f"{option} {share:g} is no share between 0 and 1; give one such as 0.01 or 0.9")
    chosen = Model.default() if model is None else Model.load(model)
    limit = None if threshold is None else Threshold(threshold)
    if max_error is not None:
        limit = chosen.threshold(max_error, certainty)
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
