"""Par values in titles: ``par value S0.OO1`` is ``par value $0.001``.

What stands behind the words ``par value`` is an amount of money of a few noughts and a digit.
"""

from __future__ import annotations

import re
from typing import Final

_PAR: Final = re.compile(
    r"(?P<of>\bvalue[.,:]? (?:of )?)(?P<sign>[$Ss\u00a7]?)(?P<nought>[0OoQ]?|[68](?=[.,][0OoQ]))[.,](?P<noughts>[0OoQ]{0,5})"
    r" ?(?P<digit>[1-9])(?!\S*[^\W_])"
)


def with_par_value(title: str) -> str:
    """A title whose par value has its dollar sign, its noughts as digits, and no gap before its last digit."""
    return _PAR.sub(_amount, title)


def _amount(match: re.Match[str]) -> str:
    sign = "$" if match["sign"] else ""
    return f"{match['of']}{sign}{'0' * len(match['nought'])}.{'0' * len(match['noughts'])}{match['digit']}"
