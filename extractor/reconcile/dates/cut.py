"""Dates of transactions that an edge has cut, or that have lost their first digit: those of several others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import LONGEST, map_rows, repaired
from extractor.reconcile.dates.printed import printed, standing_date

_CUT: Final = 2  # pieces


def repair_cut(filing: Filing) -> Filing:
    """A date of a transaction that an edge has cut, and that no row shows whole, is that of several others if one digit under the
    edge makes it theirs: ``10/2|/98`` among transactions of 10/25/98. So is one that has lost its first digit: ``0/25/98``."""
    dates = [row.transaction_date for row in filing.rows]
    days = Counter(value.value for value in dates if value.value is not None)
    if len(dates) > LONGEST or len(days) < 2:
        return filing
    whole, noisy = shown_whole(filing.rows), filing.source.is_noisy

    def mended(row: Row) -> Row:
        value = row.transaction_date
        if value.value is None:
            return row
        cut = len(value.sources) >= _CUT and value.value not in whole
        more = [day for day, n in days.items() if n > max(1, days[value.value])]
        fitting = [day for day in more if (cut and is_cut(value, day)) or (noisy and _is_headless(value, day))]
        if len(fitting) != 1:
            return row
        return replace(
            row, transaction_date=repaired(value, fitting[0], 0.8, "a digit under a cell edge makes it that of the others")
        )

    return map_rows(filing, lambda rows: tuple(map(mended, rows)))


def is_cut(value: Value[date], day: date) -> bool:
    """Whether the date, printed, is what stands there with a digit more at one of its edges."""
    texts = [source.text for source in value.sources]
    for at in range(1, len(texts)):
        left, right = "".join(texts[:at]), "".join(texts[at:])
        for form in printed(day):
            if len(form) == len(left) + len(right) + 1 and form.startswith(left) and form.endswith(right):
                return form[len(left)].isdigit()
    return False


def _is_headless(value: Value[date], day: date) -> bool:
    """Whether the date stands there as another is printed, without the first of its digits."""
    stands = standing_date(value)
    return any(form[1:] == stands and form[1].isdigit() for form in printed(day))


def shown_whole(rows: Iterable[Row]) -> set[date | None]:
    """The dates of transactions that stand in one piece."""
    return {row.transaction_date.value for row in rows if len(row.transaction_date.sources) < _CUT}
