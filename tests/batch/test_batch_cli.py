"""The command ``extractor batch``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from batches import folder_of
from readers import echo

import extractor.pipeline
from extractor.cli import main as cli
from extractor.filing import Filing

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command on one worker; gives its exit code and what it tells, standard output being empty."""

    def extract(data: bytes, *, name: str = "", **more: Any) -> Filing:
        return echo(data, name)

    monkeypatch.setattr(extractor.pipeline, "extract", extract)
    monkeypatch.chdir(tmp_path)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.setenv(variable, "1")  # what the command sets shall not last

    def _run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["extractor", "batch", "--jobs", "1", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        assert out == ""
        assert isinstance(left.value.code, int)
        return left.value.code, err

    return _run


def test_the_end_is_a_summary_and_the_tables_are_those_of_the_sec(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "sure", "not so", "bad")
    code, told = run("in", "--out", "out")
    first, last = told.splitlines()
    assert (code, first) == (1, "in/00002.txt: not readable; scan it again")
    assert last == "read 3, accepted 1, to review 1, failed 1"
    assert {path.name for path in (tmp_path / "out").glob("*.tsv")} == {
        *("SUBMISSION.tsv", "REPORTINGOWNER.tsv", "NONDERIV_TRANS.tsv", "NONDERIV_HOLDING.tsv", "DERIV_TRANS.tsv"),
        *("DERIV_HOLDING.tsv", "FOOTNOTES.tsv", "OWNER_SIGNATURE.tsv", "CHECKS.tsv", "INPUTS.tsv"),
    }


def test_the_same_command_again_says_that_it_is_done(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "sure")
    assert run("in", "--out", "out") == (0, "read 1, accepted 1, to review 0, failed 0\n")
    code, told = run("in", "--out", "out")
    assert (code, told.endswith(": read 1, accepted 1, to review 0, failed 0\n")) == (0, True)


def test_quiet_says_nothing_but_errors(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "sure", "bad")
    assert run("in", "--out", "out", "--quiet") == (1, "")
    code, told = run("in", "--out", "out", "--quiet", "--accept", "0.9")
    assert (code, "--accept" in told) == (1, True)


def test_the_log_is_read_by_machines(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "sure", "bad", "one")
    run("in", "--out", "out", "--log", "log.jsonl", "--shard", "2")
    events = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert all(event["time"] > 0 for event in events)
    kinds = [event["event"] for event in events]
    assert kinds == ["started", "failed", "part", "part", *["table"] * 10, "finished"]
    assert events[0]["bytes"] == events[3]["taken"] == len("surebadone")
    assert (events[1]["name"], events[1]["reason"]) == ("in/00001.txt", "in/00001.txt: not readable; scan it again")
    assert [events[3][name] for name in ("read", "accepted", "to_review", "failed")] == [3, 1, 1, 1]
    run("in", "--out", "out", "--log", "log.jsonl", "--accept", "0.1")
    assert json.loads((tmp_path / "log.jsonl").read_text().splitlines()[-1])["event"] == "stopped"


def test_many_failures_do_not_fill_the_screen(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", *["bad"] * 30)
    _, told = run("in", "--out", "out")
    assert len(told.splitlines()) == 12


def test_names_do_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "sure")
    (tmp_path / "in" / "\x1b]0;owned\x07\x9b2J.txt").write_text("bad")
    for _, told in (run("in", "--out", "out"), run("\x1b[2J", "--out", "other")):
        assert not set(told) & set("\x1b\x07\x9b")
    assert b"\x1b" not in b"".join(path.read_bytes() for path in (tmp_path / "out").glob("*.tsv"))


def test_formulas_are_none_in_the_tables(run: Run, tmp_path: Path) -> None:
    folder_of(tmp_path / "in", "=HYPERLINK(1)", "-2+3+cmd|' /C calc'!A0")
    for to in ("csv", "tsv"):
        run("in", "--out", to, "--to", to)
        text = (tmp_path / to / f"SUBMISSION.{to}").read_text()
        assert "'=HYPERLINK(1)" in text
        assert "'-2+3+cmd" in text
    run("in", "--out", "jsonl", "--to", "jsonl")
    assert '"ISSUERNAME":"=HYPERLINK(1)"' in (tmp_path / "jsonl" / "SUBMISSION.jsonl").read_text()


def test_a_terminal_is_shown_how_far_the_work_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    folder_of(tmp_path / "in", *["one"] * 5)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    run("in", "--out", "out", "--shard", "1")
    told = terminal.getvalue()
    assert "filings" in told
    assert "left" in told
    assert told.rstrip().endswith("failed 0")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("in", "--out", "out", "--model", "nowhere"), "model nowhere"),
        (("in", "--out", "out", "--cik-index", "nowhere"), "nowhere"),
        (("in", "--out", "in"), "is there already"),
        (("in", "--out", "out", "--backend", "nosuch"), "no such backend"),
    ],
)
def test_what_cannot_begin_is_told_in_one_line(run: Run, tmp_path: Path, arguments: Any, reason: str) -> None:
    folder_of(tmp_path / "in", "one")
    code, told = run(*arguments)
    assert code in (1, 2)
    assert reason in told
    assert told.count("\n") == 1


def test_ctrl_c_says_how_to_go_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(data: bytes, **more: Any) -> Filing:
        raise KeyboardInterrupt

    folder_of(tmp_path / "in", "one")
    with monkeypatch.context() as patch:
        patch.setattr(extractor.pipeline, "extract", interrupted)
        assert run("in", "--out", "out") == (130, "stopped; the same command goes on where it was\n")
    assert run("in", "--out", "out")[0] == 0
