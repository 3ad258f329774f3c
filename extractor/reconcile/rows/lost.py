"""Letters and noughts that engines leave out: what a lost code or holding was, by what is left of its row.

Some engines drop characters that stand alone: the code ``M``, the holding ``0``. What is left of the row says what they were:
the title, the direction, the price, the footnotes, the codes of other rows. Logistic regressions of that evidence, fitted on
filings by ``python -m training.lost``, give the probabilities; how often engines lose a nought, a longer number or a
footnote mark is weighed in by Bayes' rule.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from extractor.filing import Filing, Row, Status, Value
from extractor.form.codes import DERIVATIVE_ONLY, DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.reconcile.change import LONGEST, repaired, with_rows, with_value
from extractor.reconcile.marks.references import words_of
from extractor.reconcile.rows.implied import pair_code

_WORD: Final = re.compile(r"[a-z]{3,}")
_PRICE: Final = "transaction_price_per_share"
_FOLLOWING: Final = "shares_owned_following_transaction"
_LOST: Final[Mapping[str, float]] = {"0": 0.2, "+": 0.03, "-": 0.25}
"""How often an engine that loses characters loses a nought, a longer number, and the footnote mark of an empty cell."""
_LEAST: Final = 0.5  # probability of what is inferred: it is likelier than all others together
_MOST: Final = 0.9  # confidence in it
NOTHING: Final = "-"
"""The class of a cell that is empty but for a footnote."""


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """A multinomial logistic regression of present evidence: ``bias`` (classes,), a row of ``weights`` for each evidence."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, evidence: set[str]) -> dict[str, float]:
        """The probability of each class."""
        scores = list(self.bias)
        for name in sorted(evidence):  # floats add up otherwise in another order
            for k, weight in enumerate(self.weights.get(name, ())):
                scores[k] += weight
        top = max(scores)
        shares = [math.exp(s - top) for s in scores]
        return dict(zip(self.classes, (s / sum(shares) for s in shares), strict=True))


@cache
def regressions() -> dict[str, Regression]:
    """Those that ship, by what they tell: ``code``, ``following``."""
    data: dict[str, Any] = json.loads(files("extractor.reconcile").joinpath("data", "lost.json").read_text("ascii"))
    return {
        name: Regression(
            tuple(part["classes"]),
            tuple(b / 100 for b in part["bias"]),
            {word: tuple(w / 100 for w in weights) for word, weights in part["weights"].items()},
        )
        for name, part in data.items()
    }


def restore_codes(filing: Filing) -> Filing:
    """Infer transaction codes of which nothing is left."""
    rows = filing.rows
    if len(rows) > LONGEST:
        return filing
    return with_rows(filing, [_coded(row, filing, rows) for row in rows])


def weigh_codes(filing: Filing) -> Filing:
    """Choose among the letters that stand for a code, where they are several or small, by what the row says."""
    rows = filing.rows
    if len(rows) > LONGEST:
        return filing
    return with_rows(filing, [_weighed(row, filing, rows) for row in rows])


def _weighed(row: Row, filing: Filing, rows: tuple[Row, ...]) -> Row:
    value = row.transaction_code
    if value.value is None or value.status is Status.INFERRED or not _has_number(row):
        return row
    letters = "".join(c for c in _MARK.sub("", value.text) if c.isalpha())
    impossible = value.value in DERIVATIVE_ONLY and not row.kind.is_derivative
    plain = (letters if filing.source.is_noisy else letters.upper()) == value.value
    if (plain and not impossible) or letters[1:] == "K":  # the second letter of an equity swap: S/K
        return row
    if any(pair_code(row, other) == value.value for other in rows if other.kind.is_derivative != row.kind.is_derivative):
        return row
    found = _probable(row, filing, rows)
    weighed = {code: p * max((_seen_for(letter, code) for letter in letters), default=_UNSEEN) for code, p in found.items()}
    weighed[value.value] = max(weighed.get(value.value, 0.0), found.get(value.value, 0.0) * _SMALL)
    if impossible:
        weighed[value.value] = 0.0
    code = max(weighed, key=lambda c: weighed[c])
    sure = weighed[code] / sum(weighed.values())
    if code == value.value or sure < _LEAST:
        return row
    seen = any(letter.upper() == code or code in _LIKE.get(letter.upper(), "") for letter in letters)
    reason = "of the letters that stand here the one that the row speaks for" if seen else _PROBABLE
    return replace(row, transaction_code=repaired(value, code, round(_MOST * sure, 4), reason))


