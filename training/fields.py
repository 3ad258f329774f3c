"""Printed fields: every value of a filing as HTML whose colour says which field it is.

A field number is written into the text colour (five low bits a channel: all of them look black), so that each glyph
of the printed PDF carries its label, whatever it looks like and wherever the page was broken.
"""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from extractor.form.months import MONTHS
from training.eras import parse_date
from training.style import Style


@dataclass
class Registry:
    """Numbers for the fields of one filing: number n stands for `names[n]`; 0 is the form itself."""

    names: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])

    def add(self, label: str, row: str) -> int:
        """The number of a new printed field."""
        self.names.append((label, row))
        return len(self.names) - 1


def colour(number: int) -> str:
    """The near-black colour that stands for a field number (below 32768)."""
    return f"#{number >> 10 & 31:02x}{number >> 5 & 31:02x}{number & 31:02x}"


def number_of(red: int, green: int, blue: int) -> int:
    """The field number that a text colour stands for."""
    if max(red, green, blue) > 31:
        return 0
    return red << 10 | green << 5 | blue


def group_digits(text: str) -> str:
    """Thousands separators for a decimal number; anything else comes back as it is."""
    text = text.strip()
    try:
        Decimal(text)
    except InvalidOperation:
        return text
    whole, dot, rest = text.lstrip("+").partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-")
    return f"{sign}{int(whole or '0'):,}{dot}{rest}" if whole.isdigit() or not whole else text


def print_date(text: str, how: str) -> str:
    """A date as a filer of the time wrote it."""
    day = parse_date(text)
    if day is None:
        return text.strip()
    if how == "short":
        return f"{day.month}/{day.day}/{day.year % 100:02d}"
    if how == "loose":
        return f"{day.month}/{day.day}/{day.year}"
    if how == "dash":
        return f"{day.month:02d}-{day.day:02d}-{day.year % 100:02d}"
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


def print_month(text: str, words: int) -> str:
    """The month of a statement: 03/1996, March 1996 or 3/96."""
    day = parse_date(text)
    if day is None:
        return text.strip()
    if words == 1:
        return f"{MONTHS[day.month - 1]} {day.year}"
    if words == 2:
        return f"{day.month}/{day.year % 100:02d}"
    return f"{day.month:02d}/{day.year}"


def text_of(element: ET.Element | None, path: str = "") -> str:
    """The text below `path`, directly or in a `value` element, without outer spaces."""
    if element is None:
        return ""
    node = element.find(path) if path else element
    if node is None:
        return ""
    value = node.find("value")
    return " ".join(((value if value is not None else node).text or "").split())


def is_true(text: str) -> bool:
    """Whether a flag of the XML is set."""
    return text.strip().lower() in ("1", "true")


@dataclass
class Printer:
    """Writes fields of one filing as HTML and remembers their numbers."""

    style: Style
    registry: Registry = field(default_factory=Registry)

    def value(self, label: str, row: str, text: str, css: str = "v") -> str:
        """One printed value, wrapped so that its glyphs can be told from the form."""
        if not text.strip():
            return ""
        number = self.registry.add(label, row)
        return f'<span class="{css}" style="color:{colour(number)}">{html.escape(text, quote=False)}</span>'

    def mark(self, label: str, row: str, on: bool) -> str:
        """A check mark (or the empty box)."""
        text, empty = self.style.mark, self.style.empty_mark
        if not on:
            return f'<span class="k">{html.escape(empty)}</span>' if empty else ""
        before, _, after = text.partition("X") if "X" in text else text.partition("x")
        inner = text[len(before) : len(text) - len(after)] if after or before else text
        return f'<span class="k">{before}</span>{self.value(label, row, inner, "k")}<span class="k">{after}</span>'

    def notes(self, element: ET.Element | None, label: str, row: str) -> str:
        """The footnote marks that stand on a value."""
        if element is None:
            return ""
        out = []
        for note in element.findall("footnoteId"):
            text = f"({note.get('id', 'F').lstrip('F')})"
            out.append(f"{self.style.note_gap}<sup>{self.value(f'{label}/footnoteId', row, text, 'n')}</sup>")
        return "".join(out)

    def cell(self, element: ET.Element, path: str, row: str, kind: str = "text") -> str:
        """A value of a table row with its footnote marks; `kind` is text, number, money or date."""
        node = element.find(path)
        text = text_of(node)
        before = ""
        if text and kind in ("number", "money"):
            text = group_digits(text)
            if kind == "money":
                before = self.style.dollar
        elif text and kind == "date":
            text = print_date(text, self.style.dates)
        shown = self.value(path, row, text)
        money = f'<span class="v">{before}</span>' if before and shown else ""
        return money + shown + self.notes(node, path, row)
