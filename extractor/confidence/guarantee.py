"""Acceptance thresholds with a finite-sample guarantee.

A threshold is chosen such that, with a given certainty, of all values accepted (those at least as confident) at most a given
share is wrong. This is Learn then Test (Angelopoulos, Bates, Candès, Jordan, Lei: "Learn then Test: Calibrating Predictive
Algorithms to Achieve Risk Control", 2021; Annals of Applied Statistics 2025): each threshold is a hypothesis "too much is
wrong", thresholds are tested one after the other (fixed-sequence testing, their section 3.2), and those before the first
that is not rejected hold together with the certainty asked for, whatever the confidences are worth.

What is independent is the filing, not the value: the values of a filing share its page, its engine and its issuer. For a
threshold t, let filing i have A_i(t) accepted values of which W_i(t) are wrong. The error is E[W] / E[A], so that "the error is
above e" says E[L] > 0 for the excess L_i = W_i - e A_i. A filing with more than ``MOST`` accepted values counts as if it had so
many, L_i times ``MOST`` / A_i, and of several readings of one filing the mean counts: so L_i <= (1 - e) ``MOST`` always.

The p-value bets against the hypothesis (Waudby-Smith and Ramdas: "Estimating means of bounded random variables by betting",
JRSS B 2024, section 4): a capital of 1 becomes K = prod_i (1 - s L_i / ((1 - e) ``MOST``)) for a stake 0 < s < 1. No factor is
negative, and where E[L] >= 0 each has expectation at most 1; so E[K] <= 1, also of the mean of K over several stakes, and
P(K >= 1/d) <= d by Markov's inequality: 1 / K is a p-value. No assumption but that filings are independent and alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.errors import GuaranteeError

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MOST: Final = 20
"""Accepted values of a filing that count fully. The more, the more filings a guarantee needs."""
STAKES: Final = (0.5, 0.95)
"""Shares of the capital that are bet at most in one filing; the capital is split evenly among them."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Values of held-out filings with their confidences and whether they are right: what a threshold is chosen by.

    ``confidence`` and ``right`` have an entry a value, the values of a text together; ``sizes`` has the number of values of each
    text; ``filing`` the number of the filing that each text is a reading of, from 0 on.
    """

    confidence: Floats
    right: Bools
    sizes: npt.NDArray[np.int64]
    filing: npt.NDArray[np.int64]

    @property
    def filings(self) -> int:
        """How many independent filings there are."""
        return int(self.filing.max()) + 1 if len(self.filing) else 0

    def excess(self, threshold: float, max_error: float) -> Floats:
        """For each filing the mean excess of its readings, ``L_i`` of the module's description."""
        taken = self.confidence >= threshold
        text = np.repeat(np.arange(len(self.sizes)), self.sizes)
        accepted = np.bincount(text, taken, len(self.sizes))
        wrong = np.bincount(text, taken & ~self.right, len(self.sizes))
        excess = (wrong - max_error * accepted) * np.minimum(1.0, MOST / np.maximum(accepted, 1))
        readings = np.maximum(np.bincount(self.filing, minlength=self.filings), 1)
        return np.asarray(np.bincount(self.filing, excess, self.filings) / readings, np.float64)

    def accepted(self, threshold: float) -> float:
        """The share of values that are at least so confident."""
        return float(np.mean(self.confidence >= threshold)) if len(self.confidence) else 0.0


@dataclass(frozen=True, slots=True)
class Threshold:
    """A confidence from which on values are accepted, and what is promised of them.

    ``accepted``: the share of the calibration's values that are accepted; ``filings``: how many filings it rests on.
    ``max_error`` and ``certainty`` are ``None`` for a threshold that somebody set without any promise.
    """

    confidence: float
    max_error: float | None = None
    certainty: float | None = None
    accepted: float | None = None
    filings: int = 0


def p_value(excess: Floats, max_error: float) -> float:
    """The p-value of the hypothesis that the mean of ``excess`` is not below 0, where no entry exceeds (1 - e) ``MOST``."""
    share = np.minimum(excess / ((1 - max_error) * MOST), 1.0)
    capital = np.logaddexp.reduce([np.log1p(-stake * share).sum() for stake in STAKES]) - np.log(len(STAKES))
    return float(np.exp(min(0.0, -capital)))


def count_rejected(p_values: Iterable[float], level: float) -> int:
    """How many hypotheses of a sequence are rejected, one after the other, until the first that is not."""
    return sum(1 for _ in takewhile(lambda p: p <= level, p_values))


def choose(judged: Judged, pilot: Judged, max_error: float, certainty: float) -> Threshold:
    """The lowest threshold for which the guarantee holds.

    Where the sequence of thresholds begins is chosen by other filings, the pilot, as the one with the smallest p-value there
    (split fixed-sequence testing, section 3.2 of "Learn then Test"); from there it goes down.

    Args:
        judged: the calibration; filings of issuers that none of the models whose confidences are judged was fitted on.
        pilot: filings of other issuers.
        max_error: the share of accepted values that may be wrong, above 0 and below 1.
        certainty: the probability, over calibrations, that the promise holds, above 0 and below 1.

    Raises:
        GuaranteeError: the calibration allows no such promise, or the wish makes no sense.
    """
    for name, wish in (("max error", max_error), ("certainty", certainty)):
        if not 0 < wish < 1:
            raise GuaranteeError(f"a {name} of {wish:g} is no share between 0 and 1", "give one such as 0.01 or 0.9")
    found = _lowest(judged, pilot, max_error, certainty)
    if found is None:
        larger = next((e for e in _WISHES if e > max_error and _lowest(judged, pilot, e, certainty) is not None), None)
        remedy = "allow a larger max error, ask for less certainty, or calibrate on more filings"
        raise GuaranteeError(
            f"{judged.filings} filings of the calibration do not allow to promise with {certainty:.0%} certainty "
            f"that at most {100 * max_error:g} % of the accepted values are wrong",
            remedy if larger is None else f"{remedy}: they allow {100 * larger:g} %",
        )
    return Threshold(found, max_error, certainty, judged.accepted(found), judged.filings)


_WISHES: Final = (0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1)
"""Errors that are tried, to say which can be promised."""


def _lowest(judged: Judged, pilot: Judged, max_error: float, certainty: float) -> float | None:
    """The last threshold of the sequence whose hypothesis is rejected, if any is."""
    steps = _steps(pilot)
    best = min(range(len(steps)), key=lambda k: p_value(pilot.excess(steps[k], max_error), max_error), default=0)
    sequence = steps[best:]
    count = count_rejected((p_value(judged.excess(t, max_error), max_error) for t in sequence), 1 - certainty)
    return sequence[count - 1] if count else None


def _steps(pilot: Judged) -> list[float]:
    """Thresholds from the highest down, each accepting about 2 % of the pilot's values more than the one before."""
    if not len(pilot.confidence):
        return []
    return sorted({float(t) for t in np.quantile(pilot.confidence, np.arange(0.0, 1.0, 0.02), method="lower")}, reverse=True)
