"""Checks of codes and titles: code with direction, ownership with its nature, rows among their siblings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from rapidfuzz import fuzz

from extractor.filing import Row, Value
from extractor.form.codes import DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.reconcile.change import LONGEST
from extractor.reconcile.checks.finding import Facts, Finding, Placed
from extractor.reconcile.rows.titles import same_marks

_CODE: Final = "transaction_code"


def direction(facts: Facts) -> Iterator[Finding]:
    """Code and direction agree."""
    for placed in facts.rows:
        code, found = placed.row.transaction_code.value, placed.row.transaction_acquired_disposed_code.value
        table = DIRECTION_TABLE2 if placed.row.kind.is_derivative else DIRECTION_TABLE1
        if code in table and found is not None:
            where = placed.at(_CODE, "transaction_acquired_disposed_code")
            yield Finding(found == table[code], where, f"{placed.name}: code {code} with direction {found}")


def nature(facts: Facts) -> Iterator[Finding]:
    """Who holds indirectly says how; who holds directly does not."""
    for placed in facts.rows:
        owned, told = placed.row.direct_or_indirect_ownership.value, placed.row.nature_of_ownership.present
        if owned is not None:
            detail = f"{placed.name}: held {'directly, but a' if told else 'indirectly, but no'} nature of ownership is given"
            where = placed.at("direct_or_indirect_ownership", "nature_of_ownership")
            yield Finding((owned == "I") == told, where, detail)


_ALIKE: Final = 85.0  # likeness, of 100, of a title and a misread copy of it


def titles(facts: Facts) -> Iterator[Finding]:
    """Titles that are nearly alike are the same."""
    for table in (facts.first, facts.second):
        named = [(placed, _plain(title)) for placed in table if (title := placed.row.security_title.value)]
        counts = Counter(title for _, title in named)
        if len(named) < 2 or len(counts) > LONGEST:
            continue
        odd = {title: other for title in counts if (other := _misread(title, counts))}
        for placed, title in named:
            detail = f"{placed.name}: the title {placed.row.security_title.value!r} is nearly that of other rows"
            yield Finding(title not in odd, placed.at("security_title"), detail)


def _plain(title: str) -> str:
    return "".join(c for c in title.lower() if c.isalnum())


def _misread(title: str, counts: Counter[str]) -> str:
    """The title of at least as many rows that this one is nearly."""
    others = (other for other, count in counts.items() if other != title and count >= counts[title] and same_marks(title, other))
    return next((other for other in others if fuzz.ratio(title, other) >= _ALIKE), "")


def sibling_codes(facts: Facts) -> Iterator[Finding]:
    """A row has the code that all other rows of its table, day and direction share."""

    def group(row: Row) -> object:
        direction = row.transaction_acquired_disposed_code.value
        return (row.transaction_date.value, direction) if direction is not None else None

    yield from _siblings(facts, _CODE, group)


def sibling_dates(facts: Facts) -> Iterator[Finding]:
    """A row has the date that all other rows of its table and code share."""
    yield from _siblings(facts, "transaction_date", lambda row: row.transaction_code.value)


_FEWEST: Final = 3  # rows of which all but one may tell what that one has


def _siblings(facts: Facts, attribute: str, group_of: Callable[[Row], object]) -> Iterator[Finding]:
    """Values of a column that all rows of a group but one share."""
    for table in (facts.first, facts.second):
        groups: dict[object, list[tuple[Placed, object]]] = defaultdict(list)
        for placed in table:
            value: Value[Any] = getattr(placed.row, attribute)
            if (group := group_of(placed.row)) is not None and value.value is not None:
                groups[group].append((placed, value.value))
        for members in groups.values():
            usual, count = Counter(own for _, own in members).most_common(1)[0]
            for placed, own in members if len(members) >= _FEWEST and count >= len(members) - 1 else ():
                detail = f"{placed.name}: {attribute.replace('_', ' ')} {own}, where the rows beside it have {usual}"
                yield Finding(own == usual, placed.at(attribute), detail)
