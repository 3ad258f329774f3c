"""What a filing is made of before it is XML. Numbers are whole ten-thousandths, as EDGAR takes four decimals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

SCALE = 10_000
MAX_ROWS = 30
MAX_NOTES = 12


@dataclass(slots=True)
class Row:
    """A line of Table I or II. `notes` maps the name of an XML element to the texts of its footnotes.

    A value that is None is missing; the element must then have a footnote. `delta` is the change of the balance.
    """

    derivative: bool
    title: str
    kind: str = ""
    day: date | None = None
    deemed: date | None = None
    code: str = ""
    swap: bool = False
    form_type: str = ""
    timeliness: str = ""
    shares: int = 0
    total: int | None = None
    price: int | None = None
    acquired: bool = True
    conversion: int | None = None
    exercise: date | None = None
    expiration: date | None = None
    under_title: str = ""
    under_shares: int | None = None
    under_value: int | None = None
    following: int = 0
    following_is_value: bool = False
    direct: bool = True
    nature: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def holding(self) -> bool:
        """Whether the line is a holding and not a transaction."""
        return not self.code

    @property
    def delta(self) -> int:
        """The signed change of the balance."""
        if self.holding:
            return 0
        size = self.shares if self.total is None else self.total
        return size if self.acquired else -size

    @property
    def key(self) -> tuple[object, ...]:
        """Lines with the same key share one balance: one class and nature, or one grant."""
        terms = (self.conversion, self.exercise, self.expiration) if self.derivative else ()
        return (self.derivative, self.title.lower(), self.direct, self.nature.lower(), self.total is None, *terms)

    def note(self, element: str, text: str) -> None:
        """Put a footnote on an element, once."""
        texts = self.notes.setdefault(element, [])
        if text not in texts:
            texts.append(text)


def number(value: int) -> str:
    """A number of ten-thousandths as a plain decimal."""
    whole, rest = divmod(value, SCALE)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)
