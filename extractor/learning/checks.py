"""Count what the checks say on annotated filings: how often each holds as printed, and as read for right and wrong values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractor.evaluation.compare import outcomes, plain
from extractor.filing import Filing
from extractor.reconcile.checks.catalogue import CHECKS, findings
from extractor.reconcile.checks.weights import Counts

Rightness = dict[str, bool]
"""Whether what was read at a path is right; a path that is not there is."""


def count(pairs: Iterable[tuple[Filing, Filing]]) -> dict[str, Counts]:
    """The counts of every check over pairs of a filing as read and as printed.

    A value counts once for every comparison that it is part of. A check about footnote marks is judged by the marks at its paths,
    and, of a footnote, by its text and by all marks that refer to it.
    """
    filings: Counter[str] = Counter()
    seen: Counter[tuple[str, str, bool]] = Counter()
    for read, printed in pairs:
        values, marks = rightness(read, printed)
        for spec, found in findings(read):
            filings[spec.id] += bool(found)
            right = marks if spec.about == "marks" else values
            seen.update((spec.id, "right" if right.get(p, True) else "wrong", f.holds) for f in found for p in f.paths)
        seen.update((spec.id, "printed", f.holds) for spec, found in findings(printed) for f in found)

    def outcome(id: str, what: str) -> tuple[int, int]:
        return seen[id, what, True], seen[id, what, False]

    return {c.id: Counts(filings[c.id], outcome(c.id, "printed"), outcome(c.id, "right"), outcome(c.id, "wrong")) for c in CHECKS}


def rightness(read: Filing, printed: Filing) -> tuple[Rightness, Rightness]:
    """Whether values, and whether footnote marks with what they stand on, are right, by the paths of the filing as read."""
    blank = {path for path, _, value in read.leaves() if plain(value.value) is None}
    values: Rightness = {}
    marks: Rightness = {}
    texts: Rightness = {}
    referred: Rightness = {}
    for outcome in outcomes(read, printed):
        if outcome.group == "footnotes":
            texts[outcome.path] = outcome.right
        elif outcome.mark:
            referred[outcome.mark] = referred.get(outcome.mark, True) and outcome.right
            if outcome.row_read:
                marks[outcome.path] = marks.get(outcome.path, True) and outcome.right
        elif outcome.is_read:
            values[outcome.path] = outcome.right
        elif (outcome.row is None or outcome.row_read) and outcome.path in blank:
            values.setdefault(outcome.path, False)  # missed
    for path in [path for path, right in values.items() if not right]:
        marks[path] = False
    for i, note in enumerate(read.footnotes, 1):
        values[f"footnotes/footnote[{i}]"] = texts.get(f"footnotes/footnote[@id='{note.id}']", False)
        marks[f"footnotes/footnote[{i}]"] = values[f"footnotes/footnote[{i}]"] and referred.get(note.id, True)
    return values, marks
