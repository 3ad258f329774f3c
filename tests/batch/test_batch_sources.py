"""Where a batch takes its texts from, honest and hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.batch import streams
from extractor.batch.items import Item, items_of, total_size
from extractor.batch.keys import Keys, accession_of
from extractor.batch.streams import Stream, lines_of
from extractor.errors import InputError, MissingExtraError

TEXTS = {"b.txt": b"second", "a.txt": b"first", "sub/c.htm": b"<p>third"}


def found(*sources: object, **more: Any) -> list[tuple[str, bytes | str]]:
    """Names, and texts or what is wrong with them."""
    return [(item.name, outcome(item)) for item in items_of(map(str, sources), **more)]


def outcome(item: Item) -> bytes | str:
    try:
        return item.read()
    except InputError as error:
        return f"{error.reason}; {error.remedy}"


def zipped(path: Path, texts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in texts.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, texts: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def laid(folder: Path, texts: dict[str, bytes]) -> Path:
    for name, data in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_is_read_in_the_order_of_names_with_the_archives_in_it(tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", {**TEXTS, ".hidden.txt": b"no", "d.pdf": b"no", "out/e.txt": b"no"})
    zipped(folder / "aa.zip", {"z.txt": b"zipped"})
    names = ["a.txt", "aa.zip/z.txt", "b.txt", "sub/c.htm"]
    assert [name for name, _ in found(folder, skip=[str(folder / "out")])] == [str(folder / name) for name in names]


def test_patterns_and_files_are_read_in_the_order_they_are_given(tmp_path: Path) -> None:
    folder = laid(tmp_path, TEXTS)
    both = found(folder / "sub" / "c.htm", folder / "*.txt")
    assert [text for _, text in both] == [b"<p>third", b"first", b"second"]
    assert [text for _, text in found(folder / "**" / "*")] == [b"first", b"second", b"<p>third"]
    assert total_size([str(folder / "*.txt")]) == len(b"firstsecond")


def test_a_pattern_with_an_ending_names_what_no_folder_gives(tmp_path: Path) -> None:
    laid(tmp_path, {"b.xml": b"second", "a.xml": b"first"})
    assert [text for _, text in found(tmp_path / "*.xml")] == [b"first", b"second"]
    for source in (tmp_path, tmp_path / "*"):
        ((_, reason),) = found(source)
        assert ".txt" in str(reason)


@pytest.mark.parametrize("nothing", ["absent.txt", "absent-*.txt", "empty"])
def test_a_source_that_is_not_there_is_told_and_stops_no_other(tmp_path: Path, nothing: str) -> None:
    laid(tmp_path, TEXTS)
    (tmp_path / "empty").mkdir()
    (_, reason), (_, text) = found(tmp_path / nothing, tmp_path / "a.txt")
    assert isinstance(reason, str)
    assert text == b"first"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives_are_read_as_streams(tmp_path: Path, mode: str) -> None:
    path = tarred(tmp_path / f"a.tar{mode[1:].replace(':', '.')}", TEXTS, mode)
    assert found(path) == [(f"{path}/{name}", data) for name, data in TEXTS.items()]
    assert [item.taken for item in items_of([str(path)])][-1] <= path.stat().st_size


def test_zip_archives_keep_their_order(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**TEXTS, "image.png": b"no", "sub/": b"", "__MACOSX/._a.txt": b"no"})
    assert found(path) == [(f"{path}/{name}", data) for name, data in TEXTS.items()]


@pytest.mark.parametrize(("end", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_json_lines_have_a_column_of_texts(tmp_path: Path, end: str, pack: Callable[[bytes], bytes]) -> None:
    records = [{"text": "one"}, {"text": "two", "name": "two.txt", "accession_number": "1", "filingDate": "2001-02-03"}]
    path = tmp_path / f"a.jsonl{end}"
    path.write_bytes(pack(b"".join(json.dumps(record).encode() + b"\n" for record in records) + b"\n"))
    assert found(path) == [(f"{path}:1", b"one"), ("two.txt", b"two")]
    assert [dict(item.given) for item in items_of([str(path)])] == [{}, {"ACCESSION_NUMBER": "1", "FILING_DATE": "2001-02-03"}]


def test_another_column_may_hold_the_texts_and_bad_lines_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"body": "one"}\n{"text": "two"}\n{"body": 3}\nno json\n[1]\n' + "[" * 100_000 + '\n{"body": "last"}')
    texts = [text for _, text in found(path, text_column="body")]
    assert (texts[0], texts[-1]) == (b"one", b"last")
    assert all(isinstance(text, str) for text in texts[1:-1])
    assert len(texts) == 7


def test_parquet_has_a_column_of_texts(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    columns = {"text": ["one", None, "three"], "FILE_NUMBER": ["001-1", "", None], "other": [1, 2, 3]}
    pq.write_table(pa.table(columns), path)
    items = list(items_of([str(path)]))
    assert [dict(item.given) for item in items] == [{"FILE_NUMBER": "001-1"}, {}, {}]
    first, second, third = found(path)
    assert (first, third) == ((f"{path}:1", b"one"), (f"{path}:3", b"three"))
    assert "no text" in str(second[1])
    assert "--text-column" in str(found(path, text_column="body")[0][1])
    path.write_bytes(b"PAR1 and nothing")
    assert isinstance(found(path)[0][1], str)


def test_a_library_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").touch()
    for name in ("fsspec", "pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    for source in (str(tmp_path), "memory://texts"):
        with pytest.raises(MissingExtraError, match=r"section16-extractor\[batch\]"):
            total_size([source])


def test_addresses_are_read_by_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name, data in TEXTS.items():
        memory.pipe(f"/texts/{name}", data)
    assert [text for _, text in found("memory://texts")] == [b"first", b"second", b"<p>third"]
    assert found("memory://texts/*.txt")[0] == ("memory://texts/a.txt", b"first")
    assert isinstance(found("memory://nothing")[0][1], str)


def test_an_address_that_fsspec_cannot_reach_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec")
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    laid(tmp_path, TEXTS)
    for source, told in (("s3://bucket/scans", "s3fs"), ("foo://x", "foo")):
        (_, reason), (_, text) = [(item.name, outcome(item)) for item in items_of([source, str(tmp_path / "a.txt")])]
        assert told in str(reason)
        assert text == b"first"


# Keys


@pytest.mark.parametrize(
    "name",
    [
        "in/0000912057-01-512345.txt",
        "in/form4_000091205701512345.txt",
        "edgar/000091205701512345/page.txt",
        "old/0000000000-00-000000/0000912057-01-512345.txt",
    ],
)
def test_the_accession_number_is_that_of_the_name(name: str) -> None:
    assert accession_of(name, {}, b"text") == "0000912057-01-512345"


def test_the_accession_number_is_the_given_one_or_made_of_the_text() -> None:
    assert accession_of("0000912057-01-512345.txt", {"ACCESSION_NUMBER": "mine"}, b"") == "mine"
    made = accession_of("1234567890123456789.txt", {}, b"text")
    assert made == accession_of("other.txt", {}, b"text") != accession_of("other.txt", {}, b"text2")
    assert len(made) == 17


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["X", "X-2", "X-2-2", "Y", "X-3"]), max_size=30))
def test_no_key_is_given_twice(wanted: list[str]) -> None:
    keys = Keys()
    given = [keys.distinct(key) for key in wanted]
    keys.close()
    assert len(set(given)) == len(given)
    assert all(mine.startswith(key) for key, mine in zip(wanted, given, strict=True))


# Hostile input


def test_names_that_climb_or_are_no_files_touch_nothing(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    path = work / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("fifo.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("../../up.txt")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"up"))
    zipped(work / "b.zip", {"../../up.txt": b"up", "/abs.txt": b"abs", "..\\up.txt": b"up"})
    before = sorted(tmp_path.rglob("*"))
    assert [text for _, text in found(path, work / "b.zip")] == [b"up", b"up", b"abs", b"up"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Texts may have a quarter of a megabyte, and archives may expand to a whole one before their ratio counts."""
    for module in ("streams", "items"):
        monkeypatch.setattr(f"extractor.batch.{module}.LARGEST", 2**18)
    monkeypatch.setattr(streams, "_FREE", 2**20)
    monkeypatch.setattr(streams, "_RATIO", 100)
    return 2**18


