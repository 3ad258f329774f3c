"""HTML that is escaped by construction: a string becomes part of a page only through :func:`el` or :func:`text`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

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


def table(heads: Iterable[object], rows: Iterable[object], class_: str) -> Html:
    """A table with a line of column heads."""
    head = el("thead", el("tr", *(el("th", name, scope="col") for name in heads)))
    return el("table", head, el("tbody", *rows), class_=class_)
