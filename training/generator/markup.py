"""Write a draft as ownership XML in the layouts that EDGAR's filings have."""

from __future__ import annotations

from datetime import date
from random import Random
from xml.sax.saxutils import escape

from .filing import Draft
from .model import Row, number
from .owners import Owner

ELEMENTS = (
    "securityTitle",
    "conversionOrExercisePrice",
    "transactionDate",
    "deemedExecutionDate",
    "transactionCoding",
    "transactionShares",
    "transactionTotalValue",
    "transactionPricePerShare",
    "transactionAcquiredDisposedCode",
    "exerciseDate",
    "expirationDate",
    "underlyingSecurityTitle",
    "underlyingSecurityShares",
    "underlyingSecurityValue",
    "following",
    "directOrIndirectOwnership",
    "natureOfOwnership",
)


def number_notes(rows: list[Row], *, shuffle: Random | None = None) -> dict[str, str]:
    """The footnotes in the order in which the document refers to them, with their ids."""
    texts: dict[str, str] = {}
    for row in rows:
        for element in ELEMENTS:
            for text in row.notes.get(element, ()):
                texts.setdefault(text, "")
    order = list(texts)
    if shuffle is not None:
        shuffle.shuffle(order)
    return {text: f"F{index}" for index, text in enumerate(order, 1)}


class Writer:
    """Collects lines of XML; the layout of empty elements and flags is that of one filer's software."""

    def __init__(self, rng: Random, draft: Draft) -> None:
        """Choose the layout."""
        self.draft = draft
        self.lines: list[str] = ['<?xml version="1.0"?>', "<ownershipDocument>"]
        self.depth = 1
        self.gap = rng.random() < 0.7
        self.hollow = rng.choice(("pair", "single", "none"))
        self.words = rng.random() < 0.06
        self.sparse_flags = rng.random() < 0.16
        self.timeliness = rng.random() < 0.4
        self.deemed = rng.random() < 0.3
        self.decimal = rng.random() < 0.02
        self.tables = rng.choice(("none", "none", "hollow"))
        self.cents = rng.random() < 0.12
        self.notes = number_notes(draft.rows, shuffle=rng if rng.random() < 0.03 else None)

    def open(self, tag: str) -> None:
        """Open an element."""
        self.lines.append("    " * self.depth + f"<{tag}>")
        self.depth += 1

    def close(self, tag: str) -> None:
        """Close an element."""
        self.depth -= 1
        self.lines.append("    " * self.depth + f"</{tag}>")

    def leaf(self, tag: str, text: str, *, keep: bool = False) -> None:
        """An element with text; an empty one in the filer's way, and always if `keep`."""
        if text:
            line = f"<{tag}>{escape(text, {chr(34): '&quot;'})}</{tag}>"
        elif self.hollow == "none" and not keep:
            return
        else:
            line = f"<{tag}/>" if self.hollow == "single" else f"<{tag}></{tag}>"
        self.lines.append("    " * self.depth + line)

    def flag(self, tag: str, value: bool, *, sparse: bool = False) -> None:
        """A boolean, as a digit or a word."""
        if value or not sparse:
            self.leaf(tag, ("true" if value else "false") if self.words else str(int(value)))

    def blank(self) -> None:
        """An empty line between the parts of the document."""
        if self.gap:
            self.lines.append("")

    def cell(self, tag: str, text: str, row: Row, key: str = "", *, show: bool = True) -> None:
        """An element with a value and references to footnotes."""
        self.open(tag)
        if text or show:
            self.leaf("value", text, keep=True)
        self.references(row, key or tag)
        self.close(tag)

    def references(self, row: Row, key: str) -> None:
        """The references to footnotes of an element."""
        for text in row.notes.get(key, ()):
            self.lines.append("    " * self.depth + f'<footnoteId id="{self.notes[text]}"/>')

    def number(self, tag: str, value: int | None, row: Row, key: str = "", *, money: bool = False) -> None:
        """A number, or only footnotes where there is none."""
        text = "" if value is None else number(value)
        if text and "." not in text and self.decimal:
            text += ".0"
        elif money and self.cents and value:
            whole, _, rest = text.partition(".")
            text = f"{whole}.{rest:0<2}"
        self.cell(tag, text, row, key, show=False)

    def day(self, tag: str, value: date | None, row: Row) -> None:
        """A date, or only footnotes where there is none."""
        self.cell(tag, value.isoformat() if value else "", row, show=False)


def _owner(out: Writer, owner: Owner) -> None:
    """A reporting owner."""
    address = owner.address
    out.open("reportingOwner")
    out.open("reportingOwnerId")
    out.leaf("rptOwnerCik", owner.person.cik)
    out.leaf("rptOwnerName", owner.person.edgar)
    out.close("reportingOwnerId")
    out.open("reportingOwnerAddress")
    out.leaf("rptOwnerStreet1", address.street1, keep=True)
    out.leaf("rptOwnerStreet2", address.street2, keep=True)
    out.leaf("rptOwnerCity", address.city)
    out.leaf("rptOwnerState", address.state)
    out.leaf("rptOwnerZipCode", address.zip_code, keep=True)
    out.leaf("rptOwnerStateDescription", address.description)
    out.close("reportingOwnerAddress")
    out.open("reportingOwnerRelationship")
    out.flag("isDirector", owner.director, sparse=out.sparse_flags)
    out.flag("isOfficer", owner.officer, sparse=out.sparse_flags)
    out.flag("isTenPercentOwner", owner.ten_percent, sparse=out.sparse_flags)
    out.flag("isOther", owner.other, sparse=out.sparse_flags)
    out.leaf("officerTitle", owner.title)
    out.leaf("otherText", owner.other_text)
    out.close("reportingOwnerRelationship")
    out.close("reportingOwner")
    out.blank()


