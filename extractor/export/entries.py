"""What an ``ownershipDocument`` has at each of its places, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.filing import Filing, Leaf, Value


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at one path. ``leaf`` is ``None`` for a footnote; a ``value`` of ``None`` makes an empty element."""

    path: str
    leaf: Leaf | None
    value: Value[Any] | None
    id: str = ""


def entries_of(filing: Filing) -> Iterator[Entry]:
    """Every place of the filing's XML, known or not, in the order of the XSD."""
    ids = iter(filing.footnotes)
    for path, leaf, value in filing.leaves():
        if not path.startswith("form/"):
            yield Entry(path, leaf, value, "" if leaf else next(ids).id)
