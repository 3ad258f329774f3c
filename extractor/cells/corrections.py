"""Labels that the shape of a word or the order of the tokens contradicts, set right before segments are made of them.

Where the classifier was not sure: ``$O`` is a price of nought, a sign that closes a bracket is what is left of a footnote mark,
and what goes on with a value has a beginning.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE, PARTS
from extractor.cells.layout import Floats, Ints
from extractor.reading.page import Page
from extractor.readings.codes import NOTED
from extractor.readings.text import is_parted

_OUTSIDE: Final = LABEL_ID[OUTSIDE]
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_PRICES: Final = {
    LABEL_ID[f"{part}-{name}"]: LABEL_ID["B-" + name] for name in (_PRICE, "conversionOrExercisePrice") for part in "BN"
}
"""The beginning of a price by its own label or that of its footnote mark."""
_VALUES: Final = np.array([label != OUTSIDE for label in LABELS])
_NOUGHT: Final = re.compile(r"\\?\$[0Oo](?:[.,][0Oo]{1,4})?")
_LIKE_NOUGHT: Final = re.compile(r"[Ss][0Oo]")
_LEAST, _LEAST_LIKE = 0.01, 0.1
"""Probability that the classifier must give to a price at the least."""
_LONGEST: Final = 8  # glyphs of a nought with its sign


def price_noughts(page: Page, chosen: npt.NDArray[np.intp], probabilities: Floats, best: npt.NDArray[np.intp]) -> None:
    """Label as a price, in place, what is a dollar sign and a nought, if the classifier takes it for anything like one."""
    for k, (token, given) in enumerate(zip(chosen.tolist(), best.tolist(), strict=True)):
        word = page.words[token]
        if word[-1] not in "0Oo" or len(word) > _LONGEST or not (given == _OUTSIDE or given in _PRICES):
            continue
        like = given == _OUTSIDE and _LIKE_NOUGHT.fullmatch(word)
        least = _LEAST if _NOUGHT.fullmatch(word) else _LEAST_LIKE if like else 1.0
        if least == 1.0:
            continue
        label = int(np.where(_VALUES, probabilities[k], -1.0).argmax())
        if label in _PRICES and probabilities[k, label] >= least:
            best[k] = _PRICES[label]


_SIGNS: Final = "Ss\u00a7"
_SPELT: Final = re.compile(rf"[{_SIGNS}][0Oo][.,*?!\"'\u2018\u2019\u201c\u201d\u00b0\u00ae]{{0,3}}")
_COUNTED: Final = np.zeros(len(LABELS), bool)
_COUNTED[
    [
        LABEL_ID[f"{part}-{name}"]
        for part in "BI"
        for name in (
            "transactionAmounts/transactionShares",
            "transactionAmounts/transactionAcquiredDisposedCode",
            "underlyingSecurity/underlyingSecurityShares",
        )
        if f"{part}-{name}" in LABEL_ID
    ]
] = True
"""What stands before a price."""
_BEFORE: Final = 3  # tokens


def price_letters(page: Page, chosen: npt.NDArray[np.intp], best: npt.NDArray[np.intp]) -> None:
    """Label as a price, in place, what ``$0`` is read as, ``so``, where it stands just behind the number or the direction.

    No code, letter or number of the form is spelt so.
    """
    for k, token in enumerate(chosen.tolist()):
        word = page.words[token]
        if word[0] not in _SIGNS or len(word) > _LONGEST or not _SPELT.fullmatch(word):
            continue
        before = best[max(0, k - _BEFORE) : k]
        told = before[before != _OUTSIDE]
        if len(told) and _COUNTED[told[-1]]:
            best[k] = LABEL_ID["B-" + _PRICE]


_PRICED: Final = {LABEL_ID[f"{part}-{_PRICE}"] for part in "BI"}
_NOTED: Final = LABEL_ID["N-" + _PRICE]
_WITHOUT_CENTS: Final = re.compile(r"\$?\d[\d,]*\.")
_CENTS: Final = re.compile(r"\d{2}[^\w.,]{0,3}")


def price_cents(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp]) -> None:
    """Label as the end of a price, in place, the two digits behind its point that were taken for its footnote mark.

    ``$17.`` | ``25)``: no price is printed with a point and nothing behind it.
    """
    for k in np.flatnonzero(best == _NOTED).tolist():
        told = [j for j in range(max(0, k - _BEFORE), k) if best[j] != _OUTSIDE and lines[j] == lines[k]]
        if not told or best[told[-1]] not in _PRICED or not _CENTS.fullmatch(page.words[chosen[k]]):
            continue
        if _WITHOUT_CENTS.fullmatch(page.words[chosen[told[-1]]]):
            best[k] = LABEL_ID["I-" + _PRICE]


_TITLES: Final = {
    LABEL_ID[f"{part}-{name}"]: LABEL_ID["I-" + name]
    for name in ("securityTitle", "underlyingSecurity/underlyingSecurityTitle")
    for part in "BI"
}
_END: Final = re.compile(r"[a-z]{1,3}")


def end_titles(page: Page, chosen: npt.NDArray[np.intp], best: npt.NDArray[np.intp]) -> None:
    """Label as the end of a title, in place, what a gap has parted from its last word: ``Unit s``."""
    for k in np.flatnonzero(best[1:] == _OUTSIDE).tolist():
        token, label = int(chosen[k + 1]), int(best[k])
        if label not in _TITLES or chosen[k] != token - 1 or page.cell[token - 1] != page.cell[token]:
            continue
        if _END.fullmatch(page.words[token]) and is_parted(page.words[token - 1], page.words[token]):
            best[k + 1] = _TITLES[label]


_OF_EXERCISE: Final = [LABEL_ID[f"{part}-conversionOrExercisePrice"] for part in "BI"]
_DATED: Final = [LABEL_ID[f"{part}-transactionDate"] for part in "BI"]
_UNDERLYING: Final = [
    LABEL_ID[f"{part}-underlyingSecurity/underlyingSecurity{name}"] for name in ("Title", "Shares") for part in "BI"
]


def keep_order(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp], probabilities: Floats) -> None:
    """Let what stands behind the underlying securities of a row be no price of exercise, in place, if that stands before them.

    It does in every transaction. On a Form 3, which has none, it stands behind them.
    """
    late = np.flatnonzero(np.isin(best, _OF_EXERCISE))
    if not len(late):
        return
    dated, underlying = (np.flatnonzero(np.isin(best, labels)) for labels in (_DATED, _UNDERLYING))
    priced = [k for k in late.tolist() if any(c.isdigit() for c in page.words[chosen[k]])]
    early = np.union1d(dated, np.array(priced, np.intp))
    for k in late.tolist():
        before = underlying[(underlying < k) & (lines[underlying] == lines[k])]
        if len(before) and (lines[early[early < before[0]]] == lines[k]).any():
            others = probabilities[k].copy()
            others[_OF_EXERCISE] = 0.0
            best[k] = others.argmax()


_TITLE_BEGUN: Final = LABEL_ID["B-securityTitle"]
_COUNT_BEGUN, _COUNT_ON = (LABEL_ID[f"{part}-underlyingSecurity/underlyingSecurityShares"] for part in "BI")
_HELD_BEGUN, _HELD_ON = (LABEL_ID[f"{part}-postTransactionAmounts/sharesOwnedFollowingTransaction"] for part in "BI")


_COUNTS: Final = (_COUNT_BEGUN, _COUNT_ON, _HELD_BEGUN, _HELD_ON)


def one_count(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp]) -> None:
    """Label the numbers of a line with one row of Table II, in place, by their order: what underlies, the price, what is held.

    Where no price parts them, the second of two numbers of underlying securities of a transaction is what is held: a row has one
    of each.
    """
    begun = np.flatnonzero(best == _COUNT_BEGUN)
    for line in np.unique(lines[begun]).tolist():
        row = range(*np.searchsorted(lines, (line, line + 1)).tolist())
        others = [best[k] for k in row if PARTS[best[k]][0] == "B" and best[k] not in _COUNTS]
        if _TITLE_BEGUN not in others or len(others) != len(set(others)):
            continue
        counts = [k for k in row if best[k] in _COUNTS]
        starts = [k for k in counts if best[k] == _COUNT_BEGUN]
        priced = next((k for k in row if best[k] == _PRICE_BEGUN), -1)
        if counts[0] < priced < counts[-1]:
            second = next(k for k in counts if k > priced)
        elif len(starts) == _TWICE and _DATED[0] in others:
            second = starts[1]
        else:
            continue
        for k in counts:
            best[k] = _COUNTS[2 * (k >= second) + (k not in (counts[0], second))]


_PRICE_BEGUN: Final = LABEL_ID["B-" + _PRICE]
_TWICE: Final = 2
_NATURE: Final = {LABEL_ID[f"{part}-ownershipNature/natureOfOwnership"] for part in "BI"}
_OWNED: Final = "ownershipNature/directOrIndirectOwnership"
_HOLDING: Final = LABEL_ID["I-postTransactionAmounts/sharesOwnedFollowingTransaction"]


def indirect_letters(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp]) -> None:
    """Label as the letter I of indirect ownership, in place, what is one or looks like one just before the nature of it.

    It was taken for the first word of the nature, or for the last digit of the holding in another cell; the line has no other.
    """
    for k in np.flatnonzero(best == LABEL_ID["B-ownershipNature/natureOfOwnership"]).tolist():
        nature = page.words[chosen[k]] == "I" and k + 1 < len(best) and lines[k + 1] == lines[k] and best[k + 1] in _NATURE
        at = k if nature else k - 1
        while not nature and at > 0 and best[at] == _OUTSIDE and page.words[chosen[at]] in _STROKES:
            at -= 1
        cell = int(page.cell[chosen[at]])
        holding = at > 0 and best[at] == _HOLDING and _INDIRECT.fullmatch(page.words[chosen[at]]) and lines[at] == lines[k]
        if not nature and not (holding and cell not in (page.cell[chosen[at - 1]], page.cell[chosen[k]])):
            continue
        owned = [PARTS[label][1] == _OWNED for label in best[lines == lines[k]].tolist()]
        if not any(owned) and (nature or not _lacks_digit(page, chosen, lines, best, at)):
            best[at] = LABEL_ID["B-" + _OWNED]


def direct_letters(
    page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp], probabilities: Floats
) -> None:
    """Label as the letter D of direct ownership, in place, what it is read as with its footnote mark.

    It stands just behind a number, and its row has neither a letter of ownership nor another value behind it.
    """
    behind = np.flatnonzero(_NUMBERED[best[:-1]] & (best[1:] == _OUTSIDE)) + 1
    if not len(behind):
        return
    others = np.flatnonzero((best != _OUTSIDE) & ~np.isin(best, tuple(_NATURE)))
    last = dict(zip(lines[others].tolist(), others.tolist(), strict=True))
    owned = set(lines[_OF_LETTER[best]].tolist())
    for k in behind.tolist():
        line = int(lines[k])
        word = page.words[chosen[k]]
        if not NOTED.fullmatch(word) or not (line == lines[k - 1] or not page.celled[chosen[k]]):
            continue
        if line in owned or last.get(line, k) > k:
            continue
        owned.add(line)
        best[k] = LABEL_ID["B-" + _OWNED]
        probabilities[k, best[k]] = max(probabilities[k, best[k]], _TOLD)


_OF_LETTER: Final = np.array([name == _OWNED for _, name in PARTS])
_NUMBERED: Final = np.array(
    [
        name.endswith(("sharesOwnedFollowingTransaction", "conversionOrExercisePrice", "transactionPricePerShare"))
        for _, name in PARTS
    ]
)
"""What stands before the letter in a row; the holding may have left no trace."""


def whole_plans(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp]) -> None:
    """Label as the beginning of a nature, in place, the digits that the edge of a cell has cut from its ``401(k)``."""
    begin = LABEL_ID["B-ownershipNature/natureOfOwnership"]
    for k in np.flatnonzero(best[1:] == begin).tolist():
        head = page.words[chosen[k]]
        if head not in _PLAN_HEADS or lines[k] != lines[k + 1]:
            continue
        first, *second = (page.words[token] for token in chosen[k + 1 : k + 3].tolist())
        if any(_PLAN.fullmatch(head + rest) for rest in (first, first + "".join(second))):
            best[k], best[k + 1] = begin, _GOES_ON[begin]


_TOLD: Final = 0.8  # probability of a label that the other values of the line tell


_PLAN_HEADS: Final = ("4", "40", "401")
_PLAN: Final = re.compile(r"401\(?[kK]\)?")
_STROKES: Final = ("1", "I", "l", "|")
_INDIRECT: Final = re.compile(r"[1Il|][4@\u00ae\u00a9]?")
"""The letter I, and with it what is left of its footnote mark."""
_REACH: Final = 6  # tokens before one that goes on, among which the one that begins may stand
_POSSIBLE: Final = 0.04  # least probability of a label that another one asks for
_LINES: Final = 4  # lines over which a value may go on
_LIKELY: Final = 0.2  # least probability of another beginning just before one
_BEGINS: Final = {i: LABELS.index("B-" + name) for i, (part, name) in enumerate(PARTS) if part == "I"}
_GOES_ON: Final = {begin: on for on, begin in _BEGINS.items()}
_NOTES: Final = np.array([i for i, (part, _) in enumerate(PARTS) if part == "N"])
_NOTE_OF: Final = {name: i for i, (part, name) in enumerate(PARTS) if part == "N"}
_RAISED: Final = re.compile(r"[^\s)\]}]{1,3}[)\]}]{1,2}[.,:;]?|[\u00a9\u00ae@]")
"""What is left of a footnote mark: a bracket closes behind a glyph or three, or the whole has become one sign."""
_MARKED: Final = 0.04  # least probability of a mark for a token of that look which is nothing else


def raise_marks(page: Page, chosen: npt.NDArray[np.intp], best: npt.NDArray[np.intp], probabilities: Floats) -> None:
    """What looks like a mark, and is no part of a value, is the mark it most probably is, in place."""
    marks = probabilities[:, _NOTES]
    for k in np.flatnonzero((best == _OUTSIDE) & (marks.sum(axis=1) >= _MARKED)).tolist():
        if _RAISED.fullmatch(page.words[chosen[k]]):
            best[k] = _NOTES[marks[k].argmax()]


def glued_marks(page: Page, chosen: npt.NDArray[np.intp], best: npt.NDArray[np.intp]) -> None:
    """A mark that stands behind a value or another mark without a blank is of that cell, in place."""
    for k in np.flatnonzero(np.isin(best[1:], _NOTES) & ~page.spaced[chosen[1:]]).tolist():
        before, token = chosen[k], chosen[k + 1]
        if before == token - 1 and page.cell[before] == page.cell[token] and page.line[before] == page.line[token]:
            best[k + 1] = _NOTE_OF.get(PARTS[best[k]][1], best[k + 1])


def begin_values(chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp], probabilities: Floats) -> None:
    """Where a value goes on that nothing begins, let the likeliest of the tokens just before it begin it, in place."""
    begun: dict[int, int] = {}
    labels = best.tolist()
    for k in np.flatnonzero(best != _OUTSIDE).tolist():
        label = labels[k]
        if label in _GOES_ON:
            begun[label] = int(lines[k])
            # Of two tokens that may both begin the value the first does.
            if k and chosen[k - 1] == chosen[k] - 1 and best[k - 1] == 0 and probabilities[k - 1, label] >= _LIKELY:
                best[k - 1], best[k] = label, _GOES_ON[label]
            continue
        begin = _BEGINS.get(label)
        if begin is None or begun.get(begin, -_LINES - 1) >= lines[k] - _LINES:
            continue
        before = [j for j in range(max(0, k - _REACH), k) if lines[j] == lines[k] and best[j] == 0]
        start = max(before, key=lambda j: probabilities[j, begin], default=k)
        if start == k or probabilities[start, begin] < _POSSIBLE:
            # Rather than a value of one word out of nowhere it is part of one that its line has begun.
            best[k] = _going_on(begun, int(lines[k]), probabilities[k]) or begin
            if best[k] == begin:
                begun[begin] = int(lines[k])
            continue
        begun[begin] = int(lines[k])
        best[start] = begin
        for j in before:
            if j > start and probabilities[j, label] >= _POSSIBLE:
                best[j] = label


def _going_on(begun: dict[int, int], line: int, probabilities: Floats) -> int:
    """The likeliest label that goes on with a value begun in the same line; 0 where none is possible."""
    labels = [_GOES_ON[begin] for begin, at in begun.items() if at == line and begin in _GOES_ON]
    best = max(labels, key=lambda label: probabilities[label], default=0)
    return best if probabilities[best] >= _POSSIBLE else 0


def _lacks_digit(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp], at: int) -> bool:
    """Whether the one holding of a line lacks a digit of its last group without the one at a place."""
    begins, goes_on = _BEGINS[_HOLDING], _HOLDING
    held = [k for k in np.flatnonzero(lines == lines[at]).tolist() if best[k] in (begins, goes_on) and k < at]
    if sum(best[k] == begins for k in held) > 1:
        return False
    return _SHORT_GROUP.search("".join(page.words[chosen[k]] for k in held)) is not None


_SHORT_GROUP: Final = re.compile(r"[,.]\d{1,2}$")
