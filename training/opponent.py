"""An opponent: what a user would do instead of this package, in the manner of parserator.

    python -m training.opponent ANNOTATIONS.jsonl... [--most 3000]

A linear-chain conditional random field (python-crfsuite) over the words of the text, with the usual features and BIO labels,
its regularisation chosen on the calibration split; words of one value are joined, rows begin where a title or a value that
the row already has begins. Nothing is reconciled. Both systems then read the test split.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from extractor.annotations.io import read_annotations
from extractor.annotations.record import Annotation
from extractor.evaluation.evaluate import Report, evaluate
from extractor.filing import Filing
from extractor.pipeline import extract
from training.opponent_rows import filing_of

_TOKEN: Final = re.compile(r"<[^>]{1,200}>|\t|\||\n|[^\s|<]+|<")
_GRID: Final = ((0.03, 0.03), (0.3, 0.1), (1.0, 0.01))
"""Weights of the L1 and L2 penalties to choose from."""
_TRIED: Final = 150  # training texts for the choice
OUTSIDE: Final = "O"


class Word(NamedTuple):
    """A word of the text, the number of its line and of its cell in the line, and whether it begins or ends its cell."""

    text: str
    start: int
    end: int
    line: int
    cell: int


def words_of(text: str) -> list[Word]:
    """The words between blanks, cell borders and tags."""
    words: list[Word] = []
    line = cell = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token == "\n":
            line, cell = line + 1, 0
        elif token in "\t|" or (token.startswith("<") and len(token) > 1):
            cell += 1
        else:
            words.append(Word(token, *match.span(), line, cell))
    return words


def _shape(word: str) -> str:
    return re.sub(r"(.)\1{2,}", r"\1\1+", re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", word))))


def features_of(words: Sequence[Word]) -> list[list[str]]:
    """The usual features of a word and of its neighbours up to two away."""
    own = []
    for k, word in enumerate(words):
        low = word.text.lower()
        first = not k or (words[k - 1].line, words[k - 1].cell) != (word.line, word.cell)
        last = k + 1 == len(words) or (words[k + 1].line, words[k + 1].cell) != (word.line, word.cell)
        own.append(
            [
                f"w={low}",
                f"s={_shape(word.text)}",
                *(f"p{n}={low[:n]}" for n in (1, 2, 3)),
                *(f"x{n}={low[-n:]}" for n in (1, 2, 3)),
                f"digits={sum(c.isdigit() for c in low)}",
                f"upper={word.text.isupper()}",
                f"line={min(word.line // 4, 30)}",
                f"cell={min(word.cell, 20)}",
                f"edge={first}{last}",
            ]
        )
    out = []
    for k, mine in enumerate(own):
        near = [f"{d}{f}" for d in (-2, -1, 1, 2) if 0 <= k + d < len(own) for f in own[k + d][:2]]
        out.append([*mine, *near])
    return out


def labels_of(words: Sequence[Word], annotation: Annotation) -> list[str]:
    """BIO labels: the table or part, and the leaf, of the span that a word shares most characters with."""
    labels = [OUTSIDE] * len(words)
    begun: set[tuple[str, str]] = set()
    for span in sorted(annotation.spans):
        part = re.sub(r"\[\d+\]", "", span.row).replace("Transaction", "").replace("Holding", "")
        for k, word in enumerate(words):
            if word.start < span.end and span.start < word.end and labels[k] == OUTSIDE:
                shared = min(word.end, span.end) - max(word.start, span.start)
                if 2 * shared >= word.end - word.start:
                    key = (span.row, span.label)
                    labels[k] = f"{'I' if key in begun else 'B'}-{part}|{span.label}"
                    begun.add(key)
    return labels


class Sequenced(NamedTuple):
    """A text as the field sees it."""

    annotation: Annotation
    words: list[Word]
    features: list[list[str]]
    labels: list[str]


def sequenced(annotation: Annotation) -> Sequenced:
    """Words, features and labels of an annotated text."""
    words = words_of(annotation.text)
    return Sequenced(annotation, words, features_of(words), labels_of(words, annotation))


def train(texts: Sequence[Sequenced], path: Path, c1: float, c2: float, rounds: int = 60) -> None:
    """Train a field and write it to a file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for text in texts:
        if text.words:
            trainer.append(text.features, text.labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.minfreq": 2})
    trainer.train(str(path))


class Opponent:
    """A trained field that reads filings."""

    def __init__(self, path: Path) -> None:
        import pycrfsuite

        self.tagger: Any = pycrfsuite.Tagger()
        self.tagger.open(str(path))

    def read(self, text: str) -> Filing:
        """The filing that the labels of the text's words spell."""
        words = words_of(text)
        labels = self.tagger.tag(features_of(words)) if words else []
        return filing_of([w.text for w in words], labels)


def chosen(texts: Sequence[Sequenced], calibration: Sequence[Annotation], folder: Path) -> tuple[float, float]:
    """The regularisation under which a field trained on some of the texts reads the calibration texts best."""
    scores = []
    for c1, c2 in _GRID:
        path = folder / f"{c1}-{c2}"
        train(texts[:_TRIED], path, c1, c2, rounds=30)
        opponent = Opponent(path)
        scores.append((evaluate((a, opponent.read(a.text)) for a in calibration).all.f1, (c1, c2)))
        print(f"c1 {c1}, c2 {c2}: {scores[-1][0]:.4f} on the calibration split", flush=True)
    return max(scores)[1]


def compared(ours: Report, theirs: Report) -> Iterator[str]:
    """A table of both in Markdown."""
    yield "| | ours | CRF | error of the CRF / ours |\n|---|---|---|---|"
    rows = [("all values", ours.all.f1, theirs.all.f1), ("rows", ours.row_f1, theirs.row_f1)]
    rows.append(("filings without an error", ours.perfect_share, theirs.perfect_share))
    for name in ("group", "dialect", "engine"):
        keys = sorted(ours.by[name])
        rows += [(f"{name} {k}", ours.by[name][k].f1, theirs.by[name][k].f1) for k in keys if k in theirs.by[name]]
    for name, a, b in rows:
        yield f"| {name} | {a:.3f} | {b:.3f} | {(1 - b) / max(1e-9, 1 - a):.1f} |"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=3000, help="training texts; a sixth of it for each of the other splits")
    parser.add_argument("--model", type=Path, help="read with this model of ours; the one that ships by default")
    options = parser.parse_args()
    splits: dict[str, list[Annotation]] = {"train": [], "calibration": [], "test": []}
    for annotation in read_annotations(options.annotations):
        splits[annotation.split].append(annotation)
    for name, some in splits.items():
        random.Random(0).shuffle(some)
        del some[options.most if name == "train" else options.most // 6 :]
    print({name: len(some) for name, some in splits.items()}, flush=True)
    texts = [sequenced(a) for a in splits["train"]]
    with tempfile.TemporaryDirectory() as folder:
        c1, c2 = chosen(texts, splits["calibration"][:60], Path(folder))
        train(texts, Path(folder) / "crf", c1, c2)
        opponent = Opponent(Path(folder) / "crf")
        theirs = evaluate((a, opponent.read(a.text)) for a in splits["test"])
    ours = evaluate((a, extract(a.text, model=options.model)) for a in splits["test"])
    print("\n".join(compared(ours, theirs)))


if __name__ == "__main__":
    main()
