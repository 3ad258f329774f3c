"""EDGAR ``ownershipDocument`` XML, in two profiles.

*printed*: what the form shows, rows in printed order, nothing for what is unknown, no CIKs. What reconciliation changed stands
behind the document as it was read, an instruction each: ``<?as-reported path="periodOfReport" value="2001-03-02"?>``.
*edgar*: fit for the SEC's XSDs; :func:`extractor.export.lacking.lacking` says what is missing when it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from extractor.export.edgar import edgar_entries
from extractor.export.entries import Entry, entries_of
from extractor.filing import Filing, Leaf
from extractor.filing.text import text_of, xml_safe

Profile = Literal["printed", "edgar"]
PROFILES: Final[tuple[Profile, ...]] = ("printed", "edgar")


def to_xml(filing: Filing, *, profile: Profile = "printed") -> str:
    """The filing as XML text, to be written as UTF-8."""
    if profile == "edgar":
        return render(edgar_entries(filing))
    if profile != "printed":
        raise ValueError(f"profile is {profile!r}; give one of: {', '.join(PROFILES)}")
    return render(entry for entry in entries_of(filing) if not entry.path.endswith("Cik")) + "".join(_as_reported(filing))


def _as_reported(filing: Filing) -> Iterator[str]:
    """Processing instructions, which readers of the document pass over: what changed values and footnotes were as read."""
    for path, _, value in filing.leaves():
        if value.reported is not None and not path.startswith("form/"):
            told = {"path": path, "value": text_of(value.reported.value)}
            if value.reported.footnotes != value.footnotes:
                told["footnotes"] = " ".join(value.reported.footnotes)
            yield f"<?as-reported {' '.join(f'{name}={quoteattr(xml_safe(text))}' for name, text in told.items())}?>\n"


def render(entries: Iterable[Entry]) -> str:
    """The document made of these entries; repeated elements are made even where nothing of them is known."""
    root, notes = _Node("ownershipDocument"), []
    for entry in entries:
        value = entry.value
        if value is None:
            root.at(entry.path)
        elif entry.leaf is None:
            node = root.at(entry.path)
            node.id, node.text = entry.id, text_of(value.value)
        else:
            root.at(entry.path[: entry.path.rfind("]") + 1])
            if value.footnotes and entry.leaf.notes:
                notes.append((_notes_path(entry.path, entry.leaf), value.footnotes))
                root.at(notes[-1][0])
            if value.value is not None and (text_of(value.value) or value.footnotes):
                root.at(entry.path + "/value" if entry.leaf.boxed else entry.path).text = text_of(value.value)
    for path, ids in notes:
        root.at(path).children.update({f"footnoteId {i}": _Node("footnoteId", id=i) for i in ids})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(root.lines(""))


def _notes_path(path: str, leaf: Leaf) -> str:
    return path.removesuffix(leaf.path) + leaf.notes


@dataclass(slots=True)
class _Node:
    """An element; ``children`` by name and index, in order."""

    tag: str
    text: str = ""
    id: str = ""
    children: dict[str, _Node] = field(default_factory=dict)

    def at(self, path: str) -> _Node:
        """The element at a path below this one, made if need be."""
        node = self
        for step in filter(None, path.split("/")):
            child = node.children.get(step)
            if child is None:
                child = node.children[step] = _Node(step.partition("[")[0])
            node = child
        return node

    def lines(self, indent: str) -> Iterator[str]:
        """Lines of XML; an element that holds only values stands on one line."""
        start = self.tag + (f" id={quoteattr(xml_safe(self.id))}" if self.id else "")
        if not self.children:
            text = escape(xml_safe(self.text), {"\r": "&#13;"})
            yield f"{indent}<{start}>{text}</{self.tag}>\n" if text else f"{indent}<{start}/>\n"
        elif all(child.tag in _INLINE for child in self.children.values()):
            inner = "".join(line[:-1] for child in self.children.values() for line in child.lines(""))
            yield f"{indent}<{start}>{inner}</{self.tag}>\n"
        else:
            yield f"{indent}<{start}>\n"
            for child in self.children.values():
                yield from child.lines(indent + "  ")
            yield f"{indent}</{self.tag}>\n"


_INLINE: Final = frozenset({"value", "footnoteId"})
