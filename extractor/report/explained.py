"""``extractor explain``: one page with a filing's text, what was read from where, how sure it is, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.confidence.doubts import Doubts
from extractor.filing import Check, CheckOutcome, Filing, Source
from extractor.report.bands import BANDS, SURE, disc, number_of, percent, range_of
from extractor.report.entries import ShownValue, first_to_look_at
from extractor.report.evidence import evidence
from extractor.report.html import Html, el, join, table, text
from extractor.report.overview import overview
from extractor.report.page import page
from extractor.report.view import OUTCOMES, View, cut, link_to, section, value_of

_CONTEXT: Final = 26  # characters on either side of a value in its line
_MOST_PIECES: Final = 3
_LONGEST_PIECE: Final = 60  # characters of a piece that are shown
_MOST_LINKS: Final = 6  # values of a check that are named
_TAG: Final = re.compile(r"<[^<>\n]{1,2000}>|^[^<>\n]{0,200}>|<[^<>\n]{0,200}$")


def explain(filing: Filing, source: str) -> str:
    """The page: ``source`` is the text that ``filing`` was read from, as its sources' offsets count it."""
    view = View(filing, source)
    main = el("main", _first(view), overview(view), evidence(view), _checks(view), id="main")
    body = (_header(view), main, _footer(view))
    title = f"{filing.source.name or 'A text'}, explained"
    return page(title, body, styles=("explained.css",), scripts=("explained.js",))


def _header(view: View) -> Html:
    filing = view.filing
    form, issuer = filing.document_type.value, filing.issuer.issuer_name.value
    links = (("first", "Look at these first"), ("filing", "The filing"), ("evidence", "Text and values"), ("checks", "Checks"))
    head = el(
        "div",
        el("p", "Read from ", el("b", filing.source.name or "a text"), class_="kicker"),
        el("h1", f"Form {form} " if form else "A filing of unknown form ", el("span", cut(issuer, 80)) if issuer else None),
        el("p", " · ".join(_facts(filing)), class_="dek"),
        el("nav", *(el("a", name, href=f"#{id_}") for id_, name in links), aria_label="Sections"),
        class_="head",
    )
    return el("header", head, _figure(view))


def _facts(filing: Filing) -> list[str]:
    """Who, when, and how many rows."""
    owners = [owner.rpt_owner_name.value for owner in filing.reporting_owners]
    facts = [cut(name, 60) for name in owners[:3] if name]
    facts += [f"{_count(len(owners) - 3, 'more owner')}"] if len(owners) > 3 else []
    facts += [f"period {filing.period_of_report.value}"] if filing.period_of_report.value else []
    for name, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
        facts += [f"{_count(len(rows), 'row')} in {name}"] if rows else []
    return facts


def _figure(view: View) -> Html:
    """The filing's confidence, and how many values there are in each band."""
    present = [entry for entry in view.entries if not entry.missing and not entry.is_side]
    wrong = sum(1 - entry.value.confidence for entry in present)
    expected = "fewer than one" if wrong < 1 else f"about {wrong:.0f}"
    sure = view.filing.confidence
    said = f"is the probability that every value is right; {expected} of {len(present)} will be wrong"
    return el(
        "div",
        el("p", el("strong", percent(sure), class_=f"ink{number_of(sure)}"), class_="big"),
        el("p", said, class_="say"),
        _shares(present),
        class_="figure",
    )


def _shares(entries: Sequence[ShownValue]) -> Html:
    """A bar of the bands' shares, with their numbers."""
    counts = [sum(e.band == i for e in entries) for i in range(len(BANDS))]
    bars: list[Html] = []
    words: list[Html] = []
    at = 0.0
    for i, band in reversed(list(enumerate(BANDS))):
        width = 100 * counts[i] / max(1, len(entries))
        bars.append(el("rect", x=f"{at:.2f}%", y=0, width=f"{max(0.0, width - 0.3):.2f}%", height=10, fill=band.ink))
        words.append(el("li", disc(band.least), f" {counts[i]} {band.name}", title=range_of(band)))
        at += width
    told = ", ".join(f"{counts[i]} {band.name}" for i, band in reversed(list(enumerate(BANDS))))
    bar = el("svg", *bars, class_="shares", role="img", aria_label=f"Values by confidence: {told}", height=10)
    return join((bar, el("ul", *words, class_="legend")))


