"""The header of the form: its type, the issuer, the dates and marks of the boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Hint, Status, Value, sources_at
from extractor.form.lookalikes import TO_DIGITS
from extractor.form.printed import EDITIONS, PHRASES, SLOTS
from extractor.readings.codes import read_mark
from extractor.readings.dates import month_alone, read_date
from extractor.readings.pieces import Reading, pieces_of
from extractor.readings.value import value_of
from extractor.regions.printed_form import PrintedForm

_AMENDMENT: Final = r"(\s?[/|\\]\s?A|(?-i:[/|\\Il1!]{0,2}A))(?![A-Za-z])"
"""What follows the number of an amended form; its stroke is lost or read as a letter: ``4IA``, ``5/IA``, ``4A``."""
_OTHERS: Final = r"\s*(?:or\b|-?\s*obl|holdings|transactions|\w+\W{1,3}Re\w+d\b)"
"""What stands behind the number of a form that this one is not: "Form 4 or", "Form 5 obligations", "Form 3 Holdings Reported"."""
_FORM: Final = re.compile(rf"\bF[O0Q]R[MN]\W{{0,40}}([345])(?:{_AMENDMENT}|\b)(?!{_OTHERS})", re.I)
_OBLIGATIONS: Final = re.compile(r"\bF\w{2,4}\W*4\W{1,3}\S{1,3}\s{1,3}F\w{2,4}\W*[5S\u00a7]")
"""Of the sentence beside the box "no longer subject", "Form 4 or Form 5 obligations may continue", the forms, misread or not."""
_HEAD: Final = 600  # tokens from the beginning among which the form is named
_OMB: Final = {"0104": "3", "0287": "4", "0362": "5"}
_OMB_NUMBER: Final = re.compile(r"3\d{3}\s?[-.~\u2014]?\s?([0O][0-9OIl]{3})")
_TITLES: Final = {"top.title3": "3", "top.title4": "4", "top.title5": "5"}


_ALONE: Final = (
    ("Fiscal Year Ended", "5"),
    ("Requiring Statement", "3"),
    ("Earliest Transaction", "4"),
    ("Statement for Month", "4"),
)
_PERIODS: Final = {k: form for k, p in enumerate(PHRASES) for words, form in _ALONE if words in p.text}
"""Captions of the box for the period, by phrase, that one of the forms has alone."""


def document_type(page: Page, printed: PrintedForm, amended: bool) -> Value[str]:
    """The form, by what several places of it say: its name, its title, its OMB number, the wording of its boxes."""
    votes: dict[str, float] = {"3": 0.0, "4": 0.0, "5": 0.0}
    sources: tuple[tuple[int, int], ...] = ()
    head = page.words[:_HEAD]
    match = _name_of_form(page)
    if match:
        votes[match[1]] += 3.0
        first, last = (" ".join(head)[:at].count(" ") for at in match.span())
        sources = ((int(page.start[first]), int(page.end[min(last, len(page) - 1)])),)
        amended = amended or bool(match[2])
    number = _OMB_NUMBER.search(" ".join(head))
    if number and (form := _OMB.get(number[1].translate(TO_DIGITS))):
        votes[form] += 3.0
    whole = (printed.slot[: len(head)] >= 0) & (printed.share[: len(head)] > 0.7)
    for slot in set(printed.slot[: len(head)][whole].tolist()):
        if form := _TITLES.get(SLOTS[slot]):
            votes[form] += 1.0
    for form in {_PERIODS[phrase] for phrase in printed.phrase[: len(head)][whole].tolist() if phrase in _PERIODS}:
        votes[form] += 1.0
    best = max(votes, key=lambda f: votes[f])
    total = sum(votes.values())
    if not total:
        return Value(reasons=("no name, title or OMB number of a form",))
    share = votes[best] / total
    status = Status.READ if match and match[1] == best else Status.INFERRED
    reasons = () if status is Status.READ else ("from the form's title or OMB number",)
    return Value(
        best + ("/A" if amended else ""),
        status,
        min(0.99, 0.5 + share / 2),
        sources_at(page.text, sources),
        reasons=reasons,
    )


def _name_of_form(page: Page) -> re.Match[str] | None:
    """Where the head of the page has the name of its form; the names of others in a sentence of it do not count."""
    head = _OBLIGATIONS.sub(lambda found: re.sub(r"\S", "-", found.group()), " ".join(page.words[:_HEAD]))
    return _FORM.search(head)


def by_transactions(form: Value[str], transactions: bool, amended: bool) -> Value[str]:
    """The form, if nothing of it tells which it is: Form 3 has no transactions, and for one Form 5 there are dozens of Form 4."""
    if form.present or not transactions:
        return form
    reasons = ("transactions, which Form 4 mostly reports",)
    return Value("4" + ("/A" if amended else ""), Status.INFERRED, _MOSTLY, reasons=reasons)


_MOSTLY: Final = 0.6


def amends(original: Value[date]) -> bool:
    """Whether the box for the date of the original form is filled, with a date or, as on paper, with a month and a year."""
    stands = "".join("".join(source.text.split()) for source in original.sources)
    return original.value is not None or Hint.MONTH_ALONE in original.hints or _CUT.fullmatch(stands) is not None


_CUT: Final = re.compile(r"\d{1,2}/(?:\d{1,2}/)?(?:19|20)\d\d")
"""A month, or a day that there is not, with a whole year."""


def edition(printed: PrintedForm) -> str:
    """The edition of the form that its wordings speak for: see ``EDITIONS``; empty where none does."""
    votes = dict.fromkeys(EDITIONS, 0.0)
    whole = (printed.phrase >= 0) & (printed.share > 0.6) & _TELLS[printed.phrase]
    for phrase, share in zip(printed.phrase[whole].tolist(), printed.share[whole].tolist(), strict=True):
        for name in _EDITIONS_OF[phrase]:
            votes[name] += share**2
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else ""


_EDITIONS_OF: Final = [[name for name, wordings in EDITIONS.items() if phrase.text in wordings] for phrase in PHRASES]
"""The editions that each phrase speaks for."""
_TELLS: Final = np.array([bool(names) for names in _EDITIONS_OF])
"""Whether it speaks for any."""


def best_of(segments: Sequence[Segment], name: str) -> list[Segment]:
    """The segments of a header field: the surest that begins it, and what goes on with it in the lines after."""
    mine = [s for s in segments if s.field == name and s.tokens]
    starts = [s for s in mine if s.begins] or mine[:1]
    if not starts:
        return []
    top = max(starts, key=lambda s: (round(s.probability, 1), -s.line))
    following = [s for s in mine if not s.begins and 0 <= s.line - top.line <= 3 and s.first > top.first]
    return [top, *following]


def tokens_of(segments: Sequence[Segment]) -> tuple[list[int], float]:
    """All tokens of some segments, and the least probability among them."""
    return [t for s in segments for t in s.tokens], min((s.probability for s in segments), default=0.0)


def header_dates(page: Page, segments: Sequence[Segment], years: Sequence[int]) -> tuple[Value[date], Value[date]]:
    """The period of the report and the date of the original form.

    The box of the first is never empty, that of the second mostly is: a date that stands alone is the period, unless the
    form calls itself an amendment.
    """
    period, original = (_header_date(page, segments, name, years) for name in ("periodOfReport", "dateOfOriginalSubmission"))
    if period.sources or original.value is None or _calls_itself_amended(page):
        return period, original
    return original.because("the one date of the boxes"), Value()


def _calls_itself_amended(page: Page) -> bool:
    name = _name_of_form(page)
    return bool(name and name[2])


def _header_date(page: Page, segments: Sequence[Segment], name: str, years: Sequence[int]) -> Value[date]:
    """A date of the boxes."""
    tokens, probability = tokens_of(best_of(segments, name))
    if not tokens:
        return Value()
    pieces = pieces_of(page, tokens)
    reading = read_date(pieces, years=years)
    text = " ".join(piece.text for piece in pieces)
    cut = reading.value is not None and _MONTH_AND_CUT_YEAR.fullmatch(text.replace(" ", ""))
    if cut or (reading.value is None and not reading.reasons and month_alone(text, years)):
        reading = Reading(None, doubt=4.0, reasons=(Hint.MONTH_ALONE,))
    return value_of(page, pieces, reading, probability)


_MONTH_AND_CUT_YEAR: Final = re.compile(r"\W*(?:0?[1-9]|1[0-2])/(?:19|20)\d\W*")
"""A month with its year, of which a digit is lost, and no day: ``01/199``."""


def mark(page: Page, segments: Sequence[Segment], name: str) -> Value[bool]:
    """A box that is marked, or a missing value: a blank box and a lost mark look the same."""
    surest = max((s for s in segments if s.field == name and s.tokens), key=lambda s: s.probability, default=None)
    if surest is None or surest.probability < 0.5:
        return Value()
    pieces = pieces_of(page, surest.tokens)
    return value_of(page, pieces, read_mark(pieces), surest.probability)


def header_marks(page: Page, segments: Sequence[Segment]) -> dict[str, Any]:
    """The boxes at the head of the form, by attribute of the filing: what is labelled, or stands just before a caption."""
    before = _before_captions(page)
    return {
        attribute: found if (found := mark(page, segments, name)).present else _mark_at(page, before.get(name))
        for attribute, name in _HEADER_MARKS.items()
    }


_HEADER_MARKS: Final = {
    "not_subject_to_section16": "notSubjectToSection16",
    "aff10b5_one": "aff10b5One",
    "no_securities_owned": "noSecuritiesOwned",
    "form3_holdings_reported": "form3HoldingsReported",
    "form4_transactions_reported": "form4TransactionsReported",
}
_CHECKED: Final = re.compile(r"[^\w\s]{0,2}[1Il]?(?:[xX]{1,2}|[\u00d7\u2713\u2714])[^\w\s]{0,2}")
_CHECK: Final = 4  # glyphs
_CAPTIONS: Final = (
    ("notSubjectToSection16", "checkthisboxifnolonger"),
    ("notSubjectToSection16", "checkboxifnolongersubject"),
    ("aff10b5One", "checkthisboxtoindicate"),
    ("form3HoldingsReported", "form3holdings"),
    ("form4TransactionsReported", "form4transactions"),
)
"""What follows the boxes in the head of the form, its letters and digits alone."""
_LIKE_CAPTION: Final = 80.0  # likeness, of 100, of a caption and what is read of it
_AHEAD: Final = 8  # words in which a caption begins
_BEFORE_CAPTION: Final = 0.9


def _before_captions(page: Page) -> dict[str, int]:
    """Marks that stand just before a caption of the head of the form, by field."""
    found: dict[str, int] = {}
    for token, word in enumerate(page.words[:_HEAD]):
        if len(word) <= _CHECK and _CHECKED.fullmatch(word):
            ahead = "".join(filter(str.isalnum, "".join(page.words[token + 1 : token + 1 + _AHEAD]).lower()))
            for name, caption in _CAPTIONS:
                if fuzz.ratio(ahead[: len(caption)], caption, score_cutoff=_LIKE_CAPTION):
                    found.setdefault(name, token)
    return found


def _mark_at(page: Page, token: int | None) -> Value[bool]:
    if token is None:
        return Value()
    pieces = pieces_of(page, [token])
    return value_of(page, pieces, read_mark(pieces), _BEFORE_CAPTION)
