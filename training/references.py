"""Which cells footnotes stand on, and what their words say of it: the data of ``extractor.reconcile.marks.references``.

    python -m training.references --filings FOLDER_OR_TAR --out extractor/reconcile/data/references.json

Counts over the issuers of the training split: how often a cell of a column bears a footnote mark, with and without a
value, below a marked cell and below another, and which number it has, by the marks around it; and logistic regressions of the
column and of the kind of row from the words of the footnote, corrected by one of the footnote that a cell has among those of its
filing. No text is kept, only words that many issuers use.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.export.xml_reader import from_xml
from extractor.filing import Filing, Row
from extractor.reconcile.marks.references import (
    ABOVE_MARKED,
    ABOVE_UNMARKED,
    COLUMNS,
    OUTCOMES,
    Around,
    cell_of,
    further,
    key_of,
    kin,
    kind_of,
    outcome,
    surroundings,
    words_of,
)
from training.corpus import split_of
from training.sources import filings

_LEAST_ISSUERS: Final = 6  # that use a word
_PENALTY: Final = 0.05  # the less, the likelier the footnotes of issuers that were left out
_CHOSEN: Final = 0.3
"""Weight of what tells the footnotes of a filing from each other, by which marks on pages of issuers left out are dealt best."""
_PENALTY_OF_CHOICES: Final = 50.0
_SELDOM, _MOST = 0.004, 0.999
"""Share of the cells of a kind that bear a mark, for these to be choices; and what it counts at the most."""
_LEAST_NOTES: Final = 25  # on rows of a kind
_BACKED: Final = 5.0  # marks that those in all columns weigh in those of one
_LEAST_MARKS: Final = 20  # in a column
Sample = tuple[str, str, str]
"""An issuer, the words of one of its footnotes, and what that stands on."""


class Choice(NamedTuple):
    """A cell: its issuer, column and kind of row, the log odds that cells of its kind bear a mark, whether it does, and the words
    of the footnotes, that of its mark first."""

    issuer: str
    column: str
    kind: str
    odds: float
    marked: bool
    notes: Sequence[frozenset[str]]


Floats = npt.NDArray[np.float64]


def parsed(source: Path) -> Iterator[tuple[str, Filing]]:
    """(issuer, filing) of the training split."""
    for _, issuer, xml in filings(source):
        if split_of(issuer) == "train":
            yield issuer, from_xml(xml)


def rates(found: Iterable[Filing]) -> dict[str, float]:
    """For each kind of cell the share of cells that bear a mark, also by whether that of the row alike above does."""
    cells: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for filing in found:
        alike: dict[object, Row] = {}
        for row in filing.rows:
            before = alike.get(kin(row))
            alike[kin(row)] = row
            for column in COLUMNS:
                value = cell_of(row, column)
                key = key_of(row, column, value.value is not None)
                if before is not None:
                    key += ABOVE_MARKED if cell_of(before, column).footnotes else ABOVE_UNMARKED
                cells[key] += 1
                marked[key] += bool(value.footnotes)
    return {key: round((marked[key] + 0.1) / (n + 0.2), 4) for key, n in sorted(cells.items())}


def relations(found: Iterable[Filing]) -> dict[str, list[float]]:
    """For each kind of surroundings how often a mark has which number, also in columns where many marks have them."""
    counts: dict[str, Counter[str]] = {}
    for filing in found:
        last = max((int(n.id[1:]) for n in filing.footnotes), default=0)
        for around, column, result in _numbered(filing, last):
            counts.setdefault(around, Counter())[result] += 1
            counts.setdefault(f"{around}: {column}", Counter())[result] += 1
    shares: dict[str, list[float]] = {}
    for key, seen in sorted(counts.items()):
        around, _, column = key.partition(": ")
        behind = [shares[around][k] * _BACKED if column else 1.0 for k in range(len(OUTCOMES))]
        total = sum(seen.values()) + sum(behind)
        if not column or total >= _LEAST_MARKS:
            shares[key] = [round((seen[name] + b) / total, 4) for name, b in zip(OUTCOMES, behind, strict=True)]
    return shares


def _numbered(filing: Filing, last: int) -> Iterator[tuple[str, str, str]]:
    """(surroundings, column, outcome) of each mark of a filing."""
    highest = 0
    for table in (filing.non_derivative_table, filing.derivative_table):
        above: dict[tuple[object, str], tuple[int, ...]] = {}
        for row in table:
            around = Around()
            for column in COLUMNS:
                marks = tuple(int(m[1:]) for m in cell_of(row, column).footnotes)
                around = around._replace(above=above.get((kin(row), column)) or above.get((None, column), ()))
                first = highest
                for k, number in enumerate(marks):
                    left = highest < last
                    key = further(around.above, k, left) if k else surroundings(around, left)
                    others = set(around.above) - set(marks[:k])
                    if highest:  # the first mark of all has no choice
                        yield key, column, outcome(number, highest, others, around.beside)
                    highest = max(highest, number)
                if marks:
                    around = Around(marks, highest > first, (), around.above)
                    above[kin(row), column] = above[None, column] = marks


def references(found: Iterable[tuple[str, Filing]]) -> tuple[list[Sample], list[Sample]]:
    """Each different footnote on each column, and on each kind of row, that it stands on."""
    columns: dict[Sample, None] = {}
    kinds: dict[Sample, None] = {}
    for issuer, filing in found:
        texts = {n.id: " ".join(sorted(words_of(n.text.value or ""))) for n in filing.footnotes}
        for row in filing.rows:
            for column in COLUMNS:
                for mark in cell_of(row, column).footnotes:
                    if mark in texts:
                        columns[issuer, texts[mark], column] = None
                        kinds[issuer, texts[mark], kind_of(row)] = None
    count = Counter(kind for _, _, kind in kinds)
    return list(columns), [sample for sample in kinds if count[sample[2]] >= _LEAST_NOTES]


def regressions(found: Iterable[tuple[str, Filing]], shares: Mapping[str, float]) -> dict[str, object]:
    """Words with their weights for each column and kind of row, in hundredths, and what these have without any word."""
    columns, kinds = references(found)
    issuers: dict[str, set[str]] = {}
    for issuer, text, _ in columns:
        for word in text.split():
            issuers.setdefault(word, set()).add(issuer)
    words = sorted(w for w, who in issuers.items() if len(who) >= _LEAST_ISSUERS)
    names = sorted({kind for _, _, kind in kinds})
    fitted = [_fitted(samples, words, classes) for samples, classes in ((columns, COLUMNS), (kinds, names))]
    bias, of_class, weights = (np.concatenate([f[k] for f in fitted], axis=-1) for k in range(3))
    weights += _CHOSEN * chosen(list(choices(found, shares)), words, names)
    return {
        "kinds": names,
        "bias": np.rint(100 * bias).astype(int).tolist(),
        "shares": [round(float(s), 5) for s in of_class],
        "words": {w: np.rint(100 * weights[k]).astype(int).tolist() for k, w in enumerate(words)},
    }


def choices(found: Iterable[tuple[str, Filing]], shares: Mapping[str, float]) -> Iterator[Choice]:
    """Each cell that may bear a mark as a choice between none and the footnotes of its filing; a cell with several marks is as
    many choices, each without the other marks."""
    for issuer, filing in found:
        texts = {n.id: frozenset(words_of(n.text.value or "")) for n in filing.footnotes}
        for row in filing.rows:
            for column in COLUMNS:
                value = cell_of(row, column)
                share = min(shares[key_of(row, column, value.value is not None)], _MOST)
                marks = [note for note in texts if note in value.footnotes]
                for mark in marks or ("",) if marks or share > _SELDOM else ():
                    others = [text for note, text in texts.items() if note not in marks]
                    if mark or others:
                        notes = ([texts[mark]] if mark else []) + others
                        yield Choice(issuer, column, kind_of(row), math.log(share / (1 - share)), bool(mark), notes)


def chosen(found: Sequence[Choice], words: Sequence[str], kinds: Sequence[str]) -> Floats:
    """The weight of each word for each column and kind of row, by which footnotes are told from each other and from none in the
    cells of their filing: a conditional logistic regression (McFadden, 1974), beside how often cells of a kind bear a mark."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    index, lines = {w: k for k, w in enumerate(words)}, dict[frozenset[str], int]()
    classes = {name: k for k, name in enumerate((*COLUMNS, *kinds, ""))}
    note = np.array([lines.setdefault(text, len(lines)) for c in found for text in c.notes])
    of = np.repeat(np.arange(len(found)), [len(c.notes) for c in found])
    first = np.r_[0, np.flatnonzero(np.diff(of)) + 1]
    column = np.array([classes[c.column] for c in found])[of]
    kind = np.array([classes.get(c.kind, classes[""]) for c in found])[of]
    offset = np.array([c.odds for c in found])[of]
    marked = np.array([c.marked for c in found])
    of_issuer = Counter(c.issuer for c in found)
    sizes = np.array([of_issuer[c.issuer] ** -0.5 for c in found])
    sizes *= len(found) / sizes.sum()
    pairs = [(line, index[w]) for text, line in lines.items() for w in sorted(text) if w in index]
    matrix = csr_matrix((np.ones(len(pairs)), np.array(pairs).T), (len(lines), len(words)))
    shape = (1 + len(words), len(classes))

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        scores = matrix @ weights[1:] + weights[0]
        odds = offset + scores[note, column] + scores[note, kind]
        most = np.maximum(np.maximum.reduceat(odds, first), 0)
        parts = np.exp(odds - most[of])
        whole = np.add.reduceat(parts, first) + np.exp(-most)
        wrong = sizes @ (np.log(whole) + most - np.where(marked, odds[first], 0))
        slope = parts / whole[of]
        slope[first] -= marked
        slope *= sizes[of]
        by_note = np.zeros((len(lines), len(classes)))
        for place in (column, kind):
            by_note += np.bincount(note * len(classes) + place, slope, by_note.size).reshape(by_note.shape)
        by_note[:, -1] = 0
        gradient = np.vstack([by_note.sum(axis=0), matrix.T @ by_note]) + _PENALTY_OF_CHOICES * weights
        return wrong + _PENALTY_OF_CHOICES * (flat @ flat) / 2, gradient.ravel()

    best = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 60})
    weights: Floats = best.x.reshape(shape)[1:, :-1]
    return weights


