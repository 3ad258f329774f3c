"""Of a page about an evaluation, the section on errors: what is taken for what, and which of them it was sure of."""

from __future__ import annotations

from typing import Final

from extractor.report import charts
from extractor.report.bands import disc, percent
from extractor.report.charts import percents
from extractor.report.html import Html, el, table
from extractor.report.judged import NOT_READ, NOT_THERE, Confusion, JudgedValue, Judgements, confusions, surest_errors
from extractor.report.names import full_label
from extractor.report.panels import section

_MOST_CONFUSIONS: Final = 40  # that are listed, the most frequent
_MOST_SURE: Final = 20  # errors that are listed, the surest
_LONGEST: Final = 70  # characters of a value
_BAR: Final = 90  # pixels
_CLASSES: Final = {NOT_READ: "unread", NOT_THERE: "invented"}


def errors(judgements: Judgements) -> Html:
    """The section."""
    found = confusions(judgements.values)
    if not found:
        return section("errors", "What is taken for what", "There are no errors.")
    shown, total = found[:_MOST_CONFUSIONS], sum(c.times for c in found)
    share = percents(sum(c.times for c in shown) / total)
    heads = ("field", "what went wrong", "times", "", "stood on the form → was read, the most frequent first")
    sure = ("sure", "field", "stood on the form → was read", "what went wrong", "filing")
    wrong = surest_errors(judgements.sure, _MOST_SURE)
    return section(
        "errors",
        "What is taken for what",
        f"{total:,} errors by field and kind; the {len(shown)} most frequent kinds are {share} of them.",
        table(heads, (_confusion(c, found[0].times) for c in shown), "plain confusions"),
        el("h2", "Errors that it was sure of", id="h-sure"),
        el("p", "Wrong values, the most confident first: what a threshold would let through.", class_="dek"),
        table(sure, (_sure(value, judgements) for value in wrong), "plain surest"),
    )


def _confusion(c: Confusion, most: int) -> Html:
    pairs = (el("li", _pair(printed, read), f" ×{n}" if n > 1 else "") for printed, read, n in c.pairs)
    return el(
        "tr",
        el("th", full_label(c.group, c.field), scope="row"),
        el("td", c.kind),
        el("td", f"{c.times:,}", class_="n"),
        el("td", charts.stacked(((c.times, _CLASSES.get(c.kind, "misread")),), most, _BAR)),
        el("td", el("ul", *pairs, class_="pairs")),
    )


def _sure(value: JudgedValue, judgements: Judgements) -> Html:
    return el(
        "tr",
        el("td", disc(value.confidence), " ", percent(value.confidence), class_="sure"),
        el("th", full_label(value.group, value.field), scope="row"),
        el("td", _pair(value.printed, value.read)),
        el("td", value.kind),
        el("td", _cut(judgements.filings[value.filing].id), class_="id"),
    )


def _pair(printed: str, read: str) -> Html:
    stood, was = (el("span", _cut(side)) if side else el("i", "nothing") for side in (printed, read))
    return el("span", stood, el("span", " → ", class_="to"), was, class_="confused")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
