# ruff: noqa: E501 - lines of forms stand as they are printed
"""Small invented filings, printed in every dialect. A page is a list of lines, a line a list of cells."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABELS
from extractor.model import Model

Page = list[list[str]]

HEADS1: Final = [
    "1. Title of Security (Instr. 3)",
    "2. Transaction Date (Month/Day/Year)",
    "2A. Deemed Execution Date, if any (Month/Day/Year)",
    "3. Transaction Code (Instr. 8)",
    "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
    "",
    "",
    "",
    "5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)",
    "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
    "7. Nature of Indirect Beneficial Ownership (Instr. 4)",
]
SUBHEADS1: Final = ["", "", "", "Code", "V", "Amount", "(A) or (D)", "Price", "", "", ""]
HEADS2: Final = [
    "1. Title of Derivative Security (Instr. 3)",
    "2. Conversion or Exercise Price of Derivative Security",
    "3. Transaction Date (Month/Day/Year)",
    "3A. Deemed Execution Date, if any (Month/Day/Year)",
    "4. Transaction Code (Instr. 8)",
    "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
    "6. Date Exercisable and Expiration Date (Month/Day/Year)",
    "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
    "8. Price of Derivative Security (Instr. 5)",
    "9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)",
    "10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
    "11. Nature of Indirect Beneficial Ownership (Instr. 4)",
]
SUBHEADS2: Final = [
    "",
    "",
    "",
    "",
    "Code",
    "V",
    "(A)",
    "(D)",
    "Date Exercisable",
    "Expiration Date",
    "Title",
    "Amount or Number of Shares",
]
TOP: Final[Page] = [
    ["FORM 4"],
    ["UNITED STATES SECURITIES AND EXCHANGE COMMISSION"],
    ["Washington, D.C. 20549"],
    ["STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP"],
    ["OMB APPROVAL"],
    ["OMB Number:", "3235-0287"],
    ["Estimated average burden", ""],
    ["hours per response:", "0.5"],
    ["Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b)."],
    [
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 or Section 30(h) of the Investment Company Act of 1940"
    ],
]
BOXES: Final[Page] = [
    [
        "1. Name and Address of Reporting Person* QVIST ADA L",
        "2. Issuer Name and Ticker or Trading Symbol ZORBLAT HOLDINGS INC [ ZBLT ]",
        "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    ],
    [
        "(Last) (First) (Middle) 12 ELM ROAD",
        "3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005",
        "X Director 10% Owner Officer (give title below) Other (specify below)",
    ],
    [
        "(Street) DULUTH MN 55802 (City) (State) (Zip)",
        "4. If Amendment, Date of Original Filed (Month/Day/Year)",
        "6. Individual or Joint/Group Filing (Check Applicable Line) X Form filed by One Reporting Person "
        "Form filed by More than One Reporting Person",
    ],
]
TABLE1: Final[Page] = [
    ["Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned"],
    HEADS1,
    SUBHEADS1,
    ["Common Stock", "05/06/2005", "", "S", "", "1,200", "D", "$17.25", "8,800", "D", ""],
    ["Common Stock", "05/07/2005", "", "S", "", "300", "D", "$17.4", "8,500", "D", ""],
]
TABLE2: Final[Page] = [
    [
        "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned "
        "(e.g., puts, calls, warrants, options, convertible securities)"
    ],
    HEADS2,
    SUBHEADS2,
]
TAIL: Final[Page] = [
    ["Explanation of Responses:"],
    ["1. The shares were sold under a plan that the reporting person had adopted in the spring of the year before."],
    ["/s/ Ada L. Qvist"],
    ["05/09/2005"],
    ["** Signature of Reporting Person"],
    ["Date"],
    ["Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."],
    ["* If the form is filed by more than one reporting person, see Instruction 4(b)(v)."],
    [
        "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations "
        "See 18 U.S.C. 1001 and 15 U.S.C. 78ff(a)."
    ],
    [
        "Note: File three copies of this Form, one of which must be manually signed. "
        "If space is insufficient, see Instruction 6 for procedure."
    ],
]
SALES: Final[Page] = [*TOP, *BOXES, *TABLE1, *TABLE2, *TAIL]


def tabs(page: Page) -> str:
    return "\n\n".join("\t".join(line) for line in page)


def pipes(page: Page) -> str:
    out: list[str] = []
    for line in page:
        out.append(line[0] + "\n" if len(line) == 1 else "| " + " | ".join(line) + " |")
    return "\n".join(out)


def markup(page: Page) -> str:
    out: list[str] = []
    for line in page:
        cells = "".join(f"<td>{html.escape(c)}</td>" for c in line)
        out.append(f"<p>{html.escape(line[0])}</p>" if len(line) == 1 else f"<table><tr>{cells}</tr></table>")
    return "<html><body>" + "\n".join(out).replace("</table>\n<table>", "\n") + "</body></html>"


def widths(page: Page) -> list[int]:
    count = max(len(line) for line in page)
    values = [line for line in page if len(line) > 3 and any(c[:1].isdigit() and "." not in c[:3] for c in line)]
    return [max([14, *(len(line[k]) + 2 for line in values if k < len(line))]) for k in range(count)]


def spaces(page: Page) -> str:
    """Columns of fixed width, long cells over several lines."""
    out: list[str] = []
    for line in page:
        if len(line) == 1:
            out.append(line[0])
            continue
        columns = [52] * len(line) if len(line) <= 3 else widths(page)
        wrapped = [_wrap(cell, columns[k] - 2) for k, cell in enumerate(line)]
        for n in range(max(len(w) for w in wrapped)):
            out.append("".join((w[n] if n < len(w) else "").ljust(columns[k]) for k, w in enumerate(wrapped)).rstrip())
    return "\n".join(out)


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def plain(page: Page) -> str:
    return "\n".join(" ".join(cell for cell in line if cell) for line in page)


def hocr(page: Page) -> str:
    """Boxes of a page that is printed as :func:`spaces` would."""
    out: list[str] = []
    for n, line in enumerate(spaces(page).splitlines()):
        at = 0
        for word in line.split():
            at = line.index(word, at)
            box = f"bbox {at * 10} {n * 24} {(at + len(word)) * 10} {n * 24 + 18}"
            out.append(f"<span class='ocrx_word' title='{box}; x_wconf 91'>{html.escape(word)}</span>")
            at += len(word)
    return "<html><body><div class='ocr_page' title='bbox 0 0 2200 3000'>" + "\n".join(out) + "</div></body></html>"


DIALECTS: Final[dict[str, Callable[[Page], str]]] = {
    "grid": tabs,
    "pipes": pipes,
    "html": markup,
    "spaced": spaces,
    "plain": plain,
    "hocr": hocr,
}


class AnyLabels:
    """Stands for a classifier and labels at random, the same way each time: what comes after it has to bear anything."""

    grammar = None

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def probabilities(self, *inputs: Any) -> npt.NDArray[np.float32]:
        """Label probabilities of the tokens, whose features are the last of the inputs."""
        random = np.random.default_rng(self.seed)
        logits = random.normal(size=(len(inputs[-1]), len(LABELS))) * 4
        found = np.exp(logits)
        return np.asarray(found / found.sum(axis=1, keepdims=True), np.float32)


def any_classifier(seed: int) -> Any:
    """A stand-in for a trained classifier."""
    return AnyLabels(seed)


def any_model(seed: int) -> Model:
    """A model that labels at random."""
    return Model(any_classifier(seed), Model.default().confidence)


def joined(pages: Sequence[Page]) -> Page:
    return [line for page in pages for line in page]
