"""What codes and amounts go with what evidence: the data of ``extractor.reconcile.rows.lost``.

    python -m training.lost --filings FOLDER_OR_TAR --out extractor/reconcile/data/lost.json

Logistic regressions over the issuers of the training split. Of each filing some evidence is left out by chance, as engines
lose it. No text is kept, only words that many issuers use.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse

from extractor.filing import MISSING, Filing, Row
from extractor.reconcile.rows.lost import class_of, coded_evidence, evidence, holding_evidence
from training.references import parsed

_LEAST_ISSUERS: Final = 10  # that an evidence is found with
_PENALTY: Final = 0.5
_EACH: Final = 60  # rows of one issuer, so that none has the say
_LOSSES: Final = (0.0, 0.3, 0.8)  # shares of codes and directions that engines lose
_MARKS_LOST: Final = 0.3

Sample = tuple[str, frozenset[str], str]


def damaged(filing: Filing, rng: random.Random) -> Filing:
    """The filing with some codes, directions and footnote marks lost."""
    lost = rng.choice(_LOSSES)

    def change(row: Row) -> Row:
        if rng.random() < lost:
            row = replace(row, transaction_code=MISSING)
        if rng.random() < lost:
            row = replace(row, transaction_acquired_disposed_code=MISSING)
        if rng.random() < _MARKS_LOST:
            row = replace(row, security_title=replace(row.security_title, footnotes=()))
        return row

    first, second = (tuple(map(change, t)) for t in (filing.non_derivative_table, filing.derivative_table))
    return replace(filing, non_derivative_table=first, derivative_table=second)


def samples(found: Iterable[tuple[str, Filing]], rng: random.Random) -> Iterator[tuple[str, Sample]]:
    """(what it tells of, (issuer, evidence, class)) of each transaction."""
    for issuer, whole in found:
        filing = damaged(whole, rng)
        rows = filing.rows
        for true, row in zip(whole.rows, rows, strict=True):
            code = true.transaction_code.value
            if not true.kind.is_transaction or code is None:
                continue
            without = replace(row, transaction_code=MISSING)
            around = frozenset(evidence(without, filing, tuple(without if r is row else r for r in rows)))
            yield "code", (issuer, around | set(coded_evidence(without)), code)
            with_code = replace(row, transaction_code=true.transaction_code)
            following = class_of(true.shares_owned_following_transaction)
            yield "following", (issuer, around | set(holding_evidence(with_code)), following)


def regression(found: list[Sample]) -> dict[str, Any]:
    """Classes, their bias and the weights of each evidence, in hundredths."""
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    kept: list[Sample] = []
    issuers: dict[str, set[str]] = {}
    for sample in found:
        counts[sample[0]] = counts.get(sample[0], 0) + 1
        if counts[sample[0]] <= _EACH:
            kept.append(sample)
            for name in sample[1]:
                issuers.setdefault(name, set()).add(sample[0])
    names = sorted(n for n, who in issuers.items() if len(who) >= _LEAST_ISSUERS)
    index = {n: k for k, n in enumerate(names)}
    cells = [(i, index[n]) for i, (_, around, _) in enumerate(kept) for n in around if n in index]
    rows, columns = np.array(cells).T
    matrix = scipy.sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(kept), len(names)))
    model = LogisticRegression(C=_PENALTY, max_iter=600).fit(matrix, [c for _, _, c in kept])
    weights = np.rint(100 * model.coef_.T).astype(int)
    bias = np.rint(100 * model.intercept_).astype(int)
    if weights.shape[1] == 1:  # two classes
        weights, bias = np.hstack([-weights, weights]) // 2, np.hstack([-bias, bias]) // 2
    told = {n: weights[k].tolist() for k, n in enumerate(names) if np.abs(weights[k]).max() >= 15}
    return {"classes": model.classes_.tolist(), "bias": bias.tolist(), "weights": told}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, required=True, help="folder or archive of ownership XML")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    by: dict[str, list[Sample]] = {}
    for name, sample in samples(parsed(options.filings), random.Random(0)):
        by.setdefault(name, []).append(sample)
    data = {name: regression(found) for name, found in sorted(by.items())}
    options.out.write_text(json.dumps(data, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="ascii")
    print({name: len(found) for name, found in by.items()})


if __name__ == "__main__":
    main()
