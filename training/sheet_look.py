"""The look of the SEC's own stylesheets: marks as `__X__`, the owners once more in a closing table."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from training import heads
from training.fields import Printer, is_true, print_date, text_of
from training.form_look import PLAN
from training.heads import Column
from training.rows import Rows, derivative, non_derivative
from training.states import STATES

OWNER = "reportingOwner"
SEC_NUMBER = {"3": "SEC 1473 (7-02)", "4": "SEC 1474 (9-02)", "5": "SEC 2270 (9-02)"}
PERSONS = (
    "Persons who respond to the collection of information contained in this form are not required to respond "
    "unless the form displays a currently valid OMB control number."
)
REMINDER = "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."
FINE = (
    "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, <i>see</i> "
    "Instruction 6 for procedure.",
    "Potential persons who are to respond to the collection of information contained in this form are not required to "
    "respond unless the form displays a currently valid OMB number.",
)


def _head(text: str) -> str:
    """Heads break before the instruction, as the stylesheets have it."""
    return (
        text.replace(" (Instr", "<br>(Instr")
        .replace("1. Title of Security", "1.Title of Security")
        .replace("Underlying Derivative Security", "Underlying Securities")
        .replace("Disposed Of (D)", "Disposed of (D)")
        .replace("derivative Securities", "Derivative Securities")
    )


def table(columns: list[Column], rows: Rows) -> str:
    """A ruled table whose title stands elsewhere."""
    top, below = [], []
    for column in columns:
        head = _head(column.head)
        if column.parts:
            top.append(f'<td colspan="{len(column.parts)}" width="{column.width}%">{head}</td>')
            below += [f'<td class="c b" width="{width}%">{name}</td>' for name, width in column.parts]
        else:
            top.append(f'<td rowspan="2" width="{column.width}%">{head}</td>')
    body = [
        "<tr>" + "".join(f'<td class="{"" if n == 0 else "c"}">{cell or "&nbsp;"}</td>' for n, cell in enumerate(row)) + "</tr>"
        for row in rows
    ]
    heading = f'<thead class="m"><tr>{"".join(top)}</tr><tr>{"".join(below)}</tr></thead>'
    return f'<table class="g j">{heading}<tbody>{"".join(body)}</tbody></table>'


def title_html(p: Printer, root: ET.Element, form: str) -> str:
    """The top of the page."""

    def box(name: str, text: str) -> str:
        shown = p.value(name, "", "X", "k") if is_true(text_of(root, name)) and p.style.turn("marks beside captions", 2) else ""
        return f'<tr><td width="26"><div class="box">{shown or "&nbsp;"}</div></td><td class="m">{text}</td></tr>'

    lines = []
    if form != "3":
        lines.append(
            box(
                "notSubjectToSection16",
                "Check this box if no longer subject to Section 16. Form 4 or Form 5 "
                "obligations may continue. <i>See</i> Instruction 1(b).",
            )
        )
    if form == "5":
        lines += [
            box("form3HoldingsReported", "Form 3 Holdings Reported"),
            box("form4TransactionsReported", "Form 4 Transactions Reported"),
        ]
    elif form == "4" and root.find("aff10b5One") is not None and p.style.plan_box:
        lines.append(box("aff10b5One", PLAN))
    kind = p.value("documentType", "", text_of(root, "documentType"), "q")
    hours = "1.0" if form == "5" else "0.5"
    tail = "" if form == "3" else " OF SECURITIES"
    return (
        f'<table class="p top"><tr><td width="16%"><div class="num"><b>FORM {kind}</b></div>'
        f'<table class="p">{"".join(lines)}</table></td><td width="64%" class="c"><b>UNITED STATES SECURITIES AND '
        f"EXCHANGE COMMISSION<br>Washington, D.C. 20549</b><br><br><b>{heads.STATEMENT[form]}{tail}</b><br><br>"
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 or Section 30(h) of the Investment "
        'Company Act of 1940</td><td width="20%"><table class="omb m"><tr><td class="c">OMB APPROVAL</td></tr><tr><td>'
        f'<table class="p"><tr><td>OMB Number:</td><td align="right">{heads.OMB[form]}</td></tr></table>'
        f"Estimated average burden hours per response...{hours}</td></tr></table></td></tr></table>"
        + ('<div class="m">(Print or Type Responses)</div>' if p.style.turn("print or type", 4) else "")
    )


def relation_html(p: Printer, owner: ET.Element, number: str) -> str:
    """The relationship marks of the first owner."""
    base, row = "reportingOwnerRelationship/", f"{OWNER}[1]"

    def item(name: str, text: str) -> str:
        on = is_true(text_of(owner, base + name))
        mark = f"__{p.value(base + name, row, 'X', 'q')}__" if on else "_____"
        return f'<td width="50%" class="s">{mark} {text}</td>'

    title = p.value(base + "officerTitle", row, text_of(owner, base + "officerTitle"))
    other = p.value(base + "otherText", row, text_of(owner, base + "otherText"))
    both = f"{title} / {other}" if title and other else title or other
    return (
        f'<span class="m">{number}. Relationship of Reporting Person(s) to Issuer<br></span>'
        '<div class="m c">(Check all applicable)</div><table class="p"><tr>'
        + item("isDirector", "Director")
        + item("isTenPercentOwner", "10% Owner")
        + "</tr><tr>"
        + item("isOfficer", "Officer (give title below)")
        + item("isOther", "Other (specify below)")
        + f'</tr><tr><td colspan="2" class="c">{both}</td></tr></table>'
    )


def joint_html(root: ET.Element, number: str) -> str:
    """Individual or joint filing."""
    joint = len(root.findall(OWNER)) > 1
    first, second = ("___", "_X_") if joint else ("_X_", "___")
    return (
        f'<span class="m">{number}. Individual or Joint/Group Filing</span> <span class="s">(Check Applicable Line)'
        f"<br>{first} Form filed by One Reporting Person<br>{second} Form filed by More than One Reporting Person"
        "</span>"
    )


def _owner_field(p: Printer, owner: ET.Element, row: str, name: str) -> str:
    return p.value(f"reportingOwnerAddress/rptOwner{name}", row, text_of(owner, f"reportingOwnerAddress/rptOwner{name}"))


def _state(p: Printer, owner: ET.Element, row: str, full: bool) -> str:
    code = text_of(owner, "reportingOwnerAddress/rptOwnerState")
    if not code:
        return _owner_field(p, owner, row, "StateDescription")
    return p.value("reportingOwnerAddress/rptOwnerState", row, STATES.get(code, code) if full else code)


def place_html(p: Printer, owner: ET.Element, row: str, newest: bool) -> str:
    """City, state and postal code."""
    city, state = _owner_field(p, owner, row, "City"), _state(p, owner, row, newest)
    code = _owner_field(p, owner, row, "ZipCode")
    if not newest:
        return f"{city}, {state} {code}"
    return f'<table class="p"><tr><td width="42%">{city}</td><td width="47%">{state}</td><td>{code}</td></tr></table>'


def _dated(p: Printer, head: str, label: str, text: str) -> str:
    return f'<span class="m">{head}</span><br>{p.value(label, "", print_date(text, "mdY")) or "&nbsp;"}'


def _name(p: Printer, owner: ET.Element, row: str) -> str:
    label = "reportingOwnerId/rptOwnerName"
    head = '<span class="m">1. Name and Address of Reporting Person <sup>*</sup></span><br>'
    return head + p.value(label, row, text_of(owner, label))


def _street(p: Printer, owner: ET.Element, row: str, newest: bool) -> str:
    heads_row = "".join(f'<td class="c">({name})</td>' for name in ("Last", "First", "Middle"))
    first, second = (_owner_field(p, owner, row, name) for name in ("Street1", "Street2"))
    return f'<table class="p s"><tr>{heads_row}</tr></table>{first}{"<br>" if newest else " "}{second}'


def _city_heads(newest: bool) -> str:
    code = "(Zip/Postal Code)" if newest else "(Zip)"
    cells = f'<td width="42%">(City)</td><td width="42%">(State)</td><td>{code}</td>'
    return f'<table class="p s"><tr>{cells}</tr></table>' + ("<br>UNITED STATES" if newest else "")


def _issuer(p: Printer, root: ET.Element, number: int, newest: bool) -> str:
    name, symbol = (p.value(f"issuer/{t}", "", text_of(root, f"issuer/{t}")) for t in ("issuerName", "issuerTradingSymbol"))
    foreign = f'<div class="rule m">{number}a. Foreign Trading Symbol</div>&nbsp;' if newest else ""
    return (
        f'<span class="m">{number}. Issuer Name <b>and</b> Ticker or Trading Symbol</span><br>{name} '
        f'<span class="v">[{symbol}]</span>{foreign}'
    )


def _amended(p: Printer, root: ET.Element, number: int) -> str:
    head = f"{number}. If Amendment, Date Original Filed (Month/Day/Year)"
    return _dated(p, head, "dateOfOriginalSubmission", text_of(root, "dateOfOriginalSubmission"))


def _last_rows(title: str, columns: int, newest: bool) -> str:
    country = '<tr><td><span class="s">(Country)</span></td></tr>' if newest else ""
    cell = f'<td colspan="{columns}" rowspan="{2 if newest else 1}" class="c"><b class="m">{title}</b></td>'
    return f"<tr><td>{_city_heads(newest)}</td>{cell}</tr>{country}"


def boxes(p: Printer, root: ET.Element, form: str, newest: bool) -> str:
    """The header boxes, with the title of Table I in their last row."""
    owner, row = root.find(OWNER), f"{OWNER}[1]"
    assert owner is not None
    name, street = _name(p, owner, row), _street(p, owner, row, newest)
    city = f'<div class="s{"" if newest else " c"}">(Street)</div><br>{place_html(p, owner, row, newest)}'
    period = text_of(root, "periodOfReport")
    if form == "3":
        event = _dated(p, "2. Date of Event Requiring Statement (Month/Day/Year)", "periodOfReport", period)
        return (
            f'<table class="g"><tr><td width="45%">{name}</td><td rowspan="2" width="12%">{event}</td>'
            f'<td colspan="2">{_issuer(p, root, 3, newest)}</td></tr>'
            f"<tr><td>{street}</td><td>{relation_html(p, owner, '4')}</td><td>{_amended(p, root, 5)}</td></tr>"
            f'<tr><td>{city}</td><td colspan="2"></td><td>{joint_html(root, "6")}</td></tr>'
            f"{_last_rows(heads.TITLE_1['3'], 3, newest)}</table>"
        )
    annual = "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)"
    head = annual if form == "5" else "3. Date of Earliest Transaction (Month/Day/Year)"
    return (
        f'<table class="g"><tr><td width="{52 if newest else 36}%">{name}</td>'
        f'<td width="24%">{_issuer(p, root, 2, newest)}</td>'
        f'<td rowspan="2">{relation_html(p, owner, "5")}</td></tr>'
        f"<tr><td>{street}</td><td>{_dated(p, head, 'periodOfReport', period)}</td></tr>"
        f"<tr><td>{city}</td><td>{_amended(p, root, 4)}</td><td>{joint_html(root, '6')}</td></tr>"
        f"{_last_rows(heads.TITLE_1['4'], 2, newest)}</table>"
    )


def owners_html(p: Printer, root: ET.Element, newest: bool) -> str:
    """The closing table of all reporting owners."""
    base, lines = "reportingOwnerRelationship/", []
    for n, owner in enumerate(root.findall(OWNER), 1):
        row = f"{OWNER}[{n}]"
        address = [
            p.value("reportingOwnerId/rptOwnerName", row, text_of(owner, "reportingOwnerId/rptOwnerName")),
            _owner_field(p, owner, row, "Street1"),
            _owner_field(p, owner, row, "Street2"),
        ]
        if newest:
            address += [
                _owner_field(p, owner, row, "City"),
                _state(p, owner, row, True),
                _owner_field(p, owner, row, "ZipCode"),
                "UNITED STATES",
            ]
        else:
            address.append(place_html(p, owner, row, False))

        def mark(name: str, owner: ET.Element = owner, row: str = row) -> str:
            return p.value(base + name, row, "X") if is_true(text_of(owner, base + name)) else "&nbsp;"

        cells = [
            mark("isDirector"),
            mark("isTenPercentOwner"),
            p.value(base + "officerTitle", row, text_of(owner, base + "officerTitle")) or "&nbsp;",
            p.value(base + "otherText", row, text_of(owner, base + "otherText")) or "&nbsp;",
        ]
        lines.append(
            f"<tr><td>{'<br>'.join(a for a in address if a)}</td>" + "".join(f'<td class="c">{c}</td>' for c in cells) + "</tr>"
        )
    middle = " mid" if p.style.turn("owners in the middle", 2) else ""
    return (
        f'<h2>Reporting Owners</h2><table class="g w{middle}"><tr><td rowspan="2" class="c m">'
        "<b>Reporting Owner Name / Address</b></td>"
        '<td colspan="4" class="c m"><b>Relationships</b></td></tr>'
        '<tr class="m"><td>Director</td><td>10% Owner</td>'
        f"<td>Officer</td><td>Other</td></tr>{''.join(lines)}</table>"
    )


def close_html(p: Printer, root: ET.Element) -> str:
    """Signatures, footnotes, remarks, fine print."""
    signed = []
    for n, node in enumerate(root.findall("ownerSignature"), 1):
        row = f"ownerSignature[{n}]"
        name = p.value("signatureName", row, text_of(node, "signatureName"))
        day = p.value("signatureDate", row, print_date(text_of(node, "signatureDate"), "mdY"))
        signed.append(
            f'<tr><td class="u">{name}</td><td width="50"></td><td class="u">{day}</td></tr><tr><td class="c s">'
            '<sup>**</sup>Signature of Reporting Person</td><td></td><td class="c s">Date</td></tr>'
        )
    notes = [
        "<tr><td><b>*</b></td><td>If the form is filed by more than one reporting person, <i>see</i> Instruction "
        "4(b)(v).</td></tr><tr><td><b>**</b></td><td>Intentional misstatements or omissions of facts constitute "
        "Federal Criminal Violations. <i>See</i> 18 U.S.C. 1001 and 15 U.S.C. 78ff(a).</td></tr>"
    ]
    if is_true(text_of(root, "noSecuritiesOwned")):
        empty = p.value("noSecuritiesOwned", "", "No securities are beneficially owned.", "q")
        notes.append(f"<tr><td></td><td>{empty}</td></tr>")
    for n, note in enumerate(root.iterfind("footnotes/footnote"), 1):
        row = f"footnotes/footnote[{n}]"
        number = p.value("id", row, note.get("id", "F1").lstrip("F"), "q")
        notes.append(f"<tr><td><b>({number})</b></td><td>{p.value('text', row, text_of(note), 'q')}</td></tr>")
    remarks = text_of(root, "remarks")
    if remarks:
        notes.append(f'<tr><td colspan="2"><br><b>Remarks:</b><br>{p.value("remarks", "", remarks, "q")}</td></tr>')
    fine = "".join(f'<div class="m in">{line}</div>' for line in FINE)
    return (
        f'<h2>Signatures</h2><table class="n1">{"".join(signed)}</table><h2>Explanation of Responses:</h2>'
        f'<table class="n2 m">{"".join(notes)}</table>{fine}'
    )


def sheet_html(p: Printer, root: ET.Element) -> str:
    """The whole form in the stylesheets' look, as the body of an HTML page."""
    form = text_of(root, "documentType")[:1]
    newest = p.style.turn("newest sheet", 3) == 0
    edition = heads.edition_of(form, "xsl")
    kind = "3" if form == "3" else "4"
    show_v = form == "4"
    one = heads.table_one(form, edition, show_v)
    two = heads.table_two(form, edition, show_v)
    first = table(one, non_derivative(p, root, form, True, show_v))
    second = table(two, derivative(p, root, form, True, show_v))
    between = (
        f'<table class="p m"><tr><td>{REMINDER}</td><td></td></tr><tr><td width="45%"></td><td><b>{PERSONS}</b>'
        f'</td><td class="r">{SEC_NUMBER[form]}</td></tr></table>'
    )
    gap = "<br>" if kind != "3" else " "
    return (
        title_html(p, root, form)
        + boxes(p, root, form, newest)
        + first
        + between
        + f'<div class="c m"><b>{heads.TITLE_2[kind]}{gap}(<i>e.g.</i>, puts, calls, warrants, options, convertible '
        f"securities)</b></div>{second}{owners_html(p, root, newest)}{close_html(p, root)}"
    )


