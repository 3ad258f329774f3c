from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main as cli
from extractor.errors import InputError
from extractor.export.schema import schema_text
from extractor.export.xml_reader import from_xml
from extractor.filing import Filing, Issuer, Row, RowKind, SourceInfo, Status, Value

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stands in for the pipeline: the issuer's name is the text; ``bad`` fails, ``bug`` breaks."""
    made: list[dict[str, Any]] = []

    def extract(
        data: bytes, *, name: str = "", reconcile: bool = True, model: object = None, min_confidence: float = 0
    ) -> Filing:
        made.append({"data": data, "name": name, "reconcile": reconcile})
        text = data.decode().strip()
        if text == "bad":
            raise InputError(name, "not readable", "scan it again")
        if text == "bug":
            raise RuntimeError("two\nlines")
        return Filing(
            issuer=Issuer(issuer_name=Value(text, Status.READ, 0.9)),
            non_derivative_table=(Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION),),
            source=SourceInfo(name),
        )

    module = types.ModuleType("extractor.pipeline")
    monkeypatch.setattr(module, "extract", extract, raising=False)
    monkeypatch.setitem(sys.modules, "extractor.pipeline", module)
    return made


@pytest.fixture
def run(calls: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*arguments: object, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["extractor", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    return _run


def text(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_a_file_is_shown_as_a_table(run: Run, tmp_path: Path) -> None:
    code, out, err = run("extract", text(tmp_path, "a.txt", "Zorblat Inc"))
    assert (code, err) == (0, "")
    assert "Zorblat Inc 90%" in out
    assert "\x1b" not in out


def test_nothing_read_or_named_steers_the_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path, "a\x1b[2J.txt", "bad")
    text(tmp_path, "b.txt", "Zorblat\x1b[2J\x9b2J\u202e Inc")
    for form in ("table", "json", "xml", "csv"):
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        code, out, err = run("extract", tmp_path, "\x1b[31mabsent", "--to", form)
        assert (code, "Zorblat" in out) == (1, True)
        assert not set(out + err) & set("\x1b\x9b\u202e")


def test_standard_input_is_read(run: Run) -> None:
    code, out, _ = run("extract", "-", "--to", "xml", stdin=b"Zorblat Inc")
    assert code == 0
    assert from_xml(out).issuer.issuer_name.value == "Zorblat Inc"


def test_formats_go_into_files_of_the_inputs_name(run: Run, tmp_path: Path) -> None:
    path, out_dir = text(tmp_path, "a.page1.txt", "Zorblat Inc"), tmp_path / "new" / "out"
    to = [part for name in ("json", "xml", "csv", "table") for part in ("--to", name)]
    code, out, err = run("extract", path, *to, "--out", out_dir)
    assert (code, out, err) == (0, "", "")
    assert sorted(p.name for p in out_dir.iterdir()) == [f"a.page1.{e}" for e in ("csv", "json", "txt", "xml")]
    assert json.loads((out_dir / "a.page1.json").read_text())["source"]["name"] == str(path)


def test_inputs_of_one_stem_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    for name in ("x/a.txt", "x/a.html", "x/sub/a.txt"):
        text(tmp_path, name, name)
    run("extract", tmp_path / "x", "--to", "xml", "--out", tmp_path / "out")
    names = {from_xml(p.read_bytes()).issuer.issuer_name.value for p in (tmp_path / "out").iterdir()}
    assert names == {"x/a.txt", "x/a.html", "x/sub/a.txt"}


def test_an_input_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    path = text(tmp_path, "a.txt", "Zorblat Inc")
    code, _, err = run("extract", path, "--to", "table", "--out", tmp_path)
    assert (code, path.read_text()) == (1, "Zorblat Inc")
    assert "overwrite" in err


def test_folders_give_their_texts_in_order(run: Run, calls: list[Any], tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", "scan.png"):
        text(tmp_path, name, name)
    assert run("extract", tmp_path, tmp_path / "b.txt")[0] == 0
    assert [Path(call["name"]).name for call in calls] == ["a.md", "b.txt", "c.html"]


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    paths = [text(tmp_path, f"{i}.txt", content) for i, content in enumerate(("one", "bad", "bug", "two"))]
    code, out, err = run("extract", tmp_path / "none.txt", *paths, "--to", "json")
    assert code == 1
    assert [json.loads(line)["fields"][0]["path"] for line in out.splitlines()] == ["documentType", "documentType"]
    lines = err.splitlines()
    assert len(lines) == 3
    assert "none.txt: no such file" in lines[0]
    assert "scan it again" in lines[1]
    assert "RuntimeError" in lines[2]


def test_csv_of_several_files_has_one_header(run: Run, tmp_path: Path) -> None:
    paths = [text(tmp_path, f"{name}.txt", name) for name in ("one", "two")]
    _, out, _ = run("extract", *paths, "--to", "csv")
    assert [row["issuerName"] for row in csv.DictReader(io.StringIO(out))] == ["one", "two"]


def test_reconciliation_can_be_left_out(run: Run, calls: list[Any], tmp_path: Path) -> None:
    path = text(tmp_path, "a.txt", "x")
    run("extract", path)
    run("extract", path, "--no-reconcile")
    assert [call["reconcile"] for call in calls] == [True, False]


def test_edgar_profile_says_what_is_lacking_and_resolves_ciks(run: Run, tmp_path: Path) -> None:
    index = text(tmp_path, "cik-lookup-data.txt", "ZORBLAT INC:0000000012:\n")
    path = text(tmp_path, "a.txt", "Zorblat Inc")
    options = ("--to", "xml", "--profile", "edgar")
    code, _, err = run("extract", path, *options)
    assert (code, len(err.splitlines())) == (0, 1)
    assert "issuer/issuerCik" in err
    _, out, err = run("extract", path, *options, "--cik-index", index)
    assert from_xml(out).issuer.issuer_cik.value == "0000000012"
    assert "issuer/issuerCik" not in err


def test_an_ambiguous_name_is_warned_of(run: Run, tmp_path: Path) -> None:
    index = text(tmp_path, "list.txt", "ZORBLAT INC:0000000012:\nZORBLAT INC:0000000013:\n")
    code, _, err = run("extract", text(tmp_path, "a.txt", "Zorblat Inc"), "--to", "csv", "--cik-index", index)
    assert code == 0
    assert "ambiguous" in err


READERS = (
    ("extract",),
    ("batch", "--out", "y"),
    ("score",),
    ("explain", "--html", "y"),
    ("evaluate",),
    ("tune", "--out", "y"),
    ("calibrate", "--out", "y"),
)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("extract",),
        ("bogus",),
        ("extract", "x", "--to", "yaml"),
        ("extract", "x", "--profile", "sec"),
        ("extract", "x", "--profile", "edgar"),
        ("score", "x", "--max-error", "2"),
        ("score", "x", "--certainty", "1"),
        ("batch", "x", "--out", "y", "--backend", "nosuch"),
        ("annotations", "convert", "x.bogus", "--out", "y.jsonl"),
        ("extract", "x", "--cik-index", "no-such-file"),
        ("batch", "x", "--out", "y", "--cik-index", "no-such-file"),
        *((name, "x", *more, "--model", "no-such-folder") for name, *more in READERS),
        ("extract", "x", "--nonsense"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert ("; see extractor extract --help" in err) == (arguments[:1] == ("extract",))
    assert ("--model" in arguments) == ("no-such-folder: no such folder; name a folder" in err)


def test_the_schema_is_printed(run: Run) -> None:
    assert run("schema") == (0, schema_text(), "")


def test_the_version_is_printed(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("extractor ")


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from extractor.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - start)
    assert not {"spacy", "sklearn", "numpy", "rich", "extractor.pipeline"} & set(done.stderr.split())
    assert "schema" in done.stdout
    assert min(times) < 2


def test_warnings_of_the_filing_reach_the_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, calls: list[Any], tmp_path: Path
) -> None:
    module = sys.modules["extractor.pipeline"]
    before = module.extract
    monkeypatch.setattr(module, "extract", lambda data, **more: replace(before(data, **more), warnings=("half a page",)))
    assert "half a page" in run("extract", text(tmp_path, "a.txt", "x"))[1]
