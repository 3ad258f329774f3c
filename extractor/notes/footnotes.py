"""Explanations of responses, and remarks."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractor.dialects.page import Page
from extractor.filing import Footnote, Value
from extractor.form.printed import SLOTS
from extractor.language.model import word_share
from extractor.language.scraps import is_of_titles
from extractor.notes.beginnings import cut_before, first_number
from extractor.notes.endings import ends_sentence, is_signed
from extractor.notes.note_text import text_of
from extractor.notes.numbers import Note, notes_in
from extractor.notes.own_lines import MOST, ends_small, is_distorted, own_words
from extractor.notes.specks import are_stains, without_edge_specks, without_last_specks
from extractor.readings.page_words import page_words
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_BELOW: Final = (Region.NOTES, Region.REMARKS, Region.SIGNATURE, Region.TAIL)
_UNDER_TABLES: Final = (Region.NOTES, Region.TAIL)
"""Where footnotes stand without a heading: EDGAR's look has them behind the signatures."""
_TAKEN: Final = (Region.BOXES, Region.OWNERS)
"""What lines just below a heading may be taken for: the boxes of another owner, which begin with words of the form."""
_HEADINGS: Final = {SLOTS.index("tail.explanation"): Region.NOTES, SLOTS.index("tail.remarks"): Region.REMARKS}


def footnotes(
    page: Page,
    printed: PrintedForm,
    regions: Regions,
    taken: npt.NDArray[np.bool_],
    asked: Collection[int] = (),
) -> tuple[tuple[Footnote, ...], Value[str]]:
    """Footnotes in printed order, and the remarks.

    Args:
        page: the page.
        printed: its printed form.
        regions: its regions.
        taken: lines that belong to the signatures.
        asked: the numbers of the marks that stand in the tables.
    """
    noise, noisy = page_words(page).noise, page_words(page).is_noisy
    reader = _Reader(page, asked if 0 < noise < _LOUD else ())
    letters = _letters(page, printed)
    bounds = np.searchsorted(regions.line_of, np.arange(len(regions.of_line) + 1)).tolist()
    for region, away, (start, stop) in zip(regions.of_line.tolist(), taken.tolist(), pairwise(bounds), strict=True):
        tokens = list(range(start, stop))
        tokens = without_edge_specks(page, tokens) if noisy and region in _BELOW else tokens
        if not tokens:
            reader.hides |= stop - start >= _LOST_LINE  # nothing is left of it
            continue
        below = region in _BELOW or (reader.takes_more and region in _TAKEN and not _is_of_a_box(page, printed, letters, tokens))
        if (away and not (reader.awaits_text(tokens) or (reader.begun and _is_sentence(page, tokens)))) or not below:
            reader.close(hides=True)
            if reader.notes and not away and not _is_printed(page, letters, tokens):
                reader.go_on(tokens)
            continue
        heading, end = _heading(page, printed, tokens)
        if heading is not None:
            reader.open(heading)
            tokens = [] if noisy and are_stains(page, tokens[end:]) else tokens[end:]
        else:
            tokens = _without_form(page, printed, letters, tokens, reader)
        if tokens:
            if region in _UNDER_TABLES and not reader.begun and _is_prose(page, tokens):
                reader.open(Region.NOTES, lost=True)  # its heading is lost, and the number of the first footnote with it
            reader.add(tokens)
    reader.close()
    mend = sum(len(n.tokens) for n in reader.notes) + len(reader.remarks) <= _MENDED
    notes = tuple(
        Footnote(id=f"F{n.number}", text=text_of(page, n.tokens, mend, n.number if n.glued else 0)) for n in reader.notes
    )
    remarks = without_last_specks(page, reader.remarks) if noisy else reader.remarks
    return notes, text_of(page, remarks, mend) if remarks else Value()


def _without_form(page: Page, printed: PrintedForm, letters: _Letters, tokens: list[int], reader: _Reader) -> list[int]:
    """The tokens of a line below the tables that are not the form's; where words of the form stand, a footnote ends."""
    begins = cut_before(page, tokens, reader.last + 1)
    if begins and _is_printed(page, letters, tokens[:begins]) and not _is_printed(page, letters, tokens[begins:]):
        reader.close()
        tokens = tokens[begins:]
    elif reader.is_unfinished and ends_small(page, printed, tokens):
        return tokens
    elif _is_printed(page, letters, tokens) or is_distorted(page, tokens):
        reader.close()
        return []
    elif not _is_next(page, tokens, reader.last + 1) and (own := own_words(page, printed, tokens)):
        reader.close()
        begun = own < len(tokens) and (page.words[tokens[own]][0].isupper() or _NUMBERED.fullmatch(page.words[tokens[own]]))
        tokens = tokens[own:] if begun else []
    return tokens[: len(tokens) - own_words(page, printed, tokens[::-1])]


