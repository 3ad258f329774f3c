"""Odds of an event as a product of factors: logistic regression, one factor at a time, each class drawn to a centre."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_ROUNDS: Final = 12
_STEP: Final = 1.0  # the most that the logarithm of an effect moves at once


@dataclass(frozen=True)
class Factor:
    """One cause: its class at each event; `pull` is how sure it is (1 / variance) that a class does what its centre does."""

    keys: Sequence[Hashable]
    pull: float
    centre: Mapping[Hashable, float] = field(default_factory=dict)


@dataclass
class _Effect:
    names: list[Hashable]
    places: Places
    centre: Floats  # logarithms, as `now`
    now: Floats
    pull: float


def _effect(factor: Factor) -> _Effect:
    number = {key: n for n, key in enumerate(dict.fromkeys(factor.keys))}
    places = np.fromiter((number[key] for key in factor.keys), dtype=np.int64, count=len(factor.keys))
    centre = np.log([factor.centre.get(key, 1.0) for key in number])
    return _Effect(list(number), places, centre, centre.copy(), factor.pull)


def chance(odds: Any) -> Any:
    """The chance that odds are, of a number or an array."""
    return odds / (1 + odds)


def rake(happened: Sequence[bool], factors: Sequence[Factor]) -> tuple[float, list[dict[Hashable, float]]]:
    """The odds on the average, and for each factor what its classes multiply them with."""
    events = np.asarray(happened, dtype=float)
    rate = float(np.clip(events.mean() if len(events) else 0.0, 1e-5, 1 - 1e-5))
    base = _Effect([""], np.zeros(len(events), dtype=np.int64), np.log([rate / (1 - rate)]), np.log([rate / (1 - rate)]), 1e-3)
    effects = [_effect(factor) for factor in factors]
    for _ in range(_ROUNDS):
        for effect in [*effects, base]:
            _move(effect, events, chance(_odds([*effects, base])))
    return float(np.exp(base.now[0])), [dict(zip(e.names, np.exp(e.now).tolist(), strict=True)) for e in effects]


def _odds(effects: list[_Effect]) -> Floats:
    odds: Floats = np.exp(sum(effect.now[effect.places] for effect in effects))
    return odds


def _move(effect: _Effect, events: Floats, expected: Floats) -> None:
    """One step of Newton's method."""
    size = len(effect.names)
    slope = np.bincount(effect.places, events - expected, size) - effect.pull * (effect.now - effect.centre)
    curve = np.bincount(effect.places, expected * (1 - expected), size) + effect.pull
    effect.now = effect.now + np.clip(slope / curve, -_STEP, _STEP)
