"""In what capacity filers sign, phrases and months that stand in signatures, and how titles of officers begin.

Counted over the signatures of 9,800 filings of other issuers than those of any test: each phrase stands in some hundred of them.
"""

from __future__ import annotations

from typing import Final

from extractor.form import months

ATTORNEY: Final = "attorney"
"""In whose capacity most signatures stand that are not the owner's own."""
IN_FACT: Final = "attorney in fact"
PHRASES: Final = (
    IN_FACT,
    "power of attorney",
    "pursuant to",
    "on behalf of",
    "managing member",
    "general partner",
    "general counsel",
    "authorized signatory",
    "authorized person",
    "chief financial officer",
    "chief executive officer",
    "chief administrative officer",
)
"""Words of a capacity that stand together, the longest and most frequent first."""
UNCHANGING: Final = frozenset((IN_FACT, "power of attorney", "on behalf of"))
"""Those of them that have no other spelling or form, so that other words in their place are misread: ``attorney-in-tact``."""
FOLLOWED_BY: Final = frozenset(("for", "of", "by", "on", "to", "as", "under", "and", "dated", "filed", "pursuant", "with"))
"""Words that go on with a signature behind such a phrase."""
OFFICERS: Final = frozenset(("chief", "president", "ceo", "cfo", "coo", "evp", "svp", "general", "executive", "senior"))
"""Words with which titles of officers begin, none of which goes on with one before it but those of titles."""
MONTHS: Final = frozenset(month.lower() for month in months.MONTHS)
"""Months in small letters: dates of powers of attorney stand in signatures."""
