"""The work of the corpus builder: filings printed, read and written down as annotated texts."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from subprocess import SubprocessError

from extractor.annotations.io import line_of
from training import eras
from training.corpus import Reading, cached, gold_of, texts
from training.noise.channel import Channel
from training.pages import Page
from training.printing import Sheet, compose, print_sheets, read_pdf
from training.reading import MOST_PAGES, pick_condition, read_filing
from training.sources import Filing, filings, invented, shuffled
from training.style import pick_style

FORMS = ("4", "4/A", "3", "5", "3/A", "5/A")
FORM_SHARES = (0.7, 0.07, 0.13, 0.08, 0.01, 0.01)
BATCH = 10
KIND = re.compile(r"<documentType>\s*([345](?:/A)?)\s*<")


def _root(xml: str, layout: str, rng: random.Random) -> ET.Element:
    found = KIND.search(xml)
    have = found.group(1) if found else "4"
    return eras.vary(xml, layout, have if have != "4" else rng.choices(FORMS, FORM_SHARES)[0], rng)


def sheets_of(batch: Iterable[Filing], rng: random.Random, as_is: bool) -> Iterator[tuple[Sheet, str]]:
    """Filings ready for the printer, with their issuers; unless `as_is`, moved to an era and a form first."""
    for key, issuer, xml in batch:
        fitting = eras.layouts_of(xml) if as_is else None
        style = pick_style(rng, rng.choice(fitting) if fitting else None)
        try:
            root = eras.as_printed(xml, style.layout) if as_is else _root(xml, style.layout, rng)
        except ET.ParseError:
            continue
        if root.find("reportingOwner") is not None:
            yield compose(key, root, style), issuer


def clean_reading(sheet: Sheet, issuer: str, pages: list[Page], number: int) -> Reading:
    """The PDF's own text layer as a reading."""
    kind = (sheet.root.findtext("documentType") or "4").strip()
    return Reading(
        f"{sheet.key}-{number}",
        issuer,
        kind,
        sheet.style.layout,
        "digital",
        "0",
        250,
        sheet.registry.names,
        gold_of(sheet.root),
        pages,
    )


def read_all(
    pdf: Path, clean: list[Reading], engines: tuple[str, ...], simulated: tuple[str, ...], rng: random.Random
) -> Iterator[Reading]:
    """The filings of a print job as the engines see them, or as the channel thinks that some would."""
    for reading in clean:
        if simulated:
            condition = pick_condition(rng, simulated)
            yield Channel.load().read(reading, condition.engine, str(condition.level), rng)
            continue
        if engines == ("digital",):
            yield reading
        elif len(reading.pages) <= MOST_PAGES:
            seen = read_filing(pdf, reading, pick_condition(rng, engines), rng)
            if seen is not None:
                yield seen


def read_job(batch: list[Filing], start: int, options: argparse.Namespace) -> list[Reading]:
    """One print job, read by the engines; what is drawn by lot depends on the seed and the job only."""
    rng = random.Random(f"{options.seed}-{start}")
    prepared = list(sheets_of(batch, rng, options.filings is None))
    with tempfile.TemporaryDirectory() as folder:
        sheets = [sheet for sheet, _ in prepared]
        try:
            pdf = print_sheets(sheets, rng, Path(folder))
            pages = read_pdf(pdf, sheets)
        except (SubprocessError, ValueError) as error:
            print(f"job {start}: {error}", file=sys.stderr)
            return []
        clean = [
            clean_reading(sheet, issuer, found, start + n)
            for n, ((sheet, issuer), found) in enumerate(zip(prepared, pages, strict=True))
        ]
        return list(read_all(pdf, clean, tuple(options.engines), tuple(options.channel or ()), rng))


class Output:
    """Texts into one file, or into numbered files that appear when they are complete and say how far the run is."""

    def __init__(self, target: Path, chunk: int, cache: Path | None, seed: int) -> None:
        """`chunk` 0 means one file."""
        self.target, self.chunk, self.cache, self.seed = target, chunk, cache, seed
        self.lines: list[str] = []
        self.kept: list[str] = []
        self.number = 0
        self.state = target.with_name(f".{target.stem}_{seed}.state.json")

    def resume(self) -> int:
        """Where an earlier run of the same seed stopped."""
        if not self.chunk or not self.state.exists():
            return 0
        state = json.loads(self.state.read_text(encoding="utf-8"))
        self.number = int(state["files"])
        return int(state["filings"])

    def add(self, reading: Reading, count: int) -> None:
        """The texts of one reading."""
        rng = random.Random(f"{self.seed}-{reading.key}-{reading.engine}-{reading.level}")
        self.lines += [line_of(annotation) for annotation in texts(reading, count, rng)]
        if self.cache is not None:
            self.kept.append(reading.to_json())

    def job_done(self, filings_done: int) -> None:
        """Called between print jobs: write a file when there is enough for one."""
        if self.chunk and len(self.lines) >= self.chunk:
            self.flush()
            self.state.write_text(json.dumps({"files": self.number, "filings": filings_done}), encoding="utf-8")

    def flush(self) -> None:
        """Write what has come together."""
        if not self.lines:
            return
        name = self.target.name if not self.chunk else f"{self.target.stem}_{self.seed}_{self.number:04d}.jsonl"
        self.target.parent.mkdir(parents=True, exist_ok=True)
        part = self.target.with_name(f".{name}.part")
        part.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        part.rename(self.target.with_name(name))
        if self.cache is not None and self.kept:
            self.cache.mkdir(parents=True, exist_ok=True)
            with gzip.open(self.cache / f"{self.seed}_{self.number:04d}.jsonl.gz", "wt", encoding="utf-8") as handle:
                handle.write("\n".join(self.kept) + "\n")
        self.lines, self.kept = [], []
        self.number += 1


def source_of(options: argparse.Namespace) -> list[Filing]:
    """The user's filings, or invented ones."""
    if options.filings is None:
        return list(invented(options.count, options.seed))
    return shuffled(filings(options.filings), options.seed, options.each)


def rewrite(options: argparse.Namespace) -> None:
    """New texts from the cache."""
    output = Output(options.out, options.chunk, None, options.seed)
    for done, reading in enumerate(cached(options.cache), 1):
        output.add(reading, options.texts)
        output.job_done(done)
    output.flush()


def build(options: argparse.Namespace) -> None:
    """Print, read and write down."""
    output = Output(options.out, options.chunk, options.cache, options.seed)
    source, began, done = source_of(options), time.time(), 0
    start = output.resume() if options.resume else 0
    for first in range(start, options.count, BATCH):
        last = min(first + BATCH, options.count)
        for reading in read_job([source[n % len(source)] for n in range(first, last)], first, options):
            output.add(reading, options.texts)
            done += 1
        output.job_done(last)
        print(f"{last} of {options.count} filings, {done} read, {time.time() - began:.0f} s", file=sys.stderr)
    output.flush()