def _coding(out: Writer, row: Row) -> None:
    """The form type, code and swap flag, and the timeliness."""
    out.open("transactionCoding")
    out.leaf("transactionFormType", row.form_type)
    out.leaf("transactionCode", row.code)
    out.flag("equitySwapInvolved", row.swap)
    out.references(row, "transactionCoding")
    out.close("transactionCoding")
    if row.timeliness:
        out.open("transactionTimeliness")
        out.leaf("value", row.timeliness)
        out.close("transactionTimeliness")
    elif out.timeliness:
        out.leaf("transactionTimeliness", "", keep=True)


def _row(out: Writer, row: Row) -> None:
    """A transaction or a holding of either table."""
    tag = ("derivative" if row.derivative else "nonDerivative") + ("Holding" if row.holding else "Transaction")
    out.open(tag)
    out.cell("securityTitle", row.title, row)
    if row.derivative:
        out.number("conversionOrExercisePrice", row.conversion, row, money=True)
    if row.holding and row.form_type:
        out.open("transactionCoding")
        out.leaf("transactionFormType", row.form_type)
        out.close("transactionCoding")
    if not row.holding:
        out.day("transactionDate", row.day, row)
        if row.deemed:
            out.day("deemedExecutionDate", row.deemed, row)
        elif out.deemed:
            out.leaf("deemedExecutionDate", "", keep=True)
        _coding(out, row)
        out.open("transactionAmounts")
        if row.total is None:
            out.number("transactionShares", row.shares, row)
        else:
            out.number("transactionTotalValue", row.total, row)
        out.number("transactionPricePerShare", row.price, row, money=True)
        out.cell("transactionAcquiredDisposedCode", "A" if row.acquired else "D", row)
        out.close("transactionAmounts")
    if row.derivative:
        out.day("exerciseDate", row.exercise, row)
        out.day("expirationDate", row.expiration, row)
        out.open("underlyingSecurity")
        out.cell("underlyingSecurityTitle", row.under_title, row)
        if row.under_value is not None:
            out.number("underlyingSecurityValue", row.under_value, row)
        else:
            out.number("underlyingSecurityShares", row.under_shares, row)
        out.close("underlyingSecurity")
    if not (row.derivative and out.draft.form.startswith("3")):
        kind = "valueOwnedFollowingTransaction" if row.following_is_value else "sharesOwnedFollowingTransaction"
        out.open("postTransactionAmounts")
        out.number(kind, row.following, row, "following")
        out.close("postTransactionAmounts")
    out.open("ownershipNature")
    out.cell("directOrIndirectOwnership", "D" if row.direct else "I", row)
    if not row.direct:
        texts = row.notes.get("natureOfOwnership", [])
        mark = out.notes[texts[0]][1:] if texts else ""
        out.cell("natureOfOwnership", row.nature.replace("%F", mark), row)
    out.close("ownershipNature")
    out.close(tag)


def _version(draft: Draft) -> str:
    """The schema's version at the time."""
    year = draft.period.year
    three = draft.form.startswith("3")
    if year < 2004:
        return "X0101" if three else "X0201"
    if year < 2023:
        return "X0206" if three else "X0306"
    return "X0206" if three else "X0407" if draft.plan_box is None or year == 2023 else "X0508"


def write(rng: Random, draft: Draft) -> str:
    """The draft as an XML document."""
    out = Writer(rng, draft)
    issuer = draft.issuer
    out.blank()
    out.leaf("schemaVersion", _version(draft))
    out.leaf("documentType", draft.form)
    out.leaf("periodOfReport", draft.period.isoformat())
    if draft.original:
        out.leaf("dateOfOriginalSubmission", draft.original.isoformat())
    if draft.form.startswith("3"):
        out.flag("noSecuritiesOwned", draft.none_owned)
    else:
        out.flag("notSubjectToSection16", draft.not_subject, sparse=out.sparse_flags)
    if draft.form.startswith("5"):
        out.flag("form3HoldingsReported", draft.form3_reported)
        out.flag("form4TransactionsReported", draft.form4_reported)
    out.blank()
    out.open("issuer")
    out.leaf("issuerCik", issuer.cik)
    out.leaf("issuerName", issuer.name)
    out.leaf("issuerTradingSymbol", issuer.symbol)
    if issuer.foreign_symbol and draft.period.year >= 2020:
        out.leaf("issuerForeignTradingSymbol", issuer.foreign_symbol)
    out.close("issuer")
    out.blank()
    for owner in draft.owners:
        _owner(out, owner)
    if draft.plan_box is not None:
        out.flag("aff10b5One", draft.plan_box)
        out.blank()
    for tag, derivative in (("nonDerivativeTable", False), ("derivativeTable", True)):
        rows = [row for row in draft.rows if row.derivative == derivative]
        if rows:
            out.open(tag)
            for row in rows:
                _row(out, row)
            out.close(tag)
            out.blank()
        elif out.tables == "hollow":
            out.leaf(tag, "", keep=True)
            out.blank()
    if out.notes:
        out.open("footnotes")
        for text, name in sorted(out.notes.items(), key=lambda item: int(item[1][1:])):
            body = escape(text, {'"': "&quot;"})
            out.lines.append("    " * out.depth + f'<footnote id="{name}">{body}</footnote>')
        out.close("footnotes")
        out.blank()
    out.leaf("remarks", draft.remarks)
    for name, day in draft.signatures:
        out.open("ownerSignature")
        out.leaf("signatureName", name)
        out.leaf("signatureDate", day.isoformat())
        out.close("ownerSignature")
    out.lines.append("</ownershipDocument>")
    return "\n".join(out.lines) + "\n"