def css(p: Printer) -> str:
    """The style sheet of one filing, below its own class."""
    s = p.style
    me, small = f".f{s.seed}", s.form_px
    rule = "1px solid black"
    return (
        f"{me}{{font-family:'{s.form_font}';font-size:{small * 1.2:.2f}px}}"
        f"{me} table{{border-spacing:0;font-size:inherit}}{me} table.p,{me} table.g{{width:100%}}"
        f"{me} table.g{{border-collapse:collapse;border:{rule}}}{me} table.j{{border-top:0}}"
        f"{me} .g>*>tr>td{{border:{rule};padding:{s.padding}px;vertical-align:top;text-align:left}}"
        f"{me} .omb>*>tr>td{{border:{rule}}}{me} .g>*>tr>.c,{me} .c{{text-align:center}}{me} table.w{{width:auto}}"
        f"{me} .mid>*>tr>td{{vertical-align:middle}}"
        f"{me} .v{{font-size:{s.value_px:.2f}px}}{me} .m,{me} .m td{{font-size:{small:.2f}px}}"
        f"{me} .s,{me} .s td{{font-size:{small * 0.82:.2f}px}}{me} .num{{border:{rule};text-align:center;"
        f"font-size:{small * 2:.2f}px;font-family:'Liberation Sans'}}{me} .box{{width:11px;height:11px;border:{rule};"
        f"line-height:11px;text-align:center}}{me} .p td{{vertical-align:top;padding:0}}"
        f"{me} .n{{font-size:{small:.2f}px}}{me} .top{{margin-bottom:6px}}"
        f"{me} h2{{font-size:{small * 1.7:.2f}px;margin:8px 0}}{me} .u{{border-bottom:{rule}}}"
        f"{me} .n1,{me} .n2{{margin-left:30px}}{me} .n2 td{{vertical-align:middle;padding:2px}}"
        f"{me} .r{{text-align:right}}"
        f"{me} .in{{margin:8px 0 0 30px}}{me} .rule{{border-top:{rule}}}{me} .k{{font-size:9px}}"
    )
