"""Thresholds with a guarantee: the p-values are valid, the promise holds, and what cannot be promised is not."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from extractor.confidence import guarantee
from extractor.confidence.calibration import FILE, Calibration
from extractor.confidence.guarantee import MOST, Judged, choose, count_rejected, p_value
from extractor.errors import GuaranteeError, ModelError
from extractor.model_files import shipped_folder
from tests.benchmarks import guarantees
from tests.benchmarks.guarantees import halved, kept, part_of, weighed_error


def drawn(filings: int, seed: int, harder: float = 1.0) -> Judged:
    """Filings whose values are wrong as often as their confidences say, some of them on bad pages with many wrong ones."""
    draw = np.random.default_rng(seed)
    sizes = draw.integers(5, 60, filings)
    bad = np.repeat(np.where(draw.random(filings) < 0.15, 6.0, 0.6) * harder, sizes)
    doubt = np.minimum(draw.beta(0.5, 12, sizes.sum()), 0.9)
    right = draw.random(sizes.sum()) >= np.minimum(doubt * bad, 1)
    return Judged(np.round(1 - doubt, 4), right, sizes, np.arange(filings))


@pytest.mark.parametrize("max_error", [0.05, 0.2, 0.5])
def test_a_p_value_is_small_by_chance_no_more_often_than_it_says(max_error: float) -> None:
    # Exact: filings of MOST accepted values that are all right or all wrong, the hypothesis just true; every outcome counted.
    filings = 60
    wrong, right = (1 - max_error) * MOST, -max_error * MOST
    chances = [math.comb(filings, k) * max_error**k * (1 - max_error) ** (filings - k) for k in range(filings + 1)]
    p_values = [p_value(np.array([wrong] * k + [right] * (filings - k)), max_error) for k in range(filings + 1)]
    for level in (0.5, 0.2, 0.1, 0.05, 0.01):
        assert sum(chance for chance, p in zip(chances, p_values, strict=True) if p <= level) <= level


def test_a_p_value_is_valid_for_filings_of_any_sizes() -> None:
    # Exact again: each of 7 filings has one of three outcomes whose mean excess is 0; all 3**7 of them.
    outcomes, chances = MOST * np.array([-0.2, 0.1, 0.8]), np.array([0.75, 0.0, 0.0])
    chances[2] = (0.2 * chances[0] - 0.1 * (1 - chances[0])) / (0.8 - 0.1)
    chances[1] = 1 - chances[0] - chances[2]
    assert outcomes @ chances == pytest.approx(0)
    total = 0.0
    for picked in itertools.product(range(3), repeat=7):
        if p_value(outcomes[list(picked)], 0.2) <= 0.2:
            total += float(np.prod(chances[list(picked)]))
    assert total <= 0.2


def test_many_filings_without_error_are_proof_and_few_are_none() -> None:
    def clean(filings: int) -> float:
        return p_value(np.full(filings, -0.01 * MOST), 0.01)

    assert clean(50) > 0.5
    assert clean(230) > 0.1 > clean(320)


def test_testing_stops_at_the_first_hypothesis_that_is_not_rejected() -> None:
    assert count_rejected([0.01, 0.1, 0.11, 0.0], 0.1) == 2
    assert count_rejected([0.2, 0.0], 0.1) == 0
    assert count_rejected([], 0.1) == 0


def test_the_sequence_is_tested_as_mapie_does() -> None:
    control = pytest.importorskip("mapie.risk_control.fwer_control", reason="MAPIE is not installed").control_fwer
    draw = np.random.default_rng(3)
    for _ in range(200):
        p_values = draw.random(12) * draw.choice([0.05, 0.3, 1.0])
        expected = control(p_values, 0.1, "fixed_sequence")
        assert count_rejected(p_values.tolist(), 0.1) == len(expected)


@pytest.mark.parametrize(("wrong", "max_error"), [(0, 0.01), (2, 0.03), (5, 0.03), (30, 0.1), (60, 0.1)])
def test_the_bet_is_about_as_strong_as_mapies_bound_for_shares_of_wrong_filings(wrong: int, max_error: float) -> None:
    methods = pytest.importorskip("mapie.risk_control.methods", reason="MAPIE is not installed")
    filings = 600
    losses = np.zeros(filings)
    losses[:wrong] = 1.0
    theirs = float(methods.compute_hoeffding_bentkus_p_value(np.array([losses.mean()]), filings, max_error).ravel()[0])
    mine = p_value((losses - max_error) * MOST, max_error)
    assert (mine <= 0.1) == (theirs <= 0.1)


def test_the_promise_holds_in_nine_of_ten_calibrations() -> None:
    max_error, pilot = 0.05, drawn(200, 0)
    truth = drawn(20_000, 1)
    broken, trials = 0, 30
    for seed in range(trials):
        found = choose(drawn(250, 100 + seed), pilot, max_error, 0.9)
        broken += weighed_error(truth, found.confidence) > max_error
    assert broken <= 0.1 * trials


def test_the_promise_holds_where_confidences_are_too_high() -> None:
    truth = drawn(20_000, 1, harder=2.0)
    found = choose(drawn(2000, 5, harder=2.0), drawn(200, 0), 0.05, 0.9)
    honest = choose(drawn(2000, 5), drawn(200, 0), 0.05, 0.9)
    assert found.confidence > honest.confidence
    assert weighed_error(truth, found.confidence) <= 0.05


def test_more_error_allowed_or_less_certainty_accepts_more() -> None:
    held, pilot = drawn(1500, 7), drawn(300, 8)
    accepted = [choose(held, pilot, e, 0.9).accepted or 0 for e in (0.03, 0.05, 0.1)]
    assert accepted == sorted(accepted)
    assert (choose(held, pilot, 0.05, 0.5).accepted or 0) >= accepted[1]


@pytest.mark.parametrize(("max_error", "filings"), [(0.001, 300), (0.01, 20), (0.05, 0)])
def test_what_the_calibration_does_not_allow_is_not_promised(max_error: float, filings: int) -> None:
    with pytest.raises(GuaranteeError, match=f"{filings} filings of the calibration do not allow") as caught:
        choose(drawn(filings, 2), drawn(filings, 3), max_error, 0.9)
    assert ("they allow" in str(caught.value)) == (filings == 300)


@pytest.mark.parametrize(("max_error", "certainty"), [(0.0, 0.9), (1.0, 0.9), (0.01, 0.0), (0.01, 1.0), (-1, 0.9)])
def test_wishes_that_make_no_sense_are_refused(max_error: float, certainty: float) -> None:
    with pytest.raises(GuaranteeError, match="is no share between 0 and 1"):
        choose(drawn(50, 2), drawn(50, 3), max_error, certainty)


def test_readings_of_one_filing_count_once() -> None:
    one = Judged(np.full(40, 0.9), np.array([True] * 39 + [False]), np.array([10, 10, 10, 10]), np.array([0, 0, 0, 0]))
    assert one.filings == 1
    assert one.excess(0.5, 0.1) == pytest.approx([(1 - 0.1 * 40) / 4])
    assert one.excess(0.95, 0.1) == pytest.approx([0.0])


def test_a_long_filing_counts_as_one_of_the_most_values() -> None:
    long = Judged(np.full(10 * MOST, 0.9), np.zeros(10 * MOST, np.bool_), np.array([10 * MOST]), np.array([0]))
    assert long.excess(0.5, 0.1) == pytest.approx([0.9 * MOST])


def test_the_calibration_that_ships_is_what_was_saved(tmp_path: Path) -> None:
    shipped = Calibration.load(shipped_folder())
    assert shipped.held.filings > 200
    (tmp_path / "manifest.json").write_text('{"files": {}}')
    shipped.save(tmp_path)
    again = Calibration.load(tmp_path)
    for part in ("pilot", "held"):
        for name in ("confidence", "right", "sizes", "filing"):
            np.testing.assert_array_equal(getattr(getattr(again, part), name), getattr(getattr(shipped, part), name))
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ModelError, match="SHA-256"):
        Calibration.load(tmp_path)


def test_the_promise_holds_on_random_halves_of_the_calibration_that_ships() -> None:
    shipped = Calibration.load(shipped_folder())
    max_error, held, broken, trials = 0.05, shipped.held, 0, 20
    draw = np.random.default_rng(11)
    for _ in range(trials):
        first = draw.permutation(held.filings) < held.filings // 2
        try:
            found = choose(part_of(held, first), shipped.pilot, max_error, 0.9)
        except GuaranteeError:
            continue
        broken += weighed_error(part_of(held, ~first), found.confidence) > max_error
    assert broken <= 0.1 * trials + 1.64 * math.sqrt(0.1 * 0.9 * trials)


def test_halving_tells_how_many_promises_are_made_and_broken() -> None:
    held, pilot, units = drawn(800, 21), drawn(300, 22), np.arange(800) // 2
    found = halved(held, pilot, units, 0.05, 0.9, 10)
    assert found.promised == 10
    assert found.broken <= 3
    assert 0 < found.kept.wrong < 0.05 < found.kept.accepted < 1
    assert halved(held, pilot, units, 0.0001, 0.9, 3) == (0, 0, (0.0, 0.0, 0.0))


def test_a_threshold_keeps_what_is_at_least_so_sure() -> None:
    judged = Judged(np.array([0.9, 0.8, 0.7, 0.2]), np.array([True, False, True, False]), np.array([4]), np.array([0]))
    assert kept(judged, 0.7)[:2] == pytest.approx((0.75, 1 / 3))
    assert kept(judged, 0.7).weighed == weighed_error(judged, 0.7)
    assert kept(judged, 0.95) == (0.0, 0.0, 0.0)


def test_promises_are_measured_on_annotated_filings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (Path(__file__).parents[2] / "annotations" / "test.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.jsonl").write_text("\n".join(sorted(lines, key=len)[:2]), encoding="utf-8")
    guarantees.main([str(tmp_path / "few.jsonl"), "--halvings", "1"])
    first, *rest = capsys.readouterr().out.splitlines()
    assert "values of 2 filings" in first
    assert [line.split(":")[0].strip() for line in rest] == [f"at most {e:3g} % wrong" for e in (5, 3, 2, 1, 0.5)]


def test_nothing_can_win_or_lose_more_than_the_stake() -> None:
    assert p_value(np.array([MOST * 0.9] * 50), 0.1) == 1.0
    assert 0 < p_value(np.array([-MOST * 0.1] * 1000), 0.1) < 1e-9
    assert all(0 < stake < 1 for stake in guarantee.STAKES)