def _seen_for(letter: str, code: str) -> float:
    """How much a letter that stands there speaks for a code."""
    if letter.upper() == code:
        return 1.0 if letter.isupper() or letter in _SHAPED else _SMALL
    return _ALIKE if code in _LIKE.get(letter.upper(), "") else _UNSEEN


_MARK: Final = re.compile(r"\(\d{1,2}\)")
_SHAPED: Final = "cosuvwxz"
"""Small letters of the shape of their capitals; a p may as well be a D."""
_SMALL, _ALIKE, _UNSEEN = 0.3, 0.1, 0.02
"""How much a small letter speaks for its code, any letter for a code that it is read for, and for any other, where a capital
speaks 1 for its own."""
_LIKE: Final[Mapping[str, str]] = {"P": "F", "G": "C", "E": "F", "H": "M"}
"""Letters that another is read for, by itself or where a footnote mark is glued to it."""


def _probable(row: Row, filing: Filing, rows: tuple[Row, ...]) -> dict[str, float]:
    """The probability of each code for a row."""
    found = regressions()["code"].probabilities({*evidence(row, filing, rows), *coded_evidence(row)})
    direction = row.transaction_acquired_disposed_code.value
    table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
    weighed = {c: p * (1.0 if direction is None or table.get(c, direction) == direction else _AGAINST) for c, p in found.items()}
    return {code: p / sum(weighed.values()) for code, p in weighed.items()}


_AGAINST: Final = 0.05  # how often a code has another direction than its own, or that was misread
_PROBABLE: Final = "the most probable code of such a transaction"


def restore_noughts(filing: Filing) -> Filing:
    """Infer holdings of nought of which nothing is left."""
    rows = filing.rows
    if len(rows) > LONGEST:
        return filing
    return with_rows(filing, tuple(_nothing_left(row, filing, rows) for row in rows))


def restore_prices(filing: Filing) -> Filing:
    """Infer prices of nought of which nothing is left, on noisy pages, where a code mostly has them.

    A price that is empty but for a footnote whose mark is lost looks the same: where others of the code have a mark alone,
    or a price above nought, nothing is inferred.
    """
    rows = filing.rows
    if not filing.source.is_noisy or len(rows) > LONGEST:
        return filing
    priced = ((row, row.transaction_price_per_share) for row in rows)
    noted = {_kind(row) for row, price in priced if (price.footnotes if price.value is None else price.value > 0)}
    return with_rows(filing, tuple(row if _kind(row) in noted else _free(row) for row in rows))


def _kind(row: Row) -> tuple[bool, str | None]:
    return row.kind.is_derivative, row.transaction_code.value


def _free(row: Row) -> Row:
    value = row.transaction_price_per_share
    nought, empty, more = _PRICES.get(_kind(row), (0, 0, 0))
    blank = not value.present and not value.sources
    if not nought or not blank or not row.kind.is_transaction or not _has_number(row):
        return row
    weighed = nought * _LOST["0"], empty * _LOST[NOTHING], more * _LOST["+"]
    sure = round(_MOST * weighed[0] / sum(weighed), 4)
    return with_value(row, _PRICE, repaired(value, Decimal(0), sure, "a lone nought is what engines lose"))


_PRICES: Final[Mapping[tuple[bool, str | None], tuple[int, int, int]]] = {
    (False, "A"): (2493, 126, 777),
    (False, "G"): (257, 6, 4),
    (True, "A"): (1668, 378, 508),
    (True, "M"): (1788, 324, 47),
}
"""Transactions of filings by table, whether it is Table II, and code: with a price of nought, without a price, with another.
Others have a price of nought less often than three in four times where nothing is left of it."""


def _coded(row: Row, filing: Filing, rows: tuple[Row, ...]) -> Row:
    if not row.kind.is_transaction or row.transaction_code.value is not None or not _has_number(row):
        return row
    found = _probable(row, filing, rows)
    code = max(found, key=lambda c: found[c])
    if found[code] < _LEAST:
        return row
    sure = round(_MOST * found[code], 4)
    value = repaired(row.transaction_code, code, sure, _PROBABLE)
    return replace(row, transaction_code=value)