def test_texts_that_are_too_large_are_told_and_stop_nothing(tmp_path: Path, small: int) -> None:
    bomb = {"bomb.txt": bytes(small + 1), "a.txt": b"first"}
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(b'{"text": "' + b"x" * 3 * small + b'"}\n{"text": "first"}\n')
    for source in (zipped(tmp_path / "a.zip", bomb), tarred(tmp_path / "a.tar", bomb), lines, laid(tmp_path / "in", bomb)):
        texts = dict(found(source))
        assert sorted(map(type, texts.values()), key=str) == [bytes, str], source
        assert "larger than" in str(texts.values())


@pytest.mark.parametrize("mode", ["gz", "bz2", "xz"])
def test_an_archive_that_expands_without_end_is_given_up(tmp_path: Path, small: int, mode: str) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": b"first", "bomb.txt": bytes(32 * small), "b.txt": b"never"}, f"w:{mode}")
    first, *_, last = found(path)
    assert first[1] == b"first"
    assert last[0] == str(path)
    assert "times its size" in str(last[1])


def test_a_tar_header_cannot_ask_for_memory(tmp_path: Path, small: int) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8 * 2**30
    path = tmp_path / "a.tar"
    path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(10_000))
    ((_, reason),) = found(path)
    assert isinstance(reason, str)


