"""``extractor explain``: one page with a filing's text, what was read from where, how sure it is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from extractor.filing import Check, Filing, LeafType, Row, Source, Status, leaves_of, row_paths
from extractor.filing.forms import form_of
from extractor.report.bands import BANDS, disc, legend, number_of, percent, range_of
from extractor.report.entries import MOST_VALUES, Entry, entries_of, first_to_look_at
from extractor.report.html import Html, el, join, text
from extractor.report.names import Places, label, shown
from extractor.report.page import page
from extractor.report.source import Mark, has_markup, show

_LONGEST_VALUE: Final = 2_000
_SHORT_VALUE: Final = 90
_WIDE: Final = 100  # characters of a line that fit beside the values
_MEASURED: Final = 100_000
_LONG_TEXT: Final = 100
_NOISY: Final = 0.01
_CONTEXT: Final = 26  # characters on either side of a value in its line
_MOST_LINKS: Final = 6
_STATUS: Final = {
    Status.REPAIRED: ("repaired", "~", "a character was added, dropped or changed"),
    Status.INFERRED: ("inferred", "+", "no text of its own: taken from the rest of the filing"),
    Status.MISSING: ("missing", "∅", "nothing was read"),
}
_OUTCOMES: Final = {"failed": ("✗", "failed"), "passed": ("✓", "holds"), "not applicable": ("–", "not applicable")}
_TAG: Final = re.compile(r"<[^<>\n]{1,2000}>|^[^<>\n]{0,200}>|<[^<>\n]{0,200}$")


def explain(filing: Filing, source: str) -> str:
    """The page: ``source`` is the text that ``filing`` was read from, as its sources' offsets count it."""
    return _Page(filing, source).html()