def _nothing_left(row: Row, filing: Filing, rows: tuple[Row, ...]) -> Row:
    value = row.shares_owned_following_transaction
    other = row.value_owned_following_transaction
    coded = row.kind.is_transaction and row.transaction_code.value is not None
    if not coded or value.present or other.present or not _has_number(row) or _is_number(value):
        return row
    found = regressions()["following"].probabilities({*evidence(row, filing, rows), *holding_evidence(row)})
    weighed = {c: p * _LOST[c] for c, p in found.items()}
    sure = weighed.get("0", 0.0) / sum(weighed.values())
    if sure < _LEAST:
        return row
    return with_value(row, _FOLLOWING, repaired(value, Decimal(0), round(_MOST * sure, 4), "a lone nought is what engines lose"))


def _is_number(value: Value[Decimal]) -> bool:
    """Whether a number stands there that could not be read: several digits, which no nought has."""
    return sum(c.isdigit() for c in _MARK.sub("", value.text)) > 1


def _has_number(row: Row) -> bool:
    return row.transaction_shares.value is not None or row.shares_owned_following_transaction.value is not None


def class_of(value: Value[Decimal]) -> str:
    """The class of an amount: nought, more, or nothing."""
    return NOTHING if value.value is None else "+" if value.value else "0"


def evidence(row: Row, filing: Filing, rows: tuple[Row, ...]) -> set[str]:
    """What a row and its filing say of its code and its amounts."""
    return set(_evidence(row, filing, rows))


def coded_evidence(row: Row) -> Iterator[str]:
    """What the amounts and the direction say of a code."""
    table = 1 + row.kind.is_derivative
    yield f"direction {table} {row.transaction_acquired_disposed_code.value or '?'}"
    yield f"price {table} {class_of(row.transaction_price_per_share)}"
    yield f"following {class_of(row.shares_owned_following_transaction)}"


def holding_evidence(row: Row) -> Iterator[str]:
    """What the code, the direction and the price say of a holding."""
    table = 1 + row.kind.is_derivative
    direction = row.transaction_acquired_disposed_code.value or "?"
    yield f"code {table} {row.transaction_code.value}"
    yield f"direction {table} {direction} {row.transaction_code.value}"
    yield f"price {table} {class_of(row.transaction_price_per_share)}"


def _evidence(row: Row, filing: Filing, rows: tuple[Row, ...]) -> Iterator[str]:
    yield f"table {1 + row.kind.is_derivative}"
    if row.kind.is_derivative:
        for attribute in ("conversion_or_exercise_price", "exercise_date", "expiration_date"):
            value: Value[Any] = getattr(row, attribute)
            yield f"{attribute} {class_of(value) if attribute.endswith('price') else value.value is not None}"
    for word in sorted(set(_WORD.findall((row.security_title.value or "").lower()))):
        yield f"title {word}"
    notes = {n.id: n.text.value or "" for n in filing.footnotes}
    marks = {m for value in _cells(row) for m in value.footnotes if m in notes}
    for word in sorted({w for m in marks for w in words_of(notes[m])}):
        yield f"note {word}"
    for other in rows:
        code = other.transaction_code.value
        if other is row or code is None:
            continue
        same = other.kind.is_derivative == row.kind.is_derivative
        yield f"{'beside' if same else 'other table'} {code}"
        if other.transaction_shares.value is not None and other.transaction_shares.value == row.transaction_shares.value:
            yield f"{'beside' if same else 'other table'} same number {code}"
    if row.kind.is_derivative and row.transaction_shares.value is not None:
        yield f"underlying same {row.transaction_shares.value == row.underlying_security_shares.value}"
    for owner in filing.reporting_owners[:1]:
        for mark in ("is_director", "is_officer", "is_ten_percent_owner"):
            if getattr(owner, mark).value:
                yield mark


def _cells(row: Row) -> Iterator[Value[Any]]:
    for attribute in (
        "security_title", "transaction_code", "transaction_shares", _PRICE, _FOLLOWING, "exercise_date", "expiration_date"
    ):  # fmt: skip
        yield getattr(row, attribute)
