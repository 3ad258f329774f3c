"""The command ``extractor checks``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from extractor.reconcile.checks.catalogue import CheckSpec
    from extractor.reconcile.checks.weights import Counts


def checks(
    model: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="The model whose weights to show. [default: the one that ships]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with the counts that the weights come from.")] = False,
) -> None:
    """List the consistency checks: what each says, where the rule comes from, and how much it weighs.

    The weights are logarithms of likelihood ratios, counted on annotated filings: by how much a check that passes speaks for
    the values it compares (above nought), and one that fails against them (below).
    """
    from extractor.cells.classifier import default_folder
    from extractor.reconcile.checks.catalogue import CHECKS
    from extractor.reconcile.checks.weights import Counts, load

    weights = load(model or default_folder())
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
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for head in ("check", "sentence", "source"):
        table.add_column(head, overflow="fold", no_wrap=head == "check")
    for head in ("holds", "passed", "failed"):
        table.add_column(head, justify="right", no_wrap=True)
    for spec, counts in listed:
        rate = "" if counts.rate is None else f"{counts.rate:.1%}"
        table.add_row(spec.id, spec.sentence, spec.source, rate, f"{counts.passed:+.2f}", f"{counts.failed:+.2f}")
    console = Console(markup=False, highlight=False)
    console.print(table)
    console.print("holds: share of places where it does in filings as printed; passed, failed: weights in nats for a value")
