"""Column heads of the tables, by form and edition: the wording that stands printed on every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column (or a group of columns under one head) of a table."""

    head: str
    width: int
    parts: tuple[tuple[str, int], ...] = ()


OWNED = {
    "new": "Owned Following Reported Transaction(s)",
    "old": "Owned at End of Month",
    "year": "Owned at End of Issuer's Fiscal Year",
}
TITLE_1 = {
    "3": "Table I - Non-Derivative Securities Beneficially Owned",
    "4": "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
}
TITLE_2 = {
    "3": "Table II - Derivative Securities Beneficially Owned",
    "4": "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned",
}
EXAMPLES = "(e.g., puts, calls, warrants, options, convertible securities)"
STATEMENT = {
    "3": "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
    "4": "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "5": "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
}
OMB = {"3": "3235-0104", "4": "3235-0287", "5": "3235-0362"}


def table_one(form: str, edition: str, show_v: bool = True) -> list[Column]:
    """The columns of Table I; `edition` is new, old or year (what column 5 says)."""
    if form == "3":
        return [
            Column("1. Title of Security (Instr. 4)", 44),
            Column("2. Amount of Securities Beneficially Owned (Instr. 4)", 19),
            Column("3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", 11),
            Column("4. Nature of Indirect Beneficial Ownership (Instr. 5)", 26),
        ]
    code = (("Code", 4), ("V", 3)) if show_v else ()
    columns = [
        Column("1. Title of Security (Instr. 3)", 34),
        Column("2. Transaction Date (Month/Day/Year)", 8),
        Column("2A. Deemed Execution Date, if any (Month/Day/Year)", 7),
        Column("3. Transaction Code (Instr. 8)", 7, code),
        Column(
            "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
            19,
            (("Amount", 8), ("(A) or (D)", 5), ("Price", 6)),
        ),
        Column(f"5. Amount of Securities Beneficially {OWNED[edition]} (Instr. 3 and 4)", 11),
        Column("6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 9),
        Column("7. Nature of Indirect Beneficial Ownership (Instr. 4)", 9),
    ]
    return [c for c in columns if edition != "old" or not c.head.startswith("2A")]


def table_two(form: str, edition: str, show_v: bool = True) -> list[Column]:
    """The columns of Table II."""
    if form == "3":
        return [
            Column("1. Title of Derivative Security (Instr. 4)", 33),
            Column(
                "2. Date Exercisable and Expiration Date (Month/Day/Year)",
                12,
                (("Date Exercisable", 6), ("Expiration Date", 6)),
            ),
            Column(
                "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
                26,
                (("Title", 19), ("Amount or Number of Shares", 7)),
            ),
            Column("4. Conversion or Exercise Price of Derivative Security", 7),
            Column("5. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", 8),
            Column("6. Nature of Indirect Beneficial Ownership (Instr. 5)", 14),
        ]
    code = (("Code", 4), ("V", 3)) if show_v else ()
    columns = [
        Column("1. Title of Derivative Security (Instr. 3)", 13),
        Column("2. Conversion or Exercise Price of Derivative Security", 6),
        Column("3. Transaction Date (Month/Day/Year)", 6),
        Column("3A. Deemed Execution Date, if any (Month/Day/Year)", 6),
        Column("4. Transaction Code (Instr. 8)", 7, code),
        Column(
            "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
            10,
            (("(A)", 5), ("(D)", 5)),
        ),
        Column(
            "6. Date Exercisable and Expiration Date (Month/Day/Year)",
            11,
            (("Date Exercisable", 6), ("Expiration Date", 5)),
        ),
        Column(
            "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
            16,
            (("Title", 9), ("Amount or Number of Shares", 7)),
        ),
        Column("8. Price of Derivative Security (Instr. 5)", 6),
        Column(f"9. Number of derivative Securities Beneficially {OWNED[edition]} (Instr. 4)", 7),
        Column("10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 6),
        Column("11. Nature of Indirect Beneficial Ownership (Instr. 4)", 7),
    ]
    return [c for c in columns if edition != "old" or not c.head.startswith("3A")]


def edition_of(form: str, layout: str) -> str:
    """What column 5 of Table I says on this form."""
    if form == "5":
        return "year"
    return "old" if layout == "old" else "new"
