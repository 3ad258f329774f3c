"""Fit the channel of noise, or compare it with the engines.

    python -m training.noise fit READINGS_FOLDER --out training/noise/channel.json
    python -m training.noise compare READINGS_FOLDER

`fit` leaves every fifth reading out and compares on these; `compare` compares on all of them, each with a channel fitted on
other ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training import needs_corpus

DEFAULT = Path(__file__).with_name("channel.json")


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fit", "compare"))
    parser.add_argument("readings", type=Path, help="cache of the corpus builder")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="where the fitted parameters go")
    options = parser.parse_args(arguments)
    with needs_corpus("fitting noise"):
        from training.noise.check import compare, fit_and_check
    for line in fit_and_check(options.readings, options.out) if options.what == "fit" else compare(options.readings):
        print(line)


if __name__ == "__main__":
    main()
