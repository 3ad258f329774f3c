"""The last step of the fit: simulate readings that were fitted, count them as real ones are counted, and take the bias away.

Pairing what is badly garbled goes wrong now and then, so that counts of a bad page show more damage than there is; and errors
come in longer runs than a chain of single steps makes. Counting both sides in one way leaves neither in the parameters.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from training.corpus import Reading
from training.noise.channel import Channel
from training.noise.page import marks_of
from training.noise.pairs import Sample, sample_of

Fitted = dict[str, Any]
ROUNDS: Final = 2
_MOST: Final = 2.0  # a parameter's odds change by no more than this at once
_DOUBT: Final = 2.0  # events that are added to both sides


def rates(samples: Iterable[Sample]) -> dict[str, tuple[float, float]]:
    """Events and chances of each kind: glyphs misread, calm and in a run, words gone and joined, blanks inside words."""
    seen, all_ = Counter[str](), Counter[str]()
    for sample in samples:
        for fate in (fate for line in sample.lines for fate in line):
            all_["gone"] += 1
            seen["gone"] += fate.seen is None
            state = "0"
            for char, text in zip(fate.text, fate.seen or (), strict=False):
                all_[state] += 1
                seen[state] += text != char
                state = str(int(text != char))
        for counts, what, name in ((sample.gaps, "joined", "joined"), (sample.inner, "blank", "inner")):
            all_[name] += sum(n for (_, fate), n in counts.items() if fate != "break")
            seen[name] += sum(n for (_, fate), n in counts.items() if fate == what)
    return {name: (seen[name], n) for name, n in all_.items()}


def _odds(events: float, chances: float) -> float:
    return (events + _DOUBT) / (chances - events + _DOUBT)


def corrections(real: Iterable[Sample], made: Iterable[Sample]) -> dict[str, float]:
    """What the odds of each kind of event are to be multiplied with."""
    wanted, have = rates(real), rates(made)
    ratios = {name: _odds(*wanted[name]) / _odds(*have[name]) for name in wanted if name in have}
    return {name: min(_MOST, max(1 / _MOST, ratio)) for name, ratio in ratios.items()}


def corrected(of: Fitted, by: dict[str, float]) -> Fitted:
    """Parameters after a correction."""
    states = {key: value * by.get(key[0], 1.0) for key, value in of["glyph states"].items()}
    return {
        **of,
        "glyph states": {key: float(f"{value:.3g}") for key, value in states.items()},
        "word odds": round(of["word odds"] * by.get("gone", 1.0), 5),
        "blanks": {key: round(max(0.0, 1 - (1 - share) * by.get("joined", 1.0)), 4) for key, share in of["blanks"].items()},
        "inner": {key: round(share * by.get("inner", 1.0), 5) for key, share in of["inner"].items()},
    }


def tuned(name: str, of: Fitted, readings: list[Reading], samples: list[list[Sample]]) -> Fitted:
    """Parameters of `family-strength` without bias, by its first readings and their pages as they were counted."""
    real = [sample for pages in samples[: len(readings)] for sample in pages]
    for number in range(ROUNDS):
        channel = Channel({name: of})
        made = [sample for k, reading in enumerate(readings) for sample in _again(channel, reading, k, number)]
        of = corrected(of, corrections(real, made))
    return of


def _again(channel: Channel, reading: Reading, profile: int, number: int) -> list[Sample]:
    """A reading simulated with its own profile."""
    clean = replace(reading, pages=reading.printed, printed=[])
    made = channel.read(clean, reading.engine, reading.level, random.Random(f"{reading.key}-{number}"), profile)
    marks = marks_of(reading.names)
    return [sample_of(a, b, marks) for a, b in zip(made.printed, made.pages, strict=True) if a.glyphs]
