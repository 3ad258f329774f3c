"""The ruled form as EDGAR prints it, and its paper editions: header boxes, two tables, footnotes, signatures."""

from __future__ import annotations

import html
import random
import xml.etree.ElementTree as ET

from training import heads
from training.fields import Printer, is_true, print_date, print_month, text_of
from training.heads import Column
from training.rows import Rows, derivative, non_derivative

OWNER = "reportingOwner"
REMINDERS = (
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    "* If the form is filed by more than one reporting person, <i>see</i> Instruction 4 (b)(v).",
    "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations <i>See</i> 18 U.S.C. "
    "1001 and 15 U.S.C. 78ff(a).",
    "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, <i>see</i> "
    "Instruction 6 for procedure.",
    "<b>Persons who respond to the collection of information contained in this form are not required to respond unless "
    "the form displays a currently valid OMB Number.</b>",
)
PLAN = (
    "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for "
    "the purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense "
    "conditions of Rule 10b5-1(c). See Instruction 10."
)


def head_cells(columns: list[Column]) -> str:
    """The two rows of column heads."""
    top, below = [], []
    for column in columns:
        if column.parts:
            top.append(f'<th colspan="{len(column.parts)}" width="{column.width}%">{column.head}</th>')
            below += [f'<th class="c b" width="{width}%">{name}</th>' for name, width in column.parts]
        else:
            top.append(f'<th rowspan="2" width="{column.width}%">{column.head}</th>')
    return f"<tr>{''.join(top)}</tr><tr>{''.join(below)}</tr>"


def table(title: str, columns: list[Column], rows: Rows, p: Printer) -> str:
    """A whole ruled table."""
    width = sum(max(1, len(c.parts)) for c in columns)
    lines = [f'<tr><th class="c" colspan="{width}"><b>{title}</b></th></tr>']
    if rows or p.style.empty_heads:
        lines.append(head_cells(columns))
    body = []
    blank = [[""] * width] * p.style.blank_rows
    for row in [*rows, *blank]:
        cells = "".join(
            f'<td class="{"l" if n in (0, width - 1) else "c"}">{cell or "&nbsp;"}</td>' for n, cell in enumerate(row)
        )
        body.append(f"<tr>{cells}</tr>")
    return f'<table class="g"><thead>{"".join(lines)}</thead><tbody>{"".join(body)}</tbody></table>'


def name_html(p: Printer, owner: ET.Element, row: str) -> str:
    """The reporting person's name: one line, or three columns on paper forms."""
    label, name = "reportingOwnerId/rptOwnerName", text_of(owner, "reportingOwnerId/rptOwnerName")
    if not p.style.split_name:
        return f'<table class="p"><tr><td>{p.value(label, row, name)}</td></tr></table>'
    words = name.split()
    parts = [*words[:2], " ".join(words[2:])]
    cells = "".join(f'<td width="33%">{p.value(label, row, part)}</td>' for part in parts)
    return f'<table class="p"><tr>{cells}</tr></table>'


def triple(cells: list[str], css: str = "") -> str:
    """Three cells side by side."""
    return '<table class="p"><tr>' + "".join(f'<td width="33%" class="{css}">{c}</td>' for c in cells) + "</tr></table>"


def address_html(p: Printer, owner: ET.Element, row: str) -> str:
    """The address part of item 1."""
    base = "reportingOwnerAddress/rptOwner"

    def field(name: str) -> str:
        return p.value(base + name, row, text_of(owner, base + name))

    streets = "".join(f"<tr><td>{field(s) or '&nbsp;'}</td></tr>" for s in ("Street1", "Street2"))
    rule = "" if p.style.layout in ("old", "paper") and p.style.turn("rule", 3) else "<hr>"
    state = "State" if text_of(owner, base + "State") else "StateDescription"
    return (
        rule
        + triple(["(Last)", "(First)", "(Middle)"], "m")
        + f'<table class="p">{streets}</table>'
        + rule
        + '<span class="m">(Street)</span>'
        + triple([field("City"), field(state), field("ZipCode")])
        + rule
        + triple(["(City)", "(State)", "(Zip)"], "m")
    )


