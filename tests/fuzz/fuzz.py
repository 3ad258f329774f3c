"""Fuzzing with atheris: ``python tests/fuzz/fuzz.py TARGET [CORPUS] [libFuzzer's options]``.

Targets: ``text`` (any bytes through the pipeline and out in every format), ``sources`` (any bytes as an archive, JSON Lines or
Parquet), ``xml`` (any bytes as ownership XML). A target fails on whatever is not an error of the package.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractor"]):
    from extractor.batch.files import File
    from extractor.batch.items import TEXT_COLUMN, items_in
    from extractor.batch.limit import time_limit
    from extractor.dialects.read import decode
    from extractor.errors import DocumentError, ExtractorError, InputError
    from extractor.export.cells import cell_of
    from extractor.export.csv_writer import to_csv
    from extractor.export.insider_rows import insider_rows
    from extractor.export.insider_tables import TABLES
    from extractor.export.json_writer import to_json
    from extractor.export.xml_reader import from_xml
    from extractor.export.xml_writer import to_xml
    from extractor.pipeline import extract

_SECONDS = 30.0
_ITEMS = 200
_COLUMNS = {table.name: len(table.columns) for table in TABLES}
_ENDINGS = (".zip", ".tar", ".tar.gz", ".tar.xz", ".jsonl", ".jsonl.gz", ".parquet", ".txt")


def text(data: bytes) -> None:
    """The filing's sources are stretches of the text, and every format can be written."""
    with time_limit(_SECONDS):
        filing = extract(data, name="fuzz")
    whole = decode(data)
    for path, _, value in filing.leaves():
        assert 0 <= value.confidence <= 1, path
        assert all(whole[s.start : s.end] == s.text for s in value.sources), path
    json.loads(to_json(filing))
    to_csv(filing)
    with contextlib.suppress(DocumentError):
        from_xml(to_xml(filing))
    for table, cells in insider_rows(filing, "X"):
        assert len(cells) == _COLUMNS[table]
        assert all(cell == cell_of(cell) for cell in cells)


def sources(data: bytes) -> None:
    """Whatever a file holds, each item is a text or a reason."""
    if not data:
        return
    content, name = data[1:], f"fuzz{_ENDINGS[data[0] % len(_ENDINGS)]}"
    with time_limit(_SECONDS):
        for item in itertools.islice(items_in(File(name, len(content), lambda: io.BytesIO(content)), 0, TEXT_COLUMN), _ITEMS):
            with contextlib.suppress(InputError):
                item.read()


def xml(data: bytes) -> None:
    """XML is a filing, which can be written again, or refused."""
    with contextlib.suppress(ExtractorError), time_limit(_SECONDS):
        from_xml(to_xml(from_xml(data)))


def main() -> None:
    """Fuzzes a target; a missing corpus is begun with the annotated filings of the repository."""
    targets: dict[str, Callable[[bytes], None]] = {"text": text, "sources": sources, "xml": xml}
    target = targets[sys.argv.pop(1)]
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        _seed(Path(sys.argv[1]), target.__name__)
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


def _seed(corpus: Path, target: str) -> None:
    if corpus.exists():
        return
    corpus.mkdir(parents=True)
    annotations = Path(__file__).parents[2] / "annotations"
    if target == "xml":
        (corpus / "sample").write_bytes((annotations / "sample.xml").read_bytes())
    elif target == "text":
        with (annotations / "test.jsonl").open(encoding="utf-8") as lines:
            for i, line in enumerate(itertools.islice(lines, 30)):
                (corpus / str(i)).write_text(json.loads(line)["text"][:4000], encoding="utf-8")
    else:
        import gzip
        import tarfile
        import zipfile

        packed = {ending: io.BytesIO() for ending in (".zip", ".tar", ".tar.gz", ".tar.xz")}
        with zipfile.ZipFile(packed[".zip"], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "text")
        for ending, mode in ((".tar", "w"), (".tar.gz", "w:gz"), (".tar.xz", "w:xz")):
            with tarfile.open(fileobj=packed[ending], mode=mode) as tar:  # type: ignore[call-overload]
                info = tarfile.TarInfo("a.txt")
                info.size = 4
                tar.addfile(info, io.BytesIO(b"text"))
        contents = {ending: out.getvalue() for ending, out in packed.items()}
        line = b'{"text": "a", "accession_number": 1}\n'
        contents |= {".jsonl": line, ".jsonl.gz": gzip.compress(line)}
        for ending, content in contents.items():
            (corpus / f"seed{ending}").write_bytes(bytes([_ENDINGS.index(ending)]) + content)


if __name__ == "__main__":
    main()
