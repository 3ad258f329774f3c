"""Par values in titles: ``par value S0.OO1`` is ``par value $0.001``.

What stands behind the words ``par value`` is an amount of money of a few noughts and a digit.
"""

from __future__ import annotations

import re
from typing import Final

_NOUGHT: Final = "[0OoQ]"
_PAR: Final = re.compile(
    rf"(?P<of>\bpar[.,:]? value[.,:]? (?:of )?)(?P<sign>[$Ss\u00a7]?)(?P<nought>{_NOUGHT}?|[68](?=[.,]{_NOUGHT}{{2}}))"
    rf"[.,](?P<noughts>{_NOUGHT}{{0,5}}) ?(?P<digit>[1-9])(?!\S*[^\W_])",
    re.IGNORECASE,
)


def with_par_value(title: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A title whose par value has its dollar sign, its noughts as digits, and no gap before its last digit.

    Returns:
        the title, and what stood in it with what it became.
    """
    changes: list[tuple[str, str]] = []

    def told(match: re.Match[str]) -> str:
        read, printed = match.group().removeprefix(match["of"]), _amount(match)
        if read != printed:
            changes.append((read, printed))
        return match["of"] + printed

    return _PAR.sub(told, title), tuple(changes)


def _amount(match: re.Match[str]) -> str:
    sign = "$" if match["sign"] else ""
    return f"{sign}{'0' * len(match['nought'])}.{'0' * len(match['noughts'])}{match['digit']}"