def person_html(p: Printer, owner: ET.Element, row: str) -> str:
    """Item 1: name and address of a reporting person."""
    return (
        '<span class="m">1. Name and Address of Reporting Person<sup>*</sup></span>'
        + name_html(p, owner, row)
        + address_html(p, owner, row)
    )


def relation_html(p: Printer, owner: ET.Element, row: str, number: str) -> str:
    """The relationship boxes of a reporting person."""
    base = "reportingOwnerRelationship/"

    def mark(name: str) -> str:
        return p.mark(base + name, row, is_true(text_of(owner, base + name)))

    def pair(left: str, left_text: str, right: str, right_text: str) -> str:
        return (
            f'<tr><td width="9%" class="c">{mark(left)}</td><td width="46%" class="m">{left_text}</td>'
            f'<td width="9%" class="c">{mark(right)}</td><td width="36%" class="m">{right_text}</td></tr>'
        )

    title = p.value(base + "officerTitle", row, text_of(owner, base + "officerTitle"))
    other = p.value(base + "otherText", row, text_of(owner, base + "otherText"))
    below = ""
    if title or other:
        below = f"<tr><td></td><td>{title}</td><td></td><td>{other}</td></tr>"
        if p.style.turn("title across the box", 5) == 0:
            below = f'<tr><td colspan="4" class="c">{title} {other}</td></tr>'
    return (
        f'<span class="m">{number}. Relationship of Reporting Person(s) to Issuer</span><br>'
        '<span class="m">(Check all applicable)</span><table class="p">'
        + pair("isDirector", "Director", "isTenPercentOwner", "10% Owner")
        + pair("isOfficer", "Officer (give title below)", "isOther", "Other (specify below)")
        + below
        + "</table>"
    )


def issuer_html(p: Printer, root: ET.Element, number: str) -> str:
    """The issuer box."""
    name = p.value("issuer/issuerName", "", text_of(root, "issuer/issuerName"))
    symbol = p.value("issuer/issuerTradingSymbol", "", text_of(root, "issuer/issuerTradingSymbol"))
    gap = " " if p.style.turn("gap before the symbol", 2) else ""
    return (
        f'<span class="m">{number}. Issuer Name <b>and</b> Ticker or Trading Symbol</span><br>'
        f'{name} <span class="v">[{gap}{symbol}{gap}]</span>'
    )


def joint_html(p: Printer, root: ET.Element, number: str) -> str:
    """Individual or joint filing: a mark that follows from the number of owners."""
    joint = len(root.findall(OWNER)) > 1
    on, off = p.style.mark, p.style.empty_mark

    def line(mark: str, text: str) -> str:
        return (
            f'<tr><td width="9%" class="c"><span class="k">{html.escape(mark)}</span></td>'
            f'<td class="m">Form filed by {text}</td></tr>'
        )

    return (
        f'<span class="m">{number}. Individual or Joint/Group Filing (Check Applicable Line)</span><table class="p">'
        + line(off if joint else on, "One Reporting Person")
        + line(on if joint else off, "More than One Reporting Person")
        + "</table>"
    )


def dated(p: Printer, head: str, label: str, text: str) -> str:
    """A box with a head and a date."""
    return f'<span class="m">{head}</span><br>{p.value(label, "", text) or "&nbsp;"}'


def amended_html(p: Printer, root: ET.Element, number: str, month: bool) -> str:
    """If Amendment, Date of Original."""
    text = text_of(root, "dateOfOriginalSubmission")
    shown = print_month(text, p.style.month_words) if month and text else print_date(text, p.style.dates)
    wording = "" if p.style.layout == "old" and not p.style.turn("date filed", 4) else " Filed"
    what = "Month/Year" if month else "Month/Day/Year"
    return dated(p, f"{number}. If Amendment, Date of Original{wording} ({what})", "dateOfOriginalSubmission", shown)


