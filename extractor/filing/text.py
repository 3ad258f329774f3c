"""The text of a typed value, as XML, JSON and CSV write it, and back; shares in percent."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from extractor.filing import LeafType

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS: Final = {"1": True, "true": True, "0": False, "false": False}
_KINDS: Final = {LeafType.AMOUNT: "number", LeafType.DATE: "date (YYYY-MM-DD)", LeafType.MARK: "mark (1 or 0)"}


def text_of(value: Any) -> str:
    """Plain decimals, ``YYYY-MM-DD``, ``1`` and ``0``; text without surrounding blanks; nothing for ``None``."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case Decimal():
            # A number whose point is a comma has kept three decimals, all of them noughts.
            return f"{value:f}".removesuffix(".000")
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()


def value_of(text: str, type: LeafType) -> Any:
    """The typed value of ``text``, ``None`` where it is blank; :class:`ValueError` where it is of another type."""
    text = text.strip()
    if not text:
        return None
    try:
        match type:
            case LeafType.MARK:
                return _MARKS[text.lower()]
            case LeafType.DATE:
                return date.fromisoformat(text[:10])
            case LeafType.AMOUNT:
                return _amount(text)
            case _:
                return text
    except (KeyError, ValueError, InvalidOperation):
        raise ValueError(f"{text[:40]!r} is no {_KINDS[type]}") from None


def whole_percent(share: float) -> str:
    """A share in percent, rounded down: only what is certain is 100 %."""
    return f"{int(share * 100)}%"


def xml_safe(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def _amount(text: str) -> Decimal:
    number = Decimal(text.replace(",", "").removeprefix("$"))
    if not number.is_finite():
        raise ValueError(text)
    return number
