"""Machinery that turns ownership filings into annotated, realistically damaged text."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needs_corpus(what: str, install: str = "'.[corpus]'") -> Iterator[None]:
    """Tells what to install where a library that an import needs is absent."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise SystemExit(f"{what} needs {error.name}; install it by: pip install {install}") from None
