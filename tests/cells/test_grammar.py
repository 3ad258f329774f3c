"""The grammar of lines: what follows what, and the best sequences of labels."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cells.grammar import LINKS, START, Grammar, links
from extractor.cells.labels import LABEL_ID, LABELS
from extractor.cells.layout import Places
from extractor.learning.examples import Example
from extractor.learning.grammar import fit

TITLE, MORE, DATE, MORE_DATE = (LABEL_ID[f"{part}-{name}"] for name in ("securityTitle", "transactionDate") for part in "BI")


def places(lines: list[int], cells: list[int]) -> Places:
    n = len(lines)
    return Places(np.array(lines), np.zeros(n, np.int64), np.array(cells), np.ones(n, np.bool_), np.zeros(n, np.float32))


def example(labels: list[int], lines: list[int], cells: list[int]) -> Example:
    n = len(labels)
    return Example("a", "1", "train", np.zeros((n, 1), np.uint16), np.array(labels, np.int16), np.arange(n), places(lines, cells))


def sure(*labels: dict[int, float]) -> npt.NDArray[np.float32]:
    found = np.full((len(labels), len(LABELS)), 1e-5, np.float32)
    for k, tokens in enumerate(labels):
        for label, p in tokens.items():
            found[k, label] = p
    return found


TAUGHT = [example([TITLE, MORE, DATE], [0, 0, 0], [0, 0, 1])] * 30


def test_what_was_never_begun_does_not_go_on() -> None:
    where = places([0, 0, 0], [0, 0, 1])
    unsure = sure({TITLE: 0.45, MORE: 0.5}, {MORE: 0.9}, {DATE: 0.45, MORE_DATE: 0.5})
    assert unsure.argmax(axis=1).tolist() == [MORE, MORE, MORE_DATE]
    assert fit(TAUGHT).best(where, np.arange(3), unsure).tolist() == [TITLE, MORE, DATE]


def test_a_sure_classifier_is_believed() -> None:
    where = places([0, 0], [0, 1])
    assert fit(TAUGHT).best(where, np.arange(2), sure({DATE: 0.99}, {TITLE: 0.99})).tolist() == [DATE, TITLE]


def test_links_tell_lines_and_cells_apart() -> None:
    where = places([0, 0, 0, 0, 1], [0, 0, 0, 1, 5])
    assert links(where, np.array([0, 2, 3, 4])).tolist() == [0, 2, 3, 0]


def test_a_token_to_which_rules_have_left_nothing_likely_has_its_most_probable_label() -> None:
    where = places([0, 0], [0, 1])
    assert fit(TAUGHT).best(where, np.arange(2), sure({DATE: 0.0002}, {TITLE: 0.001})).tolist() == [DATE, TITLE]


def test_nothing_to_label() -> None:
    assert fit(TAUGHT).best(places([], []), np.zeros(0, np.intp), sure()).tolist() == []


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_the_beam_finds_what_an_exhaustive_search_finds(seed: int, tokens: int) -> None:
    random = np.random.default_rng(seed)
    gains = random.normal(0, 3, (2 * LINKS, len(LABELS) + 1, len(LABELS))).astype(np.float32)
    possible = [random.choice(5, 2, replace=False).tolist() for _ in range(tokens)]
    where = places([0] * tokens, sorted(random.integers(0, 3, tokens).tolist()))
    probabilities = sure(*({a: 0.6, b: 0.4} for a, b in possible))
    best = Grammar(gains).best(where, np.arange(tokens), probabilities)
    how = links(where, np.arange(tokens)).tolist()

    def score(labels: tuple[int, ...]) -> float:
        total, last, apart = 0.0, START, False
        for token, label in enumerate(labels):
            total += float(np.log(probabilities[token, label])) + 0.15 * float(gains[how[token] + LINKS * apart, last, label])
            last, apart = label or last, label == 0
        return total

    assert score(tuple(best.tolist())) == pytest.approx(max(map(score, product(*possible))), abs=1e-4)
