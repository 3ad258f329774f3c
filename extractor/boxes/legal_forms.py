"""How names of companies end: with the words of a legal form, as 88 % of the names of 471 issuers do."""

from __future__ import annotations

import re
from typing import Final

from extractor.form.companies import ISSUERS_FORMS
from extractor.readings.pieces import Reading

_MISREAD: Final = (
    (re.compile(r"(?<=[\s.,])(?:[Il1!ijtfT|][nrmhN][cgeoqCGEOQ]e?|[Il1][cC]|[nN][cC])(?=[.,]*$)"), "inc"),
    (re.compile(r"(?<=\s)[Ll1][tTl1iI](?:[dDcC]|cl)(?=[.,]*$)"), "ltd"),
    (re.compile(r"(?<=\s)(?:[cCgG][oOce][rRtn][fFnR]|[gG][oO][rR][pP]|[cC][oO][pP]|[oO][rR][pP])(?=[.,]*$)"), "corp"),
    (re.compile(r"(?<=\s)[pP][lLiI1|][cCeoO\u00e9](?=[.,\"'\u201d]*$)"), "plc"),
)
_HAS_FORM: Final = re.compile(rf"\s(?:{'|'.join(ISSUERS_FORMS)})\b", re.IGNORECASE)


def with_legal_form(reading: Reading[str], noise: float) -> Reading[str]:
    """A company's name with its legal form, misread on a page with noise, set right."""
    text = reading.value or ""
    if noise > 0 and not _HAS_FORM.search(text):
        for pattern, form in _MISREAD:
            if misread := pattern.search(text):
                shown = form.upper() if misread.group()[-1].isupper() else form.capitalize()
                return reading.repaired(text[: misread.start()] + shown + text[misread.end() :], _DOUBT, "the legal form misread")
    return reading


_DOUBT: Final = 0.7  # of a name that was changed
