"""Rows of the tables: the cells of each transaction or holding, as HTML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter

from training.fields import Printer, text_of

Rows = list[list[str]]
AMOUNTS = "transactionAmounts"
POST = "postTransactionAmounts"
NATURE = "ownershipNature"


def numbered(table: ET.Element | None) -> list[tuple[ET.Element, str]]:
    """The rows of a table in printed order, each with the path that names it."""
    if table is None:
        return []
    seen: Counter[str] = Counter()
    out = []
    for row in table:
        seen[row.tag] += 1
        out.append((row, f"{table.tag}/{row.tag}[{seen[row.tag]}]"))
    return out


def _code(p: Printer, row: ET.Element, name: str, annual: bool) -> str:
    coding = row.find("transactionCoding")
    if coding is None:
        if not annual:
            return ""
        kind = text_of(row, "transactionCoding/transactionFormType")
        return p.value("transactionCoding/transactionFormType", name, kind)
    out = p.value("transactionCoding/transactionCode", name, text_of(coding, "transactionCode"))
    if annual:
        out += p.value("transactionCoding/transactionFormType", name, text_of(coding, "transactionFormType"))
    if text_of(coding, "equitySwapInvolved").lower() in ("1", "true"):
        out += '<span class="v">/</span>' + p.value("transactionCoding/equitySwapInvolved", name, "K")
    return out + p.notes(coding, "transactionCoding", name)


def _timeliness(p: Printer, row: ET.Element, name: str, form: str) -> str:
    early = text_of(row, "transactionTimeliness") == "E"
    typed = text_of(row, "transactionCoding/transactionFormType") == "5" and form == "4"
    mark = p.value("transactionTimeliness", name, "V") if early or typed else ""
    return mark + p.notes(row.find("transactionTimeliness"), "transactionTimeliness", name)


def _either(p: Printer, row: ET.Element, name: str, shares: str, value: str) -> str:
    """A number of shares or, where there is none, an amount of money."""
    if row.find(shares) is not None or row.find(value) is None:
        return p.cell(row, shares, name, "number")
    return p.cell(row, value, name, "money")


def non_derivative(p: Printer, root: ET.Element, form: str, deemed: bool, show_v: bool) -> Rows:
    """The rows of Table I."""
    out = []
    for row, name in numbered(root.find("nonDerivativeTable")):
        title = p.cell(row, "securityTitle", name)
        following = _either(p, row, name, f"{POST}/sharesOwnedFollowingTransaction", f"{POST}/valueOwnedFollowingTransaction")
        nature = [
            p.cell(row, f"{NATURE}/directOrIndirectOwnership", name),
            p.cell(row, f"{NATURE}/natureOfOwnership", name),
        ]
        if form == "3":
            out.append([title, following, *nature])
            continue
        middle = [p.cell(row, "transactionDate", name, "date")]
        if deemed:
            middle.append(p.cell(row, "deemedExecutionDate", name, "date"))
        middle.append(_code(p, row, name, form == "5"))
        if show_v:
            middle.append(_timeliness(p, row, name, form))
        amounts = [
            p.cell(row, f"{AMOUNTS}/transactionShares", name, "number"),
            p.cell(row, f"{AMOUNTS}/transactionAcquiredDisposedCode", name),
            p.cell(row, f"{AMOUNTS}/transactionPricePerShare", name, "money"),
        ]
        out.append([title, *middle, *amounts, following, *nature])
    return out


def _underlying(p: Printer, row: ET.Element, name: str) -> list[str]:
    base = "underlyingSecurity/underlyingSecurity"
    return [
        p.cell(row, "exerciseDate", name, "date"),
        p.cell(row, "expirationDate", name, "date"),
        p.cell(row, f"{base}Title", name),
        _either(p, row, name, f"{base}Shares", f"{base}Value"),
    ]


def derivative(p: Printer, root: ET.Element, form: str, deemed: bool, show_v: bool) -> Rows:
    """The rows of Table II."""
    out = []
    for row, name in numbered(root.find("derivativeTable")):
        title = p.cell(row, "securityTitle", name)
        price = p.cell(row, "conversionOrExercisePrice", name, "money")
        nature = [
            p.cell(row, f"{NATURE}/directOrIndirectOwnership", name),
            p.cell(row, f"{NATURE}/natureOfOwnership", name),
        ]
        if form == "3":
            out.append([title, *_underlying(p, row, name), price, *nature])
            continue
        middle = [price, p.cell(row, "transactionDate", name, "date")]
        if deemed:
            middle.append(p.cell(row, "deemedExecutionDate", name, "date"))
        middle.append(_code(p, row, name, form == "5"))
        if show_v:
            middle.append(_timeliness(p, row, name, form))
        amount = _either(p, row, name, f"{AMOUNTS}/transactionShares", f"{AMOUNTS}/transactionTotalValue")
        way = text_of(row, f"{AMOUNTS}/transactionAcquiredDisposedCode")
        amount += p.notes(
            row.find(f"{AMOUNTS}/transactionAcquiredDisposedCode"), f"{AMOUNTS}/transactionAcquiredDisposedCode", name
        )
        numbers = ["", amount] if way == "D" else [amount, ""]
        paid = p.cell(row, f"{AMOUNTS}/transactionPricePerShare", name, "money")
        following = _either(p, row, name, f"{POST}/sharesOwnedFollowingTransaction", f"{POST}/valueOwnedFollowingTransaction")
        out.append([title, *middle, *numbers, *_underlying(p, row, name), paid, following, *nature])
    return out
