"""What a destination remembers of its batch: the settings it was begun with, the parts that are written, the end."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from extractor.batch.parts import Parts, write_whole
from extractor.batch.tally import BatchTally
from extractor.errors import BatchError

_FILE: Final = "batch.json"
_OTHER: Final = "give another --out, or remove this one"


@dataclass(slots=True)
class State:
    """A batch that is open. ``finished`` tells what became of its filings once all of its tables are written."""

    folder: Path
    settings: Mapping[str, Any]
    finished: BatchTally | None

    @property
    def parts(self) -> Parts:
        """The parts that are written."""
        return Parts(self.folder / "parts")

    def finish(self, tally: BatchTally) -> None:
        """Remembers that the tables are written, and forgets the parts."""
        self.finished = tally
        self._write()
        self.parts.clear()

    def begin(self) -> None:
        """Remembers the settings."""
        (self.folder / "parts").mkdir(exist_ok=True)
        self._write()

    def _write(self) -> None:
        facts = {"settings": self.settings, "finished": self.finished and asdict(self.finished)}
        write_whole(self.folder / _FILE, (json.dumps(facts, indent=1) + "\n").encode())


@contextmanager
def opened_batch(out: Path, folder: Path, settings: Mapping[str, Any]) -> Iterator[State]:
    """The batch of a destination, for one process at a time: a new one, or the one that was begun with these settings.

    Raises :class:`BatchError` where the destination is something else, or is being written.
    """
    known = _known(folder)
    if known is None and _taken(out, folder):
        raise BatchError(out, "is there already and was not begun by a batch", _OTHER)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder, out):
        known = _known(folder)
        if known is None:
            state = State(folder, settings, None)
            state.begin()
        else:
            _same(known["settings"], settings, out)
            state = State(folder, settings, BatchTally(**known["finished"]) if known["finished"] else None)
        if state.finished:
            state.parts.clear()
        yield state


def _known(folder: Path) -> dict[str, Any] | None:
    try:
        known = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        known = None
    if not isinstance(known, dict) or not {"settings", "finished"} <= set(known):
        raise BatchError(folder / _FILE, "is not what a batch wrote", _OTHER)
    return known


def _taken(out: Path, folder: Path) -> bool:
    """Whether something stands where the tables shall go."""
    if not out.is_dir():
        return out.exists()
    return any(path != folder for path in out.iterdir())


def _same(begun: Mapping[str, Any], settings: Mapping[str, Any], out: Path) -> None:
    other = [name for name, value in settings.items() if begun.get(name) != value]
    if other:
        raise BatchError(out, f"was begun with other settings ({', '.join(other)})", f"give the same, or {_OTHER}")


@contextmanager
def _locked(folder: Path, out: Path) -> Iterator[None]:
    """Keeps other processes out; the system unlocks when the process ends, however it ends."""
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        yield
        return
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BatchError(out, "is being written by another process", "wait for it, or give another --out") from None
    else:
        yield
    finally:
        os.close(handle)
