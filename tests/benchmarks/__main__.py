"""Measures how fast filings are read, on one core, in processor time::

    python -m tests.benchmarks [--filings N] [--rounds N] [--longest CHARACTERS]

The filings are the annotated ones of the repository: made by the generator, printed, aged, and read by OCR engines. With
edgartools installed, it reads the clean XML of the same filings for comparison.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
from pathlib import Path
from statistics import mean, median

from extractor.annotations.io import read_annotations
from tests.benchmarks import edgartools, processes, stages

ROOT = Path(__file__).resolve().parents[2] / "annotations"
PATHS = [ROOT / f"{name}.jsonl" for name in ("test", "calibration", "train")]
SHORTEST = 16_000


def main() -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="How fast filings are read, on one core.")
    parser.add_argument("--filings", type=int, default=200, help="how many are read (default: 200; 420 are all)")
    parser.add_argument("--rounds", type=int, default=3, help="times that each is read, of which the fastest counts (default: 3)")
    parser.add_argument("--longest", type=int, default=1_024_000, help="characters of the longest text (default: 1,024,000)")
    options = parser.parse_args()
    # First, since a process is told the memory of the one that starts it, where that is more.
    cpu, wall = processes.cold_start(ROOT / "sample.txt", 2 + options.rounds)
    print(f"cold start of `extractor extract`: {cpu:.2f} s of processor time, {wall:.2f} s on the clock")
    print(f"peak memory, all annotated filings: {processes.peak_memory(PATHS):.0f} MB")
    filings = list(read_annotations(PATHS))[: options.filings]
    found = stages.measured(filings, options.rounds)
    totals = sorted(sum(seconds[name] for name in stages.READING) for seconds in found)
    print(f"{len(filings)} filings, the best of {options.rounds} rounds, processor time of one core")
    percentile = totals[min(len(totals) - 1, int(0.99 * len(totals)))]
    print(f"  a second            {1 / mean(totals):8.1f} filings")
    print(f"  a filing            {1000 * median(totals):8.1f} ms in the median, {1000 * mean(totals):.1f} ms on average")
    print(f"  99th percentile     {1000 * percentile:8.1f} ms: {percentile / median(totals):.1f} times the median")
    whole = sum(totals)
    for name in stages.STAGES:
        spent = [seconds[name] for seconds in found]
        share = f"{100 * sum(spent) / whole:5.1f} %" if name in stages.READING else "beside"
        print(f"  {name:19} {1000 * mean(spent):8.1f} ms  {share}")
    opponent = edgartools.seconds_of(filings, options.rounds)
    if opponent is None:
        print("edgartools on the clean XML: not installed (pip install '.[edgartools]')")
    else:
        ratio = whole / sum(opponent)
        print(f"edgartools on the clean XML: {1000 * mean(opponent):.1f} ms a filing; reading takes {ratio:.1f} times that")
    lengths = [SHORTEST]
    while lengths[-1] * 4 <= options.longest:
        lengths.append(lengths[-1] * 4)
    text = next(filing.text for filing in filings if filing.dialect == "grid")
    for length, seconds in zip(lengths, stages.by_length(text, lengths), strict=True):
        print(f"  {length:9,} characters {seconds:8.2f} s  {1e6 * seconds / length:6.1f} s a million")


if __name__ == "__main__":
    main()