class _Page:
    def __init__(self, filing: Filing, source: str) -> None:
        self.filing, self.source = filing, source
        self.entries = entries_of(filing)
        self.by_path = {entry.path: entry for entry in self.entries}
        self.by_number = {entry.number: entry for entry in self.entries}
        self.places = Places(filing)
        self.text = show(source, self._marks(), filing.source.dialect)

    def html(self) -> str:
        name = self.filing.source.name or "a text"
        sections = (self._first(), self._overview(), self._evidence(), self._checks())
        main = el("main", *sections, id="main")
        body = (self._header(), main, self._footer())
        return page(f"{name}, explained", body, styles=("explained.css",), scripts=("explained.js",))

    def _marks(self) -> Iterator[Mark]:
        for entry in self.entries:
            name = f"{entry.name}: {_cut(entry.content, 60)} ({percent(entry.value.confidence)})"
            for source in entry.value.sources:
                yield Mark(source.start, source.end, entry.number, number_of(entry.value.confidence), name)

    # The head of the page.

    def _header(self) -> Html:
        filing, source = self.filing, self.filing.source
        form, issuer = filing.document_type.value, filing.issuer.issuer_name.value
        title = f"Form {form}" if form else "A filing of unknown form"
        facts = [_cut(owner.rpt_owner_name.value or "", 60) for owner in filing.reporting_owners[:3]]
        facts += [f"{len(filing.reporting_owners) - 3} more owners"] if len(filing.reporting_owners) > 3 else []
        period = filing.period_of_report.value
        facts += [f"period {period}"] if period else []
        for name, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
            facts += [f"{_count(len(rows), 'row')} in {name}"] if rows else []
        links = (
            ("first", "Look at these first"),
            ("filing", "The filing"),
            ("evidence", "Text and values"),
            ("checks", "Checks"),
        )
        return el(
            "header",
            el(
                "div",
                el("p", "Read from ", el("b", source.name or "a text"), class_="kicker"),
                el("h1", title, " ", el("span", _cut(issuer, 80)) if issuer else None),
                el("p", " · ".join(filter(None, facts)), class_="dek"),
                el("nav", *(el("a", name, href=f"#{id_}") for id_, name in links), aria_label="Sections"),
                class_="head",
            ),
            self._figure(),
        )

    def _figure(self) -> Html:
        present = [entry for entry in self.entries if not entry.missing]
        wrong = sum(1 - entry.value.confidence for entry in present)
        band = number_of(self.filing.confidence)
        expected = "fewer than one" if wrong < 1 else f"about {wrong:.0f}"
        return el(
            "div",
            el("p", el("strong", percent(self.filing.confidence), class_=f"ink{band}"), class_="big"),
            el(
                "p", "is the probability that every value is right; ", expected, f" of {len(present)} will be wrong", class_="say"
            ),
            _shares(present),
            class_="figure",
        )

    # What to look at first.

    def _first(self) -> Html:
        first = first_to_look_at(self.entries)
        doubtful = sum(entry.value.confidence < BANDS[2].least for entry in self.entries)
        warnings = [self.places.told(w) for w in self.filing.warnings]
        told = {self.places.told(c.detail or c.sentence) for c in self.filing.checks if c.outcome == "failed"}
        notes = el("ul", *(el("li", w) for w in warnings if w not in told), class_="warnings")
        if not first:
            body: Html = el("p", "Nothing stands out: every value is at least 95 % sure, and no check failed.")
        else:
            head = (el("th", name, scope="col") for name in ("Sure", "Field", "Read as", "In the text", "Why"))
            rows = (self._first_row(entry) for entry in first)
            body = el("table", el("thead", el("tr", *head)), el("tbody", *rows), class_="first")
        more = f"{len(first)} of {doubtful} values below 95\u00a0%" if doubtful > len(first) else "the least sure values"
        return el(
            "section",
            el("h2", "Look at these first", id="h-first"),
            el("p", f"{more[0].upper()}{more[1:]}, and what stands where they were read.", class_="dek") if first else None,
            body,
            notes if warnings and any(w not in told for w in warnings) else None,
            id="first",
            aria_labelledby="h-first",
        )

    def _first_row(self, entry: Entry) -> Html:
        others = _others(entry)
        return el(
            "tr",
            el("td", disc(entry.value.confidence), " ", percent(entry.value.confidence), class_="sure"),
            el("th", el("a", entry.name, href=f"#f{entry.number}"), scope="row"),
            el("td", self._value(entry, _SHORT_VALUE), el("span", others, class_="others") if others else None),
            el("td", self._snippet(entry), class_="snippet"),
            el("td", "; ".join(entry.doubts) or self._nothing_else(entry), class_="why"),
        )

    def _nothing_else(self, entry: Entry) -> str:
        """What to say of a doubtful value that nothing in particular speaks against."""
        if len(entry.content) > _LONG_TEXT:
            return "a long text: one misread letter makes it wrong"
        noise = self.filing.source.noise
        return f"{noise:.1%} of the page’s letters are misread" if noise >= _NOISY else "nothing in particular"

    def _snippet(self, entry: Entry) -> Html:
        """The first pieces of the text that the value was read from, each in its line."""
        places = self.text.places.get(entry.number, ())
        if not entry.value.sources:
            return text("")
        shown = [_in_line(self.source, s, number_of(entry.value.confidence)) for s in entry.value.sources[:2]]
        rest = " …" if len(entry.value.sources) > 2 else ""
        inner = join((join(shown, between=" … "), rest))
        return el("a", inner, href=f"#{places[0]}") if places else inner

    # The filing as read.

    def _overview(self) -> Html:
        tables = (
            self._table("Table I", self.filing.non_derivative_table),
            self._table("Table II", self.filing.derivative_table),
        )
        return el(
            "section",
            el("h2", "The filing as it was read", id="h-filing"),
            legend(),
            el("div", *self._boxes(), class_="boxes"),
            *tables,
            id="filing",
            aria_labelledby="h-filing",
        )

    def _boxes(self) -> Iterator[Html]:
        """The fields outside the tables and the footnotes, by their parts."""
        plain = [e for e in self.entries if not e.path.startswith(("nonDerivativeTable", "derivativeTable", "footnotes"))]
        for place, group in groupby(sorted(plain, key=lambda e: _box(e.place)), key=lambda e: e.place):
            told = [e for e in group if e.value.value is not False]
            items = ((el("dt", e.label), el("dd", self._value(e, _SHORT_VALUE))) for e in told)
            yield el("div", el("h3", place), el("dl", *(part for item in items for part in item)), class_="box")

    def _table(self, title: str, rows: tuple[Row, ...]) -> Html | None:
        paths = [path for path, _ in row_paths(rows)]
        mine = [e for e in self.entries if e.path.startswith(tuple(f"{p}/" for p in paths))] if paths else []
        columns = [c for c in _columns() if any(e.path.endswith(f"]/{c}") and self._tells(e) for e in mine)]
        if not columns:
            return None
        head = (el("th", name, scope="col") for name in ("", "", *(label(c) for c in columns)))
        body = (self._row(number, path, columns) for number, path in enumerate(paths, 1))
        table = el(
            "table",
            el("caption", title),
            el("thead", el("tr", *head)),
            el("tbody", *(row for row in body if row)),
            class_="rows",
        )
        return el("div", table, class_="wide", tabindex=0, role="region", aria_label=title)

    def _row(self, number: int, path: str, columns: Sequence[str]) -> Html | None:
        kind = self.by_path.get(f"{path}/kind")
        cells = [self.by_path.get(f"{path}/{column}") for column in columns]
        if kind is None and not any(cells):
            return None
        first = el("td", self._value(kind, _SHORT_VALUE) if kind else None)
        return el("tr", el("th", number, scope="row"), first, *(self._cell(cell) for cell in cells))

    def _cell(self, entry: Entry | None) -> Html:
        if entry is None or not self._tells(entry):
            return el("td")
        amount = entry.kind in (LeafType.AMOUNT, LeafType.DATE)
        return el("td", self._value(entry, _SHORT_VALUE), class_="number" if amount else None)

    def _tells(self, entry: Entry) -> bool:
        """Whether a cell says anything: no swap, and the form's own type on its line, say nothing."""
        usual = entry.value.value is False or (entry.label == "form on the line" and entry.content == form_of(self.filing))
        return not usual

    def _value(self, entry: Entry, longest: int) -> Html:
        """The value in its band's colour and line, with its status and its footnotes, linked to its entry."""
        content = "missing" if entry.missing else _cut(entry.content, longest)
        _, sign, told = _STATUS.get(entry.value.status, ("", "", ""))
        notes = f"({','.join(n.removeprefix('F') for n in entry.value.footnotes)})" if entry.value.footnotes else ""
        title = f"{entry.name}: {percent(entry.value.confidence)}" + (f", {told}" if told else "")
        link = {"href": f"#f{entry.number}", "class_": f"v b{number_of(entry.value.confidence)}", "title": title}
        if not content:
            return el("span", el("a", notes or "?", **link), class_="value")
        return el(
            "span",
            el("a", content, **link),
            el("abbr", sign, title=told) if sign and not entry.missing else None,
            el("sup", notes) if notes else None,
            class_="value",
        )

    # The text beside the values.

    def _evidence(self) -> Html:
        kept = "spaced" if self.filing.source.dialect == "spaced" else ""
        left = self.text.left_out
        note = f"{left:,} of {len(self.source):,} characters are not shown. " if left else ""
        fewer = f"The {MOST_VALUES:,} least sure values are shown. " if len(self.entries) == MOST_VALUES else ""
        toggles = (
            el("input", type="checkbox", id="nowrap", checked=bool(kept)),
            el("label", "keep long lines", for_="nowrap"),
            *(
                (el("input", type="checkbox", id="tags"), el("label", "show markup", for_="tags"))
                if has_markup(self.source)
                else ()
            ),
        )
        return el(
            "section",
            el("h2", "The text, and every value read from it", id="h-evidence"),
            el("p", note, fewer, "A value leads to its text, marked text to its value.", class_="dek"),
            el(
                "div",
                el(
                    "div",
                    *toggles,
                    el("div", self.text.html, class_="text", tabindex=0, role="region", aria_label="Source text"),
                    class_="source",
                ),
                el("div", *self._groups(), class_="values"),
                class_="panes stacked" if kept and self._is_wide() else "panes",
            ),
            id="evidence",
            aria_labelledby="h-evidence",
        )

    def _is_wide(self) -> bool:
        """Whether lines are so long that the text needs the width of the page."""
        return max(map(len, self.source[:_MEASURED].split("\n"))) > _WIDE

    def _groups(self) -> Iterator[Html]:
        order: dict[str, int] = {}
        together = sorted(self.entries, key=lambda e: order.setdefault(_group(e), len(order)))
        for place, group in groupby(together, key=_group):
            yield el("div", el("h3", place), el("dl", *(part for entry in group for part in self._entry(entry))))

    def _entry(self, entry: Entry) -> tuple[Html, Html]:
        name = entry.place.removeprefix("Footnote ") if entry.place.startswith("Footnote") else entry.label
        sure = el("span", disc(entry.value.confidence), " ", percent(entry.value.confidence), class_="sure")
        stands = [part for part in (self._from(entry), self._verdicts(entry)) if part]
        told = [part for part in (join(stands, between=" · "), self._why(entry), _others(entry)) if part]
        term = el("dt", name, id=f"f{entry.number}", class_=f"e{number_of(entry.value.confidence)}", data_f=entry.number)
        return term, el("dd", sure, self._own_value(entry), *(el("p", part) for part in told))

    def _own_value(self, entry: Entry) -> Html:
        """The value, its footnotes, its status and its line."""
        places = self.text.places.get(entry.number, ())
        notes = "".join(f"({n.removeprefix('F')})" for n in entry.value.footnotes)
        content = "missing" if entry.missing else _cut(entry.content, _LONGEST_VALUE) or notes
        linked = {"href": f"#{places[0]}"} if places else {}
        value = el("a" if linked else "span", content, class_=f"v b{number_of(entry.value.confidence)}", **linked)
        name, sign, told = _STATUS.get(entry.value.status, ("", "", ""))
        status = el("abbr", f"{sign} {name}", title=told) if name and entry.content else None
        line = el("a", f"line {self.text.lines[entry.number]}", href=f"#{places[0]}", class_="line") if places else None
        return join((value, el("sup", notes) if notes and notes != content else None, " ", status, " ", line))

    def _from(self, entry: Entry) -> Html | None:
        """The text as it stands where it is not simply the value; what else was read from it."""
        stands = _cut(entry.value.text, 160)
        same = not stands or stands == entry.content or entry.kind is None
        others = [self.by_number[n] for n in self.text.shared.get(entry.number, ())[:_MOST_LINKS] if n in self.by_number]
        parts = (
            None if same else join(("stands as ", el("code", stands))),
            join(("shares its text with ", join((_to(o) for o in others), ", "))) if others else None,
        )
        told = [part for part in parts if part]
        return join(told, between=" · ") if told else None

    def _why(self, entry: Entry) -> Html | None:
        reasons = [self.places.told(reason) for reason in entry.value.reasons]
        return text("; ".join(reasons)) if reasons else None

    def _verdicts(self, entry: Entry) -> Html | None:
        checks = [(n, "failed") for n in entry.failed] + [(n, "passed") for n in entry.passed]
        links = (
            el(
                "a",
                f"{_OUTCOMES[how][0]} {self.filing.checks[n].id}",
                href=f"#c{n}",
                class_=f"check {how}",
                title=_OUTCOMES[how][1],
            )
            for n, how in dict(checks).items()
        )
        return join(links, between=" ") if checks else None

    # The checks.

    def _checks(self) -> Html:
        order = {"failed": 0, "passed": 1}
        checks = sorted(enumerate(self.filing.checks), key=lambda pair: (order.get(pair[1].outcome, 2), pair[0]))
        body = el("ul", *(self._check(n, check) for n, check in checks), class_="checks")
        return el(
            "section",
            el("h2", "What the filing says of itself", id="h-checks"),
            body if checks else el("p", "Nothing was checked."),
            id="checks",
            aria_labelledby="h-checks",
        )

    def _check(self, number: int, check: Check) -> Html:
        sign, outcome = _OUTCOMES.get(check.outcome, ("–", check.outcome))
        paths = list(dict.fromkeys(check.paths))
        on = [entry for path in paths for entry in self._at(path)]
        links = join((_to(entry) for entry in on[:_MOST_LINKS]), between=", ")
        more = f" and {len(on) - _MOST_LINKS} more" if len(on) > _MOST_LINKS else ""
        return el(
            "li",
            el("span", sign, class_="sign", aria_hidden="true"),
            el("b", outcome),
            " ",
            check.sentence,
            el("em", " ", self.places.told(check.detail)) if check.detail else None,
            el("p", links, more) if on else None,
            id=f"c{number}",
            class_=check.outcome.split()[0],
        )

    def _at(self, path: str) -> list[Entry]:
        if path in self.by_path:
            return [self.by_path[path]]
        return [entry for entry in self.entries if entry.path.startswith(path + "/")][:_MOST_LINKS]

    def _footer(self) -> Html:
        source = self.filing.source
        from extractor import __version__

        facts = (
            f"Dialect {source.dialect}" if source.dialect else "",
            f"edition {source.edition}" if source.edition else "",
            f"{source.noise:.1%} of the letters misread" if source.noise else "",
            f"{len(self.source):,} characters",
            f"SHA-256 {source.sha256}" if source.sha256 else "",
            f"section16-extractor {__version__}",
        )
        return el("footer", el("p", " · ".join(filter(None, facts))))


