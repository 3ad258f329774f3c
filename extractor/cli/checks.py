"""The command ``extractor checks``."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from extractor.cli.options import ModelFolder

if TYPE_CHECKING:
    from extractor.reconcile.checks.catalogue import CheckSpec
    from extractor.reconcile.checks.weights import Counts

_INDENT: Final = " " * 4


def checks(
    model: ModelFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with the counts that the weights come from.")] = False,
) -> None:
    """List the consistency checks: what each says, where the rule comes from, and how much it weighs.

    The weights are logarithms of likelihood ratios, counted on annotated filings: by how much a check that passes speaks for
    the values it compares (above nought), and one that fails against them (below).
    """
    from extractor.model_files import shipped_folder
    from extractor.reconcile.checks.catalogue import CHECKS
    from extractor.reconcile.checks.weights import Counts, load

    weights = load(model or shipped_folder())
    listed = [(spec, weights.get(spec.id, Counts())) for spec in CHECKS]
    if as_json:
        typer.echo(json.dumps([_as_dict(spec, counts) for spec, counts in listed], indent=2, ensure_ascii=False))
    else:
        _show(listed)


def _as_dict(spec: CheckSpec, counts: Counts) -> dict[str, Any]:
    """A check with its weights in nats, and the counts as pairs of passed and failed."""
    return {
        "id": spec.id,
        "sentence": spec.sentence,
        "source": spec.source,
        "about": spec.about,
        "weights": {"passed": round(counts.passed, 3), "failed": round(counts.failed, 3)},
        "counts": {"filings": counts.filings, "printed": counts.printed, "right": counts.right, "wrong": counts.wrong},
    }


def _show(listed: list[tuple[CheckSpec, Counts]]) -> None:
    """Of each check its id with the figures in one line, its sentence and its source below."""
    width = shutil.get_terminal_size().columns
    longest = max(len(spec.id) for spec, _ in listed)
    typer.echo(f"{'check':{longest}}   holds  passed  failed")
    for spec, counts in listed:
        rate = "" if counts.rate is None else f"{counts.rate:.1%}"
        typer.echo(f"{spec.id:{longest}}  {rate:>6}  {counts.passed:+6.2f}  {counts.failed:+6.2f}")
        told = f"{spec.sentence} ({spec.source})"
        typer.echo(textwrap.fill(told, width, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False))
    typer.echo("holds: share of places where it does in filings as printed; passed, failed: weights in nats for a value")
