"""What only fresh processes tell: how long a cold start takes, and how much memory reading needs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_COMMAND = "import sys; from extractor.cli.main import main; sys.argv = ['extractor', *sys.argv[1:]]; main()"
_READ = """
import resource, sys
from pathlib import Path
import extractor
from extractor.annotations.io import read_annotations
for filing in read_annotations(map(Path, sys.argv[1:])):
    extractor.extract(filing.text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def cold_start(path: Path, times: int) -> tuple[float, float]:
    """The least processor and wall-clock seconds of ``extractor extract`` on one file."""
    found = [_run(path) for _ in range(times)]
    return min(cpu for cpu, _ in found), min(wall for _, wall in found)


def _run(path: Path) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", _COMMAND, "extract", str(path)], check=True, stdout=subprocess.DEVNULL, env=_plain())
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _plain() -> dict[str, str]:
    """The environment of somebody who may keep compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def peak_memory(paths: Sequence[Path]) -> float:
    """Megabytes that a process needs that reads all annotated filings of some files one after the other."""
    arguments = [sys.executable, "-c", _READ, *map(str, paths)]
    told = int(subprocess.run(arguments, check=True, capture_output=True, text=True).stdout)
    return told / (2**20 if sys.platform == "darwin" else 2**10)
