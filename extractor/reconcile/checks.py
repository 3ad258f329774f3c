"""The checks, as data: what a filing's values must or should agree on, and whether they do.

A check looks at the filing and never changes it. Sources: SEC EDGAR Ownership XML Technical Specification 5.5, the
instructions of Forms 3, 4 and 5, and observed rates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.filing import Check, Filing, Row, row_paths
from extractor.form.codes import DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.reconcile.balances import pairs, runs, signed

PASSED, FAILED, NOT_APPLICABLE = "passed", "failed", "not applicable"
Finding = tuple[bool, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """A check: its id, a sentence, where the rule comes from, and what finds agreement or failure."""

    id: str
    sentence: str
    source: str
    find: Callable[[Filing], Iterator[Finding]]


def run_checks(filing: Filing) -> tuple[Check, ...]:
    """The outcome of every check, failures one by one."""
    outcomes: list[Check] = []
    for spec in CHECKS:
        found = list(spec.find(filing))
        failures = [f for f in found if not f[0]]
        if failures:
            outcomes += [Check(spec.id, spec.sentence, FAILED, paths, detail) for _, paths, detail in failures]
        else:
            paths = tuple(p for _, some, _ in found for p in some)
            outcomes.append(Check(spec.id, spec.sentence, PASSED if found else NOT_APPLICABLE, paths))
    return tuple(outcomes)


def _rows(filing: Filing) -> list[tuple[str, Row]]:
    return list(row_paths(filing.rows))


def _balance(filing: Filing) -> Iterator[Finding]:
    paths = dict(enumerate(p for p, _ in _rows(filing)))
    offset = 0
    for rows in (filing.non_derivative_table, filing.derivative_table):
        holds, could = runs(rows)
        for i, j in pairs(rows) if holds * 2 > could else ():
            before, after = (
                rows[i].shares_owned_following_transaction.value,
                rows[j].shares_owned_following_transaction.value,
            )
            moved = signed(rows[j])
            if before is not None and after is not None and moved is not None:
                where = tuple(f"{paths[offset + k]}/postTransactionAmounts/sharesOwnedFollowingTransaction" for k in (i, j))
                detail = f"row {j + 1}: {before:,} and {moved:+,} do not give {after:,}"
                yield before + moved == after, where, detail
        offset += len(rows)


def _acquired(filing: Filing) -> Iterator[Finding]:
    for path, row in _rows(filing):
        shares, after = row.transaction_shares.value, row.shares_owned_following_transaction.value
        if row.transaction_acquired_disposed_code.value == "A" and shares is not None and after is not None:
            where = (f"{path}/postTransactionAmounts/sharesOwnedFollowingTransaction",)
            yield shares <= after, where, f"{path}: {shares:,} acquired but {after:,} held after"


def _direction(filing: Filing) -> Iterator[Finding]:
    for path, row in _rows(filing):
        code, direction = row.transaction_code.value, row.transaction_acquired_disposed_code.value
        table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
        if code in table and direction is not None:
            where = (f"{path}/transactionAmounts/transactionAcquiredDisposedCode",)
            yield direction == table[code], where, f"{path}: code {code} with direction {direction}"


def _period(filing: Filing) -> Iterator[Finding]:
    dates = [v for _, r in _rows(filing) if (v := r.transaction_date.value) is not None]
    period = filing.period_of_report.value
    if (filing.document_type.value or "").startswith("4") and dates and period is not None:
        detail = f"the period is {period}, the earliest transaction {min(dates)}"
        yield min(dates) == period, ("periodOfReport",), detail


def _signed(filing: Filing) -> Iterator[Finding]:
    dates = [v for _, r in _rows(filing) if (v := r.transaction_date.value) is not None]
    for i, signature in enumerate(filing.owner_signatures, 1):
        when = signature.signature_date.value
        if dates and when is not None:
            detail = f"signed {when}, before the transaction of {max(dates)}"
            yield when >= max(dates), (f"ownerSignature[{i}]/signatureDate",), detail


def _exercise(filing: Filing) -> Iterator[Finding]:
    for path, row in _rows(filing):
        start, end = row.exercise_date.value, row.expiration_date.value
        if start is not None and end is not None:
            yield start <= end, (f"{path}/exerciseDate", f"{path}/expirationDate"), f"{path}: exercisable {start}, expired {end}"


def _nature(filing: Filing) -> Iterator[Finding]:
    for path, row in _rows(filing):
        owned = row.direct_or_indirect_ownership.value
        if owned == "I":
            detail = f"{path}: held indirectly, but no nature is given"
            yield row.nature_of_ownership.present, (f"{path}/ownershipNature/natureOfOwnership",), detail


def _footnotes(filing: Filing) -> Iterator[Finding]:
    defined = {n.id for n in filing.footnotes}
    for path, _, value in filing.leaves():
        for note in value.footnotes:
            yield note in defined, (path,), f"{path}: footnote {note} is not explained"


def _referenced(filing: Filing) -> Iterator[Finding]:
    used = {note for _, _, value in filing.leaves() for note in value.footnotes}
    for i, note in enumerate(filing.footnotes, 1):
        yield note.id in used, (f"footnotes/footnote[{i}]",), f"footnote {note.id} stands on no value that was read"


def _relationship(filing: Filing) -> Iterator[Finding]:
    for i, owner in enumerate(filing.reporting_owners, 1):
        marks = (owner.is_director, owner.is_officer, owner.is_ten_percent_owner, owner.is_other)
        detail = f"reporting owner {i}: no relationship to the issuer is marked"
        yield any(m.value for m in marks), (f"reportingOwner[{i}]/reportingOwnerRelationship",), detail


def _exercised(filing: Filing) -> Iterator[Finding]:
    exercised = [r for r in filing.derivative_table if r.transaction_code.value == "M"]
    if not exercised:
        return
    numbers = {r.transaction_shares.value for r in exercised} | {r.underlying_security_shares.value for r in exercised}
    for path, row in _rows(filing):
        if row.transaction_code.value == "M" and not row.kind.is_derivative and row.transaction_shares.value is not None:
            where = (f"{path}/transactionAmounts/transactionShares",)
            yield row.transaction_shares.value in numbers, where, f"{path}: no exercise of this number in Table II"


CHECKS: Final[tuple[CheckSpec, ...]] = (
    CheckSpec("balance", "Holdings run on: what was held and what was moved give what is held after.", "observed rate", _balance),
    CheckSpec(
        "acquired", "After an acquisition at least what was acquired is held.", "Form 4, Table I, columns 4 and 5", _acquired
    ),
    CheckSpec("direction", "Code and direction agree.", "Form 4, Instruction 8", _direction),
    CheckSpec("period", "The period of a Form 4 is its earliest transaction.", "specification 5.5, periodOfReport", _period),
    CheckSpec("signature", "The signature comes after the last transaction.", "Form 4, Instruction 1", _signed),
    CheckSpec("exercise", "A derivative is exercisable before it expires.", "Form 4, Table II, column 6", _exercise),
    CheckSpec("nature", "Indirect ownership has a nature.", "specification 5.5, natureOfOwnership", _nature),
    CheckSpec("footnote defined", "Every footnote mark has its explanation.", "specification 5.5, footnoteId", _footnotes),
    CheckSpec("footnote used", "Every explanation is referred to.", "specification 5.5, footnotes", _referenced),
    CheckSpec("relationship", "Every owner has a relationship to the issuer.", "specification 5.5", _relationship),
    CheckSpec("exercise pair", "An exercise in Table I has its counterpart in Table II.", "observed rate", _exercised),
)
"""All checks, in the order in which they are reported."""
