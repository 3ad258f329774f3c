"""Scores of filings as a table for the terminal, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from extractor.export.cells import clean
from extractor.filing.text import text_of, whole_percent

if TYPE_CHECKING:
    from extractor.confidence.guarantee import Threshold
    from extractor.confidence.score import Doubt, Score

COLUMNS: Final = (
    *("source", "confidence", "expectedWrong", "values", "missing", "accepted", "threshold", "filingAccepted"),
    *("lookFirst", "warnings"),
)
_WIDTH: Final = 120
_SURE, _FAIR = 0.8, 0.3
_VALUE_WIDTH: Final = 40


def to_score_table(score: Score, most: int, *, width: int | None = None, colour: bool = False) -> str:
    """A line on the filing, and one on each of the ``most`` fields to look at first."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    system: Any = "standard" if colour else None
    console = Console(
        width=width or _WIDTH,
        force_terminal=colour,
        color_system=system,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    style = "green" if score.confidence >= _SURE else "yellow" if score.confidence >= _FAIR else "red"
    head = Text.assemble((clean(score.name) or "-", "bold"), "  ", (whole_percent(score.confidence), style), " ", _verdict(score))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for justify, ratio in (("left", 3), ("left", 3), ("right", None), ("left", 6)):
        table.add_column(justify=justify, ratio=ratio, no_wrap=ratio is None)  # type: ignore[arg-type]
    for doubt in score.doubts[:most]:
        table.add_row(doubt.field, *_cells(doubt))
    rest = len(score.doubts) - most
    with console.capture() as captured:
        console.print(head)
        for warning in score.warnings:
            console.print(Text(f"  Warning: {clean(warning)}", style="yellow"))
        if score.doubts and most:
            console.print(Padding(table, (0, 0, 0, 2)))
        if rest > 0 and most and score.threshold is not None:
            console.print(Text(f"  and {rest} more", style="dim"))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _verdict(score: Score) -> str:
    parts = [f"that all is right; {score.expected_wrong:.1f} of {score.values} values expected wrong"]
    if score.missing:
        parts.append(f"{score.missing} asked for and not found")
    if score.accepted is not None:
        parts.append(f"{score.accepted} accepted: {'accepted' if score.is_accepted else 'to be looked at'}")
    return ", ".join(parts)


def _cells(doubt: Doubt) -> tuple[str, str, str]:
    value = doubt.value
    if value.value is None:
        return "-", "", clean("; ".join(doubt.reasons))
    text = "yes" if value.value is True else clean(text_of(value.value))
    shown = text if len(text) <= _VALUE_WIDTH else f"{text[: _VALUE_WIDTH - 3]}..."
    return shown, whole_percent(value.confidence), clean("; ".join(doubt.reasons))


def promise(threshold: Threshold) -> str:
    """What a threshold means, in a sentence."""
    if threshold.max_error is None or threshold.certainty is None or threshold.accepted is None:
        return f"values with a confidence of at least {threshold.confidence:.4f} are accepted; nothing is promised of them"
    return (
        f"values with a confidence of at least {threshold.confidence:.4f} are accepted: with {threshold.certainty:.0%} certainty "
        f"at most {100 * threshold.max_error:g} % of them are wrong on filings like the {threshold.filings} of the calibration, "
        f"of whose values {threshold.accepted:.0%} are accepted"
    )


def to_score_dict(score: Score, most: int | None = None) -> dict[str, Any]:
    """The score as plain dictionaries and lists."""
    threshold = score.threshold
    return {
        "source": score.name,
        "confidence": score.confidence,
        "expectedWrong": score.expected_wrong,
        "values": score.values,
        "missing": score.missing,
        "accepted": score.accepted,
        "filingAccepted": score.is_accepted,
        "threshold": None
        if threshold is None
        else {
            "confidence": threshold.confidence,
            "maxError": threshold.max_error,
            "certainty": threshold.certainty,
            "filings": threshold.filings,
        },
        "lookFirst": [
            {
                "path": doubt.path,
                "field": doubt.field,
                "value": None if doubt.value.value is None else text_of(doubt.value.value),
                "confidence": doubt.value.confidence,
                "sources": [{"start": s.start, "end": s.end, "text": s.text} for s in doubt.value.sources],
                "reasons": list(doubt.reasons),
            }
            for doubt in score.doubts[:most]
        ],
        "warnings": list(score.warnings),
    }


def to_score_json(score: Score, most: int | None = None, *, indent: int | None = 2) -> str:
    """The score as JSON text; ``indent=None`` gives a single line."""
    return json.dumps(to_score_dict(score, most), indent=indent, allow_nan=False, ensure_ascii=False) + "\n"


def to_score_csv(score: Score, most: int | None = None, *, header: bool = True) -> str:
    """The score as a line of CSV, below the names of the columns if asked for."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    if header:
        writer.writeheader()
    look = (f"{d.path} = {text_of(d.value.value) or '-'} ({'; '.join(d.reasons)})" for d in score.doubts[:most])
    row = {
        "source": score.name,
        "confidence": f"{score.confidence:.4f}",
        "expectedWrong": f"{score.expected_wrong:.2f}",
        "values": str(score.values),
        "missing": str(score.missing),
        "accepted": "" if score.accepted is None else str(score.accepted),
        "threshold": "" if score.threshold is None else f"{score.threshold.confidence:.4f}",
        "filingAccepted": "" if score.is_accepted is None else str(int(score.is_accepted)),
        "lookFirst": " | ".join(look),
        "warnings": " | ".join(score.warnings),
    }
    writer.writerow({name: cell.replace("\r", " ") for name, cell in row.items()})
    return out.getvalue()
