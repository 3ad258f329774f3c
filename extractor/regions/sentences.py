"""Lines that are sentences, as footnotes and remarks have them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import Page
from extractor.form.companies import LEGAL_FORMS
from extractor.form.prose import JOINING


@lru_cache(maxsize=1)
def _small(page: Page) -> npt.NDArray[np.bool_]:
    """Which tokens are words in small letters."""
    return np.array([w.islower() and w.isalpha() for w in page.words], np.bool_)


def closed_lines(page: Page, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.bool_]:
    """Lines of small words that end with the full stop of a sentence, which no line of the form's boxes and heads does."""
    small = np.bincount(line_of, _small(page), lines)
    ends = np.append(np.flatnonzero(line_of[1:] != line_of[:-1]), len(line_of) - 1)
    found = np.zeros(lines, np.bool_)
    for token in ends.tolist():
        word = page.words[token]
        ends_there = word.endswith(".") and len(word) > 2 and word[:-1].isalnum() and word[:-1].lower() not in _SHORT
        found[line_of[token]] = ends_there
    tokens = np.bincount(line_of, minlength=lines)
    sentence: npt.NDArray[np.bool_] = (tokens >= _SENTENCE) & (small >= _FLOWING * tokens)
    return found & sentence


_SHORT: Final = LEGAL_FORMS | {"instr"}
"""What ends with a full stop of its own: a nature may end with the name of a company."""
_SENTENCE: Final = 4  # words
_FLOWING: Final = 0.25  # share of them in small letters: a line of an address ends with a full stop as well, "100 ELM ST."


def prose_lines(page: Page, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.bool_]:
    """Lines that are sentences: eight words or more, most in small letters or many that only join others, and no columns.

    What keeps the layout by blanks has a wide gap now and then within a long line, too: columns have few words each. Where an
    engine has lost the blanks, a word that is longer than any is a sentence.
    """
    small = _small(page)
    joining = np.array([w in JOINING for w in page.words], np.bool_)
    tokens = np.bincount(line_of, minlength=lines)
    in_small, joined = np.bincount(line_of, small, lines) / tokens, np.bincount(line_of, joining, lines) / tokens
    flowing = (in_small > 0.5) | (joined > 0.2)
    glued = np.bincount(line_of, np.array([len(w) >= _GLUED and _is_glued(w) for w in page.words], np.bool_), lines) > 0
    sentence: npt.NDArray[np.bool_] = ((tokens >= 8) & flowing) | glued
    sentence &= _columns(page, line_of, lines) < np.maximum(_FEW_COLUMNS, tokens // _OF_A_COLUMN)
    return sentence | ((tokens >= _MANY) & (in_small >= 0.5) & (joined >= 0.2))


_MANY: Final = 16
"""Words of a line that is a sentence by these alone, whatever gaps it has: noise makes some, and heads join few words."""
_GLUED: Final = 40  # glyphs


def _is_glued(word: str) -> bool:
    """Whether glyphs without a blank are those of a sentence, most of them small letters."""
    return sum(map(str.islower, word)) >= _MOSTLY_SMALL * len(word)


_MOSTLY_SMALL: Final = 0.6  # least share of the glyphs of a sentence without blanks


def _columns(page: Page, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.intp]:
    """How many wide gaps each line has."""
    wide = (page.x0[1:] - page.x1[:-1] >= _COLUMN_GAP) & (page.line[1:] == page.line[:-1])
    return np.bincount(line_of[1:][wide], minlength=lines)


_FEW_COLUMNS: Final = 2  # gaps between columns, from which on a short line is no sentence
_OF_A_COLUMN: Final = 12  # words, more than a column's
_COLUMN_GAP: Final = 6.0  # characters between columns; between words of a sentence there are fewer
