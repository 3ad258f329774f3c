"""The companies that file with the SEC and have a trading symbol: the data of ``extractor.form.registrants``.

    python -m training.registrants --companies company_tickers.parquet --out extractor/form/data/registrants.txt

The list is the SEC's ``company_tickers.json`` (public domain), as JSON or as the table that the package ``edgartools`` of
PyPI has of it (``edgar/reference/data/company_tickers.parquet``).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_STATE: Final = re.compile(r"\s*[/\\][A-Z. ]{2,5}[/\\]?\s*$")
"""The SEC's suffix that tells companies of one name apart, as in ``8X8 INC /DE/``; no form has it."""


def entries(path: Path) -> Iterator[tuple[str, str]]:
    """Names and symbols."""
    if path.suffix == ".json":
        found = json.loads(path.read_text(encoding="utf-8"))
        yield from ((e["title"], e["ticker"]) for e in (found.values() if isinstance(found, dict) else found))
        return
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["name", "ticker"])
    yield from zip(table["name"].to_pylist(), table["ticker"].to_pylist(), strict=True)


def lines(found: Iterator[tuple[str, str]]) -> list[str]:
    """A line for each name: the name, a TAB, and its symbols."""
    symbols: dict[str, set[str]] = defaultdict(set)
    for name, symbol in found:
        plain = " ".join(_STATE.sub("", name or "").encode("ascii", "ignore").decode().split())
        if plain and symbol:
            symbols[plain].add(symbol.upper())
    return [f"{name}\t{' '.join(sorted(those))}" for name, those in sorted(symbols.items())]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = lines(entries(options.companies))
    options.out.write_text("\n".join(found) + "\n", encoding="ascii")
    print(len(found), "companies")


if __name__ == "__main__":
    main()
