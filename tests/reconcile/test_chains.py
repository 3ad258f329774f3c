"""The joint choice of holdings: its search against an exhaustive one."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.filing import Row, RowKind, Source, Value
from extractor.reconcile.numbers.chains import Chain

shares = st.none() | st.sampled_from((10, 40, 100, 140, 400)).map(Decimal)
holdings = st.none() | st.sampled_from((100, 140, 500, 540, 600, 1000, 1040, 1100)).map(Decimal)
directions = st.sampled_from(("A", "D", None))


def number(value: Decimal | None) -> Value[Decimal]:
    return Value() if value is None else Value(value, confidence=0.9, sources=(Source(0, 4, f"{value:,}"),))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, ...]:
    return tuple(
        Row(
            kind=RowKind.NON_DERIVATIVE_TRANSACTION,
            transaction_shares=number(draw(shares)),
            transaction_acquired_disposed_code=Value(draw(directions), confidence=0.9),
            shares_owned_following_transaction=number(draw(holdings)),
        )
        for _ in range(draw(st.integers(2, 4)))
    )


@settings(deadline=None, max_examples=150)
@given(tables(), st.booleans())
def test_the_search_finds_the_cheapest_of_all_ways(rows: tuple[Row, ...], clean: bool) -> None:
    chain = Chain(rows, range(len(rows)), clean)
    states = chain.states()
    best = min(
        sum(state[held] for state, held in zip(states, path, strict=True))
        + sum(chain.step(k, path[k - 1], path[k]) for k in range(1, len(path)))
        for path in product(*states)
    )
    solution = chain.solved()
    assert isclose(solution.cost, best, abs_tol=1e-9)
    assert all(held in state for state, held in zip(states, solution.path, strict=True))
    changed = {(change.row, change.attribute) for change in solution.changes}
    for k, (row, held) in enumerate(zip(rows, solution.path, strict=True)):
        assert ((k, "shares_owned_following_transaction") in changed) == (
            held is not None and held != row.shares_owned_following_transaction.value
        )
