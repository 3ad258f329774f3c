"""Odds of an event as a product of factors, each raked in turn until what is expected is what was seen."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_ROUNDS: Final = 12
_LEAST, _MOST = 1e-4, 1e4


@dataclass(frozen=True)
class Factor:
    """One cause: its class at each event; a class is drawn to its centre as if by `pull` events more of the rare kind."""

    keys: Sequence[Hashable]
    pull: float
    centre: Mapping[Hashable, float] = field(default_factory=dict)


@dataclass
class _Effect:
    names: list[Hashable]
    places: Places
    centre: Floats
    now: Floats
    pull: float


def _effect(factor: Factor, rate: float) -> _Effect:
    number = {key: n for n, key in enumerate(dict.fromkeys(factor.keys))}
    places = np.fromiter((number[key] for key in factor.keys), dtype=np.int64, count=len(factor.keys))
    centre = np.array([factor.centre.get(key, 1.0) for key in number])
    return _Effect(list(number), places, centre, centre.copy(), factor.pull / rate)


def chance(odds: Any) -> Any:
    """The chance that odds are, of a number or an array."""
    return odds / (1 + odds)


def _ratio(seen: Any, expected: Any, trials: Any) -> Any:
    return seen / expected * (trials - expected) / (trials - seen)


def rake(happened: Sequence[bool], factors: Sequence[Factor]) -> tuple[float, list[dict[Hashable, float]]]:
    """The odds on the average, and for each factor what its classes multiply them with."""
    events = np.asarray(happened, dtype=float)
    rate = float(np.clip(events.mean() if len(events) else 0.0, 1e-5, 1 - 1e-5))
    base = rate / (1 - rate)
    effects = [_effect(factor, rate) for factor in factors]
    for _ in range(_ROUNDS):
        for effect in effects:
            expected = chance(_odds(base, effects))
            _move(effect, events, expected, base)
        expected = chance(_odds(base, effects)).sum()
        base *= float(_ratio(events.sum() + 0.5, expected + 0.5, len(events) + 1.0))
    return base, [dict(zip(e.names, e.now.tolist(), strict=True)) for e in effects]


def _odds(base: float, effects: list[_Effect]) -> Floats:
    odds = np.full(len(effects[0].places), base)
    for effect in effects:
        odds *= effect.now[effect.places]
    return odds


def _move(effect: _Effect, events: Floats, expected: Floats, base: float) -> None:
    size, pull = len(effect.names), effect.pull
    seen = np.bincount(effect.places, events, size) + pull * chance(base * effect.centre)
    model = np.bincount(effect.places, expected, size) + pull * chance(base * effect.now)
    trials = np.bincount(effect.places, minlength=size) + pull
    effect.now = np.clip(effect.now * _ratio(seen, model, trials), _LEAST, _MOST)