def period_html(p: Printer, root: ET.Element, form: str, number: str) -> str:
    """The period of report, in the words of the edition."""
    text, style = text_of(root, "periodOfReport"), p.style
    shown = print_date(text, style.dates)
    if form == "5":
        head = f"{number}. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)"
        if style.layout == "old" and style.turn("month and year", 2):
            head, shown = f"{number}. Statement for Month/Year", print_month(text, style.month_words)
    elif form == "3":
        head = f"{number}. Date of Event Requiring Statement (Month/Day/Year)"
    elif style.layout == "old":
        head, shown = f"{number}. Statement for Month/Year", print_month(text, style.month_words)
    elif style.layout == "paper":
        head = f"{number}. Statement for Month/Day/Year"
    else:
        head = f"{number}. Date of Earliest Transaction (Month/Day/Year)"
    return dated(p, head, "periodOfReport", shown)


def number_html(p: Printer) -> str:
    """Item 3 of the paper editions, always left empty (a number of a person is nobody's business)."""
    if p.style.layout == "old":
        return '<span class="m">3. I.R.S. or Social Security Number of Reporting Person (Voluntary)</span>'
    return '<span class="m">3. I.R.S. Identification Number of Reporting Person, if an entity (Voluntary)</span>'


def boxes_electronic(p: Printer, root: ET.Element, form: str) -> str:
    """The header boxes of the electronic Forms 4 and 5."""
    owner, row = root.find(OWNER), f"{OWNER}[1]"
    assert owner is not None
    return (
        '<table class="g"><tr>'
        f'<td rowspan="3" width="35%">{person_html(p, owner, row)}</td><td width="33%">{issuer_html(p, root, "2")}</td>'
        f'<td rowspan="2">{relation_html(p, owner, row, "5")}</td></tr>'
        f"<tr><td>{period_html(p, root, form, '3')}</td></tr>"
        f"<tr><td>{amended_html(p, root, '4', False)}</td><td>{joint_html(p, root, '6')}</td></tr></table>"
    )


def boxes_initial(p: Printer, root: ET.Element) -> str:
    """The header boxes of Form 3."""
    owner, row = root.find(OWNER), f"{OWNER}[1]"
    assert owner is not None
    return (
        f'<table class="g"><tr><td rowspan="3" width="32%">{person_html(p, owner, row)}</td>'
        f'<td rowspan="{1 if p.style.layout == "old" else 3}" width="{30 if p.style.layout == "old" else 17}%">'
        f"{period_html(p, root, '3', '2')}</td>"
        f'<td colspan="{1 if p.style.layout == "old" else 2}">{issuer_html(p, root, "3")}</td></tr>'
        f'<tr><td rowspan="2" width="30%">{relation_html(p, owner, row, "4")}</td>'
        f"<td>{amended_html(p, root, '5', False)}</td></tr><tr><td>{joint_html(p, root, '6')}</td></tr></table>"
    )


def boxes_paper(p: Printer, root: ET.Element, form: str) -> str:
    """The header boxes of the paper editions of Forms 4 and 5: seven items."""
    owner, row = root.find(OWNER), f"{OWNER}[1]"
    assert owner is not None
    month = p.style.layout == "old" and bool(p.style.turn("month alone", 4))
    if p.style.turn("boxes side by side", 3):
        middle = (
            f'<td width="19%">{number_html(p)}<br>{period_html(p, root, form, "4")}</td>'
            f'<td width="18%">{amended_html(p, root, "5", month)}</td>'
        )
        return (
            f'<table class="g"><tr><td rowspan="2" width="35%">{person_html(p, owner, row)}</td>'
            f'<td colspan="2">{issuer_html(p, root, "2")}</td><td>{relation_html(p, owner, row, "6")}</td></tr>'
            f"<tr>{middle}<td>{joint_html(p, root, '7')}</td></tr></table>"
        )
    return (
        f'<table class="g"><tr><td rowspan="3" width="32%">{person_html(p, owner, row)}</td>'
        f'<td colspan="2">{issuer_html(p, root, "2")}</td>'
        f'<td rowspan="2">{relation_html(p, owner, row, "6")}</td></tr>'
        f'<tr><td width="18%">{number_html(p)}</td><td width="18%">{period_html(p, root, form, "4")}</td></tr>'
        f"<tr><td></td><td>{amended_html(p, root, '5', month)}</td><td>{joint_html(p, root, '7')}</td></tr></table>"
    )


def boxes(p: Printer, root: ET.Element, form: str) -> str:
    """The header boxes of this form and edition."""
    if form == "3":
        return boxes_initial(p, root)
    if p.style.layout == "edgar":
        return boxes_electronic(p, root, form)
    return boxes_paper(p, root, form)


