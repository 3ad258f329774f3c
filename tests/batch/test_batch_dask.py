"""A batch on a Dask cluster: a scheduler and two workers in processes of their own, one of which is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batches import ENV, Batch, folder_of

from extractor.batch.parallel import Workers

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and the workers."""
    file = tmp_path / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": ENV, "cwd": tmp_path}
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny"]
    processes = [subprocess.Popen([*dask, "--host", "127.0.0.1", "--port", "0", *common], **quiet)]
    try:
        _until(file.exists)
        processes += [subprocess.Popen([*worker, *common], **quiet) for _ in range(2)]
        address = json.loads(file.read_text())["address"]
        with distributed.Client(address) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _until(done: Any) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_worker_that_is_killed_takes_nothing_with_it(tmp_path: Path, cluster: Any) -> None:
    address, workers = cluster
    source = folder_of(tmp_path / "in", *(f"doze {i}" for i in range(60)))
    alone = Batch(source, tmp_path / "alone")
    alone.run()
    batch = Batch(source, tmp_path / "out", workers=Workers(backend="dask", scheduler=address))

    def kill(event: dict[str, Any]) -> None:
        if event["event"] == "part" and event["now"] >= 9:
            workers[0].kill()

    assert batch.run(kill).read == 60
    assert workers[0].wait(10) == -9
    assert batch.tables == alone.tables
