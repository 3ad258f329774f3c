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
from extractor.form.codes import DERIVATIVE_ONLY, DIRECTION_TABLE1, DIRECTION_TABLE2, TRANSACTION_CODES
from extractor.reconcile.change import LONGEST, left_out, repaired, with_rows, with_value
from extractor.reconcile.marks.references import words_of
from extractor.reconcile.numbers.damaged import damaged
from extractor.reconcile.rows.code_letters import ALIKE, LIKE, LIKE_SMALL, MARK, UNSEEN, seen_as, with_letter
from extractor.reconcile.rows.implied import pair_code

_WORD: Final = re.compile(r"[a-z]{3,}")
_PRICE: Final = "transaction_price_per_share"
_FOLLOWING: Final = "shares_owned_following_transaction"
_LOST: Final[Mapping[str, float]] = {"0": 0.2, "+": 0.03, "-": 0.25}
"""How often an engine that loses characters loses a nought, a longer number, and the footnote mark of an empty cell."""
_LEAST: Final = 0.5  # probability of a code that is inferred: it is likelier than all others together
_LEAST_OTHER: Final = 0.6  # of one that is not what stands there, or tells a direction that is lost as well
_LEAST_NOUGHT: Final = 0.45  # of a holding of nought, the likeliest of the three things that leave nothing behind
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
    text = MARK.sub("", value.text)
    letters = [c for c in text if c.isalpha()]
    if value.value is None or value.status is Status.INFERRED or not _has_number(row):
        return row
    doubtful = filing.source.is_noisy or value.status is not Status.READ
    impossible = value.value in DERIVATIVE_ONLY and not row.kind.is_derivative
    plain = len(letters) == 1 and letters[0].upper() == value.value and seen_as(letters[0]) == 1.0
    plain = plain and (letters[0] not in LIKE_SMALL or value.status is Status.READ)
    turns = doubtful and _turns(row)
    stays = plain and not impossible and not turns
    if stays and value.value not in LIKE:
        return row
    others = (other for other in rows if other.kind.is_derivative != row.kind.is_derivative)
    pairs = {code for other in others if (code := pair_code(row, other)) is not None}
    sold = not row.kind.is_derivative and row.transaction_acquired_disposed_code.value == "D"
    if doubtful and not sold and len(pairs) == 1 and pairs <= set(LIKE.get(value.value, "")):
        return replace(row, transaction_code=repaired(value, pairs.pop(), _PAIRED, _OTHER_TABLE))
    if stays or value.value in pairs or letters[1:] == ["K"]:  # the second letter of an equity swap: S/K
        return row
    found = _probable(row, filing, rows)
    codes = TRANSACTION_CODES.keys() - (() if row.kind.is_derivative else DERIVATIVE_ONLY)
    chances = sum(letter.upper() in codes for letter in letters)
    unseen = UNSEEN**2 if chances > 1 or not letters else UNSEEN  # two letters have two chances to be it, look-alikes as many
    seen = {c: max((seen_as(letter) for letter in letters if letter.upper() == c), default=unseen) for c in found}
    for letter in letters or text:
        for other in LIKE.get(letter.upper(), "") + LIKE_SMALL.get(letter, ""):
            seen[other] = max(seen.get(other, 0.0), ALIKE)
    if turns:
        seen[value.value] = ALIKE
    if impossible:
        seen |= {value.value: 0.0, **dict.fromkeys(_TAKEN_FOR.get(value.value, ""), 1.0)}
    weighed = {c: p * seen[c] for c, p in found.items()}
    code = max(weighed, key=lambda c: weighed[c])
    sure = weighed[code] / sum(weighed.values())
    if code == value.value or sure < (_LEAST if impossible or turns else _LEAST_OTHER):
        return replace(row, transaction_code=left_out(value)) if impossible and doubtful else row
    reason = "of the letters that stand here the one that the row speaks for" if seen[code] > UNSEEN else _PROBABLE
    return replace(row, transaction_code=repaired(value, code, round(_MOST * sure, 4), reason))


def _probable(row: Row, filing: Filing, rows: tuple[Row, ...]) -> dict[str, float]:
    """The probability of each code for a row."""
    found = regressions()["code"].probabilities({*evidence(row, filing, rows), *coded_evidence(row)})
    if (direction := row.transaction_acquired_disposed_code.value) is not None:
        table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
        against = {code for code, other in table.items() if other != direction} - _BOTH_WAYS
        found = {code: p * (_AGAINST if code in against else 1.0) for code, p in found.items()}
    told, others = (_held(row), _HELD_OTHERS) if row.kind.is_derivative else (_priced(row, rows), _PRICED_OTHERS)
    weighed = {code: p * _SHOWN[told].get(code, others[told]) for code, p in found.items()} if told else found
    return {code: p / sum(weighed.values()) for code, p in weighed.items()}


