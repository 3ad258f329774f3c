"""The word lists of the generator, from `words.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The lists by name."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current += (item.strip().replace('""', "") for item in line.split(" | "))
    return {name: tuple(items) for name, items in lists.items()}


def words(name: str) -> tuple[str, ...]:
    """The items of a list."""
    return _sections()[name]
