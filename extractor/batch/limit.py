"""A limit on the time that a piece of work takes."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from types import FrameType
from typing import Final, NoReturn

_GRACE: Final = 30.0
"""Seconds after which a process that does not hear of the end of its time is ended."""
_WATCH: Final = 0.5  # seconds


class TimeIsUpError(BaseException):
    """The time is up. No ``Exception``, so that nothing that is being read takes it for one of its own."""


@contextmanager
def time_limit(seconds: float, killed: bool = False) -> Iterator[None]:
    """Raises :class:`TimeIsUpError` in the block after this many seconds; none if it is 0.

    In a main thread it comes by a signal, which regular expressions hear as well; in other threads between two steps of
    Python. With ``killed`` the process ends itself if the block still runs half a minute later.
    """
    if seconds <= 0:
        yield
        return
    with ExitStack() as stack:
        if killed:
            stack.enter_context(_last_resort(seconds + _GRACE))
        main = threading.current_thread() is threading.main_thread()
        stack.enter_context(_by_signal(seconds) if main and hasattr(signal, "setitimer") else _by_thread(seconds))
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def up(number: int, frame: FrameType | None) -> NoReturn:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, up)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    here, over, lock = threading.get_ident(), False, threading.Lock()

    def up() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(here), ctypes.py_object(TimeIsUpError))

    timer = threading.Timer(seconds, up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()


@cache
def end_with_parent(parent: int) -> None:
    """From now on this process ends within a second when the one that started it has: nobody waits for it any more.

    ``parent``: its process id, told by itself, since it may have ended before this one could ask.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _last_resort(seconds: float) -> Iterator[None]:
    """A watch that needs neither signals nor Python's lock."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
