"""Companies, funds and trusts: the words of their names, and the legal forms in which they end.

All words are in small letters and without points.
"""

from __future__ import annotations

import re
from typing import Final

INCORPORATED: Final = ("inc", "incorporated")
CORPORATION: Final = ("corp", "corporation")
COMPANY: Final = ("co", "company")
LIMITED: Final = ("ltd", "limited")
"""A legal form each, in short and in full."""
ISSUERS_FORMS: Final = (*INCORPORATED, *CORPORATION, "company", *LIMITED, "plc", "llc")
"""Legal forms in which nearly all issuers' names end."""
LEGAL_FORMS: Final = frozenset(
    (*INCORPORATED, *CORPORATION, *COMPANY, "cos", *LIMITED, "lp", "llc", "plc", "sa", "nv", "ag", "se"),
)
"""Legal forms of issuers, rare and foreign ones among them."""
SHORT_FORMS: Final = frozenset(("inc", "llc", "llp", "ltd", "plc"))
"""Those of three letters in which one that is lost is told by the other two."""
LLC_MISREAD: Final = re.compile(r"[LlIt1|!]{2}[CcGeEO0(][.,]*|[LlIt1|!]\.[LlIt1|!]\.[CcGeEO0(][.,]*")
"""How engines read the legal form of funds' managers."""
WORDS: Final = frozenset(
    (
        *(*INCORPORATED, *CORPORATION, *COMPANY, *LIMITED, "llc", "lllp", "llp", "lp", "gp", "plc"),
        *("nv", "sa", "ag", "gmbh", "sarl"),
        *("trust", "fund", "funds", "partners", "partnership", "holding", "holdings", "capital", "management", "group"),
        *("foundation", "bank", "associates", "investors", "investments", "ventures", "advisors", "advisers", "equity"),
        *("opportunities", "enterprises"),
    )
)
"""Words that hardly any natural person has in the name."""
_WORD: Final = re.compile(r"[a-z]+")
_FORM: Final = re.compile(rf"(?<=...)(?:{'|'.join(ISSUERS_FORMS)})$")


def without_form(letters: str) -> str:
    """The small letters of an issuer's name without those of the legal form in which it ends."""
    return _FORM.sub("", letters)


def is_company(name: str) -> bool:
    """Whether an owner is no natural person."""
    return not WORDS.isdisjoint(_WORD.findall(name.lower().replace(".", "")))
