"""The words of filings and how often they stand in which kind of text: the data of ``extractor.language``.

    python -m training.lexicon --filings FOLDER_OR_TAR --last dist.all.last --first dist.female.first dist.male.first \
        --english american-english --companies company_tickers.parquet --without FOLDER --out extractor/language/data

Besides the filings it takes the name frequencies of the 1990 census of the United States (public domain), a list of
English words, such as that of Debian's ``wamerican``, the SEC's list of companies (public domain; the columns ``cik`` and
``name``), and the cities of ``extractor.form.zips``. Only filings of the training split count, and companies that issue
none of the others, nor any in the folders ``--without``: what is measured on those is measured on names never seen.
"""

from __future__ import annotations

import argparse
import math
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from extractor.language.model import (
    ALL,
    ALPHABET,
    LETTERS,
    LEVELS,
    PAIRS,
    SCALE,
    SENTENCES,
    UNKNOWN,
    WORDS,
    letters_of,
    sentence_words,
)
from training.corpus import split_of
from training.sources import filings

KINDS: Final = {
    "securityTitle": "title",
    "underlyingSecurityTitle": "title",
    "natureOfOwnership": "nature",
    "officerTitle": "office",
    "otherText": "office",
    "rptOwnerCity": "place",
    "rptOwnerStreet1": "place",
    "rptOwnerStreet2": "place",
    "issuerName": "company",
    "signatureName": "signature",
    "footnote": "prose",
    "remarks": "prose",
}
_COMPANY: Final = re.compile(
    r"\b(LLC|L\.?P|INC|CORP|LTD|TRUST|FUND|PARTNERS|CAPITAL|HOLDINGS|MANAGEMENT|GROUP|CO|PLC|S\.?A)\b", re.I
)
_LEAST: Final = {"prose": 2}
_LAST_NAMES: Final = 60_000


def texts(xml: str) -> Iterator[tuple[str, str, str]]:
    """(kind, issuer, text) of a filing's texts."""
    root = ET.fromstring(xml)
    issuer = root.findtext("issuer/issuerCik") or ""
    for element in root.iter():
        text = " ".join("".join(element.itertext()).split())
        if element.tag == "rptOwnerName" and text:
            yield "company" if _COMPANY.search(text) else "person", issuer, text
        elif element.tag in KINDS and text:
            yield KINDS[element.tag], issuer, text


def counts(xmls: Iterable[str]) -> tuple[dict[str, Counter[str]], Counter[tuple[str, str]]]:
    """How many different texts of each kind have a word, and in how many two words stand together."""
    seen: set[tuple[str, str, str]] = set()
    words: dict[str, Counter[str]] = defaultdict(Counter)
    issuers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for xml in xmls:
        for kind, issuer, text in texts(xml):
            if (kind, issuer, text) in seen:
                continue
            seen.add((kind, issuer, text))
            found = letters_of(text)
            words[kind].update(found)
            if kind != "prose":
                for pair in pairwise(["<", *found, ">"]):
                    issuers[pair].add(issuer)
    return words, Counter({pair: len(where) for pair, where in issuers.items() if len(where) > 1})


def sentence_pairs(xmls: Iterable[str]) -> Counter[str]:
    """In the footnotes and remarks of how many issuers two words stand together, if of several; ``the_*``: before any word.

    For each word that stands behind another, two more are counted for what has not been seen there (Witten and Bell, 1991).
    """
    issuers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for xml in xmls:
        for kind, issuer, text in texts(xml):
            if kind == "prose":
                for pair in pairwise(["<", *sentence_words(text), ">"]):
                    issuers[pair].add(issuer)
    found: Counter[str] = Counter()
    for (first, second), where in issuers.items():
        found[f"{first}_{ALL}"] += len(where) + _UNSEEN
        if len(where) >= _ISSUERS:
            found[f"{first}_{second}"] = len(where)
    begun = {pair.partition("_")[0] for pair in found if not pair.endswith(f"_{ALL}")}
    return Counter({pair: n for pair, n in found.items() if pair.partition("_")[0] in begun})


_ISSUERS: Final = 2
_UNSEEN: Final = 2


def companies(path: Path, without: Iterable[Path], held_out: set[str]) -> Iterator[str]:
    """Names of companies, but for issuers of the held-out split and of the filings in some folders."""
    import pyarrow.parquet as parquet

    left_out = held_out | {issuer for folder in without for _, issuer, _ in filings(folder)}
    named: dict[str, str] = {}
    for entry in parquet.read_table(path).to_pylist():
        named.setdefault(str(int(entry["cik"])), entry["name"])
    yield from (name for cik, name in named.items() if cik not in left_out)


def add_companies(names: Iterable[str], words: dict[str, Counter[str]], pairs: Counter[tuple[str, str]]) -> None:
    """Count the words of companies' names, and the pairs of them that stand in several."""
    found: Counter[tuple[str, str]] = Counter()
    for name in names:
        letters = letters_of(name)
        words["company"].update(letters)
        found.update(pairwise(["<", *letters, ">"]))
    pairs.update({pair: n for pair, n in found.items() if n > 1})


