"""Write generated filings to a folder, one XML file each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from . import FORMS, generate


def _weights(text: str) -> dict[str, float]:
    """The weights of the forms from a text such as `4=0.7,3=0.3`."""
    try:
        return {name.strip(): float(weight) for name, _, weight in (part.partition("=") for part in text.split(","))}
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 4=0.7,3=0.3") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.generator", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many filings (default 100)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same filings (default 0)")
    parser.add_argument("--forms", type=_weights, help=f"weights of the form types {', '.join(FORMS)}, as 4=0.7,3=0.3")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        for filing in generate(options.count, seed=options.seed, forms=options.forms):
            (options.out / f"{filing.id}.xml").write_text(filing.xml, encoding="utf-8")
    except ValueError as error:
        parser.error(str(error))
    print(f"{options.count} filings in {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
