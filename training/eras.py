"""Move filings to other eras by whole weeks and turn them into amendments, Forms 3 and Forms 5.

Weekdays matter to the rules of the field, so dates move by a whole number of weeks; years in prose move by the
nearest number of years.
"""

from __future__ import annotations

import copy
import random
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

WINDOWS: dict[str, tuple[date, date]] = {
    "old": (date(1994, 1, 3), date(2002, 8, 26)),
    "paper": (date(2002, 9, 2), date(2003, 6, 27)),
    "edgar": (date(2003, 7, 1), date(2024, 12, 31)),
    "xsl": (date(2003, 7, 1), date(2024, 12, 31)),
}
LATE = ("edgar", "xsl")
PERIOD = re.compile(r"<periodOfReport>\s*([^<]+)")
DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)")
YEAR = re.compile(r"\b(19[89]\d|20[0-4]\d)\b")
PROSE = ("footnote", "remarks", "securityTitle", "underlyingSecurityTitle", "natureOfOwnership", "officerTitle")
TABLES = ("nonDerivativeTable", "derivativeTable")


def layouts_of(xml: str) -> list[str] | None:
    """The printed editions that were in use when a filing was made."""
    found = PERIOD.search(xml)
    day = parse_date(found.group(1)) if found else None
    if day is None:
        return None
    return [name for name, (first, last) in WINDOWS.items() if first <= day <= last or (name in LATE and day > last)]


def parse_date(text: str | None) -> date | None:
    """The calendar date at the start of an XML value, if there is one."""
    match = DATE.match((text or "").strip())
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _shift_prose(element: ET.Element, years: int) -> None:
    for node in element.iter():
        if node.text and not DATE.match(node.text.strip()):
            node.text = YEAR.sub(lambda m: str(int(m.group()) - years), node.text)


def shift(root: ET.Element, weeks: int) -> None:
    """Move every date of the filing back by a number of weeks, in place."""
    for element in root.iter():
        day = parse_date(element.text)
        if day:
            try:
                element.text = (day - timedelta(weeks=weeks)).isoformat()
            except OverflowError:
                element.text = day.isoformat()
    years = round(weeks * 7 / 365.25)
    if not years:
        return
    for tag in PROSE:
        for element in root.iter(tag):
            _shift_prose(element, years)


