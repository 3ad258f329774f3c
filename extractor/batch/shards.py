"""The stream of texts cut into shards: what is read, written and, after a halt, skipped as one."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from extractor.batch.items import Item
from extractor.batch.keys import Keys, accession_of
from extractor.batch.tally import Tally
from extractor.errors import BatchError, InputError


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
    """Consecutive texts. ``digest`` is that of their names and sizes, ``taken`` the stored bytes up to its end."""

    number: int
    first: int
    tasks: tuple[Task, ...]
    keys: tuple[str, ...]
    digest: str
    taken: int


@dataclass(frozen=True, slots=True)
class Committed:
    """What is known of a shard that is written: the keys before they were made distinct, the digest of its inputs."""

    keys: tuple[str, ...]
    digest: str
    tally: Tally


@dataclass(slots=True)
class _Growing:
    number: int
    committed: Committed | None
    tasks: list[Task] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    count: int = 0
    taken: int = 0
    names: hashlib._Hash = field(default_factory=hashlib.sha256)


def shards_of(
    items: Iterable[Item], size: int, keys: Keys, committed: Callable[[int], Committed | None], where: str
) -> Iterator[Shard]:
    """The shards that are still to be read; those that are written are passed over without reading their texts.

    Raises :class:`BatchError` where a written shard had other inputs.
    """
    stream = iter(items)
    for number in itertools.count():
        shard = _Growing(number, committed(number))
        for item in itertools.islice(stream, size):
            _add(shard, item, keys)
        if not shard.count:
            if shard.committed:
                raise _changed(where)
            return
        if shard.committed is None:
            yield Shard(*(number, number * size, tuple(shard.tasks), tuple(shard.keys)), shard.names.hexdigest(), shard.taken)
        elif shard.committed.digest != shard.names.hexdigest():
            raise _changed(where)


def _add(shard: _Growing, item: Item, keys: Keys) -> None:
    shard.names.update(f"{item.size} {item.name}\n".encode("utf-8", "surrogatepass"))
    shard.taken = item.taken
    shard.count += 1
    if shard.committed is None:
        task = _task(item)
        shard.keys.append(task.key)
        shard.tasks.append(replace(task, key=keys.distinct(task.key)))
    elif shard.count <= len(shard.committed.keys):
        keys.distinct(shard.committed.keys[shard.count - 1])


def _task(item: Item) -> Task:
    data, reason = b"", ""
    try:
        data = item.read()
    except InputError as error:
        reason = str(error)
    # A text that cannot be had is told apart from others by its name.
    key = accession_of(item.name, item.given, data if not reason else item.name.encode("utf-8", "surrogatepass"))
    return Task(key, item.name, data, dict(item.given), reason)


def _changed(where: str) -> BatchError:
    return BatchError(where, "the inputs are not those that it was begun with", "give the same inputs, or another --out")
