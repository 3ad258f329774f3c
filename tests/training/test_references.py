"""What footnotes stand on, out of filings."""

from __future__ import annotations

from dataclasses import replace

from by_hand import filing, number, read, row

from extractor.filing import Footnote
from training.references import COLUMNS, choices, chosen, rates, words_of


def test_words_tell_the_cell_of_a_footnote_among_those_of_its_filing() -> None:
    texts = ("Weighted average price.", "Held by the trust.")
    priced = replace(number("17.25"), footnotes=("F1",))
    held = replace(read("By Trust"), footnotes=("F2",))
    sale = row(transaction_price_per_share=priced, nature_of_ownership=held)
    sold = replace(filing(sale), footnotes=tuple(Footnote(id=f"F{n}", text=read(text)) for n, text in enumerate(texts, 1)))
    found = list(choices([("1", sold)] * 60, dict.fromkeys(rates([sold]), 0.5)))
    marked = [(choice.column, choice.notes[0]) for choice in found if choice.marked]
    assert set(marked) == {
        ("transaction_price_per_share", frozenset(words_of(texts[0]))),
        ("nature_of_ownership", frozenset(words_of(texts[1]))),
    }
    price, nature = COLUMNS.index("transaction_price_per_share"), COLUMNS.index("nature_of_ownership")
    average, trust = chosen(found, ["average", "trust"], ["1S"])
    assert average[price] > 0 > average[nature]
    assert trust[nature] > 0 > trust[price]
