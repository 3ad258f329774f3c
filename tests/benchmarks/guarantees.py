"""Measures whether thresholds with a guarantee keep what they promise::

    python -m tests.benchmarks.guarantees [SET ...] [--model DIR] [--halvings N] [--certainty P]

A set is a file of annotated filings (JSON Lines), or a folder with ``text/CASE.txt``, ``gold/GOLD.xml`` (the ownership XML of
what the page shows) and ``cases.jsonl`` (lines with ``case`` and ``gold``). None of its filings may be among those that the model
was calibrated on. For each set it tells two things of each promise: how much is accepted, and how much of that is wrong, by the
thresholds of the calibration that ships; and how often a threshold that one half of the set gives is broken by the other half,
over random halvings by issuer. Without a set the filings of the calibration itself are halved.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.annotations.gold import gold_filing
from extractor.annotations.io import read_annotations
from extractor.confidence.calibration import Calibration
from extractor.confidence.confidence import ConfidenceModel
from extractor.confidence.guarantee import Judged, choose
from extractor.dialects.read import decode
from extractor.errors import GuaranteeError
from extractor.export.xml_reader import from_xml
from extractor.filing import Filing
from extractor.learning import confidence
from extractor.model_files import shipped_folder

ERRORS: Final = (0.05, 0.03, 0.02, 0.01, 0.005)
"""The promises that are measured."""
Ints = npt.NDArray[np.int64]


class Kept(NamedTuple):
    """What became of a promise: the shares of values accepted and, of those, wrong, of values and as the guarantee counts."""

    accepted: float
    wrong: float
    weighed: float


class Halved(NamedTuple):
    """What became of a promise over halvings: how many allowed it, how many of those broke it, and what was kept on average."""

    promised: int
    broken: int
    kept: Kept


def part_of(judged: Judged, chosen: npt.NDArray[np.bool_]) -> Judged:
    """The filings that are chosen."""
    texts = chosen[judged.filing]
    values = np.repeat(texts, judged.sizes)
    _, filing = np.unique(judged.filing[texts], return_inverse=True)
    return Judged(judged.confidence[values], judged.right[values], judged.sizes[texts], filing)


def weighed_error(judged: Judged, threshold: float) -> float:
    """The share of wrong ones among accepted values, filings weighed as the guarantee counts them."""
    excess = judged.excess(threshold, 0.0)
    return float(excess.sum() / max(1e-9, (excess - judged.excess(threshold, 1.0)).sum()))


def kept(judged: Judged, threshold: float) -> Kept:
    """The shares accepted by a threshold, and wrong."""
    taken = judged.confidence >= threshold
    wrong = float((~judged.right[taken]).mean()) if taken.any() else 0.0
    return Kept(float(taken.mean()), wrong, weighed_error(judged, threshold))


def halved(judged: Judged, pilot: Judged, units: Ints, max_error: float, certainty: float, times: int) -> Halved:
    """Thresholds that one half of the units (issuers, or filings) gives, judged by the other half.

    ``units``: the number of the unit that each filing belongs to. A promise is broken where of what is accepted more than
    ``max_error`` is wrong, counted as the guarantee counts.
    """
    draw, found, broken = np.random.default_rng(11), [], 0
    count = int(units.max()) + 1
    for _ in range(times):
        first = (draw.permutation(count) < count // 2)[units]
        try:
            threshold = choose(part_of(judged, first), pilot, max_error, certainty).confidence
        except GuaranteeError:
            continue
        rest = part_of(judged, ~first)
        found.append(kept(rest, threshold))
        broken += weighed_error(rest, threshold) > max_error
    mean = Kept(*np.mean(found, 0).tolist()) if found else Kept(0.0, 0.0, 0.0)
    return Halved(len(found), broken, mean)


def _printed(path: Path) -> Iterator[tuple[str, Filing, str]]:
    """Text, what the form shows, and issuer, of each filing of a set."""
    if path.is_file():
        yield from ((a.text, gold_filing(a), a.issuer) for a in read_annotations([path]))
        return
    for line in (path / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        printed = from_xml((path / "gold" / f"{case['gold']}.xml").read_bytes())
        issuer = printed.issuer.issuer_cik.value or printed.issuer.issuer_name.value
        yield decode((path / "text" / f"{case['case']}.txt").read_bytes()), printed, str(issuer)


def judged_set(path: Path, folder: Path) -> tuple[Judged, Ints]:
    """How sure the model in a folder is of each value of a set, and for each filing the number of its issuer."""
    model = ConfidenceModel.load(folder)
    samples = (confidence.sample_of(text, printed, issuer, folder, model) for text, printed, issuer in _printed(path))
    known = [k for k in (confidence.known(s, model.weights) for s in samples) if k.values]
    issuers = list({k.sample.printed: k.sample.issuer for k in known}.values())
    return confidence.judged(known, model), np.unique(issuers, return_inverse=True)[1].astype(np.int64)


def _wrong(kept: Kept) -> str:
    return f"{100 * kept.wrong:.2f} % wrong, {100 * kept.weighed:.2f} % as the guarantee counts"


def _told(max_error: float, now: Kept | None, halves: Halved, times: int) -> str:
    first = "none" if now is None else f"{100 * now.accepted:5.1f} % accepted, {_wrong(now)}"
    second = f"{halves.promised:3} of {times} allow it, {halves.broken} broken"
    mean = f": {100 * halves.kept.accepted:.1f} % accepted, {_wrong(halves.kept)}" if halves.promised else ""
    return f"  at most {100 * max_error:3g} % wrong:  {first};  halvings: {second}{mean}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.guarantees", description="Whether promises are kept.")
    parser.add_argument("sets", type=Path, nargs="*", metavar="SET", help="annotated filings (JSON Lines), or a folder")
    parser.add_argument("--model", type=Path, default=shipped_folder(), help="folder of a model (default: the one that ships)")
    parser.add_argument("--halvings", type=int, default=100, help="random halvings (default: 100)")
    parser.add_argument("--certainty", type=float, default=0.9, help="of the promises (default: 0.9)")
    options = parser.parse_args(arguments)
    stored = Calibration.load(options.model)
    measured = [(str(path), *judged_set(path, options.model)) for path in options.sets]
    for name, judged, units in measured or [("the calibration", stored.held, np.arange(stored.held.filings))]:
        print(f"{name}: {len(judged.confidence):,} values of {judged.filings:,} filings, halved by {units.max() + 1:,} units")
        for max_error in ERRORS:
            try:
                now = kept(judged, stored.threshold(max_error, options.certainty).confidence)
            except GuaranteeError:
                now = None
            halves = halved(judged, stored.pilot, units, max_error, options.certainty, options.halvings)
            print(_told(max_error, now, halves, options.halvings))


if __name__ == "__main__":
    main()