@pytest.mark.parametrize("mode", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "jsonl.gz"])
def test_damaged_files_are_told(tmp_path: Path, mode: str) -> None:
    whole = zipped(tmp_path / "x.zip", TEXTS) if mode == "zip" else tarred(tmp_path / "x", TEXTS, f"w:{mode.partition('.')[2]}")
    data = gzip.compress(b'{"text": "one"}\n' * 1000) if mode == "jsonl.gz" else whole.read_bytes()
    dice = random.Random(7)
    for _ in range(30):
        cut = bytearray(data[: dice.randrange(len(data))])
        for _ in range(dice.randrange(4)):
            if cut:
                cut[dice.randrange(len(cut))] = dice.randrange(256)
        path = tmp_path / f"a.{mode}"
        path.write_bytes(cut)
        for item in islice(items_of([str(path)]), 2000):
            outcome(item)


def test_an_encrypted_member_and_an_archive_in_an_archive_are_no_texts(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", TEXTS).read_bytes()
    path = zipped(tmp_path / "outer.zip", {"inner.zip": inner, "a.txt": b"first"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 8
    data[at] |= 1  # the flag of encryption of the last member
    path.write_bytes(data)
    ((name, reason),) = found(path)
    assert name.endswith("a.txt")
    assert isinstance(reason, str)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    ((_, reason),) = found(tmp_path)
    assert "no regular file" in str(reason)


@settings(max_examples=50)
@given(st.lists(st.binary(max_size=60), max_size=8), st.integers(6, 50), st.sampled_from([bytes, gzip.compress, lzma.compress]))
def test_lines_are_those_of_the_file(lines: list[bytes], chunk: int, pack: Callable[[bytes], bytes]) -> None:
    content = b"%" + b"\n".join(lines)  # no first bytes of a packed file
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "_CHUNK", chunk)
        half = len(content) // 2
        packed = pack(content[:half]) + pack(content[half:])
        got = list(lines_of(Stream("x", io.BytesIO(packed))))
    assert got == content.removesuffix(b"\n").split(b"\n")


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"first", "b.txt": b"second"})
    path.write_bytes(path.read_bytes().replace(b"a.txt", b"\0.txt"))
    assert [text for _, text in found(path)] == [b"second"]