def move_to_era(root: ET.Element, layout: str, rng: random.Random) -> None:
    """Move a filing into the years in which its printed edition was in use."""
    day = parse_date(root.findtext("periodOfReport"))
    if day is None:
        return
    first, last = WINDOWS[layout]
    if first <= day <= last and layout in ("edgar", "xsl") and rng.random() < 0.6:
        return
    target = first + timedelta(days=rng.randrange((last - first).days + 1))
    shift(root, (day - target).days // 7)


def amend(root: ET.Element, rng: random.Random) -> None:
    """Turn a filing into an amendment of one filed a little earlier."""
    kind = root.find("documentType")
    if kind is None or (kind.text or "").endswith("/A"):
        return
    signed = parse_date(root.findtext("ownerSignature/signatureDate"))
    if signed is None:
        return
    kind.text = f"{kind.text}/A"
    original = root.find("dateOfOriginalSubmission")
    if original is None:
        original = ET.Element("dateOfOriginalSubmission")
        at = list(root).index(root.find("periodOfReport") or kind)
        root.insert(at + 1, original)
    original.text = signed.isoformat()
    later = timedelta(days=rng.choice([1, 2, 4, 7, 12, 20, 33, 60]))
    for element in root.iter("signatureDate"):
        day = parse_date(element.text)
        if day:
            element.text = (day + later).isoformat()


def to_form5(root: ET.Element, rng: random.Random) -> None:
    """Turn a Form 4 into an annual statement for the fiscal year in which its trades fell."""
    kind, period = root.find("documentType"), root.find("periodOfReport")
    days = [d for d in (parse_date(e.text) for e in root.iterfind(".//transactionDate/value")) if d]
    if kind is None or period is None or not days:
        return
    kind.text = "5"
    last = max(days)
    month = rng.choice([12, 12, 12, 12, 12, 6, 9, 3, 1])
    end = date(last.year, month, 28)
    end = (end.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if end < last:
        end = (end.replace(day=1, year=end.year + 1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    period.text = end.isoformat()
    signed = end + timedelta(days=rng.randrange(5, 46))
    for element in root.iter("signatureDate"):
        element.text = signed.isoformat()
    for element in root.iter("transactionFormType"):
        element.text = rng.choice(["5", "5", "5", "5", "4", "3"])
    for flag in ("form3HoldingsReported", "form4TransactionsReported"):
        if root.find(flag) is None:
            node = ET.Element(flag)
            node.text = str(int(rng.random() < 0.2))
            root.insert(list(root).index(period) + 1, node)


def _keep(row: ET.Element, tags: tuple[str, ...]) -> None:
    for child in list(row):
        if child.tag not in tags:
            row.remove(child)


def to_form3(root: ET.Element, rng: random.Random) -> None:
    """Turn a Form 4 into an initial statement: every row becomes a holding."""
    kind = root.find("documentType")
    if kind is None:
        return
    kind.text = "3"
    for name, tags in (
        ("nonDerivative", ("securityTitle", "postTransactionAmounts", "ownershipNature")),
        (
            "derivative",
            (
                "securityTitle",
                "conversionOrExercisePrice",
                "exerciseDate",
                "expirationDate",
                "underlyingSecurity",
                "ownershipNature",
            ),
        ),
    ):
        table = root.find(f"{name}Table")
        if table is None:
            continue
        for row in table:
            _keep(row, tags)
            row.tag = f"{name}Holding"
    signed = parse_date(root.findtext("ownerSignature/signatureDate"))
    period = root.find("periodOfReport")
    if signed and period is not None:
        period.text = (signed - timedelta(days=rng.randrange(2, 11))).isoformat()
    flag = root.find("notSubjectToSection16")
    if flag is not None:
        root.remove(flag)
    drop_unused_footnotes(root)


def drop_unused_footnotes(root: ET.Element) -> None:
    """Remove footnotes that nothing refers to any more and number the others anew."""
    notes = root.find("footnotes")
    if notes is None:
        return
    used = {e.get("id", "") for e in root.iter("footnoteId")}
    for note in list(notes):
        if note.get("id", "") not in used:
            notes.remove(note)
    names = {note.get("id", ""): f"F{n}" for n, note in enumerate(notes, 1)}
    for element in list(root.iter("footnoteId")) + list(notes):
        element.set("id", names.get(element.get("id", ""), "F1"))
    if not len(notes):
        root.remove(notes)


def strip_unprinted(root: ET.Element, layout: str) -> None:
    """Take out of the gold what the edition has no place for (no deemed execution dates in the old one)."""
    if layout == "old":
        for row in root.iter():
            for child in list(row):
                if child.tag == "deemedExecutionDate":
                    row.remove(child)
    if layout != "edgar" and layout != "xsl":
        for tag in ("aff10b5One",):
            flag = root.find(tag)
            if flag is not None:
                root.remove(flag)
    drop_unused_footnotes(root)


def as_printed(xml: str, layout: str) -> ET.Element:
    """The filing as it is, without what the edition has no place for."""
    root = ET.fromstring(xml)
    strip_unprinted(root, layout)
    return root


def vary(xml: str, layout: str, form: str, rng: random.Random) -> ET.Element:
    """A copy of the filing in the era of `layout`, as `form` ("3", "4", "5", with "/A" for amendments)."""
    root = copy.deepcopy(ET.fromstring(xml))
    have = (root.findtext("documentType") or "4").strip()
    if not have.startswith(form[0]) and have.startswith("4"):
        (to_form5 if form[0] == "5" else to_form3)(root, rng)
    move_to_era(root, layout, rng)
    if form.endswith("/A"):
        amend(root, rng)
    strip_unprinted(root, layout)
    return root