def check_lines(p: Printer, root: ET.Element, form: str) -> str:
    """The check boxes beside the title."""
    if form == "3":
        return ""
    lines = [
        (
            p.mark("notSubjectToSection16", "", is_true(text_of(root, "notSubjectToSection16"))),
            "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. "
            "<i>See</i> Instruction 1(b).",
        )
    ]
    if form == "5":
        lines += [
            (p.mark(name, "", is_true(text_of(root, name))), text)
            for name, text in (
                ("form3HoldingsReported", "Form 3 Holdings Reported."),
                ("form4TransactionsReported", "Form 4 Transactions Reported."),
            )
        ]
    elif p.style.layout == "edgar" and (root.find("aff10b5One") is not None) and p.style.plan_box:
        lines.append((p.mark("aff10b5One", "", is_true(text_of(root, "aff10b5One"))), PLAN))
    return (
        '<table class="p">'
        + "".join(f'<tr><td class="box">{mark or "&nbsp;"}</td><td class="s">{text}</td></tr>' for mark, text in lines)
        + "</table>"
    )


def title_html(p: Printer, root: ET.Element, form: str) -> str:
    """The top of the page: form number, statement, OMB approval."""
    kind = text_of(root, "documentType")
    number = f'<b class="big">FORM {p.value("documentType", "", kind, "q")}</b>'
    sec = f"<div>SEC Form {form}</div>" if p.style.sec_line else ""
    tail = " OF SECURITIES" if form == "5" and p.style.turn("of securities", 2) else ""
    hours = "1.0" if form == "5" else "0.5"
    return (
        f'{sec}<table class="p top"><tr><td width="22%">{number}{check_lines(p, root, form)}</td>'
        '<td class="c" width="58%"><b>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</b><br>'
        '<span class="m">Washington, D.C. 20549</span><br><br>'
        f'<b>{heads.STATEMENT[form]}{tail}</b><br><br><span class="m">Filed pursuant to Section 16(a) of the '
        'Securities Exchange Act of 1934</span><br><span class="m">or Section 30(h) of the Investment Company Act of '
        '1940</span></td><td width="20%"><table class="omb"><tr><td class="c">OMB APPROVAL</td></tr><tr><td>'
        f'<table class="p s"><tr><td>OMB Number:</td><td align="right">{heads.OMB[form]}</td></tr>'
        '<tr><td colspan="2">Estimated average burden</td></tr>'
        f'<tr><td>hours per response:</td><td align="right">{hours}</td></tr></table>'
        "</td></tr></table></td></tr></table>"
    )


def notes_html(p: Printer, root: ET.Element) -> str:
    """Explanation of responses and remarks."""
    lines = ['<div class="m"><b>Explanation of Responses:</b></div>']
    if is_true(text_of(root, "noSecuritiesOwned")):
        empty = p.value("noSecuritiesOwned", "", "No securities are beneficially owned.", "m")
        lines.append(f'<div class="m">{empty}</div>')
    for n, note in enumerate(root.iterfind("footnotes/footnote"), 1):
        row = f"footnotes/footnote[{n}]"
        number = p.value("id", row, note.get("id", "F1").lstrip("F"), "m")
        lines.append(f'<div class="m">{number}. {p.value("text", row, text_of(note), "m")}</div>')
    remarks = text_of(root, "remarks")
    if remarks:
        lines.append(f'<div class="m"><b>Remarks:</b></div><div class="m">{p.value("remarks", "", remarks, "m")}</div>')
    return "".join(lines)


def further_owners(p: Printer, root: ET.Element) -> str:
    """The continuation boxes of joint filers."""
    out = []
    for n, owner in enumerate(root.findall(OWNER)[1:], 2):
        row = f"{OWNER}[{n}]"
        number = "5" if p.style.layout == "edgar" or p.style.turn("number of the box", 2) else "6"
        out.append(
            f'<table class="g w{p.style.turn("width", 3)}"><tr><td>{person_html(p, owner, row)}</td></tr>'
            f"<tr><td>{relation_html(p, owner, row, number)}</td></tr></table><br>"
        )
    return "".join(out)