def _others(entry: Entry) -> str:
    """The readings that were considered and not chosen."""
    some = [f"{_cut(shown(a.value, entry.kind), 60)} ({percent(a.confidence)})" for a in entry.value.alternatives[:4]]
    return f"or {', '.join(some)}" if some else ""


def _group(entry: Entry) -> str:
    """The values that stand under one heading."""
    return "Footnotes" if entry.path.startswith("footnotes/") else entry.place


def _to(entry: Entry) -> Html:
    return el("a", entry.name, href=f"#f{entry.number}")


def _shares(entries: Sequence[Entry]) -> Html:
    """A bar of the bands' shares with their numbers."""
    total = max(1, len(entries))
    counts = [sum(number_of(e.value.confidence) == i for e in entries) for i in range(len(BANDS))]
    parts: list[Html] = []
    words: list[Html] = []
    at = 0.0
    for i in range(len(BANDS) - 1, -1, -1):
        width = 100 * counts[i] / total
        parts.append(el("rect", x=f"{at:.2f}%", y=0, width=f"{max(0.0, width - 0.3):.2f}%", height=10, fill=BANDS[i].ink))
        words.append(el("li", disc(BANDS[i].least), f" {counts[i]} {BANDS[i].name}", title=range_of(BANDS[i])))
        at += width
    told = ", ".join(f"{counts[i]} {BANDS[i].name}" for i in reversed(range(len(BANDS))))
    bar = el("svg", *parts, class_="shares", role="img", aria_label=f"Values by confidence: {told}", height=10)
    return join((bar, el("ul", *words, class_="legend")))


def _in_line(source: str, piece: Source, band: int) -> Html:
    """A piece with what stands beside it in its line."""
    start = max(source.rfind("\n", 0, piece.start) + 1, piece.start - _CONTEXT)
    line_end = source.find("\n", piece.end)
    end = min(len(source) if line_end < 0 else line_end, piece.end + _CONTEXT)
    before, after = (_plain(source[a:b]) for a, b in ((start, piece.start), (piece.end, end)))
    return join((before, el("mark", _cut(_plain(piece.text), 60), class_=f"v b{band}"), after))


def _plain(part: str) -> str:
    """One line without markup and with an edge for each tab."""
    return re.sub(r"[ \r\n]+", " ", _TAG.sub(" ", part)).replace("\t", "⇥")


def _box(place: str) -> tuple[int, str]:
    names = ("Form", "Issuer", "Owner", "Signature")
    return next((i for i, name in enumerate(names) if place.startswith(name)), len(names)), ""


def _columns() -> tuple[str, ...]:
    return tuple(leaf.path for leaf in leaves_of(Row))


def _cut(content: str, longest: int) -> str:
    return content if len(content) <= longest else f"{content[:longest].rstrip()}… ({len(content):,} characters)"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
