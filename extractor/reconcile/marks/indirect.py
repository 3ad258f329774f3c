"""Marks of the letter of ownership that were read with it as the number of one mark: ``I (2)`` as ``12)``.

The letter I is read as 1, and the bracket between it and the number is what engines lose first. What is left looks like a mark
of what is owned, in the column before it; but no footnote has its number, the number without the 1 is that of one, and no letter
was read although the row tells of indirect ownership.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Filing, Row, Status, Value
from extractor.reconcile.change import with_rows, with_value
from extractor.reconcile.marks.read import number_of
from extractor.reconcile.marks.references import cell_attribute

_OWNED: Final = "shares_owned_following_transaction"
_LETTER: Final = "direct_or_indirect_ownership"
_AS_ONE: Final = 10  # what the letter before a number of one digit adds to it


def give_back_to_letters(filing: Filing, last: int) -> Filing:
    """The filing with the marks of letters on these. ``last``: the number of the last footnote."""
    return with_rows(filing, [_given_back(row, last) for row in filing.rows])


def _given_back(row: Row, last: int) -> Row:
    letter, attribute = row.direct_or_indirect_ownership, cell_attribute(row, _OWNED)
    owned: Value[Any] = getattr(row, attribute)
    if letter.value != "I" or letter.status is not Status.INFERRED or letter.footnotes or len(owned.footnotes) != 1:
        return row
    read = number_of(owned.footnotes[0])
    if not last < read < 2 * _AS_ONE or not 0 < read - _AS_ONE <= last:
        return row
    told = f"the letter and its footnote mark were read as {read} behind what is owned"
    row = with_value(row, attribute, replace(owned, footnotes=()))
    return with_value(row, _LETTER, replace(letter, footnotes=(f"F{read - _AS_ONE}",)).because(told))
