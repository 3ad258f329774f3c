"""Words of titles that stand apart from them."""

from __future__ import annotations

import numpy as np

from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABELS
from extractor.cells.title_words import begins_before, gather_titles
from extractor.dialects.read import read
from extractor.regions.located import locate

FIELDS = {
    "T": "securityTitle",
    "U": "underlyingSecurity/underlyingSecurityTitle",
    "N": "ownershipNature/natureOfOwnership",
    "X": "conversionOrExercisePrice",
    "D": "transactionDate",
    "F": "postTransactionAmounts/sharesOwnedFollowingTransaction",
}


def gathered(*lines: str) -> dict[str, str]:
    """The words of each column: labels stand behind the words, as in ``Stock/IT``; a stroke parts cells, O belongs to nothing."""
    words = [word.rsplit("/", 1) for line in lines for word in line.replace("|", " ").split()]
    cells = ("\t".join(" ".join(w.rsplit("/", 1)[0] for w in cell.split()) for cell in line.split("|")) for line in lines)
    page = read("\n".join(cells))
    assert len(page) == len(words)
    best = np.array([LABELS.index(f"{tag[0]}-{FIELDS[tag[1]]}") if tag != "O" else 0 for _, tag in words])
    unsure = np.zeros((len(words), len(LABELS)), np.float32)
    gather_titles(Labelling(page, locate(page).printed, np.arange(len(words)), page.line.astype(np.int64), unsure, best))
    found: dict[str, list[str]] = {}
    for k, label in enumerate(best.tolist()):
        found.setdefault(LABELS[label][2:], []).append(page.words[k])
    return {tag: " ".join(found.get(name, ())) for tag, name in FIELDS.items()}


def test_a_par_value_of_noughts_goes_on_in_the_next_cell() -> None:
    found = gathered("Common/BT Stock,/IT par/IT value/IT $0.00/IT | 1/BD | 05/06/2005/ID | 900/BF")
    assert (found["T"], found["D"]) == ("Common Stock, par value $0.00 1", "05/06/2005")
    assert gathered("Common/BT Stock,/IT par/IT value/IT $0.01/IT | 1/O | 900/BF")["T"].endswith("$0.01")


def test_small_letters_beside_a_title_are_the_ends_of_its_words() -> None:
    found = gathered("P/BT U/IT | erformance/O $17/BX nits/NX | 900/BF")
    assert (found["T"], found["X"]) == ("P U erformance nits", "$17")
    assert gathered("Common/BT Stock/IT | e/O | 900/BF")["T"] == "Common Stock"
    assert gathered("Common/BT Stock/IT | lsoo/O | 900/BF")["T"] == "Common Stock"


def test_shares_of_beneficial_lack_interest() -> None:
    found = gathered("Shares/BT of/IT Beneficial/IT 900/BF Held/BN by/IN", "Interest/IN Ely/IN Trust/IN")
    assert (found["T"], found["N"]) == ("Shares of Beneficial Interest", "Held by Ely Trust")


def test_the_letter_of_a_class_follows_its_word() -> None:
    page = read("Notes Class A Stock\tClass B")
    assert [begins_before(page, token) for token in range(len(page))] == [False, False, True, False, False, True]
