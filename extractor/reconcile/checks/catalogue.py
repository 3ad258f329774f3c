"""The checks, as data: what a filing's values must or should agree on, and whether they do.

A check looks at the filing and never changes it. Sources are the SEC EDGAR Ownership XML Technical Specification 5.5, the columns
and instructions of the forms, rules of the SEC, or the rate at which filings were observed to obey. Every check is soft: filers
make mistakes, and what is legible stays as it is. How much a check that passes or fails says of the values that it compares is
counted on annotated filings (:mod:`extractor.reconcile.checks.weights`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extractor.filing import Check, CheckOutcome, Filing
from extractor.reconcile.checks import amounts, codes, dates, footnotes, people
from extractor.reconcile.checks.finding import Facts, Finding


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """A check: its id, a sentence, where the rule comes from, and what finds agreement or failure.

    ``about``: whether it compares the values at its paths, or says whether footnote marks are right, and stand there.
    """

    id: str
    sentence: str
    source: str
    find: Callable[[Facts], Iterator[Finding]]
    about: Literal["values", "marks"] = "values"


_SPECIFICATION: Final = "SEC EDGAR Ownership XML Technical Specification 5.5"
CHECKS: Final[tuple[CheckSpec, ...]] = (
    CheckSpec(
        "balance",
        "Holdings run on: what was held and what was moved give what is held after, or every row has the one total.",
        "observed rate",
        amounts.balance,
    ),
    CheckSpec(
        "acquired",
        "After an acquisition at least what was acquired is held.",
        "Form 4, Table I, columns 4 and 5; Table II, columns 5 and 9",
        amounts.acquired,
    ),
    CheckSpec(
        "exercise pair",
        "An exercise has its counterpart in the other table: the same number on the same day.",
        "Form 4, General Instruction 4; observed rate",
        amounts.exercise_pair,
    ),
    CheckSpec(
        "exercise price",
        "What an exercise pays is the exercise price of its counterpart in Table II.",
        "observed rate",
        amounts.exercise_price,
    ),
    CheckSpec("underlying", "There are as many derivatives as shares that they stand for.", "observed rate", amounts.underlying),
    CheckSpec("lots", "Lots of one day have prices near each other.", "observed rate", amounts.lots),
    CheckSpec("price range", "A price lies in the range that its footnote tells.", "observed rate", amounts.price_range),
    CheckSpec(
        "price of code",
        "Purchases, sales and payments in shares have a price; gifts have none.",
        "observed rate",
        amounts.price_of_code,
    ),
    CheckSpec(
        "magnitude",
        "A trade has a price of five cents to 5,000 dollars, and comes to 100 dollars to a billion.",
        "observed rate",
        amounts.magnitude,
    ),
    CheckSpec("jump", "Holdings of one class do not change a hundredfold from row to row.", "observed rate", amounts.jumps),
    CheckSpec("fraction", "Where a fraction of a share was moved, a fraction is held.", "observed rate", amounts.fractions),
    CheckSpec("direction", "Code and direction agree.", "Form 4, General Instruction 8; observed rate", codes.direction),
    CheckSpec(
        "nature",
        "Indirect ownership has a nature, direct ownership has none.",
        f"{_SPECIFICATION}, natureOfOwnership",
        codes.nature,
    ),
    CheckSpec("title", "Titles that are nearly alike are the same.", "observed rate", codes.titles),
    CheckSpec(
        "sibling code",
        "A row has the code that all other rows of its table, day and direction share.",
        "observed rate",
        codes.sibling_codes,
    ),
    CheckSpec(
        "sibling date",
        "A row has the date that all other rows of its table and code share.",
        "observed rate",
        codes.sibling_dates,
    ),
    CheckSpec("period", "The period of a Form 4 is its earliest transaction.", f"{_SPECIFICATION}, periodOfReport", dates.period),
    CheckSpec("year", "A Form 5 reports nothing after the end of its year.", f"{_SPECIFICATION}, periodOfReport", dates.in_year),
    CheckSpec("span", "The transactions of a Form 4 lie within a month.", "Rule 16a-3(g); observed rate", dates.span),
    CheckSpec("signature", "The signature comes after the last transaction.", "Form 4, General Instructions", dates.signed_after),
    CheckSpec(
        "delay",
        "A Form 4 is signed within 45 days of its last transaction, and within 80 before 29 August 2002.",
        "Rule 16a-3(g), Release 34-46421; observed rate",
        dates.signed_soon,
    ),
    CheckSpec("exercise", "A derivative is exercisable before it expires.", "Form 4, Table II, column 6", dates.exercisable),
    CheckSpec("expiration", "A derivative is traded before it expires.", "Form 4, Table II, columns 3 and 6", dates.unexpired),
    CheckSpec(
        "term",
        "A derivative is exercisable, and expires, within fifteen years of what is reported.",
        "observed rate",
        dates.term,
    ),
    CheckSpec("weekday", "Purchases and sales are on weekdays.", "observed rate", dates.weekday),
    CheckSpec(
        "amendment",
        "The original was filed after its period and before the amendment was signed.",
        f"{_SPECIFICATION}, dateOfOriginalSubmission",
        dates.amended,
    ),
    CheckSpec(
        "footnote defined",
        "Every footnote mark has its explanation.",
        f"{_SPECIFICATION}, footnoteId",
        footnotes.defined,
        "marks",
    ),
    CheckSpec("footnote used", "Every explanation is referred to.", f"{_SPECIFICATION}, footnotes", footnotes.used, "marks"),
    CheckSpec(
        "footnote order", "Footnotes are numbered as they are first referred to.", "observed rate", footnotes.in_order, "marks"
    ),
    CheckSpec(
        "blank",
        "A transaction without a price, if no gift, and a derivative without an exercise price or a date, has a footnote there.",
        f"{_SPECIFICATION}, footnoteId",
        footnotes.blank,
        "marks",
    ),
    CheckSpec(
        "registrant",
        "An issuer whose name is in the SEC's list of registrants has the symbol it has there.",
        "SEC, company_tickers.json; observed rate",
        people.registrant,
    ),
    CheckSpec(
        "relationship",
        "Every owner has a relationship to the issuer.",
        f"{_SPECIFICATION}, reportingOwnerRelationship",
        people.relationship,
    ),
    CheckSpec(
        "relationship text",
        "An officer has a title, and who is related otherwise says how.",
        f"{_SPECIFICATION}, officerTitle, otherText",
        people.titled,
    ),
    CheckSpec("ZIP and state", "The ZIP code is one of the state's.", "ZIP codes of the United States", people.zip_and_state),
    CheckSpec("ZIP and city", "The ZIP code is one of the city's.", "ZIP codes of the United States", people.zip_and_city),
)
"""All checks, in the order in which they are reported."""


Findings = Sequence[tuple[CheckSpec, list[Finding]]]
"""What each check finds."""


def findings(filing: Filing, checks: Sequence[CheckSpec] = CHECKS) -> Findings:
    """What each check finds in a filing; nothing where there is nothing to compare."""
    facts = Facts.of(filing)
    return [(spec, list(spec.find(facts))) for spec in checks]


def outcomes(found: Findings) -> tuple[Check, ...]:
    """What checks have found, as it is reported: of each check its failures one by one, then where it passed."""
    told: list[Check] = []
    for spec, places in found:
        failed = [place for place in places if not place.holds]
        told += [Check(spec.id, spec.sentence, CheckOutcome.FAILED, place.paths, place.detail) for place in failed]
        passed = tuple(dict.fromkeys(path for place in places if place.holds for path in place.paths))
        if passed or not failed:
            told.append(Check(spec.id, spec.sentence, CheckOutcome.PASSED if places else CheckOutcome.NOT_APPLICABLE, passed))
    return tuple(told)
