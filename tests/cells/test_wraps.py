"""Lines of words that go on with several columns at once."""

from __future__ import annotations

import numpy as np

from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABELS
from extractor.cells.wraps import FIELDS, rewrap
from extractor.dialects.read import read
from extractor.regions.located import locate

TITLE, UNDERLYING, NATURE = FIELDS
SHARES = "underlyingSecurity/underlyingSecurityShares"


def parted(*lines: str, sure: float = 0.8) -> dict[str, str]:
    """The words of each column: labels stand behind the words, as in ``Stock/IT`` for a title that goes on."""
    names = {"T": TITLE, "U": UNDERLYING, "N": NATURE, "S": SHARES}
    words = [word.rsplit("/", 1) for line in lines for word in line.split()]
    page = read("\n".join(" ".join(w.rsplit("/", 1)[0] for w in line.split()) for line in lines))
    assert len(page) == len(words)
    best = np.array([LABELS.index(f"{tag[0]}-{names[tag[1]]}") if tag != "O" else 0 for _, tag in words])
    probabilities = np.full((len(words), len(LABELS)), 0.01, np.float32)
    probabilities[np.arange(len(words)), best] = sure
    chosen = np.arange(len(words))
    rewrap(Labelling(page, locate(page).printed, chosen, page.line.astype(np.int64), probabilities, best))
    found: dict[str, list[str]] = {}
    for k, label in enumerate(best.tolist()):
        found.setdefault(LABELS[label][2:], []).append(page.words[k])
    return {name: " ".join(words) for name, words in found.items()}


ROW = "Stock/BT Option/IT Class/BU B/IU Common/IU 9,000/BS By/BN Ely/IN"


def test_a_title_that_has_ended_does_not_go_on() -> None:
    found = parted(ROW, "Stock/IU Family/IT", "Trust/IN")
    assert found[TITLE] == "Stock Option"
    assert found[UNDERLYING] == "Class B Common Stock"
    assert found[NATURE] == "By Ely Family Trust"


def test_a_title_that_lacks_its_end_takes_it() -> None:
    row = "Phantom/BT Stock/IT Class/BU B/IU Common/IU 9,000/BS By/BN Savings/IN"
    found = parted(row, "Units/IT Stock/IU Plan/IT")
    assert found[TITLE] == "Phantom Stock Units"
    assert found[UNDERLYING] == "Class B Common Stock"
    assert found[NATURE] == "By Savings Plan"


def test_titles_go_on_as_other_titles_do() -> None:
    row = "Stock/BT Option/IT Common/BU Shares/IU 9,000/BS By/BN Ely/IN"
    found = parted(row, "of/IU Beneficial/IU Interest/IU Trust/IN")
    assert found[UNDERLYING] == "Common Shares of Beneficial Interest"
    assert found[NATURE] == "By Ely Trust"


def test_misread_titles_are_left_alone() -> None:
    found = parted(ROW.replace("Option/IT", "Opzlon/IT"), "Stock/IU Family/IT", "Trust/IN")
    assert found[TITLE] == "Stock Opzlon Family"


def test_cells_that_are_centred_are_left_alone() -> None:
    found = parted("Employee/BT", ROW.replace("Stock/BT", "Stock/IT"), "Stock/IU Family/IT", "Trust/IN")
    assert found[TITLE] == "Employee Stock Option Family"


def test_no_word_stands_behind_itself_in_a_title() -> None:
    row = "Warrants/BT to/IT Common/BU 9,000/BS Ely/BN"
    found = parted(row, "Purchase/IT Common/IU Family/IN", "Stock/IT Trust/IN")
    assert found[TITLE] == "Warrants to Purchase Common Stock"
    assert found[UNDERLYING] == "Common"
    assert found[NATURE] == "Ely Family Trust"
