"""The word list that joins cut words: what several issuers' filings have in titles, natures, names and addresses.

python -m training.lexicon --filings FOLDER --out extractor/form/data/words.txt
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_ELEMENTS: Final = frozenset(
    (
        "securityTitle",
        "underlyingSecurityTitle",
        "natureOfOwnership",
        "officerTitle",
        "otherText",
        "rptOwnerCity",
        "rptOwnerStreet1",
        "rptOwnerStreet2",
        "rptOwnerName",
        "issuerName",
        "signatureName",
    )
)
_WORD: Final = re.compile(r"[A-Za-z]{2,}")


def words(text: str) -> set[str]:
    """Words of two letters and more, in small letters."""
    return {w.lower() for w in _WORD.findall(text)}


def words_by_issuer(paths: Iterator[Path]) -> dict[str, set[str]]:
    """For each word the issuers whose filings have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        root = ET.parse(path).getroot()
        issuer = root.findtext("issuer/issuerCik") or path.name
        for element in root.iter():
            if element.tag in _ELEMENTS:
                for word in words(" ".join(element.itertext())):
                    found[word].add(issuer)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=Path, required=True, help="folder of ownership XML")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--issuers", type=int, default=1, help="least number of issuers of a word")
    arguments = parser.parse_args()
    found = words_by_issuer(arguments.filings.glob("*.xml"))
    kept = sorted(word for word, issuers in found.items() if len(issuers) >= arguments.issuers)
    arguments.out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main()
