"""Where filings come from: a folder, an archive, or any iterator of invented ones."""

from __future__ import annotations

import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.generator import generate

Filing = tuple[str, str, str]
CIK = re.compile(r"<issuerCik>\s*0*(\d+)\s*</issuerCik>")


def issuer_of(xml: str, fallback: str) -> str:
    """The issuer's number, to split by."""
    match = CIK.search(xml)
    return match.group(1) if match else fallback


def from_folder(folder: Path) -> Iterator[Filing]:
    """The XML files below a folder, in the order of their names."""
    for path in sorted(folder.rglob("*.xml")):
        xml = path.read_text(encoding="utf-8", errors="replace")
        yield path.stem, issuer_of(xml, path.stem), xml


def from_archive(archive: Path) -> Iterator[Filing]:
    """The XML files of a tar archive."""
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() and member.name.endswith(".xml") else None
            if handle is not None:
                xml = handle.read().decode("utf-8", errors="replace")
                name = Path(member.name).stem
                yield name, issuer_of(xml, name), xml


def filings(source: Path) -> Iterator[Filing]:
    """Filings from a folder or an archive."""
    return from_folder(source) if source.is_dir() else from_archive(source)


def invented(count: int, seed: int) -> Iterator[Filing]:
    """Filings out of the generator."""
    for filing in generate(count, seed=seed):
        yield filing.id, filing.issuer, filing.xml


def shuffled(source: Iterator[Filing], seed: int, each: int = 0) -> list[Filing]:
    """All filings in a random order that depends on the seed only; of each issuer no more than ``each``, with 0 all."""
    found = list(source)
    random.Random(seed).shuffle(found)
    if not each:
        return found
    taken: Counter[str] = Counter()
    chosen: list[Filing] = []
    for filing in found:
        taken[filing[1]] += 1
        if taken[filing[1]] <= each:
            chosen.append(filing)
    return chosen
