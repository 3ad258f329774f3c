"""How sure each footnote mark is: the evidence for it, and marks that are left out.

A mark is chosen jointly with all others (``reconcile.marks``), and each cell can bear several, so that the confidence of a value
says nothing of its marks. What speaks for one: the odds against none and against another number, how its row and cell were read,
and whether other rows have it in the same column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from extractor.filing import Filing, Row, RowKind, Value, leaves_of, row_paths, values_of

LEAST_MARK: Final = 0.4
"""What is less sure than this is wrong two times in three, and not given."""
MARKS: Final = (
    "column",
    "kind of row",
    "weighed with other numbers",
    "log odds against none",
    "log odds against other numbers",
    "the next new number",
    "read as it is",
    "marks read in the cell",
    "marks of the cell",
    "a value beside it",
    "confidence of the value",
    "confidence of the row",
    "share of the marks that are read as they are",
    "footnotes",
    "rows with it in this column",
    "other columns with it",
    "the footnote is there",
)
"""What a mark's confidence rests on, by name; the numbers of :func:`evidence_of_marks` in their order."""
_MOST_ODDS: Final = 12.0
_MOST_ALIKE: Final = 3

Mark = tuple[str, str]
"""A footnote mark: the path of the leaf that bears it, and the id of the footnote."""


def evidence_of_marks(filing: Filing) -> dict[Mark, list[float]]:
    """What speaks for each footnote mark of a filing whose confidences are those of its readings; see :data:`MARKS`.

    Where marks were not weighed against each other, nothing is known of them.
    """
    if filing.mark_odds is None:
        return {}
    odds = {(told.row, told.attribute, told.note): told for told in filing.mark_odds}
    defined = {note.id for note in filing.footnotes}
    marks = [(i, path, k, row, note) for i, (path, row) in enumerate(row_paths(filing.rows)) for k, note in _marks_of(row)]
    leaves, kinds = leaves_of(Row), list(RowKind)
    in_column = Counter((k, note) for _, _, k, _, note in marks)
    columns = Counter(note for _, note in in_column)
    legible = sum(note in _at(row, k).as_reported.footnotes for _, _, k, row, note in marks)
    found: dict[Mark, list[float]] = {}
    for i, path, k, row, note in marks:
        value, told = _at(row, k), odds.get((i, leaves[k].attribute, note))
        read = value.as_reported.footnotes
        found[f"{path}/{leaves[k].path}", note] = [
            float(k),
            float(kinds.index(row.kind)),
            float(told is not None),
            _bounded(told.against_none) if told else 0.0,
            _bounded(told.against_others) if told else 0.0,
            float(told is not None and told.is_next),
            float(note in read),
            float(len(read)),
            float(len(value.footnotes)),
            float(value.value is not None),
            value.confidence,
            row.confidence,
            legible / len(marks),
            float(len(filing.footnotes)),
            float(min(in_column[k, note] - 1, _MOST_ALIKE)),
            float(min(columns[note] - 1, _MOST_ALIKE)),
            float(note in defined),
        ]
    return found


def _marks_of(row: Row) -> list[tuple[int, str]]:
    """The number of the leaf and the footnote of each mark of a row."""
    return [(k, note) for k, value in enumerate(values_of(row)) for note in value.footnotes]


def _at(row: Row, k: int) -> Value[Any]:
    return values_of(row)[k]


def _bounded(odds: float) -> float:
    return max(-_MOST_ODDS, min(_MOST_ODDS, odds))


def with_mark_confidences(filing: Filing, sure: Mapping[Mark, float]) -> Filing:
    """The filing with the confidence of each footnote mark; without any it stays."""
    if not sure:
        return filing

    def weighed(path: str, value: Value[Any]) -> Value[Any]:
        return replace(value, footnote_confidences=tuple(sure.get((path, note), 0.0) for note in value.footnotes))

    return _marked(filing, weighed)


def without_unsure_marks(filing: Filing, least: float) -> Filing:
    """The filing without the footnote marks whose confidence is below ``least``; what was read stays as reported.

    A warning tells which footnotes are referred to nowhere then.
    """
    kept = _marked(filing, lambda _, value: _without(value, least))
    lost = sorted(_referred(filing) - _referred(kept), key=lambda note: (len(note), note))
    if not lost:
        return kept
    told = f"which values the footnotes {', '.join(lost)} belong to is not sure enough"
    return replace(kept, warnings=(*kept.warnings, told))


def _referred(filing: Filing) -> set[str]:
    return {note for row in filing.rows for _, note in _marks_of(row)}


def _without(value: Value[Any], least: float) -> Value[Any]:
    """The value without those marks; where nothing is left, the form is blank if it has none of them."""
    pairs = list(zip(value.footnotes, value.footnote_confidences, strict=bool(value.footnote_confidences)))
    kept = [pair for pair in pairs if pair[1] >= least]
    if len(kept) == len(pairs):
        return value
    told = [f"left out: the footnote mark {note}, of confidence {p:.2f}" for note, p in pairs if p < least]
    blank = value.value is None and not kept
    sure = round(1 - max(p for _, p in pairs), 4) if blank else value.confidence
    left = replace(value, confidence=sure, footnotes=tuple(n for n, _ in kept), footnote_confidences=tuple(p for _, p in kept))
    return left.because(*told)


def _marked(filing: Filing, change: Callable[[str, Value[Any]], Value[Any]]) -> Filing:
    """The filing with its values that bear footnote marks changed."""
    marked = {path: value for path, leaf, value in filing.leaves() if leaf is not None and value.footnotes}
    changed = {path: new for path, value in marked.items() if (new := change(path, value)) is not value}
    return filing.with_values(changed) if changed else filing
