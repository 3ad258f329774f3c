"""What the sections of a page about a filing share: its entries, its text, and how a value is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.filing import CheckOutcome, Filing, Status
from extractor.report.bands import percent
from extractor.report.entries import ShownValue, entries_of
from extractor.report.html import Html, el
from extractor.report.names import shown
from extractor.report.source import Mark, show

SHORT: Final = 90
"""Characters of a value where others stand beside it."""
STATUS: Final = {
    Status.REPAIRED: ("repaired", "~", "a character was added, dropped or changed"),
    Status.INFERRED: ("inferred", "+", "no text of its own: taken from the rest of the filing"),
    Status.MISSING: ("missing", "∅", "nothing was read"),
}
"""Of each status but ``read``: its name, its sign and what it means."""
OUTCOMES: Final = {
    CheckOutcome.FAILED: ("✗", "failed"),
    CheckOutcome.PASSED: ("✓", "holds"),
    CheckOutcome.NOT_APPLICABLE: ("–", "not applicable"),
}
"""Of each outcome of a check: its sign, and what to call it."""


class View:
    """A filing beside the text that it was read from."""

    def __init__(self, filing: Filing, source: str) -> None:
        self.filing, self.source = filing, source
        self.entries = entries_of(filing)
        self.by_path = {entry.path: entry for entry in self.entries}
        self.by_number = {entry.number: entry for entry in self.entries}
        self.text = show(source, self._marks(), filing.source.dialect)

    def _marks(self) -> Iterator[Mark]:
        for entry in self.entries:
            name = f"{entry.name}: {cut(entry.content, 60)} ({percent(entry.value.confidence)})"
            for source in entry.value.sources:
                yield Mark(source.start, source.end, entry.number, entry.band, name)

    def at(self, path: str) -> list[ShownValue]:
        """The value at a path, or those below it."""
        if path in self.by_path:
            return [self.by_path[path]]
        return [entry for entry in self.entries if entry.path.startswith(path + "/")]


def value_of(entry: ShownValue, longest: int = SHORT) -> Html:
    """The value in its band's colour and line, with its status and its footnotes, linked to its entry."""
    content = "missing" if entry.missing else cut(entry.content, longest)
    _, sign, told = STATUS.get(entry.value.status, ("", "", ""))
    notes = f"({','.join(n.removeprefix('F') for n in entry.value.footnotes)})" if entry.value.footnotes else ""
    title = f"{entry.name}: {percent(entry.value.confidence)}" + (f", {told}" if told else "")
    link = {"href": f"#f{entry.number}", "class_": f"v b{entry.band}", "title": title}
    if not content:
        return el("span", el("a", notes or "?", **link), class_="value")
    status = el("abbr", sign, title=told) if sign and not entry.missing else None
    return el("span", el("a", content, **link), status, el("sup", notes) if notes else None, class_="value")


def others_of(entry: ShownValue) -> str:
    """The readings that were considered and not chosen."""
    some = [f"{cut(shown(a.value, entry.kind), 60)} ({percent(a.confidence)})" for a in entry.value.alternatives[:4]]
    return f"or {', '.join(some)}" if some else ""


def link_to(entry: ShownValue) -> Html:
    """The entry's name, leading to it."""
    return el("a", entry.name, href=f"#f{entry.number}")


def section(id_: str, title: str, *parts: object) -> Html:
    """A section under its heading."""
    return el("section", el("h2", title, id=f"h-{id_}"), *parts, id=id_, aria_labelledby=f"h-{id_}")


def cut(content: str, longest: int) -> str:
    """The beginning of a long text, and how long it is."""
    return content if len(content) <= longest else f"{content[:longest].rstrip()}… ({len(content):,} characters)"
