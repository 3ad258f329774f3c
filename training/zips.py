"""The ZIP codes of the United States with their places: the data of ``extractor.form.zips``.

    python -m training.zips --out extractor/form/data/zips.txt

Takes them from the package ``zipcodes`` of PyPI.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from training import needs_corpus


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    with needs_corpus("the list of ZIP codes", "zipcodes"):
        import zipcodes  # type: ignore[import-not-found]
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in zipcodes.list_all():
        if entry["zip_code_type"] != "MILITARY":
            for city in (entry["city"], *entry["acceptable_cities"]):
                places[entry["state"], " ".join(city.upper().split())].add(entry["zip_code"])
    lines = [f"{state}\t{city}\t{' '.join(sorted(zips))}" for (state, city), zips in sorted(places.items())]
    out.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(len(lines), "places")


if __name__ == "__main__":
    main()