_AGAINST: Final = 0.05  # how often a code has another direction than its own, or that was misread
_BOTH_WAYS: Final = frozenset("G")


def _held(row: Row) -> str:
    """Whether as many securities are held as were transacted, more or fewer, where some are."""
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    if not shares.value or not held.value or damaged(shares) or damaged(held):
        return ""
    return "as many" if held.value == shares.value else "more" if held.value > shares.value else "fewer"


def _priced(row: Row, rows: tuple[Row, ...]) -> str:
    """Whether others of Table I were disposed of on the same day, all at the same price or some at others."""

    def price_of(other: Row) -> Decimal | None:
        price = other.transaction_price_per_share
        disposed = not other.kind.is_derivative and other.transaction_acquired_disposed_code.value == "D"
        return price.value if disposed and not damaged(price) else None

    mine, day = price_of(row), row.transaction_date.value
    if not mine or day is None:
        return ""
    prices = {p for other in rows if other is not row and other.transaction_date.value == day and (p := price_of(other))}
    return "" if not prices else "one price" if prices == {mine} else "other prices"


_SHOWN: Final[Mapping[str, Mapping[str, float]]] = {
    "as many": {"A": 0.7, "M": 0.07, "C": 0.01, "S": 0.02, "P": 0.55},
    "more": {"A": 0.3, "M": 0.88, "C": 0.89, "S": 0.95, "P": 0.42},
    "fewer": {"A": 0.02},
    "one price": {"S": 0.07, "F": 0.22},
    "other prices": {"S": 0.37, "F": 0.04},
}
"""How often as many securities of Table II are held as were transacted, or others, by code: counted on 5,168 transactions of
filings after which some are held. What seems to be fewer is a misread number after a grant, and often a misread nought else. And
how often others of Table I are disposed of on the same day: what is withheld has one price, what is sold seldom."""
_HELD_OTHERS: Final[Mapping[str, float]] = {"as many": 0.3, "more": 0.7, "fewer": 0.1}
_PRICED_OTHERS: Final[Mapping[str, float]] = {"one price": 0.15, "other prices": 0.15}


def _turns(row: Row) -> bool:
    """Whether the direction of a row of Table I stands as it was read, and its code has the other: nobody disposes by buying."""
    direction = row.transaction_acquired_disposed_code
    code = row.transaction_code.value
    if row.kind.is_derivative or direction.status is not Status.READ or direction.value is None or code is None:
        return False
    return code in _MARKET and DIRECTION_TABLE1[code] != direction.value


_MARKET: Final = frozenset("PSF")


_TAKEN_FOR: Final[Mapping[str, str]] = {"E": "F", "H": "M"}
"""What a code that cannot stand in Table I is misread for."""
_PAIRED: Final = 0.9  # confidence of a code that the other table tells
_OTHER_TABLE: Final = "of two letters that are like each other the one that the other table has for it"
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
    value, (nought, empty, more) = row.transaction_price_per_share, _PRICES.get(_kind(row), (0, 0, 0))
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
    found = with_letter(_probable(row, filing, rows), row.transaction_code.text)
    code = max(found, key=lambda c: found[c])
    if found[code] < (_LEAST_OTHER if row.transaction_acquired_disposed_code.value is None else _LEAST):
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
    if sure < _LEAST_NOUGHT:
        return row
    left, why = (1, "all but one were transacted") if _all_but_one(row) else (0, "a lone nought is what engines lose")
    return with_value(row, _FOLLOWING, repaired(value, Decimal(left), round(_MOST * sure, 4), why))


def _all_but_one(row: Row) -> bool:
    """Whether all of a round number of derivative securities but one were transacted."""
    shares = row.transaction_shares.value
    return row.kind.is_derivative and shares is not None and shares > _THOUSAND and shares % _THOUSAND == _THOUSAND - 1


_THOUSAND: Final = 1000  # grants are round by it


def _is_number(value: Value[Decimal]) -> bool:
    """Whether a number stands there that could not be read: several digits, which no nought has."""
    return sum(c.isdigit() for c in MARK.sub("", value.text)) > 1


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
