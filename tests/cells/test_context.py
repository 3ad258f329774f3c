"""What a later pass of the classifier is told about a token's surroundings."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.cells import context, features
from extractor.cells.classifier import Network
from extractor.cells.labels import LABEL_ID, LABELS
from extractor.cells.layout import Places

TITLE, SHARES = LABEL_ID["B-securityTitle"], LABEL_ID["B-transactionAmounts/transactionShares"]


def told(template: str, labels: list[int], lines: list[int], cells: list[int], blocks: list[int]) -> list[int]:
    """One template's values when the pass before is sure of these labels."""
    n = len(labels)
    places = Places(np.array(lines), np.array(blocks), np.array(cells), np.ones(n, np.bool_), np.zeros(n, np.float32))
    thought = np.zeros((n, len(LABELS)), np.float32)
    thought[np.arange(n), labels] = 1
    first = np.zeros((n, len(features.TEMPLATES)), np.int32)
    column = next(k for k, t in enumerate(context.TEMPLATES) if t.name == template)
    return context.context(places, np.arange(n), first, thought)[:, column].tolist()


def test_a_token_hears_what_the_rest_of_its_column_is() -> None:
    found = told("field of the column", [TITLE, SHARES, TITLE, SHARES, SHARES, SHARES], [0, 0, 1, 1, 2, 2], [0, 1] * 3, [0] * 6)
    titles, shares = found[0], found[1]
    assert titles != shares != 0
    assert found[2] == titles
    assert found[4] == titles
    assert found[3] == found[5] == shares


def test_what_stands_alone_in_its_column_hears_nothing() -> None:
    assert told("field of the column", [TITLE, SHARES], [0, 0], [0, 1], [0, 0]) == [0, 0]


def test_the_columns_of_another_table_do_not_count() -> None:
    assert told("field of the column", [TITLE, TITLE], [0, 1], [0, 0], [0, 1]) == [0, 0]


def test_two_lines_up_and_down() -> None:
    labels = [TITLE, SHARES, 0]
    assert told("label two above", labels, [0, 1, 2], [0, 0, 0], [0, 0, 0]) == [0, 0, TITLE]
    assert told("label two below", labels, [0, 1, 2], [0, 0, 0], [0, 0, 0]) == [0, 0, 0]


@given(st.lists(st.tuples(st.integers(0, len(LABELS) - 1), st.integers(0, 3), st.booleans()), min_size=1, max_size=30))
def test_every_value_is_in_range(tokens: list[tuple[int, int, bool]]) -> None:
    n = len(tokens)
    lines = np.cumsum([fresh for _, _, fresh in tokens])
    order = np.lexsort(([cell for _, cell, _ in tokens], lines))
    cells = np.array([cell for _, cell, _ in tokens])[order]
    places = Places(lines[order], np.zeros(n, np.int64), cells, np.ones(n, np.bool_), np.zeros(n, np.float32))
    thought = np.full((n, len(LABELS)), 0.001, np.float32)
    thought[np.arange(n), [label for label, _, _ in tokens]] = 1
    found = context.context(places, np.arange(n), np.zeros((n, len(features.TEMPLATES)), np.int32), thought)
    assert found.shape == (n, len(context.TEMPLATES))
    assert (found >= 0).all()
    assert (found < [t.size for t in context.TEMPLATES]).all()


def test_what_a_network_thinks_of_a_token_does_not_depend_on_how_many_it_is_asked_for() -> None:
    draw = np.random.default_rng(3)
    network = Network(
        draw.normal(size=(50, 80)).astype(np.float32),
        draw.normal(size=80).astype(np.float32),
        draw.normal(0, 0.1, (80, len(LABELS))).astype(np.float32),
        draw.normal(size=len(LABELS)).astype(np.float32),
    )
    inputs = draw.integers(0, 50, (700, 6)).astype(np.int32)
    together = network.probabilities(inputs)
    np.testing.assert_allclose(together, np.concatenate([network.probabilities(row[None]) for row in inputs]), atol=1e-4)
    np.testing.assert_allclose(together.sum(axis=1), 1, rtol=1e-5)
    assert network.probabilities(inputs[:0]).shape == (0, len(LABELS))
