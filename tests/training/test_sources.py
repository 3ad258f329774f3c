"""Which filings a corpus is made of."""

from __future__ import annotations

from collections import Counter

from training.sources import shuffled

FILINGS = [(f"{issuer}-{n}", issuer, "") for issuer, count in (("busy", 9), ("calm", 2), ("once", 1)) for n in range(count)]


def test_an_issuer_that_files_often_gives_no_more_filings_than_asked_for() -> None:
    chosen = shuffled(iter(FILINGS), seed=3, each=2)
    assert Counter(issuer for _, issuer, _ in chosen) == {"busy": 2, "calm": 2, "once": 1}
    assert set(chosen) <= set(FILINGS)


def test_without_a_limit_all_filings_come_in_an_order_that_the_seed_tells() -> None:
    chosen = shuffled(iter(FILINGS), seed=3)
    assert sorted(chosen) == sorted(FILINGS)
    assert chosen == shuffled(iter(FILINGS), seed=3) != shuffled(iter(FILINGS), seed=4)