def cities() -> Counter[str]:
    """The words of the names of cities, each counted for a city once."""
    text = files("extractor.form").joinpath("data/zips.txt").read_text(encoding="ascii")
    return Counter(word for city in {line.split("\t")[1] for line in text.splitlines()} for word in letters_of(city))


def census(paths: Iterable[Path], most: int) -> Counter[str]:
    """Names and their frequency, a thousandth of a percent as 1."""
    found: Counter[str] = Counter()
    for path in paths:
        for line in path.read_text().splitlines()[:most]:
            name, share, *_ = line.split()
            found[name.lower()] += max(1, round(float(share) * 1000))
    return found


def write_words(words: dict[str, Counter[str]], out: Path) -> None:
    """Write the words that are kept, sorted, and for each its profile: the levels of its counts in all sources.

    A level is the rounded logarithm of a count; there are far fewer profiles than words.
    """
    sources = sorted(words)
    levels: dict[str, dict[int, int]] = defaultdict(dict)
    for number, source in enumerate(sources):
        for word, count in words[source].items():
            if count >= _LEAST.get(source, 1) and len(word) < _LONGEST:
                levels[word][number] = _level(count)
    known = sorted(levels)
    found = np.full((len(known), len(sources)), UNKNOWN, np.uint8)
    for row, word in zip(found, known, strict=True):
        row[list(levels[word])] = list(levels[word].values())
    profiles, profile = np.unique(found, axis=0, return_inverse=True)
    (out / WORDS).write_text("\n".join(known) + "\n", encoding="ascii")
    totals = np.array([sum(words[source].values()) for source in sources])
    np.savez(out / LEVELS, source=np.array(sources), total=totals, level=profiles, profile=profile.astype(np.uint16))


_LONGEST: Final = 20  # letters, with which a word is kept no more


def _level(count: int) -> int:
    return round(math.log2(count) * SCALE)


def grouped(counter: Counter[str]) -> Iterator[str]:
    """Words by the rounded logarithm of their count: `level<TAB>words`."""
    groups: dict[int, list[str]] = defaultdict(list)
    for word, count in counter.items():
        groups[_level(count)].append(word)
    for level in sorted(groups):
        yield f"{level}\t{' '.join(sorted(groups[level]))}"


def spelling(words: dict[str, Counter[str]]) -> np.ndarray:
    """Costs of a letter after two others, in 1/16 nat, shape (27, 27, 27); 0 is the edge of a word."""
    seen = np.full((len(ALPHABET),) * 3, 0.02)
    for counter in words.values():
        for word, count in counter.items():
            codes = [0, 0, *(ALPHABET.index(c) for c in word if c in ALPHABET), 0]
            for a, b, c in zip(codes, codes[1:], codes[2:], strict=False):
                seen[a, b, c] += 1 + math.log(count)
    pairs = seen.sum(0) / seen.sum((0, 2))[:, None]
    smooth = (seen + 3 * pairs[None]) / (seen.sum(2, keepdims=True) + 3)
    costs: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] = np.minimum(np.rint(-np.log(smooth) * 16), 255).astype(np.uint8)
    return costs


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, required=True, help="folder or archive of ownership XML")
    parser.add_argument("--last", type=Path, nargs="+", required=True)
    parser.add_argument("--first", type=Path, nargs="+", required=True)
    parser.add_argument("--english", type=Path, required=True)
    parser.add_argument("--companies", type=Path, required=True)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="folders of filings whose issuers are left out")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = list(filings(options.filings))
    words, pairs = counts(xml for _, issuer, xml in found if split_of(issuer) == "train")
    held_out = {issuer for _, issuer, _ in found if split_of(issuer) != "train"}
    add_companies(companies(options.companies, options.without, held_out), words, pairs)
    words["place"].update(cities())
    words["last"] = census(options.last, _LAST_NAMES)
    words["first"] = census(options.first, _LAST_NAMES)
    english = (w for w in options.english.read_text(encoding="utf-8").split() if w.isascii() and w.isalpha() and w.islower())
    words["english"] = Counter(dict.fromkeys(english, 1))
    write_words(words, options.out)
    joined = Counter({f"{a}_{b}": n for (a, b), n in pairs.items()})
    (options.out / PAIRS).write_text("\n".join(grouped(joined)) + "\n", encoding="ascii")
    sentences = sentence_pairs(xml for _, issuer, xml in found if split_of(issuer) == "train")
    (options.out / SENTENCES).write_text("\n".join(grouped(sentences)) + "\n", encoding="ascii")
    np.save(options.out / LETTERS, spelling(words))
    print({kind: len(counter) for kind, counter in words.items()}, len(joined))


if __name__ == "__main__":
    main()
