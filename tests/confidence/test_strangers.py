"""What is no Section 16 filing gets no confidence, and a warning; what is one keeps its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages import BOXES, DIALECTS, SALES, TABLE1, TAIL, TOP
from strangers import KINDS, Draw, strangers

import extractor
from extractor.confidence.confidence import is_faint
from extractor.filing import Filing, SourceInfo, Status, Value


def least_sure(filing: Filing) -> float:
    """The mean confidence of what was read."""
    found = [v.confidence for _, leaf, v in filing.leaves() if leaf is not None and v.value is not None]
    return sum(found) / max(1, len(found))


def test_a_hundred_texts_that_are_no_filings_are_not_believed() -> None:
    for name, text in strangers(100):
        filing = extractor.extract(text)
        assert filing.confidence < 0.05, name
        assert filing.warnings, name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nor_is_any_value_that_seems_to_be_read_from_them(kind: object) -> None:
    filing = extractor.extract(kind(Draw(1000)))  # type: ignore[operator]
    assert any("no Form 3, 4 or 5" in w or "does not look like" in w for w in filing.warnings)
    assert least_sure(filing) < 0.7


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_clean_filing_is_believed(dialect: str) -> None:
    filing = extractor.extract(DIALECTS[dialect](SALES))
    assert filing.confidence > 0.05
    assert least_sure(filing) > 0.85
    assert not any("no Form 3, 4 or 5" in w for w in filing.warnings)


def test_a_part_of_a_filing_is_one() -> None:
    for part in ([*TOP, *BOXES], [*BOXES, *TABLE1], [*TABLE1, *TAIL]):
        filing = extractor.extract(DIALECTS["grid"](part))
        assert not any("no Form 3, 4 or 5" in w for w in filing.warnings)


CAPTIONS = {
    "Name and Address of Reporting Person": "Nom et adresse de la personne",
    "Issuer Name and Ticker or Trading Symbol": "Nom et symbole de la société",
    "Title of Security": "Titre",
}


def test_the_form_in_another_language_is_not_believed() -> None:
    # Every English word of the form is gone but for numbers, names and a few lines.
    page = [[_translated(cell) for cell in line] for line in SALES]
    filing = extractor.extract(DIALECTS["grid"](page))
    assert filing.confidence < 0.05
    assert filing.warnings


def _translated(cell: str) -> str:
    for english, french in CAPTIONS.items():
        cell = cell.replace(english, french)
    french_words = ("le", "la", "des", "valeurs", "opération", "titre", "propriété", "directe", "montant", "société")
    words = cell.split()
    return (
        cell if len(words) < 4 else " ".join(french_words[(len(w) + k) % 10] if w.isalpha() else w for k, w in enumerate(words))
    )


def test_a_layout_never_seen_is_not_believed() -> None:
    fields = {"issuer": "Zorblat Holdings Inc", "ticker": "ZBLT", "owner": "Qvist Ada L", "security": "Common Stock"}
    fields |= {"date": "05/06/2005", "code": "S", "shares": "1,200", "price": "$17.25", "owned after": "8,800"}
    text = "FORM 4\n" + "\n".join(f"{name}: {value}" for name, value in fields.items())
    filing = extractor.extract(text)
    assert filing.confidence < 0.05
    assert any("captions" in w for w in filing.warnings)


def test_columns_read_one_after_the_other_are_not_believed() -> None:
    width = max(len(line) for line in SALES)
    columns = [[cell] for at in reversed(range(width)) for line in SALES for cell in line[at : at + 1] if cell]
    filing = extractor.extract(DIALECTS["plain"](columns[::-1]))
    assert filing.confidence < 0.05
    assert any("another order" in w for w in filing.warnings)
    assert least_sure(filing) < 0.6


def test_a_form_whose_captions_noise_has_taken_keeps_its_confidence() -> None:
    evidence = Filing(document_type=Value("4", Status.READ, 0.9), source=SourceInfo(captions=3, noise=0.12))
    assert is_faint(evidence)
    assert not is_faint(replace(evidence, source=SourceInfo(captions=3, noise=0.0)))
    assert not is_faint(replace(evidence, document_type=Value()))
