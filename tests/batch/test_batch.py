"""Batches: what is in the tables, what is left after a halt, and what a bad filing does to the others."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import batches
import pytest
from batches import ALONE, ENV, TWO, Batch, folder_of

from extractor.batch import parts
from extractor.batch.limit import TimeIsUpError, time_limit
from extractor.batch.parallel import Workers
from extractor.errors import BatchError, MissingExtraError

TEXTS = tuple(f"text {i}" for i in range(20))


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return Batch(folder_of(tmp_path / "in", *TEXTS), tmp_path / "out")


def issuers(batch: Batch) -> list[str]:
    return [row["ISSUERNAME"] for row in batch.table("SUBMISSION")]


def test_every_filing_stands_in_the_tables_once_and_in_order(batch: Batch) -> None:
    tally = batch.run()
    assert (tally.read, tally.accepted, tally.to_review, tally.failed) == (20, 0, 20, 0)
    assert issuers(batch) == list(TEXTS)
    keys = [row["ACCESSION_NUMBER"] for row in batch.table("SUBMISSION")]
    assert len(set(keys)) == 20
    assert [row["ACCESSION_NUMBER"] for row in batch.table("NONDERIV_TRANS")] == keys
    assert [row["INPUT_SK"] for row in batch.table("INPUTS")] == [str(i) for i in range(1, 21)]
    assert not list(batch.out.rglob("*.part"))


def test_the_number_of_workers_changes_no_byte(batch: Batch, tmp_path: Path) -> None:
    batch.run()
    for name, workers in (("two", TWO), ("threads", Workers(3, "threading"))):
        other = Batch(batch.source, tmp_path / name, workers=workers)
        other.run()
        assert other.tables == batch.tables


@pytest.mark.parametrize("to", ["csv", "jsonl"])
def test_other_formats_have_the_same_rows(batch: Batch, tmp_path: Path, to: str) -> None:
    batch.run()
    other = Batch(batch.source, tmp_path / "other", to)
    other.run()
    assert {Path(name).stem for name in other.tables} == {Path(name).stem for name in batch.tables}
    if to == "jsonl":
        rows = [json.loads(line) for line in (other.out / "NONDERIV_TRANS.jsonl").read_text().splitlines()]
        assert rows[3]["TRANS_SHARES"] == 6
        assert rows[3]["TRANS_PRICEPERSHARE"] == 7.1875
        assert rows[3]["SECURITY_TITLE"] is None
        assert list(rows[3]) == list(batch.table("NONDERIV_TRANS")[3])


def test_what_is_sure_is_accepted_and_the_rest_is_to_review(tmp_path: Path) -> None:
    batch = Batch(folder_of(tmp_path / "in", "sure", "not so"), tmp_path / "out", reading={"accept": 0.8})
    tally = batch.run()
    assert (tally.accepted, tally.to_review) == (1, 1)
    assert [row["OUTCOME"] for row in batch.table("INPUTS")] == ["accepted", "to review"]


def test_a_filing_that_fails_is_told_with_its_reason_and_stops_no_other(tmp_path: Path) -> None:
    batch = Batch(folder_of(tmp_path / "in", "one", "bad", "two", "bug", "three"), tmp_path / "out")
    assert batch.run().failed == 2
    assert issuers(batch) == ["one", "two", "three"]
    outcomes = batch.table("INPUTS")
    assert [row["OUTCOME"] for row in outcomes] == ["to review", "failed", "to review", "failed", "to review"]
    assert outcomes[1]["REASON"].endswith("00001.txt: not readable; scan it again")
    assert outcomes[3]["REASON"] == "unexpected RuntimeError (two lines); please report it"
    assert [event["name"] for event in batch.events if event["event"] == "failed"] == [
        row["SOURCE_NAME"] for row in outcomes[1::2]
    ]


def test_the_same_text_twice_has_two_keys(tmp_path: Path) -> None:
    batch = Batch(folder_of(tmp_path / "in", *["same"] * 7), tmp_path / "out")
    batch.run()
    first, *others = [row["ACCESSION_NUMBER"] for row in batch.table("SUBMISSION")]
    assert others == [f"{first}-{i}" for i in range(2, 8)]


# After a halt


class Stopped(Exception):
    """Stands for whatever ends a run."""


def stop_after(count: int) -> Any:
    def tell(event: dict[str, Any]) -> None:
        if event["event"] == "part" and event["now"] >= count:
            raise Stopped

    return tell


@pytest.mark.parametrize("count", [3, 12, 20])
def test_a_run_goes_on_where_it_was(batch: Batch, tmp_path: Path, count: int) -> None:
    whole = Batch(batch.source, tmp_path / "whole")
    whole.run()
    with pytest.raises(Stopped):
        batch.run(stop_after(count))
    assert batch.tables == {}
    batch.events.clear()
    tally = batch.run()
    assert tally.read == 20
    assert [event["now"] for event in batch.events if event["event"] == "part"][-1:] == [20 - count][: count < 20]
    assert batch.tables == whole.tables


def test_duplicates_keep_their_keys_when_a_run_goes_on(tmp_path: Path) -> None:
    batch = Batch(folder_of(tmp_path / "in", *["same"] * 8), tmp_path / "out")
    with pytest.raises(Stopped):
        batch.run(stop_after(3))
    batch.run()
    keys = [row["ACCESSION_NUMBER"] for row in batch.table("SUBMISSION")]
    assert keys[1:] == [f"{keys[0]}-{i}" for i in range(2, 9)]


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", *(f"doze {i}" for i in range(60)))
    command = [sys.executable, str(Path(batches.__file__)), str(source), str(tmp_path / "out"), "2", "1"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENV) as process:
        assert process.stdout is not None
        parts = 0  # some, so that both workers are up
        while parts < 10:
            line = process.stdout.readline()
            assert line
            parts += b"'part'" in line
        process.kill()
    until = time.monotonic() + 30
    while _lives(process.pid):
        assert time.monotonic() < until
        time.sleep(0.1)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_order_of_sets_changes_no_number() -> None:
    text = "Shares held by a trust for the benefit of children granted under the plan and vesting in equal annual installments"
    script = (
        "from extractor.reconcile.marks.references import references, words_of;"
        "from extractor.reconcile.rows.lost import regressions;"
        f"text = {text!r}; names = {{f'note {{word}}' for word in words_of(text)}};"
        "print(references().asks_for(text), regressions()['code'].probabilities(names))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={**ENV, "PYTHONHASHSEED": str(seed)}
        ).stdout
        for seed in range(4)
    }
    assert len(told) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_lost_and_nothing_twice_after_kill_9(tmp_path: Path, jobs: int) -> None:
    source = folder_of(tmp_path / "in", *(f"doze {i}" for i in range(60)))
    whole, killed = Batch(source, tmp_path / "whole", shard=5), Batch(source, tmp_path / "out", shard=5)
    whole.run()
    command = [sys.executable, str(Path(batches.__file__)), str(source), str(killed.out), str(jobs), "5"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, text=True, env=ENV) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "'part'" in line:
                os.killpg(process.pid, signal.SIGKILL)
    assert list(killed.out.rglob("*.part"))
    killed.run()
    assert killed.tables == whole.tables
    assert issuers(killed) == [f"doze {i}" for i in range(60)]


def test_a_damaged_part_is_made_anew(batch: Batch, tmp_path: Path) -> None:
    whole = Batch(batch.source, tmp_path / "whole")
    whole.run()
    with pytest.raises(Stopped):
        batch.run(stop_after(9))
    for part, size in zip(sorted(batch.out.rglob("*.part")), (0, 100), strict=False):
        os.truncate(part, size)
    batch.run()
    assert batch.tables == whole.tables


def test_a_full_disk_is_told_and_nothing_is_lost(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = parts.write_whole, iter([True] * 3)

    def full(path: Path, data: bytes) -> None:
        if path.name.endswith(".part") and not next(left, False):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(parts, "write_whole", full)
        with pytest.raises(BatchError, match=r"[Nn]o space.*make room"):
            batch.run()
    assert len(list(batch.out.rglob("*.part"))) == 3
    batch.run()
    assert issuers(batch) == list(TEXTS)


def test_a_finished_batch_is_not_done_again(batch: Batch) -> None:
    first = batch.run()
    before = {path: path.stat().st_mtime_ns for path in batch.out.rglob("*") if path.is_file() and path.name != "lock"}
    assert batch.run() == first
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert batch.events[-1]["before"] is True


def test_other_settings_or_inputs_are_refused(batch: Batch) -> None:
    with pytest.raises(Stopped):
        batch.run(stop_after(3))
    with pytest.raises(BatchError, match="--shard"):
        Batch(batch.source, batch.out, shard=4).run()
    (batch.source / "00000a.txt").write_text("new")
    with pytest.raises(BatchError, match="not those that it was begun with"):
        batch.run()


def test_inputs_that_are_gone_are_missed(batch: Batch) -> None:
    with pytest.raises(Stopped):
        batch.run(stop_after(20))
    for path in sorted(batch.source.iterdir())[6:]:
        path.unlink()
    with pytest.raises(BatchError, match="not those that it was begun with"):
        batch.run()


def test_a_folder_with_something_else_is_left_alone(batch: Batch) -> None:
    batch.out.mkdir()
    (batch.out / "mine.txt").write_text("mine")
    with pytest.raises(BatchError, match="is there already"):
        batch.run()
    assert os.listdir(batch.out) == ["mine.txt"]


def test_two_processes_do_not_write_the_same_tables(batch: Batch) -> None:
    def second(event: dict[str, Any]) -> None:
        with pytest.raises(BatchError, match="another process"):
            Batch(batch.source, batch.out).run()

    pytest.importorskip("fcntl")
    batch.run(second)


def test_the_tables_are_no_input_of_the_batch(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", "one", "two")
    batch = Batch(source, source / "out", shard=1)
    with pytest.raises(Stopped):
        batch.run(stop_after(1))
    assert batch.run().read == 2


# Time, and workers that die


def test_a_filing_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", "one", "hang", "two")
    for workers in (ALONE, TWO, Workers(2, "threading")):
        batch = Batch(source, tmp_path / f"{workers.backend}{workers.jobs}", workers=workers, reading={"seconds": 0.3})
        assert batch.run().failed == 1
        assert issuers(batch) == ["one", "two"]
        assert batch.table("INPUTS")[1]["REASON"].startswith("took longer than 0.3 seconds")


def in_a_thread(work: Any) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.parametrize("call", [lambda work: work(), in_a_thread])
def test_time_runs_only_inside_the_limit(call: Any) -> None:
    told: list[str] = []

    def work() -> None:
        try:
            with time_limit(0.05):
                try:
                    until = time.monotonic() + 5
                    while time.monotonic() < until:
                        pass
                except Exception:
                    told.append("swallowed")
        except TimeIsUpError:
            told.append("up")
        with time_limit(0.3):  # under load a thread takes long to begin
            pass
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            pass
        told.append("went on")

    call(work)
    assert told == ["up", "went on"]


def test_a_regular_expression_that_does_not_end_is_given_up() -> None:
    import re

    with pytest.raises(TimeIsUpError), time_limit(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")


def test_a_process_that_does_not_hear_of_the_limit_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import ctypes; from extractor.batch import limit; limit._GRACE = 0.1\nwith limit.time_limit(0.1, killed=True):\n"
    process = subprocess.run(
        [sys.executable, "-c", f"{script}    ctypes.PyDLL(None).sleep(20)"], timeout=10, check=False, env=ENV
    )
    assert process.returncode != 0


def test_a_text_that_kills_its_process_takes_no_other_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    texts = ["one", "kill", "two", f"once {mark}"]
    batch = Batch(folder_of(tmp_path / "in", *texts), tmp_path / "out", workers=TWO, shard=1)
    tally = batch.run()
    assert (tally.read, tally.failed) == (4, 1)
    assert issuers(batch) == [text for text in texts if text != "kill"]
    assert "the process that read it died" in batch.table("INPUTS")[1]["REASON"]


def test_a_backend_that_is_not_there_is_named(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.workers = Workers(2, "nosuch")
    with pytest.raises(BatchError, match="no such backend"):
        batch.run()
    monkeypatch.setitem(sys.modules, "distributed", None)
    batch.workers = Workers(2, "dask")
    with pytest.raises(MissingExtraError, match=r"section16-extractor\[dask\]"):
        batch.run()


@pytest.fixture(autouse=True, scope="module")
def _no_workers_left() -> Iterator[None]:
    yield
    from joblib.externals.loky import get_reusable_executor

    get_reusable_executor().shutdown(wait=True)
