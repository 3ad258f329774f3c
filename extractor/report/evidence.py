"""The text beside every value read from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from extractor.filing import CheckOutcome
from extractor.report.bands import SURE, disc, percent
from extractor.report.entries import MOST_VALUES, ShownValue
from extractor.report.html import Html, el, join, text
from extractor.report.source import has_markup
from extractor.report.view import OUTCOMES, STATUS, View, cut, link_to, others_of, section

_LONGEST_VALUE: Final = 2_000  # characters of a value that are shown
_LONGEST_TEXT: Final = 160  # characters that are shown of what it was read from
_MOST_SHARING: Final = 6  # other values of the same text that are named
_WIDE: Final = 100  # characters of a line that fit beside the values
_MEASURED: Final = 100_000


def evidence(view: View) -> Html:
    """The section."""
    spaced = view.filing.source.dialect == "spaced"
    left = view.text.left_out
    note = f"{left:,} of {len(view.source):,} characters are not shown. " if left else ""
    fewer = f"The {MOST_VALUES:,} least sure values are shown. " if len(view.entries) == MOST_VALUES else ""
    toggles = [*_toggle("nowrap", "keep long lines", on=spaced)]
    toggles += _toggle("tags", "show markup") if has_markup(view.source) else ()
    pane = el("div", view.text.html, class_="text", tabindex=0, role="region", aria_label="Source text")
    return section(
        "evidence",
        "The text, and every value read from it",
        el("p", note, fewer, "A value leads to its text, marked text to its value.", class_="dek"),
        el(
            "div",
            el("div", *toggles, pane, class_="source"),
            el(
                "div", *_toggle("doubtful", f"only what is less than {SURE * 100:g}\u00a0% sure"), *_groups(view), class_="values"
            ),
            class_="panes stacked" if spaced and _is_wide(view.source) else "panes",
        ),
    )


def _toggle(id_: str, words: str, *, on: bool = False) -> tuple[Html, Html]:
    return el("input", type="checkbox", id=id_, checked=on), el("label", words, for_=id_)


def _is_wide(source: str) -> bool:
    """Whether lines are so long that the text needs the width of the page."""
    return max(map(len, source[:_MEASURED].split("\n"))) > _WIDE


def _groups(view: View) -> Iterator[Html]:
    order: dict[str, int] = {}
    together = sorted(view.entries, key=lambda e: order.setdefault(_group(e), len(order)))
    for place, group in groupby(together, key=_group):
        yield el("div", el("h3", place), el("dl", *(part for entry in group for part in _entry(view, entry))))


def _group(entry: ShownValue) -> str:
    """The values that stand under one heading."""
    return "Footnotes" if entry.path.startswith("footnotes/") else entry.place


def _entry(view: View, entry: ShownValue) -> tuple[Html, Html]:
    name = entry.place.removeprefix("Footnote ") if entry.path.startswith("footnotes/") else entry.label
    sure = el("span", disc(entry.value.confidence), " ", percent(entry.value.confidence), class_="sure")
    stands = [part for part in (_as_it_stands(view, entry), _verdicts(view, entry)) if part]
    reasons = "; ".join(entry.value.reasons)
    told = [part for part in (join(stands, between=" · "), text(reasons), text(others_of(entry)), text(_marks(entry))) if part]
    term = el("dt", name, id=f"f{entry.number}", class_=f"e{entry.band}", data_f=entry.number)
    return term, el("dd", sure, _value(view, entry), *(el("p", part) for part in told))


def _marks(entry: ShownValue) -> str:
    """The footnote marks that are not sure."""
    pairs = zip(entry.value.footnotes, entry.value.footnote_confidences, strict=False)
    unsure = [f"{note} {percent(sure)}" for note, sure in pairs if sure < _SURE_MARK]
    return f"footnote marks that may be none: {', '.join(unsure)}" if unsure else ""


_SURE_MARK: Final = 0.9  # confidence from which on a footnote mark is shown without it


def _value(view: View, entry: ShownValue) -> Html:
    """The value, its footnotes, its status and its line."""
    places = view.text.places.get(entry.number, ())
    notes = "".join(f"({n.removeprefix('F')})" for n in entry.value.footnotes)
    content = "missing" if entry.missing else cut(entry.content, _LONGEST_VALUE) or notes
    linked = {"href": f"#{places[0]}"} if places else {}
    value = el("a" if linked else "span", content, class_=f"v b{entry.band}", **linked)
    name, sign, told = STATUS.get(entry.value.status, ("", "", ""))
    status = el("abbr", f"{sign} {name}", title=told) if name and entry.content else None
    line = el("a", f"line {view.text.lines[entry.number]}", href=f"#{places[0]}", class_="line") if places else None
    return join((value, el("sup", notes) if notes and notes != content else None, " ", status, " ", line))


def _as_it_stands(view: View, entry: ShownValue) -> Html | None:
    """The text as it stands where it is not simply the value; what else was read from it."""
    stands = cut(entry.value.text, _LONGEST_TEXT)
    same = not stands or stands == entry.content or entry.kind is None
    others = [view.by_number[n] for n in view.text.shared.get(entry.number, ())[:_MOST_SHARING] if n in view.by_number]
    parts = (
        None if same else join(("stands as ", el("code", stands))),
        join(("shares its text with ", join((link_to(o) for o in others), ", "))) if others else None,
    )
    told = [part for part in parts if part]
    return join(told, between=" · ") if told else None


def _verdicts(view: View, entry: ShownValue) -> Html | None:
    """The checks on the value."""
    checks = dict.fromkeys(entry.failed, CheckOutcome.FAILED) | dict.fromkeys(entry.passed, CheckOutcome.PASSED)
    links = []
    for n, how in checks.items():
        sign, outcome = OUTCOMES[how]
        links.append(el("a", f"{sign} {view.filing.checks[n].id}", href=f"#c{n}", class_=f"check {how}", title=outcome))
    return join(links, between=" ") if links else None
