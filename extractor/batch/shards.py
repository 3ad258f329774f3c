"""The stream of texts cut into shards: what is read, written and, after a halt, passed over as one."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.batch.items import Item
from extractor.batch.keys import Keys, accession_of
from extractor.batch.tally import BatchTally
from extractor.errors import BatchError, InputError

_LARGEST: Final = 16 * 2**20
"""Bytes of texts from which on a shard is full, however few they are: so many are kept in memory."""


@dataclass(frozen=True, slots=True)
class Task:
    """A text to read under its key; or, with a ``reason``, one that is given up."""

    key: str
    name: str
    data: bytes
    given: dict[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive texts; ``first`` of all texts are before them.

    ``keys`` are those of the texts before they were made distinct, ``digest`` is that of their names and sizes, ``taken``
    are the stored bytes up to the shard's end.
    """

    number: int
    first: int
    tasks: tuple[Task, ...]
    keys: tuple[str, ...]
    digest: str
    taken: int


@dataclass(frozen=True, slots=True)
class Committed:
    """What is known of a shard that is written, and what became of its texts."""

    keys: tuple[str, ...]
    digest: str
    tally: BatchTally


@dataclass(slots=True)
class _Growing:
    committed: Committed | None
    tasks: list[Task] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    count: int = 0
    bytes: int = 0
    taken: int = 0
    names: hashlib._Hash = field(default_factory=hashlib.sha256)


def shards_of(
    items: Iterable[Item], size: int, keys: Keys, committed: Callable[[int], Committed | None], where: str
) -> Iterator[Shard]:
    """The shards that are still to be read; those that are written are passed over without reading their texts.

    Raises :class:`BatchError` where a written shard had other inputs.
    """
    stream, first = iter(items), 0
    for number in itertools.count():
        shard = _Growing(committed(number))
        while shard.count < size and shard.bytes < _LARGEST and (item := next(stream, None)) is not None:
            _add(shard, item, keys)
        digest = shard.names.hexdigest()
        if shard.committed and shard.committed.digest != digest:
            reason = "the inputs are not those that it was begun with"
            raise BatchError(where, reason, "give the same inputs, or another --out")
        if not shard.count:
            return
        if shard.committed is None:
            yield Shard(number, first, tuple(shard.tasks), tuple(shard.keys), digest, shard.taken)
        first += shard.count


def _add(shard: _Growing, item: Item, keys: Keys) -> None:
    shard.names.update(f"{item.size} {item.name}\n".encode("utf-8", "surrogatepass"))
    shard.taken = item.taken
    if shard.committed is None:
        task = _task(item)
        shard.keys.append(task.key)
        shard.tasks.append(replace(task, key=keys.distinct(task.key)))
    elif shard.count < len(shard.committed.keys):
        keys.distinct(shard.committed.keys[shard.count])
    shard.count += 1
    shard.bytes += item.size


def _task(item: Item) -> Task:
    data, reason = b"", ""
    try:
        data = item.read()
    except InputError as error:
        reason = str(error)
    # A text that cannot be had is told apart from others by its name.
    key = accession_of(item.name, item.given, data if not reason else item.name.encode("utf-8", "surrogatepass"))
    return Task(key, item.name, data, dict(item.given), reason)
