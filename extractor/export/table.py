"""A filing as a readable table for the terminal.

Behind each value stands its confidence in percent; ``~`` marks a repaired value and ``+`` an inferred one. Values that
reconciliation changed are listed below, as read and as reconciled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from extractor.export.cells import clean
from extractor.filing import CheckOutcome, Filing, Leaf, LeafType, Printed, Row, Status, Value, leaves_of
from extractor.filing.forms import form_of
from extractor.filing.names import short
from extractor.filing.text import text_of, whole_percent

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STATUS: Final = {Status.REPAIRED: "~", Status.INFERRED: "+"}
_SURE, _FAIR = 0.95, 0.75
_WIDTH: Final = 180
_GAP: Final = 2
_HEAD_WIDTH: Final = 7
_NUMBER_WIDTH: Final = 8
_TEXT_WIDTH: Final = 14
_PLAIN: Final = frozenset({"documentType", "issuerName", "signatureName", "signatureDate"})


def to_table(filing: Filing, *, width: int | None = None, colour: bool = False) -> str:
    """The filing as lines of text; with ``colour``, ANSI colours tell how sure each value is."""
    from rich.console import Console

    console = Console(
        width=width or _WIDTH,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        for block in _blocks(filing, console):
            console.print(block)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _blocks(filing: Filing, console: Console) -> Iterator[RenderableType]:
    from rich.text import Text

    yield from _head(filing, console)
    for title, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
        if rows:
            yield Text(title, style="bold")
            yield from _rows(rows, form_of(filing), console)
    for note in filing.footnotes:
        yield Text.assemble(f"({clean(note.id)}) ", shown(note.text))
    if filing.remarks.present:
        yield Text.assemble("Remarks  ", shown(filing.remarks))
    yield from (_line("Signed", signature, console) for signature in filing.owner_signatures)
    yield from _changes(filing)
    told = {check.detail or check.sentence for check in filing.checks if check.outcome is CheckOutcome.FAILED}
    yield from (Text(f"Warning: {clean(w)}", style="yellow") for w in filing.warnings if w not in told)
    for check in filing.checks:
        if check.outcome is CheckOutcome.FAILED:
            detail = f" ({clean(check.detail)})" if check.detail else ""
            yield Text(f"Check failed: {clean(check.sentence)}{detail}", style="red")
    sure = Text(f"Confidence of the filing: {whole_percent(filing.confidence)}", style=_style(filing.confidence))
    yield Text.assemble(sure, ("; behind each value stands its own; ~ repaired, + inferred", "dim"))


def _changes(filing: Filing) -> Iterator[Text]:
    """What was read, where reconciliation reads it otherwise, or as nothing."""
    from rich.text import Text

    for path, spec, value in filing.leaves():
        read = value.as_reported.value
        if spec is not None and read is not None and read != value.value:
            part = path.removesuffix(spec.path).rstrip("/").rpartition("/")[2]
            now = clean(text_of(value.value)) if value.value is not None else "left out"
            yield Text(f"Read as {clean(text_of(read))}, reconciled: {now} ({f'{part} {short(spec)}'.strip()})", style="dim")


def _head(filing: Filing, console: Console) -> Iterator[Text]:
    from rich.text import Text

    source = filing.source
    if source.name:
        facts = ", ".join(clean(fact) for fact in (source.dialect, source.edition) if fact)
        yield Text(clean(source.name) + (f" ({facts})" if facts else ""), style="bold")
    yield _line("Form", filing, console, skip=("remarks",))
    yield _line("Issuer", filing.issuer, console)
    yield from (_line("Owner", owner, console) for owner in filing.reporting_owners)
    if any(getattr(filing.printed, spec.attribute).present for spec in leaves_of(Printed)):
        yield _line("Printed", filing.printed, console)


def _line(head: str, part: Any, console: Console, skip: tuple[str, ...] = ()) -> Text:
    """What is there of a part of the filing, running on; a value that no longer fits goes to the next line with its name."""
    from rich.text import Text

    lines = [Text(f"{head:{_HEAD_WIDTH}}")]
    room = max(1, console.width - _HEAD_WIDTH - _GAP)
    pieces = (piece for item in _items(part, skip) for piece in (item.wrap(console, room) if item.cell_len > room else [item]))
    for piece in pieces:
        if lines[-1].cell_len > _HEAD_WIDTH and lines[-1].cell_len + _GAP + piece.cell_len > console.width:
            lines.append(Text(" " * _HEAD_WIDTH))
        lines[-1].append(" " * _GAP).append_text(piece)
    return Text("\n").join(lines)


def _items(part: Any, skip: tuple[str, ...]) -> Iterator[Text]:
    """The values of a part of the filing, each behind its name."""
    from rich.text import Text

    for spec in leaves_of(type(part)):
        value: Value[Any] = getattr(part, spec.attribute)
        if value.present and value.value is not False and spec.attribute not in skip:
            name = "" if spec.path in _PLAIN or "/rptOwner" in spec.path else short(spec)
            yield Text(f"{name} " if name else "").append_text(_bare(value) if value.value is True else shown(value))


def _rows(rows: tuple[Row, ...], form: str, console: Console) -> Iterator[RenderableType]:
    """The rows side by side in columns, or one below the other where the terminal is too narrow for their numbers."""
    from rich.table import Table

    columns = [spec for spec in leaves_of(Row) if any(_telling(row, spec, form) for row in rows)]
    lines = [[shown(getattr(row, spec.attribute)) for spec in columns] for row in rows]
    if _NUMBER_WIDTH + sum(_least(spec, cells) for spec, *cells in zip(columns, *lines, strict=True)) > console.width:
        untold = tuple(spec.attribute for spec in leaves_of(Row) if spec not in columns)
        yield from (_line(_number(i, row), row, console, skip=untold) for i, row in enumerate(rows, 1))
        return
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False)
    table.add_column("#")
    for spec in columns:
        text = spec.type is LeafType.TEXT
        table.add_column(short(spec), no_wrap=not text, overflow="fold", min_width=_TEXT_WIDTH if text else None)
    for i, (row, cells) in enumerate(zip(rows, lines, strict=True), 1):
        table.add_row(_number(i, row), *cells)
    yield table


def _least(spec: Leaf, cells: Iterable[Text]) -> int:
    """The narrowest a column can be: numbers are never wrapped."""
    widths = (_TEXT_WIDTH,) if spec.type is LeafType.TEXT else (cell.cell_len for cell in cells)
    return _GAP + max(len(short(spec)), *widths)


def _number(i: int, row: Row) -> str:
    return f"{i}" if row.kind.is_transaction else f"{i} held"


def _telling(row: Row, spec: Leaf, form: str) -> bool:
    """Whether a cell says anything: no swap, and the form's own type on its line, say nothing."""
    value: Value[Any] = getattr(row, spec.attribute)
    usual = value.value is False or (spec.attribute == "transaction_form_type" and value.value == form)
    return value.present and not usual


def shown(value: Value[Any]) -> Text:
    """A value, its footnotes, how it came about, and its confidence in percent."""
    from rich.text import Text

    if not value.present:
        return Text("")
    content = ("yes" if value.value else "no") if isinstance(value.value, bool) else clean(text_of(value.value))
    notes = f"({','.join(clean(note) for note in value.footnotes)})" if value.footnotes else ""
    return Text.assemble((content + notes, _style(value.confidence)), " ", _bare(value))


def _bare(value: Value[Any]) -> Text:
    from rich.text import Text

    return Text(f"{_STATUS.get(value.status, '')}{whole_percent(value.confidence)}", style="dim")


def _style(confidence: float) -> str:
    return "green" if confidence >= _SURE else "yellow" if confidence >= _FAIR else "red"
