"""Natures of indirect ownership: the words with which they begin and end, where an engine misreads them.

``IBy spouse`` stands behind a rule of the table; ``By Zorblat Holdings, tic`` is owned by an LLC.
"""

from __future__ import annotations

import re
from typing import Final

from extractor.form.companies import LLC_MISREAD, is_company

_RULE: Final = re.compile(r"^(?:[lI1|!\[\]{}]\s*|E)(?=(?:By|Held|See|As|Through)\b)")
"""A rule of the table, before the words that natures of ownership begin with."""
_BY: Final = re.compile(r"^(?:B +|y[ .]+|B[vsg][ .]+)(?=[A-Z]|401)")
"""``By`` of which a letter is lost or misread."""
_LAST: Final = re.compile(r"(?P<rest>.*\S) (?P<form>\S{2,3})")
_MISREAD: Final = re.compile(r"[LlIitu1|!]{1,2}[CcG]|e[li1][Cc]")
"""What the form is read as behind a company's words, or a comma, besides what it is read as anywhere."""
_FORM: Final = "LLC"
_SECTION: Final = re.compile(r"(?<!\w)[4A][0Oo][\dlIi|]?(?=\s?[({\[\u00a2]\s?[kK])")
"""The number of a section before its subsection (k), of which there is one that plans are named after."""


def with_by(text: str) -> str:
    """A nature without a rule before its first word, which is ``By`` where a letter of that is lost."""
    return _BY.sub("By ", _RULE.sub("", text))


def with_form(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A nature with the legal form of the company that it names, where that is misread, and what was changed."""
    last = _LAST.fullmatch(text)
    if last is None or last["form"].upper() == _FORM:
        return text, ()
    told = last["rest"].endswith(",") or is_company(last["rest"])
    known = told and (_MISREAD.fullmatch(last["form"]) or LLC_MISREAD.fullmatch(last["form"]))
    return (f"{last['rest']} {_FORM}", ((last["form"], _FORM),)) if known else (text, ())


def with_section(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with the number of section 401(k) where a digit of it is misread, and what was changed."""
    changes = tuple((old, "401") for old in dict.fromkeys(_SECTION.findall(text)) if old != "401")
    return (_SECTION.sub("401", text), changes) if changes else (text, ())