def _fitted(samples: Sequence[Sample], words: Sequence[str], classes: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """A logistic regression of the classes: what each has without any word, its share, its weights for each word.

    Each issuer counts as the root of its footnotes: one that files much says the same again and again.
    """
    from sklearn.linear_model import LogisticRegression

    index = {w: k for k, w in enumerate(words)}
    matrix: npt.NDArray[np.float32] = np.zeros((len(samples), len(words)), np.float32)
    for i, (_, text, _) in enumerate(samples):
        matrix[i, [index[w] for w in text.split() if w in index]] = 1
    of_sample = [classes.index(name) for _, _, name in samples]
    of_issuer = Counter(issuer for issuer, _, _ in samples)
    sizes = np.array([of_issuer[issuer] ** -0.5 for issuer, _, _ in samples])
    sizes *= len(samples) / sizes.sum()
    model = LogisticRegression(C=_PENALTY, max_iter=400).fit(matrix, of_sample, sample_weight=sizes)
    weights = np.zeros((len(words), len(classes)))
    bias = np.full(len(classes), -8.0)
    weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    return bias, np.bincount(of_sample, weights=sizes, minlength=len(classes)) / len(samples), weights


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, required=True, help="folder or archive of ownership XML")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = list(parsed(options.filings))
    filings_found = [filing for _, filing in found]
    shares = rates(filings_found)
    data = {"rates": shares, "relations": relations(filings_found), **regressions(found, shares)}
    options.out.write_text(json.dumps(data, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="ascii")
    print(len(found), "filings")


if __name__ == "__main__":
    main()
