"""The printed form: what stands on the blank forms in every edition, as data.

A :class:`Phrase` is a stretch of printed text with the slot of the form that it names. Slots group the wordings of the
editions: ``head.following`` is column 5 of Table I and column 9 of Table II whatever the period it speaks of.
Sources: SEC Forms 3, 4 and 5 (OMB 3235-0104, 3235-0287, 3235-0362) and the SEC's stylesheets for the ownership XML.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Phrase(NamedTuple):
    """A printed phrase: the slot it names, its words, and the part of the page it stands in."""

    slot: str
    text: str
    part: str


_TOP: Final = {
    "top.commission": (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
        "Washington, D.C. 20549",
        "(Print or Type Responses)",
    ),
    "top.omb": (
        "OMB APPROVAL",
        "OMB Number: 3235-0287",
        "OMB Number: 3235-0104",
        "OMB Number: 3235-0362",
        "Expires: December 31, 2001",
        "Estimated average burden hours per response: 0.5",
        "Estimated average burden hours per response... 1.0",
    ),
    "top.title3": ("INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",),
    "top.title4": ("STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES",),
    "top.title5": (
        "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES",
        "ANNUAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
    ),
    "top.filed": (
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934",
        "or Section 30(h) of the Investment Company Act of 1940",
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934, Section 17(a) of the Public Utility Holding "
        "Company Act of 1935 or Section 30(f) of the Investment Company Act of 1940",
    ),
    "mark.exit": (
        "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).",
    ),
    "mark.10b5": (
        "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for the "
        "purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense conditions of "
        "Rule 10b5-1(c). See Instruction 10.",
    ),
    "mark.form3": ("Form 3 Holdings Reported.",),
    "mark.form4": ("Form 4 Transactions Reported.",),
}
_BOXES: Final = {
    "box.name": ("1. Name and Address of Reporting Person*",),
    "box.last": ("(Last) (First) (Middle)",),
    "box.street": ("(Street)",),
    "box.city": ("(City) (State) (Zip)", "(City) (State) (Zip/Postal Code)"),
    "box.country": ("(Country)",),
    "box.issuer": ("2. Issuer Name and Ticker or Trading Symbol", "3. Issuer Name and Ticker or Trading Symbol"),
    "box.foreign": ("2a. Foreign Trading Symbol", "3a. Foreign Trading Symbol"),
    "box.tax": (
        "3. I.R.S. or Social Security Number of Reporting Person (Voluntary)",
        "3. I.R.S. Identification Number of Reporting Person, if an entity (Voluntary)",
        "3. IRS or Social Security Number of Reporting Person, if an entity (Voluntary)",
    ),
    "box.period": (
        "3. Date of Earliest Transaction (Month/Day/Year)",
        "3. Date of Earliest Transaction Required to be Reported (Month/Day/Year)",
        "4. Statement for Month/Day/Year",
        "4. Statement for Month/Year",
        "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)",
        "4. Statement for Issuer's Fiscal Year Ended (Month/Year)",
        "2. Date of Event Requiring Statement (Month/Day/Year)",
    ),
    "box.amendment": (
        "4. If Amendment, Date of Original Filed (Month/Day/Year)",
        "4. If Amendment, Date Original Filed (Month/Day/Year)",
        "5. If Amendment, Date of Original (Month/Day/Year)",
        "5. If Amendment, Date of Original (Month/Year)",
    ),
    "box.relationship": ("5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",),
    "mark.director": ("Director",),
    "mark.owner": ("10% Owner",),
    "mark.officer": ("Officer (give title below)",),
    "mark.other": ("Other (specify below)",),
    "box.joint": (
        "6. Individual or Joint/Group Filing (Check Applicable Line)",
        "7. Individual or Joint/Group Filing (Check Applicable Line)",
    ),
    "mark.one": ("Form filed by One Reporting Person",),
    "mark.more": ("Form filed by More than One Reporting Person",),
    "owners.title": ("Reporting Owners",),
    "owners.head": ("Reporting Owner Name / Address", "Relationships", "Director 10% Owner Officer Other"),
}
_TABLES: Final = {
    "table1": (
        "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
        "Table I - Non-Derivative Securities Beneficially Owned",
    ),
    "table2": (
        "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned",
        "Table II - Derivative Securities Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)",
        "(e.g., puts, calls, warrants, options, convertible securities)",
    ),
    "head.title1": ("1. Title of Security (Instr. 3)", "1. Title of Security (Instr. 4)"),
    "head.title2": ("1. Title of Derivative Security (Instr. 3)", "1. Title of Derivative Security (Instr. 4)"),
    "head.exercise_price": (
        "2. Conversion or Exercise Price of Derivative Security",
        "4. Conversion or Exercise Price of Derivative Security",
    ),
    "head.date": ("2. Transaction Date (Month/Day/Year)", "3. Transaction Date (Month/Day/Year)"),
    "head.deemed": (
        "2A. Deemed Execution Date, if any (Month/Day/Year)",
        "3A. Deemed Execution Date, if any (Month/Day/Year)",
    ),
    "head.code": ("3. Transaction Code (Instr. 8)", "4. Transaction Code (Instr. 8)"),
    "head.acquired": (
        "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
        "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
    ),
    "head.following": (
        "5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)",
        "5. Amount of Securities Beneficially Owned at End of Month (Instr. 3 and 4)",
        "5. Amount of Securities Beneficially Owned at End of Issuer's Fiscal Year (Instr. 3 and 4)",
        "2. Amount of Securities Beneficially Owned (Instr. 4)",
        "9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)",
        "9. Number of Derivative Securities Beneficially Owned at End of Month (Instr. 4)",
        "9. Number of Derivative Securities Beneficially Owned at End of Year (Instr. 4)",
    ),
    "head.ownership": (
        "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
        "10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
        "3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)",
        "5. Ownership Form of Derivative Security: Direct (D) or Indirect (I) (Instr. 5)",
    ),
    "head.nature": (
        "7. Nature of Indirect Beneficial Ownership (Instr. 4)",
        "11. Nature of Indirect Beneficial Ownership (Instr. 4)",
        "4. Nature of Indirect Beneficial Ownership (Instr. 5)",
        "6. Nature of Indirect Beneficial Ownership (Instr. 5)",
    ),
    "head.dates": (
        "6. Date Exercisable and Expiration Date (Month/Day/Year)",
        "2. Date Exercisable and Expiration Date (Month/Day/Year)",
    ),
    "head.exercisable": ("Date Exercisable",),
    "head.expiration": ("Expiration Date",),
    "head.underlying": (
        "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
        "7. Title and Amount of Underlying Securities (Instr. 3 and 4)",
        "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
    ),
    "head.underlying_amount": ("Amount or Number of Shares",),
    "head.price2": ("8. Price of Derivative Security (Instr. 5)",),
    "head.amount": ("Amount",),
    "head.price": ("Price",),
    "head.ad": ("(A) or (D)",),
    "head.codes": ("Code V",),
}
_TAIL: Final = {
    "tail.explanation": ("Explanation of Responses:",),
    "tail.remarks": ("Remarks:",),
    "tail.signatures": ("Signatures",),
    "tail.signature": ("** Signature of Reporting Person", "** Signature of Reporting Person Date"),
    "tail.reminder": (
        "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    ),
    "tail.joint": ("* If the form is filed by more than one reporting person, see Instruction 4(b)(v).",),
    "tail.crime": (
        "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations. See 18 U.S.C. 1001 and "
        "15 U.S.C. 78ff(a).",
    ),
    "tail.note": (
        "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see "
        "Instruction 6 for procedure.",
        "Note: File three copies of this Form, one of which must be manually signed. If space provided is insufficient, see "
        "Instruction 6 for procedure.",
    ),
    "tail.persons": (
        "Persons who respond to the collection of information contained in this form are not required to respond unless the "
        "form displays a currently valid OMB Number.",
        "Persons who respond to the collection of information contained in this form are not required to respond unless the "
        "form displays a currently valid OMB control number. SEC 1474 (9-02)",
        "Potential persons who are to respond to the collection of information contained in this form are not required to "
        "respond unless the form displays a currently valid OMB Number.",
    ),
}

PHRASES: Final[tuple[Phrase, ...]] = tuple(
    Phrase(slot, text, part)
    for part, table in (("top", _TOP), ("boxes", _BOXES), ("tables", _TABLES), ("tail", _TAIL))
    for slot, texts in table.items()
    for text in texts
)
SLOTS: Final[tuple[str, ...]] = tuple(dict.fromkeys(p.slot for p in PHRASES))
"""Slots in the order in which they are printed."""

EDITIONS: Final[dict[str, frozenset[str]]] = {
    "paper to August 2002": frozenset(
        (
            "3. I.R.S. or Social Security Number of Reporting Person (Voluntary)",
            "4. Statement for Month/Year",
            "5. If Amendment, Date of Original (Month/Year)",
            "5. Amount of Securities Beneficially Owned at End of Month (Instr. 3 and 4)",
            "9. Number of Derivative Securities Beneficially Owned at End of Month (Instr. 4)",
        )
    ),
    "paper from September 2002": frozenset(
        (
            "3. I.R.S. Identification Number of Reporting Person, if an entity (Voluntary)",
            "4. Statement for Month/Day/Year",
            "5. If Amendment, Date of Original (Month/Day/Year)",
        )
    ),
    "electronic": frozenset(
        (
            "3. Date of Earliest Transaction (Month/Day/Year)",
            "3. Date of Earliest Transaction Required to be Reported (Month/Day/Year)",
            "4. If Amendment, Date of Original Filed (Month/Day/Year)",
            "4. If Amendment, Date Original Filed (Month/Day/Year)",
            "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
            "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)",
        )
    ),
    "electronic from April 2023": frozenset(p.text for p in PHRASES if p.slot == "mark.10b5"),
}
"""Wordings that tell an edition of the form from the others."""
