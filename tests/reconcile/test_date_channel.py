"""Which of several days became what stands there."""

from __future__ import annotations

from datetime import date

import pytest
from by_hand import read

from extractor.reconcile.dates.channel import damage, likeliest

NEVER = 12.0


@pytest.mark.parametrize(
    ("stands", "days", "told"),
    [
        ("05/1|11/20|3", ["2003-05-11", "2003-05-01"], "2003-05-11"),  # glyphs at edges doubled and lost
        ("0|/12/2011", ["2011-09-12", "2011-09-13"], "2011-09-12"),
        ("opi21/2009", ["2009-09-21", "2009-01-12"], "2009-09-21"),  # letters for digits and strokes
        ("09721/2009", ["2009-09-21", "2009-07-21"], "2009-09-21"),
        ("9-21-2009 (3)", ["2009-09-21", "2009-09-23"], "2009-09-21"),  # with a footnote mark
        ("09/2?/2009", ["2009-09-21", "2009-09-22"], None),  # either
        ("/2009", ["2009-09-21", "2009-12-02"], None),  # the year is no news
        ("5" * 10_000, ["2005-05-05"], None),
        ("09/21/2009", [], None),
    ],
)
def test_the_likeliest_day_is_told_if_it_is_likelier_than_all_others(stands: str, days: list[str], told: str | None) -> None:
    costs = dict.fromkeys(map(date.fromisoformat, days), 1.0)
    assert likeliest(read(None, stands), costs, NEVER) == (told and date.fromisoformat(told))


def test_a_day_of_another_look_costs_more_the_more_of_it_is_damaged() -> None:
    day = date(2009, 9, 21)
    texts = ("09/21/2009", "0921/2009", "09/2|/2009", "09/21/2OO6", "09/24/2006")
    costs = [damage(read(None, text), day) for text in texts]
    assert costs == sorted(costs)
    assert costs[0] == 0.0
    assert damage(read(day, "Sept. 21, 2009"), day) == 0.0  # as it was read
