"""Footnotes in our own words: templates with {one|other} choices and $slots, by topic, from `prose.txt`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

CHOICE = re.compile(r"\{([^{}]*)\}")
SLOT = re.compile(r"\$([a-z]+)")
Slots = Mapping[str, Callable[[], str]]


@cache
def templates() -> dict[str, tuple[str, ...]]:
    """The templates by topic."""
    topics: dict[str, list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name("prose.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = topics.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {topic: tuple(lines) for topic, lines in topics.items()}


def expand(rng: Random, template: str, slots: Slots) -> str:
    """Resolve the choices from the inside out, and then fill the slots."""
    while match := CHOICE.search(template):
        template = template[: match.start()] + rng.choice(match[1].split("|")) + template[match.end() :]

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return slots[name]() if name in slots else expand(rng, rng.choice(templates()[name]), slots)

    return SLOT.sub(fill, template)


def write_note(rng: Random, topic: str, slots: Slots) -> str:
    """A footnote on a topic, of one sentence or a few."""
    text = expand(rng, rng.choice(templates()[topic]), slots)
    extra = f"{topic}_long"
    if extra in templates() and rng.random() < 0.7:
        text += " " + expand(rng, rng.choice(templates()[extra]), slots)
    count = 0
    while count < 5 and rng.random() < 0.55 - 0.05 * count:
        count += 1
    for template in rng.sample(templates()["more"], count):
        text += " " + expand(rng, template, slots)
    sentences = (part[:1].upper() + part[1:] for part in " ".join(text.split()).split(". "))
    return ". ".join(sentences)[:1000]