_LOST_LINE: Final = 4  # specks in a line of which nothing else is left
_LOUD: Final = 0.06
"""Noise of a page from which too few marks are legible to ask for footnotes; without any, no number of a footnote is lost."""
_MENDED: Final = 3000
"""Words of a page's footnotes and remarks up to which misread ones are set right."""


_HEADED: Final = 6
"""Tokens at the beginning of a line in which headings stand: what is left of their words belongs to no footnote."""


def _is_heading(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether a word is one of a heading, and none that begins like it, ``remainder``, or has letters of it, ``date(March``."""
    found = printed.share[token] > _FOUND and printed.cover[token] > _COVERED
    if int(printed.slot[token]) not in _HEADINGS or not found:
        return False
    letters = "".join(filter(str.isalnum, page.words[token].lower()))
    return SLOTS[printed.slot[token]] != "tail.remarks" or fuzz.partial_ratio(letters, "remarks") >= _LIKE_HEADING


_LIKE_HEADING: Final = 70.0  # likeness, of 100, of a heading, however misread


def _heading(page: Page, printed: PrintedForm, tokens: list[int]) -> tuple[Region | None, int]:
    """What a line is the heading of, or begins with the heading of, and how many words that takes."""
    named = [k for k, t in enumerate(tokens[:_HEADED]) if _is_heading(page, printed, t)]
    if named:
        return (_HEADINGS[int(printed.slot[tokens[named[-1]]])], named[-1] + 1) if named[0] < _HEADED_FROM else (None, 0)
    if len(tokens) > _HEADED:
        return None, 0
    slots = [int(printed.slot[t]) for t in tokens]
    if len(tokens) > 1 and all(s in _HEADINGS and printed.cover[t] == 1 for s, t in zip(slots, tokens, strict=True)):
        return _HEADINGS[slots[-1]], len(tokens)  # some of its words, the others of which stand elsewhere
    if _EXPLAINED not in slots:
        return None, 0
    text = "".join(filter(str.isalnum, "".join([page.words[t] for t in tokens]).lower()))
    return (Region.NOTES, len(tokens)) if fuzz.ratio(text, _EXPLANATION) >= _LIKE_HEADING else (None, 0)


_HEADED_FROM: Final = 4
"""Tokens before a heading in its line, of which there are fewer."""
_EXPLAINED: Final = SLOTS.index("tail.explanation")
_EXPLANATION: Final = "explanationofresponses"
_FOUND, _COVERED = 0.8, 0.5
"""Shares of a heading, and of the word that it is found in."""


def _is_printed(page: Page, letters: _Letters, tokens: list[int]) -> bool:
    """Whether a line is the form's own: most of its letters belong to phrases of which most is there."""
    line = slice(tokens[0], tokens[-1] + 1)
    numbered = _OWN_WORDS.match(page.words[tokens[0]]) is not None and page.words[tokens[-1]].endswith(".")
    return sum(letters.found[line]) > (_ALL if numbered else MOST) * sum(letters.all[line])


class _Letters(NamedTuple):
    """How many letters each token has, and how many of them belong to phrases of which most is there; lists, for short sums."""

    all: list[int]
    found: list[float]


def _letters(page: Page, printed: PrintedForm) -> _Letters:
    lengths = page.end - page.start
    return _Letters(lengths.tolist(), np.where(printed.share > 0.5, lengths * printed.cover, 0.0).tolist())


def _is_of_a_box(page: Page, printed: PrintedForm, letters: _Letters, tokens: list[int]) -> bool:
    """Whether a line is the form's own, or has the caption that the box of the next owner begins with."""
    line = slice(tokens[0], tokens[-1] + 1)
    named = (printed.slot[line] == _NAME_BOX) & (printed.share[line] > _FOUND)
    return bool(named.any()) or _is_printed(page, letters, tokens)


_NAME_BOX: Final = SLOTS.index("box.name")


def _is_next(page: Page, tokens: list[int], number: int) -> bool:
    """Whether a line begins with the number of the next footnote: what follows is its text, though it has words of the form's."""
    return len(tokens) > 1 and re.fullmatch(rf"\(?{number}[.)]+", page.words[tokens[0]]) is not None


def _is_prose(page: Page, tokens: list[int]) -> bool:
    """Whether a line begins a sentence that is long enough for nothing but a footnote: most of its letters are of known words.

    A number may stand before it; behind one fewer need be known.
    """
    numbered = len(tokens) > _PROSE and _NUMBER.fullmatch(page.words[tokens[0]]) is not None
    tokens = tokens[1:] if numbered else tokens
    words = [page.words[t].strip(_SIGNS).lower() for t in tokens]
    if len(words) < _PROSE or not page.words[tokens[0]][0].isupper():
        return False
    known = sum(len(w) for w in words if len(w) > _SCRAP and word_share(w, "prose"))
    return known > (_SENSIBLE_NUMBERED if numbered else _SENSIBLE) * sum(map(len, words))


def _is_sentence(page: Page, tokens: list[int]) -> bool:
    """Whether a line is prose, or as long as a sentence behind a number, with nothing of a signature."""
    numbered = len(tokens) > _PROSE and _NUMBERED.fullmatch(page.words[tokens[0]]) is not None
    return (numbered or _is_prose(page, tokens)) and not is_signed(" ".join(page.words[t] for t in tokens))


_NUMBERED: Final = re.compile(r"\(\d{1,2}\)|\d{1,2}[.)]")


_NUMBER: Final = re.compile(r"\W?(?:\d{1,2}|[lLiI])\W{0,2}")
_PROSE, _SENSIBLE, _SENSIBLE_NUMBERED = 12, 0.7, 0.5
"""Words of such a line at the least, and the shares of its letters that are of known words, without and with a number."""


_ALL: Final = 0.9
"""Share of the letters of a numbered sentence that make it the form's own: it may speak of the form's columns."""
_OWN_WORDS: Final = re.compile(r"\W{0,2}\d{1,2}[.,)\]]+$")


class _Reader:
    """Takes the lines below the tables one by one and deals them out to footnotes and remarks.

    ``begun``: whether a heading was seen, or the first footnote; ``just_headed``: whether nothing but text stands between a
    heading and the next line; ``hides``: whether what stands below the heading may have been the first footnote.
    """

    def __init__(self, page: Page, asked: Collection[int]) -> None:
        self.page = page
        self.asked = asked
        self.notes: list[Note] = []
        self.remarks: list[int] = []
        self._run: list[list[int]] = []
        self._into_remarks = False
        self.begun = False
        self._headed = False
        self.hides = False
        self.just_headed = False

    @property
    def last(self) -> int:
        """The number of the last footnote before the lines that are being taken."""
        return self.notes[-1].number if self.notes else 0

    def open(self, heading: Region, *, lost: bool = False) -> None:
        """A heading: what follows is footnotes, or remarks. ``lost``: whether it stands nowhere."""
        self.close()
        self.begun = True
        self.just_headed = True
        self._headed = heading is Region.NOTES
        self.hides = lost
        self._into_remarks = heading is Region.REMARKS

    @property
    def takes_more(self) -> bool:
        """Whether the next line is text whatever it seems to be: below a heading; of remarks, which are short, the first line."""
        return self.just_headed and (not self._into_remarks or self.awaits_remarks)

    @property
    def awaits_remarks(self) -> bool:
        """Whether nothing stands below the heading of the remarks yet."""
        return self._into_remarks and not any(map(self._has_letters, self._run))

    @property
    def is_unfinished(self) -> bool:
        """Whether the line before is text that does not end a sentence."""
        return bool(self._run) and not self._into_remarks and not ends_sentence(self.page, self._run[-1])

    def _has_letters(self, tokens: list[int]) -> bool:
        return any(c.isalnum() for t in tokens for c in self.page.words[t])

    def awaits_text(self, tokens: list[int]) -> bool:
        """Whether a line below the heading of the remarks names an exhibit, such as a power of attorney, or an officer's title.

        It is no signature.
        """
        words = [word for t in tokens if (word := self.page.words[t].strip(_SIGNS).lower())]
        if not self._into_remarks or not words:
            return False
        titled = sum(is_of_titles(word) for word in words)
        return words[0].startswith("exhibit") or (
            self.awaits_remarks and titled >= _TITLED and is_of_titles(words[0]) and titled > _SENSIBLE_NUMBERED * len(words)
        )

    def close(self, *, hides: bool = False) -> None:
        """Something else stands here: the run of lines is over. ``hides``: whether it may have been the first footnote."""
        run, self._run = self._run, []
        direct, self.just_headed = self.just_headed, False
        if not run or not self.begun or (self._headed and not self.notes and self._is_noise(run, direct)):
            self.hides |= hides or bool(run)
            return
        if self._into_remarks:
            self.remarks += [t for line in run for t in line]
            self._into_remarks = False
            return
        self._go_on(run)
        headed = self._headed and not self.notes
        first = headed and not self.hides and page_words(self.page).is_noisy
        self.notes += notes_in(self.page, run, self.last, headed, self.asked, first)
        self.hides |= hides

    def _go_on(self, run: list[list[int]]) -> None:
        """Give the lines with which the last footnote goes on behind words of the form to it, in place."""
        count = 0
        for tokens in run if self.notes else ():
            words = [self.page.words[t] for t in tokens]
            small = sum(w.islower() and w.isalpha() for w in words)
            begins = len(words) < _GOES_ON or not (words[0].islower() and words[0].isalpha()) or small <= _FLOWING * len(words)
            if begins or ends_sentence(self.page, self.notes[-1].tokens):
                break
            self.notes[-1].tokens += tokens
            count += 1
        del run[:count]

    def go_on(self, tokens: list[int]) -> None:
        """A line among the boxes of the next owner: the rest of the last footnote, if that has no end and the line no beginning.

        Engines that look for columns read the caption of such a box before the last line of the footnotes above it.
        """
        words = [self.page.words[t] for t in tokens]
        small = sum(w.islower() and w.isalpha() for w in words)
        goes_on = len(words) >= _SENTENCE_WORDS and words[0].islower() and small > _FLOWING * len(words)
        if goes_on and self.notes and not ends_sentence(self.page, self.notes[-1].tokens):
            self.notes[-1].tokens += tokens

    def _is_noise(self, run: list[list[int]], direct: bool) -> bool:
        """Whether lines are but specks, or words that nobody knows, without a number before them.

        ``direct``: whether they stand just below the heading; behind words of the form a few may be the rest of these.
        """
        words = [self.page.words[t] for line in run for t in line]
        text = "".join(words)
        if any(c.isdigit() for c in text):
            return False
        if not direct and len(words) < _RUN_WORDS and not ends_sentence(self.page, run[-1]):
            return True
        known = sum(len(w) for word in words if len(w := word.strip(_SIGNS).lower()) > _SCRAP and word_share(w, "prose"))
        return sum(c.isalpha() for c in text) < _LETTERS or known < _KNOWN * len(text)

    def _names_exhibits(self, tokens: list[int]) -> bool:
        """Whether a line begins to name what is filed with the form, behind one that ends."""
        before = self._run[-1] if self._run else []
        if not before or not _EXHIBITS.match(" ".join(self.page.words[t] for t in tokens[:2])):
            return False
        return ends_sentence(self.page, before) or self.page.words[before[-1]][-1] == ","

    def add(self, tokens: list[int]) -> None:
        """A line of text. Where the heading is lost, the first number begins the footnotes."""
        self.begun = self.begun or first_number(self.page, tokens)
        at = next((k for k, t in enumerate(tokens) if k and self.page.words[t] == _REMARKS), 0)
        if not at and self.begun and self._names_exhibits(tokens):
            self.open(Region.REMARKS)  # their heading is lost
        self._run.append(tokens[:at] if at else tokens)
        if at and self.begun and not self._into_remarks:
            self.open(Region.REMARKS)
            self._run.append(tokens[at + 1 :])


_TITLED: Final = 2  # words of a title
_LETTERS: Final = 8
"""Letters of a footnote without a number, at the least."""
_SIGNS: Final = ".,;:!?()'\"\u201c\u201d-"
_SCRAP, _KNOWN = 2, 0.2
"""Letters of a word that scraps are by chance; share of a text that is known words, at the least."""
_RUN_WORDS: Final = 8  # words that may be the rest of the form's, unless they end a sentence
_SENTENCE_WORDS: Final = 8  # words of a line that goes on with a sentence, at the least
_GOES_ON, _FLOWING = 4, 0.5
"""Words of a line that goes on with a footnote, and the share of those in small letters."""
_REMARKS: Final = "Remarks:"
"""The heading, where it stands in the line of a footnote."""
_EXHIBITS: Final = re.compile(r"Exhibits? (?:List|Index|\d{1,2}\.\d)")
"""How a line begins that names what is filed with the form, which stands in the remarks."""
