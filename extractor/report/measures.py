"""How true confidences are: reliability, risk against coverage, and what goes with them.

Sources: bins of equal count, after Nixon et al., Measuring Calibration in Deep Learning (CVPR workshops 2019); Wilson's
interval (J. Am. Stat. Assoc. 1927); risk against coverage, after El-Yaniv and Wiener (J. Mach. Learn. Res. 2010); the area
under the ROC curve by ranks, Mann and Whitney (Ann. Math. Stat. 1947).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

MOST_BINS: Final = 15  # of a reliability diagram
_LEAST_IN_BIN: Final = 12  # values; the share right among fewer says little
_Z: Final = 1.959964  # 95 % on both sides


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of about the same confidence: their number, mean confidence, share of right ones, and its 95 % interval."""

    count: int
    confidence: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Risk against coverage: of the ``coverage[i]`` surest, down to ``threshold[i]``, the share ``risk[i]`` is wrong."""

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    threshold: tuple[float, ...]
    count: int = 0

    def accepted(self, most_risk: float) -> tuple[float, float]:
        """The largest coverage with at most this risk, and its threshold; nothing from 1 on where there is none."""
        allowed = [(c, t) for c, r, t in zip(self.coverage, self.risk, self.threshold, strict=True) if r <= most_risk]
        return allowed[-1] if allowed else (0.0, 1.0)


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share; all of [0, 1] for nothing."""
    if not count:
        return 0.0, 1.0
    share, z2 = right / count, _Z * _Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = _Z * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))  # rounding never leaves the share out


def reliability(confidence: Sequence[float], right: Sequence[bool], most: int = MOST_BINS) -> list[Bin]:
    """Bins of equal count, the least sure first; at most ``most``, and fewer rather than nearly empty ones."""
    c, ok = np.asarray(confidence, float), np.asarray(right, bool)
    if not len(c):
        return []
    order = np.argsort(c, kind="stable")
    parts = np.array_split(order, max(1, min(most, len(c) // _LEAST_IN_BIN)))
    return [_bin(c[p], ok[p]) for p in parts]


def _bin(confidence: Any, right: Any) -> Bin:
    low, high = wilson(int(right.sum()), len(right))
    return Bin(len(right), float(confidence.mean()), float(right.mean()), low, high)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and share of right values are apart, on average."""
    return sum(abs(b.right - b.confidence) * b.count for b in bins) / max(1, sum(b.count for b in bins))


def brier(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Mean square of what lies between confidence and truth."""
    c, ok = np.asarray(confidence, float), np.asarray(right, float)
    return float(((c - ok) ** 2).mean()) if len(c) else 0.0


def auroc(confidence: Sequence[float], right: Sequence[bool]) -> float | None:
    """The probability that a right value is surer than a wrong one; ``None`` where there are not both."""
    c, ok = np.asarray(confidence, float), np.asarray(right, bool)
    good, bad = int(ok.sum()), int((~ok).sum())
    if not good or not bad:
        return None
    _, place, counts = np.unique(c, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return float((ranks[ok].sum() - good * (good + 1) / 2) / (good * bad))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> Curve:
    """The curve; values of one confidence are accepted together."""
    c, ok = np.asarray(confidence, float), np.asarray(right, bool)
    if not len(c):
        return Curve((), (), ())
    order = np.argsort(-c, kind="stable")
    c, wrong = c[order], np.cumsum(~ok[order])
    ends = np.flatnonzero(np.append(c[1:] != c[:-1], True))
    accepted = ends + 1
    return Curve(tuple((accepted / len(c)).tolist()), tuple((wrong[ends] / accepted).tolist()), tuple(c[ends].tolist()), len(c))


def risk_band(
    confidence: Sequence[float], right: Sequence[bool], unit: Sequence[int], at: Sequence[float], draws: int = 200
) -> list[tuple[float, float]]:
    """For coverages, the 95 % interval of the risk over resampled units (filings, which are what is independent).

    The bootstrap has a seed of its own: the same values give the same band.
    """
    c, ok, of = np.asarray(confidence, float), np.asarray(right, bool), np.asarray(unit)
    units = np.unique(of)
    where = {u: np.flatnonzero(of == u) for u in units.tolist()}
    draw = np.random.default_rng(0)
    risks = np.empty((draws, len(at)))
    for k in range(draws):
        chosen = np.concatenate([where[u] for u in draw.choice(units, len(units)).tolist()])
        wrong = np.cumsum(~ok[chosen[np.argsort(-c[chosen], kind="stable")]])
        accepted = np.clip(np.ceil(np.asarray(at) * len(chosen)).astype(int), 1, len(chosen))
        risks[k] = wrong[accepted - 1] / accepted
    low, high = np.percentile(risks, (2.5, 97.5), axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))