def _first(view: View) -> Html:
    """What to look at first, with what stands in the text and why it is doubtful."""
    first = first_to_look_at(view.entries)
    told = {c.detail or c.sentence for c in view.filing.checks if c.outcome is CheckOutcome.FAILED}
    warnings = [w for w in view.filing.warnings if w not in told]
    notes = el("ul", *(el("li", w) for w in warnings), class_="warnings") if warnings else None
    if not first:
        calm = f"Nothing stands out: every value is at least {SURE:.0%} sure, and no check failed."
        return section("first", "Look at these first", el("p", calm if view.entries else "Nothing was read."), notes)
    doubtful = sum(entry.value.confidence < SURE for entry in view.entries if not entry.is_side)
    which = f"{len(first)} of {doubtful} values below {SURE * 100:g}\u00a0%" if doubtful > len(first) else "The least sure values"
    why = Doubts(view.filing)
    return section(
        "first",
        "Look at these first",
        el("p", f"{which}, and what stands where they were read.", class_="dek"),
        table(("Sure", "Field", "Read as", "In the text", "Why"), (_first_row(view, entry, why) for entry in first), "first"),
        notes,
    )


def _first_row(view: View, entry: ShownValue, why: Doubts) -> Html:
    reasons = why.of(entry.path, entry.value)
    return el(
        "tr",
        el("td", disc(entry.value.confidence), " ", percent(entry.value.confidence), class_="sure"),
        el("th", link_to(entry), scope="row"),
        el("td", value_of(entry)),
        el("td", _snippet(view, entry), class_="snippet"),
        el("td", "; ".join(reasons), class_="why"),
    )


def _snippet(view: View, entry: ShownValue) -> Html:
    """The first pieces of the text that the value was read from, each in its line."""
    sources, places = entry.value.sources, view.text.places.get(entry.number, ())
    parts: list[object] = []
    before: Source | None = None
    for piece in sources[:_MOST_PIECES]:
        between = view.source[before.end : piece.start] if before else None
        if between is not None and before and piece.start >= before.end and len(between) <= 2 * _CONTEXT and "\n" not in between:
            parts.append(_plain(between))
        else:
            parts += [_after(view.source, before), " … "] if before else []
            parts.append(_before(view.source, piece))
        parts.append(el("mark", cut(_plain(piece.text[:_MEASURED]), _LONGEST_PIECE), class_=f"v b{entry.band}"))
        before = piece
    parts.append(_after(view.source, before) if before else "")
    inner = join((*parts, " …" if len(sources) > _MOST_PIECES else ""))
    return el("a", inner, href=f"#{places[0]}") if places else inner


def _before(source: str, piece: Source) -> str:
    """What stands before a piece in its line."""
    return _plain(source[max(source.rfind("\n", 0, piece.start) + 1, piece.start - _CONTEXT) : piece.start])


def _after(source: str, piece: Source) -> str:
    """What stands behind a piece in its line."""
    return _plain(source[piece.end : piece.end + _CONTEXT].partition("\n")[0])


_MEASURED: Final = 2_000  # characters of a piece that are looked at, tags among them


def _plain(part: str) -> str:
    """One line without markup and with an edge for each tab."""
    return re.sub(r"[ \r\n]+", " ", re.sub(r"\t[\t ]*", "⇥", _TAG.sub(" ", part)))


def _checks(view: View) -> Html:
    order = {CheckOutcome.FAILED: 0, CheckOutcome.PASSED: 1}
    checks = sorted(enumerate(view.filing.checks), key=lambda pair: (order.get(pair[1].outcome, 2), pair[0]))
    body = el("ul", *(_check(view, n, check) for n, check in checks), class_="checks")
    return section("checks", "What the filing says of itself", body if checks else el("p", "Nothing was checked."))


def _check(view: View, number: int, check: Check) -> Html:
    sign, outcome = OUTCOMES[check.outcome]
    on = [entry for path in dict.fromkeys(check.paths) for entry in view.at(path)]
    links = join((link_to(entry) for entry in on[:_MOST_LINKS]), between=", ")
    more = f" and {len(on) - _MOST_LINKS} more" if len(on) > _MOST_LINKS else ""
    return el(
        "li",
        el("span", sign, class_="sign", aria_hidden="true"),
        el("b", outcome),
        " ",
        check.sentence,
        el("em", " ", check.detail) if check.detail else None,
        el("p", links, more) if on else None,
        id=f"c{number}",
        class_=check.outcome.split()[0],
    )


def _footer(view: View) -> Html:
    from extractor import __version__

    source = view.filing.source
    facts = (
        f"Dialect {source.dialect}" if source.dialect else "",
        f"edition {source.edition}" if source.edition else "",
        f"{source.noise:.1%} of the letters misread" if source.noise else "",
        f"{len(view.source):,} characters",
        f"SHA-256 {source.sha256}" if source.sha256 else "",
        f"section16-extractor {__version__}",
    )
    return el("footer", el("p", text(" · ".join(filter(None, facts)))))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
