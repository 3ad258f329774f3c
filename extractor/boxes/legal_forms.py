"""How names of companies end: with the words of a legal form, behind which hardly anything stands but a state or a numeral.

Of the names of 471 issuers 88 % end with one of them; behind it 2 % have a state in strokes, 3 % a number.
"""

from __future__ import annotations

import re
from typing import Final

from extractor.boxes.symbols import is_of_name
from extractor.form.companies import CORPORATION, INCORPORATED, ISSUERS_FORMS
from extractor.language.model import letters_of, word_share
from extractor.readings.pieces import Reading

_FORM: Final = f"(?:{'|'.join(ISSUERS_FORMS)})"
_END: Final = re.compile(
    rf"^(?P<name>.*?\S\s+(?:{'|'.join((*INCORPORATED, *CORPORATION, 'ltd', 'plc'))})\b[.,]*)(?P<behind>[^\w.,]*\w.*)$",
    re.IGNORECASE,
)
_ALLOWED: Final = re.compile(
    rf"\s*(?:[/\\(].{{0,2}}[A-Za-z]{{2}}|[IVX1-9-]{{1,5}}$|-?[IVX]{{1,3}}\s?-\s?[A-Z1-9]$"
    rf"|&|{_FORM}\b|co\b|l\.?p\b|et al|of\b|and\b|trust\b|class\b|new\b)",
    re.IGNORECASE,
)
"""What may stand behind a legal form: a state, a number, also with a letter, ``I-B``, another form, words that go on."""
_NUMERAL: Final = re.compile(r"\s(?:I{1,3}|IV|VI{0,3})(?=\s)")
_BEHIND: Final = 16  # glyphs of what is left out
_GLUED: Final = re.compile(
    r"^(?P<name>.*[^\s.][\s.]+(?:inc|corp|ltd|plc|bancorp)[.,]?(?:\s?/?\s?[A-Z]{2}[\s/.]*)?)\s?[I\[|lJ1{(][\s.\u00b7]?(?P<symbol>[A-Z]{2,5}?)\W?\s?[I\])|lJ1}]?$",
    re.IGNORECASE,
)
_MISREAD: Final = (
    (re.compile(r"(?<=[\s.,])(?:[Il1!ijtfT|][nrmhN][cgeoqCGEOQ]e?|[Il1][cC]|[nN][cC])(?=[.,]*$)"), "inc"),
    (re.compile(r"(?<=\s)[Ll1][tTl1iI](?:[dDcC]|cl)(?=[.,]*$)"), "ltd"),
    (re.compile(r"(?<=\s)(?:[cCgG][oOce][rRtn][fFnR]|[gG][oO][rR][pP]|[cC][oO][pP]|[oO][rR][pP])(?=[.,]*$)"), "corp"),
    (re.compile(r"(?<=\s)[pP][lLiI1|][cCeoO\u00e9](?=[.,\"'\u201d]*$)"), "plc"),
)
_HAS_FORM: Final = re.compile(rf"\s{_FORM}\b", re.IGNORECASE)


def symbol_behind(text: str) -> tuple[str, str]:
    """The name and the trading symbol of a text that ends with both, a bracket of the symbol read as a letter: ``INC IQZXI``."""
    match = _GLUED.match(text)
    return (match["name"], match["symbol"].upper()) if match else (text, "")


def without_specks_behind_form(reading: Reading[str], noise: float) -> Reading[str]:
    """A company's name without specks behind its legal form; on a page with noise with a misread form set right."""
    text = reading.value or ""
    name, symbol = symbol_behind(text)
    if symbol and is_of_name(symbol, name):
        return reading  # which is parted from it later
    match = _END.match(text)
    if match and not _ALLOWED.match(match["behind"]) and _is_speck(match["behind"]):
        numeral = _NUMERAL.match(match["behind"])
        kept = match["name"] + (numeral.group() if numeral else "")
        return reading.repaired(kept, _DOUBT, "what stands behind the legal form is left out")
    return with_legal_form(reading, noise)


def with_legal_form(reading: Reading[str], noise: float) -> Reading[str]:
    """A company's name with its legal form, misread on a page with noise, set right."""
    text = reading.value or ""
    if noise > 0 and not _HAS_FORM.search(text):
        for pattern, form in _MISREAD:
            if misread := pattern.search(text):
                shown = form.upper() if misread.group()[-1].isupper() else form.capitalize()
                return reading.repaired(text[: misread.start()] + shown + text[misread.end() :], _DOUBT, "the legal form misread")
    return reading


def _is_speck(behind: str) -> bool:
    """Whether what stands behind a legal form has no word that companies have in their names."""
    return len(behind) <= _BEHIND and all(len(w) < _WORD or not word_share(w, "company") for w in letters_of(behind))


_WORD: Final = 3  # letters
_DOUBT: Final = 0.7  # of a name that was changed
