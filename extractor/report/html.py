"""HTML that is escaped by construction: a string becomes part of a page only through :func:`el` or :func:`text`."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final

from extractor.errors import InputError

_VOID: Final = frozenset(("meta", "input", "br", "hr", "col", "wbr"))
_BARE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_PICTURES: Final = 0x2400  # Unicode's block of pictures of control characters
_PICTURE_OF_DELETE: Final = "\u2421"
_UNKNOWN: Final = "\ufffd"


class Html(str):
    """A piece of a page; any other string is text and gets escaped."""

    __slots__ = ()


def visible(text: str) -> str:
    """The text with a picture, one character for one, for each that would be invisible or would reorder its neighbours."""
    return _BARE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_PICTURES + code) if code < 0x20 else _PICTURE_OF_DELETE if code == 0x7F else _UNKNOWN


def text(content: object) -> Html:
    """Escaped text; :class:`Html` stays as it is."""
    return content if isinstance(content, Html) else Html(escape(visible(str(content))))


def el(tag: str, *children: object, **attributes: object) -> Html:
    """An element. ``class_`` stands for ``class`` and ``_`` for ``-`` in names; ``None`` and ``False`` are left out."""
    named = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None and value is not False)
    inner = join(children)
    return Html(f"<{tag}{named}>" if tag in _VOID else f"<{tag}{named}>{inner}</{tag}>")


def _attribute(name: str, value: object) -> str:
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(visible(str(value)))}"'


def join(children: Iterable[object], between: str = "") -> Html:
    """Children one after the other; ``None`` and ``False`` are left out."""
    return Html(escape(between).join(text(child) for child in children if child is not None and child is not False))


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
    """A whole document with its styles and scripts inside.

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
        *(el("style", Html("\n" + resource(name).strip() + "\n")) for name in styles),
    )
    whole = el("html", head, el("body", *body, *(el("script", Html(c)) for c in code)), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"
