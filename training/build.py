"""The corpus builder: print filings, age the pages, read them, write them down, label by geometry.

    python -m training.build --filings ARCHIVE_OR_FOLDER --out corpus.jsonl --count 500 --engines digital
    python -m training.build --out invented.jsonl --count 500
    python -m training.build --filings ARCHIVE_OR_FOLDER --out folder/ocr.jsonl --count 5000 --chunk 50 \
        --engines tesseract-3 tesseract-11 paddle-tiny --cache folder/readings

With `--chunk N` the texts go to numbered files beside `--out`, each of which appears only when it is complete. The
cache keeps what the engines saw; `--rewrite` makes new texts from it without printing or reading anything. `--resume`
goes on where a run with `--chunk` stopped. `--channel ENGINE...` takes noise fitted on those engines for their reading, which
is a thousand times faster.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training import needs_corpus
from training.corpus_engines import ENGINES


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=Path, help="folder or archive of ownership XML; without it, invented ones")
    parser.add_argument("--out", type=Path, required=True, help="JSON Lines of annotated texts")
    parser.add_argument("--count", type=int, default=100, help="filings to print")
    parser.add_argument("--each", type=int, default=0, help="filings of one issuer at most; 0: as many as there are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=3, help="texts of one reading")
    parser.add_argument("--engines", nargs="+", default=["digital"], choices=("digital", *ENGINES))
    parser.add_argument("--channel", nargs="+", choices=ENGINES, help="no engines, but noise like theirs, in milliseconds")
    parser.add_argument("--chunk", type=int, default=0, help="texts in one file; 0: a single file")
    parser.add_argument("--resume", action="store_true", help="go on where a run with --chunk stopped")
    parser.add_argument("--cache", type=Path, help="folder for what the engines saw")
    parser.add_argument("--rewrite", action="store_true", help="new texts from the cache")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Entry point."""
    options = parse(arguments)
    with needs_corpus("the corpus builder"):
        from training.building import build, rewrite
    (rewrite if options.rewrite else build)(options)


if __name__ == "__main__":
    main()
