"""Boosted trees on plain arrays say what scikit-learn says, and survive being stored."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from extractor.confidence.trees import Trees


def two() -> Trees:
    """If the first number is at most 1: -1, else 2; and 0.5 in any case."""
    return Trees.from_dict(
        {
            "feature": [0, 0, 0, 0],
            "threshold": [1.0, 0.0, 0.0, 0.0],
            "left": [1, 1, 2, 3],
            "right": [2, 1, 2, 3],
            "value": [0.0, -1.0, 2.0, 0.5],
            "roots": [0, 3],
            "depth": 1,
            "base": 0.25,
        }
    )


def test_a_row_goes_left_or_right() -> None:
    assert two().log_odds([[1.0, 9.0], [1.5, 9.0]]).tolist() == [-0.25, 2.75]
    assert two().log_odds([]).tolist() == []


def test_what_is_rounded_up_beyond_a_threshold_goes_to_the_right() -> None:
    trees = Trees.from_dict({**two().to_dict(), "threshold": [0.1, 0.0, 0.0, 0.0]})
    assert float(np.float32(0.1)) > 0.1
    assert trees.log_odds([[0.1, 0.0], [0.0999, 0.0]]).tolist() == [2.75, -0.25]


def test_stored_trees_are_the_same() -> None:
    again = Trees.from_dict(json.loads(json.dumps(two().to_dict())))
    assert again.to_dict() == two().to_dict()


def test_trees_that_lead_nowhere_are_refused() -> None:
    with pytest.raises(ValueError, match="leads out"):
        Trees.from_dict({**two().to_dict(), "left": [1, 1, 2, 9]})


def chain(leaves: int) -> Trees:
    """A tree that parts 0, 1, 2 ... one by one from what is greater: the leaf ``k`` says ``k``."""
    splits = leaves - 1
    stored = {
        "feature": [0] * (2 * leaves - 1),
        "threshold": [*(float(k) for k in range(splits)), *[0.0] * leaves],
        "left": [*(splits + k for k in range(splits)), *range(splits, 2 * leaves - 1)],
        "right": [*range(1, splits), 2 * leaves - 2, *range(splits, 2 * leaves - 1)],
        "value": [*[0.0] * splits, *(float(k) for k in range(leaves))],
        "roots": [0],
        "depth": splits,
        "base": 0.0,
    }
    return Trees.from_dict(stored)


def test_each_leaf_is_found() -> None:
    numbers = [float(k) for k in range(40)]  # more rows than are weighed at once
    assert chain(16).log_odds([[k] for k in numbers]).tolist() == [min(k, 15.0) for k in numbers]


def test_trees_of_more_leaves_than_a_number_has_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 16 leaves"):
        chain(17)


def drawn() -> tuple[Any, Any]:
    """Evidence of five kinds, and what is right."""
    draw = np.random.default_rng(5)
    x = draw.normal(size=(4000, 5)).astype(np.float32).astype(np.float64)
    x[:, 4] = draw.integers(0, 1000, 4000) / 1000
    return x, draw.random(4000) < 1 / (1 + np.exp(-2 * x[:, 0] * (x[:, 1] > 0) - x[:, 2]))


def test_fitted_trees_are_the_mean_of_those_of_scikit_learn() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    from extractor.learning import confidence

    (x, y), size = drawn(), confidence.Boosting(20, 8, 0.1, models=2)
    models = [
        ensemble.HistGradientBoostingClassifier(**confidence.settings(size, k)).fit(x.astype(np.float32), y) for k in range(2)
    ]
    theirs = np.mean([model.decision_function(x.astype(np.float32)) for model in models], axis=0)
    np.testing.assert_allclose(confidence.trees(x, y, size).log_odds(x.tolist()), theirs, atol=1e-3)


def test_what_speaks_against_a_value_makes_it_no_surer() -> None:
    pytest.importorskip("sklearn")
    from extractor.learning import confidence

    x, y = drawn()
    size = confidence.Boosting(40, 8, 0.1, models=2)
    more = x + np.array([0.0, 0.0, 1.5, 0.0, 0.0])  # right values have more of it
    falling = confidence.trees(x, y, size, (0, 0, -1, 0, 0))
    free = confidence.trees(x, y, size)
    assert (falling.log_odds(more.tolist()) <= falling.log_odds(x.tolist()) + 1e-6).all()
    assert (free.log_odds(more.tolist()) > free.log_odds(x.tolist())).mean() > 0.9


def test_without_anything_to_tell_apart_there_is_one_answer() -> None:
    pytest.importorskip("sklearn")
    from extractor.learning import confidence

    found = confidence.trees(np.zeros((10, 3)), np.ones(10, np.bool_), confidence.BLANKS)
    assert found.log_odds([[0.0, 1.0, 2.0]]) > 3
