# ruff: noqa: E501 - texts stand as they are printed
"""Texts that are no Section 16 filings, invented: prose, letters, invoices, code, other SEC forms, tables, other languages, noise."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import Final

_FIRST: Final = ("Ada", "Bruno", "Carla", "Dorian", "Edda", "Falk", "Greta", "Hugo")
_LAST: Final = ("Qvist", "Ostrander", "Mallund", "Teckel", "Rosswell", "Ibander", "Vanterpol", "Lindqvist")
_FIRMS: Final = ("Zorblat Holdings", "Kettle Ridge", "Marrow Point Energy", "Tallgrass Optics", "Northquay Foods", "Ovalstone")
_TOWNS: Final = ("Duluth, MN 55802", "Albany, NY 12207", "Boise, ID 83702", "Tulsa, OK 74103", "Reno, NV 89501")
_WORDS: Final = (
    "the",
    "of",
    "and",
    "a",
    "to",
    "in",
    "was",
    "he",
    "that",
    "it",
    "his",
    "her",
    "with",
    "as",
    "had",
    "for",
    "she",
    "not",
    "at",
    "but",
    "be",
    "on",
    "they",
    "have",
    "him",
    "which",
    "said",
    "from",
    "all",
    "this",
    "one",
    "would",
    "there",
    "were",
    "when",
    "out",
    "up",
    "been",
    "could",
    "into",
    "then",
    "some",
    "if",
    "them",
    "about",
    "time",
    "now",
    "like",
    "little",
    "very",
    "old",
    "road",
    "winter",
    "house",
    "river",
    "morning",
    "light",
    "door",
    "never",
    "again",
    "under",
    "before",
    "found",
    "evening",
    "garden",
    "letter",
    "nothing",
    "water",
    "stone",
    "kept",
    "walked",
)


class Draw(random.Random):
    """Random names, amounts and dates."""

    def name(self) -> str:
        return f"{self.choice(_FIRST)} {self.choice(_LAST)}"

    def firm(self) -> str:
        return f"{self.choice(_FIRMS)} {self.choice(('Inc.', 'Corp.', 'Ltd.'))}"

    def day(self) -> str:
        return f"{self.randint(1, 12):02}/{self.randint(1, 28):02}/{self.randint(1996, 2022)}"

    def shares(self) -> str:
        return f"{self.randint(1, 900) * 100:,}"

    def price(self) -> str:
        return f"${self.randint(100, 9900) / 100:.2f}"

    def sentence(self) -> str:
        words = [self.choice(_WORDS) for _ in range(self.randint(6, 18))]
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.randint(4, 9)))


def prose(d: Draw) -> str:
    return "\n\n".join(d.paragraph() for _ in range(d.randint(3, 12)))


def letter(d: Draw) -> str:
    return (
        f"{d.firm()}\n{d.choice(_TOWNS)}\n\n{d.day()}\n\nDear {d.name()},\n\nthank you for your letter of {d.day()}. {d.paragraph()}\n\n"
        f"Enclosed you find {d.shares()} leaflets at {d.price()} each.\n\n{d.paragraph()}\n\nSincerely,\n\n/s/ {d.name()}\nTreasurer\n"
    )


def invoice(d: Draw) -> str:
    lines = [
        f"{d.firm()}\tINVOICE\tNo. {d.randint(1000, 99999)}",
        f"Bill to:\t{d.name()}\t{d.choice(_TOWNS)}",
        f"Date\t{d.day()}",
    ]
    lines.append("Item\tDate\tQuantity\tUnit price\tAmount")
    for _ in range(d.randint(3, 14)):
        lines.append(
            f"{d.choice(('Bolts', 'Printer paper', 'Consulting', 'Freight', 'Copper wire'))}\t{d.day()}\t{d.shares()}\t{d.price()}\t{d.price()}"
        )
    return "\n".join([*lines, f"Total\t\t\t\t{d.price()}", "Payable within 30 days. Please quote the number of the invoice."])


def code(d: Draw) -> str:
    names = [d.choice(("rows", "total", "price", "table", "owner", "index")) + str(d.randint(1, 9)) for _ in range(12)]
    lines = ["import sys", "", "", "def main(argv):", f'    """{d.sentence()}"""']
    for name in names:
        lines += [
            f"    {name} = [{d.randint(1, 99)} * k for k in range({d.randint(2, 40)})]",
            f"    if sum({name}) > {d.randint(1, 999)}:",
            f'        print("{name}", {name}[-1])',
        ]
    return "\n".join([*lines, "", "", 'if __name__ == "__main__":', "    main(sys.argv)"])


def annual_report(d: Draw) -> str:
    rows = "\n".join(
        f"{what:<40}{d.shares():>14}{d.shares():>14}"
        for what in ("Net sales", "Cost of goods sold", "Gross profit", "Total assets")
    )
    return (
        "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\n\nFORM 10-K\n\n"
        "[X] ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934\n"
        f"For the fiscal year ended {d.day()}\n\n{d.firm()}\n(Exact name of registrant as specified in its charter)\n\n{d.choice(_TOWNS)}\n\n"
        "Indicate by check mark whether the registrant has filed all reports required to be filed by Section 13. Yes [X] No [ ]\n\n"
        f"Item 7. Selected Financial Data\n\n{rows}\n\n{d.paragraph()}\n\nSIGNATURES\n\n/s/ {d.name()}    {d.day()}\nChief Executive Officer\n"
    )


def current_report(d: Draw) -> str:
    return (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWASHINGTON, D.C. 20549\nFORM 8-K\nCURRENT REPORT\n"
        f"Date of report (Date of earliest event reported): {d.day()}\n{d.firm()}\n"
        "Check the appropriate box below if the Form 8-K filing is intended to simultaneously satisfy the filing obligation\n"
        f"Item 5.02 Departure of Directors. On {d.day()}, {d.name()} resigned. {d.paragraph()}\nSIGNATURE\n/s/ {d.name()}\n{d.day()}\n"
    )


def schedule_13d(d: Draw) -> str:
    persons = "\n".join(
        f"1. NAMES OF REPORTING PERSONS\n{d.name()}\n2. CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP (a) [ ] (b) [X]\n3. SEC USE ONLY\n"
        f"4. SOURCE OF FUNDS OO\n7. SOLE VOTING POWER {d.shares()}\n8. SHARED VOTING POWER 0\n9. SOLE DISPOSITIVE POWER {d.shares()}\n"
        f"11. AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON {d.shares()}\n13. PERCENT OF CLASS {d.randint(5, 40)}.{d.randint(0, 9)}%\n14. TYPE OF REPORTING PERSON IN"
        for _ in range(d.randint(1, 3))
    )
    return (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nSCHEDULE 13D\nUnder the Securities Exchange Act of 1934\n"
        f"{d.firm()}\n(Name of Issuer)\nCommon Stock, par value $.01 per share\n(Title of Class of Securities)\n98{d.randint(1000000, 9999999)}\n(CUSIP Number)\n"
        f"{d.day()}\n(Date of Event which Requires Filing of this Statement)\n{persons}\n"
        f"Item 5. Interest in Securities of the Issuer. {d.paragraph()}\n/s/ {d.name()}\nDated: {d.day()}\n"
    )


def form_144(d: Draw) -> str:
    return (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nFORM 144\nNOTICE OF PROPOSED SALE OF SECURITIES\n"
        "PURSUANT TO RULE 144 UNDER THE SECURITIES ACT OF 1933\nOMB APPROVAL OMB Number: 3235-0101\n"
        f"1 (a) NAME OF ISSUER\t(b) IRS IDENT. NO.\n{d.firm()}\t41-{d.randint(100000, 999999)}\n2 (a) NAME OF PERSON FOR WHOSE ACCOUNT THE SECURITIES ARE TO BE SOLD\n{d.name()}\n"
        "Title of the Class of Securities To Be Sold\tNumber of Shares\tAggregate Market Value\tApproximate Date of Sale\tName of Each Securities Exchange\n"
        f"Common Stock\t{d.shares()}\t{d.price()}\t{d.day()}\tNYSE\n"
        f"TABLE I - SECURITIES TO BE SOLD\nTitle of the Class\tDate you Acquired\tNature of Acquisition Transaction\tAmount of Securities Acquired\nCommon\t{d.day()}\tOpen market\t{d.shares()}\n"
        f"TABLE II - SECURITIES SOLD DURING THE PAST 3 MONTHS\nName and Address of Seller\tTitle\tDate of Sale\tAmount\tGross Proceeds\n{d.name()}\tCommon\t{d.day()}\t{d.shares()}\t{d.price()}\n"
        f"REMARKS: {d.sentence()}\n{d.day()}\nDATE OF NOTICE\n/s/ {d.name()}\n(SIGNATURE)\n"
    )


def form_d(d: Draw) -> str:
    return (
        "FORM D\nSECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nNotice of Exempt Offering of Securities\nOMB APPROVAL\nOMB Number: 3235-0076\n"
        f"1. Issuer's Identity\n{d.firm()}\n2. Principal Place of Business\n{d.choice(_TOWNS)}\n3. Related Persons\n{d.name()}\n[X] Executive Officer [X] Director [ ] Promoter\n"
        f"13. Offering and Sales Amounts\nTotal Offering Amount {d.price()}\nTotal Amount Sold {d.price()}\nSignature and Submission\n/s/ {d.name()} {d.day()}\n"
    )


def holdings_13f(d: Draw) -> str:
    rows = "\n".join(
        f"| {d.firm()} | COM | {d.randint(10**8, 10**9)} | {d.shares()} | {d.shares()} | SH | SOLE | {d.shares()} | 0 | 0 |"
        for _ in range(d.randint(5, 25))
    )
    return (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nForm 13F\nINFORMATION TABLE\n\n"
        "| Name of Issuer | Title of Class | CUSIP | Value | Shares | SH/PRN | Investment Discretion | Sole | Shared | None |\n|---|---|---|---|---|---|---|---|---|---|\n"
        + rows
    )


def proxy(d: Draw) -> str:
    rows = "\n".join(f"{d.name():<30}{d.shares():>12}    {d.randint(1, 30)}.{d.randint(0, 9)}%" for _ in range(d.randint(4, 10)))
    return (
        f"{d.firm()}\nPROXY STATEMENT\n\nSECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT\n\n"
        "Name of Beneficial Owner      Amount and Nature of Beneficial Ownership   Percent of Class\n"
        f"{rows}\n\nSection 16(a) Beneficial Ownership Reporting Compliance. Section 16(a) of the Securities Exchange Act of 1934 requires directors and "
        "executive officers to file with the Securities and Exchange Commission initial reports of ownership on Form 3 and reports of changes in ownership on "
        f"Form 4 and Form 5. The Company believes that {d.name()} filed one Form 4 late, for a sale of {d.shares()} shares on {d.day()}.\n\n{d.paragraph()}\n"
    )


def trading_policy(d: Draw) -> str:
    return (
        f"{d.firm()}\nINSIDER TRADING POLICY\n\nDirectors, officers and 10% owners file a Form 4, the Statement of Changes in Beneficial Ownership, before the end of the "
        "second business day after a transaction. A Form 3, the Initial Statement of Beneficial Ownership of Securities, is due within ten days of the event. "
        f"{d.paragraph()}\n\nTable I of the form is for non-derivative securities, Table II for derivative securities such as puts, calls, warrants and options. "
        f"Ask {d.name()}, General Counsel, before you trade. {d.paragraph()}\n\nAdopted {d.day()}\n"
    )


def press_release(d: Draw) -> str:
    return (
        f"{d.choice(_TOWNS)}, {d.day()} -- {d.firm()} said that its director {d.name()} bought {d.shares()} shares of common stock at {d.price()} on {d.day()} in the "
        f"open market, and now holds {d.shares()} shares directly. {d.paragraph()}\n\nAbout {d.firm()}: {d.paragraph()}\n"
    )


def broker_statement(d: Draw) -> str:
    lines = [
        f"{d.firm()} Brokerage\tAccount of {d.name()}\t{d.choice(_TOWNS)}",
        "Trade date\tDescription\tBought/Sold\tQuantity\tPrice\tBalance",
    ]
    for _ in range(d.randint(4, 16)):
        lines.append(f"{d.day()}\t{d.firm()} Common Stock\t{d.choice('BS')}\t{d.shares()}\t{d.price()}\t{d.shares()}")
    return "\n\n".join(lines)


def option_agreement(d: Draw) -> str:
    return (
        f"STOCK OPTION AGREEMENT\n\nThis agreement is made on {d.day()} between {d.firm()} and {d.name()}. The Company grants the right to buy {d.shares()} shares of Common Stock "
        f"at an exercise price of {d.price()} a share. The option is exercisable from {d.day()} and expires on {d.day()}. {d.paragraph()}\n\n/s/ {d.name()}\n/s/ {d.name()}\n"
    )


def german(d: Draw) -> str:
    rows = "\n".join(
        f"Stammaktien\t{d.randint(1, 28)}.{d.randint(1, 12)}.2004\tVerkauf\t{d.randint(1, 99)}.000\t{d.randint(10, 99)},{d.randint(10, 99)} EUR\tdirekt"
        for _ in range(d.randint(1, 5))
    )
    return (
        f"Mitteilung über Geschäfte von Führungspersonen nach § 15a WpHG\n\n1. Name und Anschrift der meldepflichtigen Person\t{d.name()}\tHauptstraße 12\n2. Emittent\tOvalstein AG\n"
        "3. Beziehung zum Emittenten\tX Mitglied des Aufsichtsrats\tVorstand\n\nTabelle I - Erworbene, veräußerte oder gehaltene Wertpapiere\n"
        f"Bezeichnung\tDatum des Geschäfts\tArt\tStückzahl\tPreis\tEigentum\n{rows}\n\nErläuterungen: Die Aktien wurden über die Börse verkauft und gehören jetzt dem Käufer.\nUnterschrift\t{d.day()}\n"
    )


def spanish(d: Draw) -> str:
    rows = "\n".join(f"Acciones ordinarias\t{d.day()}\tVenta\t{d.shares()}\t{d.price()}\tdirecta" for _ in range(d.randint(1, 5)))
    return (
        f"Formulario 4\nDeclaración de cambios en la propiedad efectiva de valores\n\n1. Nombre y dirección de la persona que informa\t{d.name()}\n2. Nombre del emisor y símbolo\tOvalpiedra SA\n"
        "5. Relación con el emisor\tX Consejero\tDirectivo\n\nTabla I - Valores no derivados adquiridos, enajenados o en propiedad\n"
        f"Clase de valor\tFecha de la operación\tCódigo\tCantidad\tPrecio\tForma de propiedad\n{rows}\n\nExplicación de las respuestas: las acciones se vendieron en el mercado abierto.\nFirma\t{d.day()}\n"
    )


def french(d: Draw) -> str:
    return (
        f"Déclaration des opérations réalisées par les dirigeants\n\nNom de la personne : {d.name()}\nÉmetteur : Pierre Ovale SA\nFonction : administrateur\n\n"
        f"Le {d.day()} la personne a cédé {d.shares()} actions ordinaires au prix de {d.randint(10, 99)} euros. Après cette opération elle détient {d.shares()} actions.\n"
        "Les actions ont été vendues sur le marché ; le reste est détenu par une société de famille.\n"
    )


def letters(d: Draw) -> str:
    alphabet = string.ascii_letters + string.digits + " \t\n.,$()|"
    return "".join(d.choice(alphabet) for _ in range(d.randint(200, 4000)))


def specks(d: Draw) -> str:
    return "\n".join(
        "\t".join("".join(d.choice(".,'`-_~|!:;lI1oO0") for _ in range(d.randint(0, 9))) for _ in range(d.randint(1, 12)))
        for _ in range(60)
    )


def numbers(d: Draw) -> str:
    return "\n".join(
        "\t".join(d.choice((d.shares(), d.price(), d.day(), d.choice("ADSPMGF"))) for _ in range(d.randint(3, 11)))
        for _ in range(d.randint(5, 60))
    )


KINDS: Final[tuple[Callable[[Draw], str], ...]] = (
    *(prose, letter, invoice, code, annual_report, current_report, schedule_13d, form_144, form_d, holdings_13f, proxy),
    *(trading_policy, press_release, broker_statement, option_agreement, german, spanish, french, letters, specks, numbers),
)


def strangers(count: int) -> list[tuple[str, str]]:
    """Names and texts, the kinds in turn."""
    return [(f"{KINDS[n % len(KINDS)].__name__} {n}", KINDS[n % len(KINDS)](Draw(n))) for n in range(count)]
