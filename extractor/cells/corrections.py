"""Labels that the shape of a word or the order of the tokens contradicts, set right before segments are made of them.

Where the classifier was not sure: ``$O`` is a price of nought, a sign that closes a bracket is what is left of a footnote mark,
and what goes on with a value has a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE, PARTS, labels_of
from extractor.cells.layout import Floats
from extractor.cells.stacks import restack
from extractor.cells.title_words import gather_titles
from extractor.cells.wraps import rewrap
from extractor.readings.codes import NOTED
from extractor.readings.text import is_parted

_OUTSIDE: Final = LABEL_ID[OUTSIDE]
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_OWNED: Final = "ownershipNature/directOrIndirectOwnership"
_BEGINS: Final = {i: LABEL_ID["B-" + name] for i, (part, name) in enumerate(PARTS) if part == "I"}
_GOES_ON: Final = {begin: on for on, begin in _BEGINS.items()}
_PRICES: Final = {label: LABEL_ID["B-" + PARTS[label][1]] for label in labels_of(_PRICE, "conversionOrExercisePrice", parts="BN")}
"""The beginning of a price by its own label or that of its footnote mark."""
_VALUES: Final = np.array([label != OUTSIDE for label in LABELS])
_NOUGHT: Final = re.compile(r"\\?\$[0Oo](?:[.,][0Oo]{1,4})?")
_LIKE_NOUGHT: Final = re.compile(r"[Ss][0Oo]")
_LEAST, _LEAST_LIKE = 0.01, 0.1
"""Probability that the classifier must give to a price at the least."""
_LONGEST: Final = 8  # glyphs of a nought with its sign


def price_noughts(found: Labelling) -> None:
    """Label as a price what is a dollar sign and a nought, if the classifier takes it for anything like one."""
    for k, (token, given) in enumerate(zip(found.chosen.tolist(), found.best.tolist(), strict=True)):
        word = found.page.words[token]
        if word[-1] not in "0Oo" or len(word) > _LONGEST or not (given == _OUTSIDE or given in _PRICES):
            continue
        like = given == _OUTSIDE and _LIKE_NOUGHT.fullmatch(word)
        least = _LEAST if _NOUGHT.fullmatch(word) else _LEAST_LIKE if like else 1.0
        if least == 1.0:
            continue
        label = int(np.where(_VALUES, found.probabilities[k], -1.0).argmax())
        if label in _PRICES and found.probabilities[k, label] >= least:
            found.best[k] = _PRICES[label]


_SIGNS: Final = "Ss\u00a7"
_SPELT: Final = re.compile(rf"[{_SIGNS}][0Oo][.,*?!\"'\u2018\u2019\u201c\u201d\u00b0\u00ae]{{0,3}}")
_COUNTED: Final = frozenset(
    labels_of(
        "transactionAmounts/transactionShares",
        "transactionAmounts/transactionAcquiredDisposedCode",
        "underlyingSecurity/underlyingSecurityShares",
    )
)
"""What stands before a price."""
_BEFORE: Final = 3  # tokens


def price_letters(found: Labelling) -> None:
    """Label as a price what ``$0`` is read as, ``so``, where it stands just behind the number or the direction.

    No code, letter or number of the form is spelt so.
    """
    for k, token in enumerate(found.chosen.tolist()):
        word = found.page.words[token]
        if word[0] not in _SIGNS or len(word) > _LONGEST or not _SPELT.fullmatch(word):
            continue
        before = found.best[max(0, k - _BEFORE) : k]
        told = before[before != _OUTSIDE]
        if len(told) and int(told[-1]) in _COUNTED:
            found.best[k] = LABEL_ID["B-" + _PRICE]


_REACH: Final = 6  # tokens before one that goes on, among which the one that begins may stand
_POSSIBLE: Final = 0.04  # least probability of a label that another one asks for
_LINES: Final = 4  # lines over which a value may go on
_LIKELY: Final = 0.2  # least probability of another beginning just before one


def begin_values(found: Labelling) -> None:
    """Where a value goes on that nothing begins, let the likeliest of the tokens just before it begin it."""
    chosen, lines, best, probabilities = found.chosen, found.lines, found.best, found.probabilities
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


_PRICED: Final = frozenset(labels_of(_PRICE))
_WITHOUT_CENTS: Final = re.compile(r"\$?\d[\d,]*\.")
_CENTS: Final = re.compile(r"\d{2}[^\w.,]{0,3}")


def price_cents(found: Labelling) -> None:
    """Label as the end of a price the two digits behind its point that were taken for its footnote mark.

    ``$17.`` | ``25)``: no price is printed with a point and nothing behind it.
    """
    best, lines = found.best, found.lines
    for k in np.flatnonzero(best == LABEL_ID["N-" + _PRICE]).tolist():
        told = [j for j in range(max(0, k - _BEFORE), k) if best[j] != _OUTSIDE and lines[j] == lines[k]]
        if not told or best[told[-1]] not in _PRICED or not _CENTS.fullmatch(found.word(k)):
            continue
        if _WITHOUT_CENTS.fullmatch(found.word(told[-1])):
            best[k] = LABEL_ID["I-" + _PRICE]


_NOTES: Final = np.array([i for i, (part, _) in enumerate(PARTS) if part == "N"])
_NOTE_OF: Final = {name: i for i, (part, name) in enumerate(PARTS) if part == "N"}
_RAISED: Final = re.compile(r"[^\s)\]}]{1,3}[)\]}]{1,2}[.,:;]?|[\u00a9\u00ae@]")
"""What is left of a footnote mark: a bracket closes behind a glyph or three, or the whole has become one sign."""
_MARKED: Final = 0.04  # least probability of a mark for a token of that look which is nothing else


def raise_marks(found: Labelling) -> None:
    """What looks like a mark, and is no part of a value, is the mark it most probably is."""
    marks = found.probabilities[:, _NOTES]
    for k in np.flatnonzero((found.best == _OUTSIDE) & (marks.sum(axis=1) >= _MARKED)).tolist():
        if _RAISED.fullmatch(found.word(k)):
            found.best[k] = _NOTES[marks[k].argmax()]


def glued_marks(found: Labelling) -> None:
    """A mark that stands behind a value or another mark without a blank is of that cell."""
    page, chosen, best = found.page, found.chosen, found.best
    for k in np.flatnonzero(np.isin(best[1:], _NOTES) & ~page.spaced[chosen[1:]]).tolist():
        before, token = chosen[k], chosen[k + 1]
        if before == token - 1 and page.cell[before] == page.cell[token] and page.line[before] == page.line[token]:
            best[k + 1] = _NOTE_OF.get(PARTS[best[k]][1], best[k + 1])


_TITLES: Final = {
    label: LABEL_ID["I-" + PARTS[label][1]] for label in labels_of("securityTitle", "underlyingSecurity/underlyingSecurityTitle")
}
_END: Final = re.compile(r"[a-z]{1,3}")


def end_titles(found: Labelling) -> None:
    """Label as the end of a title what a gap has parted from its last word: ``Unit s``."""
    page, best = found.page, found.best
    for k in np.flatnonzero(best[1:] == _OUTSIDE).tolist():
        token, label = int(found.chosen[k + 1]), int(best[k])
        if label not in _TITLES or found.chosen[k] != token - 1 or page.cell[token - 1] != page.cell[token]:
            continue
        if _END.fullmatch(page.words[token]) and is_parted(page.words[token - 1], page.words[token]):
            best[k + 1] = _TITLES[label]


_NATURE: Final = labels_of("ownershipNature/natureOfOwnership")
_PLAN_HEADS: Final = ("4", "40", "401")
_PLAN: Final = re.compile(r"401\(?[kK]\)?")


def whole_plans(found: Labelling) -> None:
    """Label as the beginning of a nature the digits that the edge of a cell has cut from its ``401(k)``."""
    begin, on = _NATURE
    for k in np.flatnonzero(found.best[1:] == begin).tolist():
        head = found.word(k)
        if head not in _PLAN_HEADS or found.lines[k] != found.lines[k + 1]:
            continue
        first, *second = (found.page.words[token] for token in found.chosen[k + 1 : k + 3].tolist())
        if any(_PLAN.fullmatch(head + rest) for rest in (first, first + "".join(second))):
            found.best[k], found.best[k + 1] = begin, on


_HELD: Final = labels_of("postTransactionAmounts/sharesOwnedFollowingTransaction")
_STROKES: Final = ("1", "I", "l", "|")
_INDIRECT: Final = re.compile(r"[1Il|][4@\u00ae\u00a9]?")
"""The letter I, and with it what is left of its footnote mark."""


def indirect_letters(found: Labelling) -> None:
    """Label as the letter I of indirect ownership what is one or looks like one just before the nature of it.

    It was taken for the first word of the nature, or for the last digit of the holding in another cell; the line has no other.
    """
    best, lines = found.best, found.lines
    for k in np.flatnonzero(best == _NATURE[0]).tolist():
        nature = found.word(k) == "I" and k + 1 < len(best) and lines[k + 1] == lines[k] and best[k + 1] in _NATURE
        at = k if nature else k - 1
        while not nature and at > 0 and best[at] == _OUTSIDE and found.word(at) in _STROKES:
            at -= 1
        holding = at > 0 and best[at] == _HELD[1] and _INDIRECT.fullmatch(found.word(at)) and lines[at] == lines[k]
        if not nature and not (holding and found.cell(at) not in (found.cell(at - 1), found.cell(k))):
            continue
        owned = _OF_LETTER[best[lines == lines[k]]].any()
        if not owned and (nature or not _lacks_digit(found, at)):
            best[at] = LABEL_ID["B-" + _OWNED]


def _lacks_digit(found: Labelling, at: int) -> bool:
    """Whether the one holding of a line lacks a digit of its last group without the one at a place."""
    held = [k for k in np.flatnonzero(found.lines == found.lines[at]).tolist() if found.best[k] in _HELD and k < at]
    if sum(found.best[k] == _HELD[0] for k in held) > 1:
        return False
    return _SHORT_GROUP.search("".join(map(found.word, held))) is not None


_SHORT_GROUP: Final = re.compile(r"[,.]\d{1,2}$")
_OF_LETTER: Final = np.array([name == _OWNED for _, name in PARTS])
_DATED: Final = labels_of("transactionDate")
_TITLE_BEGUN: Final = LABEL_ID["B-securityTitle"]
_PRICE_BEGUN: Final = LABEL_ID["B-" + _PRICE]
_COUNTS: Final = (*labels_of("underlyingSecurity/underlyingSecurityShares"), *_HELD)


def one_count(found: Labelling) -> None:
    """Label the numbers of a line with one row of Table II by their order: what underlies, the price, what is held.

    Where no price parts them, the second of two numbers of underlying securities of a transaction is what is held: a row has one
    of each.
    """
    best, lines = found.best, found.lines
    begun = np.flatnonzero(best == _COUNTS[0])
    for line in np.unique(lines[begun]).tolist():
        row = range(*np.searchsorted(lines, (line, line + 1)).tolist())
        others = [best[k] for k in row if PARTS[best[k]][0] == "B" and best[k] not in _COUNTS]
        if _TITLE_BEGUN not in others or len(others) != len(set(others)):
            continue
        counts = [k for k in row if best[k] in _COUNTS]
        starts = [k for k in counts if best[k] == _COUNTS[0]]
        priced = next((k for k in row if best[k] == _PRICE_BEGUN), -1)
        if counts[0] < priced < counts[-1]:
            second = next(k for k in counts if k > priced)
        elif len(starts) == 2 and _DATED[0] in others:
            second = starts[1]
        else:
            continue
        for k in counts:
            best[k] = _COUNTS[2 * (k >= second) + (k not in (counts[0], second))]


_NUMBERED: Final = np.array(
    [
        name.endswith(("sharesOwnedFollowingTransaction", "conversionOrExercisePrice", "transactionPricePerShare"))
        for _, name in PARTS
    ]
)
"""What stands before the letter in a row; the holding may have left no trace."""
_TOLD: Final = 0.8  # probability of a label that the other values of the line tell


def direct_letters(found: Labelling) -> None:
    """Label as the letter D of direct ownership what it is read as with its footnote mark.

    It stands just behind a number, and its row has neither a letter of ownership nor another value behind it.
    """
    best, lines = found.best, found.lines
    behind = np.flatnonzero(_NUMBERED[best[:-1]] & (best[1:] == _OUTSIDE)) + 1
    if not len(behind):
        return
    others = np.flatnonzero((best != _OUTSIDE) & ~np.isin(best, _NATURE))
    last = dict(zip(lines[others].tolist(), others.tolist(), strict=True))
    owned = set(lines[_OF_LETTER[best]].tolist())
    for k in behind.tolist():
        line = int(lines[k])
        if not NOTED.fullmatch(found.word(k)) or not (line == lines[k - 1] or not found.page.celled[found.chosen[k]]):
            continue
        if line in owned or last.get(line, k) > k:
            continue
        owned.add(line)
        best[k] = LABEL_ID["B-" + _OWNED]
        found.probabilities[k, best[k]] = max(found.probabilities[k, best[k]], _TOLD)


_OF_EXERCISE: Final = labels_of("conversionOrExercisePrice")
_UNDERLYING: Final = labels_of(*(f"underlyingSecurity/underlyingSecurity{name}" for name in ("Title", "Shares")))


def keep_order(found: Labelling) -> None:
    """Let what stands behind the underlying securities of a row be no price of exercise, if that stands before them.

    It does in every transaction. On a Form 3, which has none, it stands behind them.
    """
    best, lines = found.best, found.lines
    late = np.flatnonzero(np.isin(best, _OF_EXERCISE))
    if not len(late):
        return
    dated, underlying = (np.flatnonzero(np.isin(best, labels)) for labels in (_DATED, _UNDERLYING))
    priced = [k for k in late.tolist() if any(c.isdigit() for c in found.word(k))]
    early = np.union1d(dated, np.array(priced, np.intp))
    for k in late.tolist():
        before = underlying[(underlying < k) & (lines[underlying] == lines[k])]
        if len(before) and (lines[early[early < before[0]]] == lines[k]).any():
            others = found.probabilities[k].copy()
            others[_OF_EXERCISE] = 0.0
            best[k] = others.argmax()


CORRECTIONS: Final[tuple[Callable[[Labelling], None], ...]] = (
    restack,
    rewrap,
    price_noughts,
    price_letters,
    begin_values,
    price_cents,
    raise_marks,
    glued_marks,
    end_titles,
    gather_titles,
    whole_plans,
    indirect_letters,
    one_count,
    direct_letters,
    keep_order,
)
"""Each changes labels in place, in this order: boxes and lines of words as wholes, words by what they look like, values by what
they lack, marks, titles, and last what the other values of a row tell."""