def signatures_html(p: Printer, root: ET.Element) -> str:
    """Signatures, dates and the fine print."""
    lines = []
    left = 55 - p.style.turn("place of the signature", 30)
    for n, node in enumerate(root.findall("ownerSignature"), 1):
        row = f"ownerSignature[{n}]"
        name = p.value("signatureName", row, text_of(node, "signatureName"))
        day = p.value("signatureDate", row, print_date(text_of(node, "signatureDate"), p.style.dates))
        lines.append(f'<tr><td width="{left}%"></td><td><u>{name}</u></td><td width="15%"><u>{day}</u></td></tr>')
    lines.append('<tr><td></td><td class="m">** Signature of Reporting Person</td><td class="m">Date</td></tr>')
    fine = "".join(f'<div class="m">{line}</div>' for line in REMINDERS)
    return f'<table class="p">{"".join(lines)}</table>{fine}'


def form_html(p: Printer, root: ET.Element) -> str:
    """The whole form (editions edgar, paper and old) as the body of an HTML page."""
    form = text_of(root, "documentType")[:1]
    layout, rng = p.style.layout, random.Random(p.style.seed)
    edition, deemed = heads.edition_of(form, layout), layout != "old"
    show_v = form == "4" or rng.random() < 0.5
    kind = "3" if form == "3" else "4"
    one, two = heads.table_one(form, edition, show_v), heads.table_two(form, edition, show_v)
    if layout == "old":
        one, two = ([c for c in cs if not c.head.startswith(("2A", "3A"))] for cs in (one, two))
    first = table(heads.TITLE_1[kind], one, non_derivative(p, root, form, deemed, show_v), p)
    rows = derivative(p, root, form, deemed, show_v)
    second = table(f"{heads.TITLE_2[kind]}<br>{heads.EXAMPLES}", two, rows, p)
    gap = f'<div class="pb">FORM {form} (continued)</div>' if p.style.break_second and rows else ""
    return (
        title_html(p, root, form)
        + boxes(p, root, form)
        + first
        + gap
        + second
        + notes_html(p, root)
        + further_owners(p, root)
        + signatures_html(p, root)
    )


def css(p: Printer) -> str:
    """The style sheet of one filing, below its own class."""
    s = p.style
    me = f".f{s.seed}"
    small, value = s.form_px, s.value_px
    rule = "1px solid #808080" if s.turn("grey rules", 4) == 0 else "1px solid black"
    collapse = "collapse" if s.turn("double rules", 3) else "separate"
    return (
        f"{me}{{font-family:'{s.form_font}';font-size:{small * 1.12:.2f}px}}"
        f"{me} table{{width:100%;border-spacing:0;font-size:inherit}}"
        f"{me} table.g{{border-collapse:{collapse};border:{rule}}}"
        f"{me} .g>*>tr>td,{me} .g>*>tr>th{{border:{rule};padding:{s.padding}px;vertical-align:top;text-align:left}}"
        f"{me} .omb,{me} .omb>*>tr>td{{border:{rule};border-collapse:collapse}}"
        f"{me} .w0{{width:40%}}{me} .w1{{width:36%}}{me} .w2{{width:55%}}"
        f"{me} th{{font-weight:normal;font-size:{small * 0.9:.2f}px}}"
        f"{me} .g>*>tr>.c,{me} .c{{text-align:center}}{me} .g>*>tr>.b{{vertical-align:bottom}}"
        f"{me} .v,{me} .k{{font-family:'{s.value_font}';font-size:{value:.2f}px}}"
        f"{me} .m,{me} .k{{font-size:{small:.2f}px}}{me} .s{{font-size:{small * 0.86:.2f}px}}"
        f"{me} .n{{font-size:{small * 0.95:.2f}px}}{me} .big{{font-size:{small * 1.7:.2f}px}}"
        f"{me} .p td{{vertical-align:top;padding:1px}}{me} .k{{white-space:nowrap}}"
        f"{me} .box{{min-width:14px;width:14px;border:{rule};text-align:center}}"
        f"{me} .top{{margin-bottom:6px}}"
        f"{me} hr{{width:98%;margin:2px;border:0;border-top:1px solid #888}}"
        f"{me} .pb{{page-break-before:always}}"
    )
