"""A whole page: one file with its styles and scripts inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from extractor.errors import InputError
from extractor.report.bands import symbols, variables
from extractor.report.html import Html, el


def write_page(path: Path, content: str, *, spare: Path | None = None) -> None:
    """Write a page, and the folders that it needs, but not over the file ``spare``.

    Raises :class:`InputError` where it cannot be written.
    """
    if spare is not None and path.exists() and path.samefile(spare):
        raise InputError(path, "is the input", "name another file to write")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be written", "check the path and its rights") from None


@cache
def resource(name: str) -> str:
    """A style sheet or a script of this package."""
    return files("extractor.report").joinpath("data", name).read_text(encoding="utf-8")


def page(title: str, body: Iterable[object], *, styles: tuple[str, ...], scripts: tuple[str, ...] = ()) -> str:
    """A whole document, whose ``body`` has an element of the id ``main``.

    A policy in its head lets a browser run only these scripts, and load nothing: not even a mistake in escaping could make
    a hostile text do anything.
    """
    code = [resource(name).strip() for name in scripts]
    digests = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(c.encode()).digest()).decode()}'" for c in code) or "'none'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {digests}; base-uri 'none'; form-action 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light"),
        el("title", title),
        *(el("style", Html(f"\n{css}\n")) for css in (variables(), *(resource(name).strip() for name in ("page.css", *styles)))),
    )
    skip = el("a", "Skip to the content", href="#main", class_="skip")
    whole = el("html", head, el("body", skip, symbols(), *body, *(el("script", Html(c)) for c in code)), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"
