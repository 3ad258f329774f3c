"""Which cells footnotes stand on, and what their words say of it: the data of ``extractor.reconcile.references``.

    python -m training.references --filings FOLDER_OR_TAR --out extractor/reconcile/data/references.json

Counts over the issuers of the training split: how often a cell of a column bears a footnote mark, with and without a
value, and a logistic regression of the column from the words of the footnote. No text is kept, only words that many
issuers use.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.export.xml_reader import from_xml
from extractor.filing import Filing
from extractor.reconcile.references import COLUMNS, cell_of, key_of, words_of
from training.corpus import split_of
from training.sources import filings

_LEAST_ISSUERS: Final = 12  # that use a word
_PENALTY: Final = 0.3


def parsed(source: Path) -> Iterator[tuple[str, Filing]]:
    """(issuer, filing) of the training split."""
    for _, issuer, xml in filings(source):
        if split_of(issuer) == "train":
            yield issuer, from_xml(xml)


def rates(found: Iterable[Filing]) -> dict[str, float]:
    """For each kind of cell the share of cells that bear a mark."""
    cells: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for filing in found:
        for row in filing.rows:
            for column in COLUMNS:
                value = cell_of(row, column)
                key = key_of(row, column, value.value is not None)
                cells[key] += 1
                marked[key] += bool(value.footnotes)
    return {key: round((marked[key] + 0.1) / (n + 0.2), 4) for key, n in sorted(cells.items())}


def references(found: Iterable[tuple[str, Filing]]) -> list[tuple[str, str, str]]:
    """(issuer, words, column) of each different footnote on each column it stands on."""
    seen: dict[tuple[str, str, str], None] = {}
    for issuer, filing in found:
        texts = {n.id: " ".join(sorted(words_of(n.text.value or ""))) for n in filing.footnotes}
        for row in filing.rows:
            for column in COLUMNS:
                for mark in cell_of(row, column).footnotes:
                    if mark in texts:
                        seen[issuer, texts[mark], column] = None
    return list(seen)


def regression(samples: list[tuple[str, str, str]]) -> dict[str, object]:
    """Words with their weights for each column, in hundredths, and what the columns have without any word."""
    from sklearn.linear_model import LogisticRegression

    issuers: dict[str, set[str]] = {}
    for issuer, text, _ in samples:
        for word in text.split():
            issuers.setdefault(word, set()).add(issuer)
    words = sorted(w for w, who in issuers.items() if len(who) >= _LEAST_ISSUERS)
    index = {w: k for k, w in enumerate(words)}
    matrix: npt.NDArray[np.float32] = np.zeros((len(samples), len(words)), np.float32)
    for i, (_, text, _) in enumerate(samples):
        matrix[i, [index[w] for w in text.split() if w in index]] = 1
    columns = [COLUMNS.index(column) for _, _, column in samples]
    model = LogisticRegression(C=_PENALTY, max_iter=400).fit(matrix, columns)
    weights = np.zeros((len(words), len(COLUMNS)))
    bias = np.full(len(COLUMNS), -8.0)
    weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    share = np.bincount(columns, minlength=len(COLUMNS)) / len(columns)
    return {
        "bias": np.rint(100 * bias).astype(int).tolist(),
        "shares": [round(float(s), 5) for s in share],
        "words": {w: np.rint(100 * weights[k]).astype(int).tolist() for k, w in enumerate(words)},
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, required=True, help="folder or archive of ownership XML")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = list(parsed(options.filings))
    data = {"rates": rates(f for _, f in found), **regression(references(found))}
    options.out.write_text(json.dumps(data, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="ascii")
    print(len(found), "filings")


if __name__ == "__main__":
    main()
