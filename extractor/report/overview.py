"""The filing as it was read, in boxes and tables as the form has them; each value leads to its entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from extractor.filing import LeafType, Row, leaves_of, row_paths
from extractor.filing.forms import form_of
from extractor.filing.names import label
from extractor.report.bands import legend
from extractor.report.entries import ShownValue
from extractor.report.html import Html, el
from extractor.report.view import View, section, value_of

_BOXES: Final = ("Form", "Issuer", "Owner", "Signature")
_TABLES: Final = ("nonDerivativeTable", "derivativeTable", "footnotes")
_COLUMNS: Final = tuple(leaf.path for leaf in leaves_of(Row))


def overview(view: View) -> Html:
    """The section."""
    tables = (("Table I", view.filing.non_derivative_table), ("Table II", view.filing.derivative_table))
    return section(
        "filing",
        "The filing as it was read",
        legend(),
        el("div", *_boxes(view), class_="boxes"),
        *(_table(view, title, rows) for title, rows in tables),
    )


def _boxes(view: View) -> Iterator[Html]:
    """The fields outside the tables and the footnotes, by their parts."""
    plain = [entry for entry in view.entries if not entry.path.startswith(_TABLES)]
    for place, group in groupby(sorted(plain, key=_box), key=lambda e: e.place):
        told = [e for e in group if e.value.value is not False]
        items = ((el("dt", e.label), el("dd", value_of(e))) for e in told)
        yield el("div", el("h3", place), el("dl", *(part for item in items for part in item)), class_="box")


def _box(entry: ShownValue) -> int:
    return next((i for i, name in enumerate(_BOXES) if entry.place.startswith(name)), len(_BOXES))


def _table(view: View, title: str, rows: tuple[Row, ...]) -> Html | None:
    paths = [path for path, _ in row_paths(rows)]
    told = [c for c in _COLUMNS if any(_tells(view, view.by_path.get(f"{path}/{c}")) for path in paths)]
    body = [row for number, path in enumerate(paths, 1) if (row := _row(view, number, path, told))]
    if not body:
        return None
    head = (el("th", name, scope="col") for name in ("", "", *(label(c) for c in told)))
    whole = el("table", el("caption", title), el("thead", el("tr", *head)), el("tbody", *body), class_="rows")
    return el("div", whole, class_="wide", tabindex=0, role="region", aria_label=title)


def _row(view: View, number: int, path: str, columns: Sequence[str]) -> Html | None:
    kind = view.by_path.get(f"{path}/kind")
    cells = [view.by_path.get(f"{path}/{column}") for column in columns]
    if kind is None and not any(cells):
        return None
    first = el("td", value_of(kind) if kind else None)
    return el("tr", el("th", number, scope="row"), first, *(_cell(view, cell) for cell in cells))


def _cell(view: View, entry: ShownValue | None) -> Html:
    if entry is None or not _tells(view, entry):
        return el("td")
    number = entry.kind in (LeafType.AMOUNT, LeafType.DATE)
    return el("td", value_of(entry), class_="number" if number else None)


def _tells(view: View, entry: ShownValue | None) -> bool:
    """Whether a cell says anything: no swap, and the form's own type on its line, say nothing."""
    if entry is None or entry.value.value is False:
        return False
    return not (entry.path.endswith("/transactionFormType") and entry.content == form_of(view.filing))
