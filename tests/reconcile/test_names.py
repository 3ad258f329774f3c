"""Names of persons that the box and the signature spell differently, and what stands between the words of a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.filing import Filing, Footnote, Hint, Issuer, OwnerSignature, ReportingOwner, Source, SourceInfo, Status, Value
from extractor.language.scraps import without_scraps
from extractor.language.signs import with_signs
from extractor.notes.conformed import with_conformed_signature
from extractor.notes.for_whom import for_whom
from extractor.readings.pieces import Reading
from extractor.reconcile.people.channel import BOXED, is_misread
from extractor.reconcile.people.misread_names import repair_misread_names
from extractor.reconcile.people.owner_names import repair_owner_names
from extractor.reconcile.people.signature_names import repair_signature_names


@pytest.mark.parametrize(
    ("box", "signature", "owner", "signed"),
    [
        ("Quillbogen Ada", "/s/ Ada Quilbogen", "Quillbogen Ada", "/s/ Ada Quillbogen"),  # letters are lost, not found
        ("Greene Ada", "/s/ Ada Green", "Greene Ada", "/s/ Ada Greene"),  # a last name has no short form
        ("Qvist Kathtyn", "/s/ Kathryn Qvist", "Qvist Kathryn", "/s/ Kathryn Qvist"),
        ("Qvist Steven", "/s/ Steve Qvist", "Qvist Steven", "/s/ Steve Qvist"),
        ("IQVIST ADA", "/s/ Ada Qvist", "QVIST ADA", "/s/ Ada Qvist"),  # the ruled line before it is no letter
        ("Qvist Weridy T.", "/s/ Wendy T. Qvist", "Qvist Wendy T.", "/s/ Wendy T. Qvist"),  # the one word that is left of both
        ("QVIST JEFFREY J", "/s/ Jeltrey J. Qvist", "QVIST JEFFREY J", "/s/ Jeffrey J. Qvist"),
        ("Qvist Ole'S. Jr.", "/s/ Ole S. Qvist Jr.", "Qvist Ole S. Jr.", "/s/ Ole S. Qvist Jr."),
        ("Overbey Ada", "/s/ Ada E. Overbev, Jr", "Overbey Ada", "/s/ Ada E. Overbey, Jr"),  # the box has no middle name
        ("QVIST ADA B ET AL", "/s/ Ada B. Qvist", "QVIST ADA B ET AL", "/s/ Ada B. Qvist"),
        ("Qvist Ada", "vat sf Ada B. Qvist", "Qvist Ada", "vat sf Ada B. Qvist"),  # words of small letters are no names
        ("QVIST ANGELA", "C. Clerk for A1gela Qvist", "QVIST ANGELA", "C. Clerk for Angela Qvist"),
        ("QUILLFOR RDMIKE", "/s/ Mike Quillford", "QUILLFOR RDMIKE", "/s/ Mike Quillford"),
        ("Qvibt Angela", "C. Clerk for A1gela Qvist", "Qvibt Angela", "C. Clerk for Angela Qvist"),
        ("Qvist Christian", "C. Clerk for Chri: an Qvist", "Qvist Christian", "C. Clerk for Christian Qvist"),
        ("Qvist Christian", "C. Clerk, for Chris, an Qvist", "Qvist Christian", "C. Clerk, for Chris, an Qvist"),
        ("Quillbogen Ada", "/s/ Ada Qiullbogen", "Quillbogen Ada", "/s/ Ada Quillbogen"),  # a letter is moved
        ("Qvist Raymond", "C. Clerk for Ravinond Qvist", "Qvist Raymond", "C. Clerk for Raymond Qvist"),  # a burst of errors
        (
            "Quillbogen Matilda",
            "/s/ Matllda Quilbogon",
            "Quillbogen Matilda",
            "/s/ Matilda Quillbogen",
        ),  # both tell
        ("Qvist Marie", "/s/ Maria Qvist, attorney-in-fact", "Qvist Marie", "/s/ Maria Qvist, attorney-in-fact"),
    ],
)
def test_of_two_spellings_the_likelier_one_stands_in_both(box: str, signature: str, owner: str, signed: str) -> None:
    read = repair_signature_names(repair_owner_names(filing(box, signature)))
    assert read.reporting_owners[0].rpt_owner_name.value == owner
    assert read.owner_signatures[0].signature_name.value == signed


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (("Qvist Be", "rit Ada"), "Qvist Berit Ada"),
        (("Qvist Berit", "Ada"), "Qvist Berit Ada"),
        (("Qvist", "Sus", "Ada"), "Qvist Ada"),
    ],
)
def test_who_signs_by_the_middle_name_has_a_first_name_too(pieces: tuple[str, ...], name: str) -> None:
    sources = tuple(Source(10 * k, 10 * k + len(piece), piece) for k, piece in enumerate(pieces))
    text = "Qvist Berit Ada" if len(pieces) < 3 else "Qvist Sus Ada"
    owner = ReportingOwner(rpt_owner_name=Value(text, Status.READ, 0.9, sources))
    read = repair_owner_names(replace(filing("Qvist Ada", "/s/ Ada Qvist"), reporting_owners=(owner,)))
    assert read.reporting_owners[0].rpt_owner_name.value == name


def test_an_initial_is_parted_behind_a_name_with_signs() -> None:
    assert (
        repair_owner_names(filing("QVIST D'ADAB", "/s/ D'Ada B. Qvist")).reporting_owners[0].rpt_owner_name.value
        == "QVIST D'ADA B"
    )


@pytest.mark.parametrize("suffixes", ["Jr Sr", "II III"])
def test_a_signature_of_suffixes_alone_names_nobody(suffixes: str) -> None:
    assert (
        repair_owner_names(filing("QVIST JR ADA", f"/s/ {suffixes}")).reporting_owners[0].rpt_owner_name.value == "QVIST JR ADA"
    )


def test_what_another_signature_confirms_stays() -> None:
    told = OwnerSignature(signature_name=Value("Zorblat LLC, by: /s/ Manoj Qvist, Director", Status.READ, 0.9))
    first = filing("Qvist Manoj", "/s/ Manoi Qvist")
    read = repair_owner_names(replace(first, owner_signatures=(*first.owner_signatures, told)))
    assert read.reporting_owners[0].rpt_owner_name.value == "Qvist Manoj"


@pytest.mark.parametrize(
    ("box", "signature", "signed"),
    [
        ("Quillbogen Ada", "/s/ Ada Quillb", "/s/ Ada Quillbogen"),  # what is left of it
        (
            "Qvist Christopher",
            "C. Clerk for Christophe Qvist",
            "C. Clerk for Christopher Qvist",
        ),  # a rare name, and no short form
        ("Huh Hoyoung", "/s/ Hoyoung Huh Hy", "/s/ Hoyoung Huh"),
        ("Huh Hoyoung", "/s/ Hoyoung Huh Li", "/s/ Hoyoung Huh"),
        ("Huh Hoyoung", "/s/ Hoyoung Huh CFA", "/s/ Hoyoung Huh CFA"),
        ("Qvist Ek Ada Maria", "Ji Ada Maria Qvist Ek AQ", "/s/ Ada Maria Qvist Ek"),  # a last name of two words
        ("Huh Hoyoung", "/s/ Hoyoung Huh, Esq", "/s/ Hoyoung Huh, Esq"),
        ("Huh Hoyoung", ".,;", ".,;"),
        ("Qvist Ada", "/s/ Ada Qvist Jr", "/s/ Ada Qvist Jr"),
        ("Qvist Ada", "/s/ Bo Qvist Ek", "/s/ Bo Qvist Ek"),  # another person
        ("Huh Hoyo", "/s/ Hoyoung Huh Hy", "/s/ Hoyoung Huh"),  # the box is cut
        ("Qvist Ada", "Ji Ada Qvist", "/s/ Ada Qvist"),
        ("Qvist Ada", "Ada Qvi st, /s/ Ada Qvist", "Ada Qvist, /s/ Ada Qvist"),
        ("Qvist Ada", "Dr. Ada Qvist", "Dr. Ada Qvist"),
        ("Qvist Ada", "J. Ada Qvist", "J. Ada Qvist"),
        ("Qvist Jonathan P", "/s/ lonathanP. Qvist", "/s/ Jonathan P. Qvist"),
    ],
)
def test_a_name_is_cut_or_has_a_scrap_behind_it(box: str, signature: str, signed: str) -> None:
    assert repair_signature_names(filing(box, signature)).owner_signatures[0].signature_name.value == signed


def test_a_name_that_stands_in_a_footnote_is_as_it_is_spelled_there() -> None:
    read = filing("Quillbogen Ada", "/s/ Ada Quillb")
    assert repair_signature_names(read).owner_signatures[0].signature_name.value == "/s/ Ada Quillbogen"
    note = Footnote(id="F1", text=Value("Held by the Quillb Trust.", Status.READ, 0.9))
    assert repair_signature_names(replace(read, footnotes=(note,))).owner_signatures == read.owner_signatures


@pytest.mark.parametrize(
    ("box", "signature", "signed"),
    [
        ("Nelsen Ada", "C. Clerk for Ada Nelson", "C. Clerk for Ada Nelsen"),
        ("Qvist Ada E.", "C. Clerk for Ada S. Qvist", "C. Clerk for Ada S. Qvist"),  # none is taken for the other
    ],
)
def test_what_stands_twice_is_likelier_than_what_the_signature_has(box: str, signature: str, signed: str) -> None:
    read = filing(box, signature)
    owners = tuple(replace(owner, rpt_owner_name=owner.rpt_owner_name.because(Hint.TWICE)) for owner in read.reporting_owners)
    assert repair_signature_names(read).owner_signatures[0].signature_name.value == signature
    twice = repair_signature_names(replace(read, reporting_owners=owners))
    assert twice.owner_signatures[0].signature_name.value == signed


def filing(box: str, signature: str, *, noise: float = 0.05, status: Status = Status.READ) -> Filing:
    return Filing(
        reporting_owners=(ReportingOwner(rpt_owner_name=Value(box, Status.READ, 0.9)),),
        owner_signatures=(OwnerSignature(signature_name=Value(signature, status, 0.9)),),
        source=SourceInfo("", "", "plain", noise=noise),
    )


@pytest.mark.parametrize(
    ("boxed", "signed", "role", "right"),
    [
        ("wendy", "weridy", "first", True),
        ("weridy", "wendy", "first", False),
        ("caira", "ciara", "last", True),
        ("ciara", "caira", "first", True),
        ("", "ada", "first", False),
        ("q" * 5000, "q" * 5001, "first", False),
    ],
)
def test_a_spelling_is_right_as_the_name_that_it_is(boxed: str, signed: str, role: str, right: bool) -> None:
    assert is_misread(signed, boxed, "first" if role == "first" else "last", BOXED) is right


@pytest.mark.parametrize(
    ("status", "signed"),
    [(Status.READ, "/s/ Ada Q. Wallase"), (Status.REPAIRED, "/s/ Ada Q. Wallace")],
)
def test_on_a_clean_page_only_a_misread_signature_is_mended(status: Status, signed: str) -> None:
    read = repair_signature_names(filing("Wallace Ada Q", "/s/ Ada Q. Wallase", noise=0.0, status=status))
    assert read.owner_signatures[0].signature_name.value == signed


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("/s/ Ada l. Qvist", "signature", "/s/ Ada J. Qvist"),
        ("QVIST ADA |. BERIT", "name", "QVIST ADA J. BERIT"),
        ("/s/ Ada I. Qvist", "signature", "/s/ Ada I. Qvist"),
        ("/s/ Ada l Qvist", "signature", "/s/ Ada l Qvist"),
        ("Zorblat Fund 1. Partners LLC", "name", "Zorblat Fund 1. Partners LLC"),
    ],
)
def test_an_initial_that_is_but_a_stroke_is_a_j(text: str, kind: str, read: str) -> None:
    assert with_signs(text, kind)[0] == read


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("Ada Qvist, Attorney-in-Fact fo: Bo Ek", "Ada Qvist, Attorney-in-Fact for: Bo Ek"),
        ("Ada Qvist attorney in fact Fer: Bo Ek", "Ada Qvist attorney in fact For: Bo Ek"),
        ("Ada Qvist, attorney-in-fact for:t Bo Ek", "Ada Qvist, attorney-in-fact for: Bo Ek"),
        ("Ada Qvist, attorney-in-fact of Bo Ek", "Ada Qvist, attorney-in-fact of Bo Ek"),
        ("Ada Qvist, attorney-in-fact Mark Ek", "Ada Qvist, attorney-in-fact Mark Ek"),
        ("Ada Qvist, attorney-in-fact for Bo Ek", "Ada Qvist, attorney-in-fact for Bo Ek"),
        ("Ada Qvist, attorney-in-fact, tor Bo Ek", "Ada Qvist, attorney-in-fact, for Bo Ek"),
        ("Attorney-in-Fact, Tor Ek", "Attorney-in-Fact, Tor Ek"),  # a name
        ("Attorney-in-Fact Fox Ek", "Attorney-in-Fact Fox Ek"),
        ("Ada Qvist, attorney-in-fact or Trustee", "Ada Qvist, attorney-in-fact or Trustee"),
    ],
)
def test_an_attorney_signs_for_somebody(read: str, whole: str) -> None:
    found = for_whom(Reading(read))
    assert found.value == whole
    assert (found.status is Status.REPAIRED, bool(found.reasons)) == (read != whole,) * 2


def test_a_small_suffix_is_no_scrap() -> None:
    assert without_scraps("Qvist Ole B. jr. e", "name") == ("Qvist Ole B. jr.", ("e",))


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("vat sf Ada B. Qvist", "/s/ Ada B. Qvist"),
        ("Zs/_r Ada B. Qvist", "/s/ Ada B. Qvist"),
        ("is\u2019 Ada Qvist", "/s/ Ada Qvist"),
        ("S Ada Qvist", "/s/ Ada Qvist"),
        ("JsiAda Qvist", "/s/ Ada Qvist"),
        ("[sfAda Qvist", "/s/ Ada Qvist"),
        ("Isia Qvist", "Isia Qvist"),
        ("S. Ada Qvist", "S. Ada Qvist"),
        ("/s/ lanet Qvist", "/s/ Janet Qvist"),
        ("/s/ leniva N. Qvist", "/s/ Jeniva N. Qvist"),  # most names that begin so begin with a J
        ("/s/ lzorb Qvist", "/s/ lzorb Qvist"),
        ("jean X. Qvist", "jean X. Qvist"),
        ("de la Cruz Ada", "de la Cruz Ada"),
        ("by Ada Qvist", "by Ada Qvist"),
    ],
)
def test_a_mark_may_be_a_few_small_words(read: str, whole: str) -> None:
    assert with_conformed_signature(Reading(read)).value == whole
    assert with_conformed_signature(Reading("/s/ lanet Qvist"), noisy=False).value == "/s/ lanet Qvist"


@pytest.mark.parametrize(
    ("box", "signature", "owner", "signed"),
    [
        ("Qvist Kcith", "/s/ Bo Ek, attorney-in-fact", "Qvist Keith", "/s/ Bo Ek, attorney-in-fact"),
        ("QVIST KCITH", "/s/ Deborab Ek, attorney-in-fact", "QVIST KEITH", "/s/ Deborah Ek, attorney-in-fact"),
        ("Qvist Kcith", "/s/ Kcith Qvist", "Qvist Kcith", "/s/ Kcith Qvist"),  # it stands twice
        ("Qvist Ada", "C. Ek for Jereme Qvist", "Qvist Ada", "C. Ek for Jereme Qvist"),  # names differ in vowels
        ("Kcith Kcith Holdings LLC", "/s/ Bo Ek", "Kcith Kcith Holdings LLC", "/s/ Bo Ek"),
        ("QVIST CHRISTOPHE", "/s/ Bo Ek", "QVIST CHRISTOPHE", "/s/ Bo Ek"),  # a name of another language
        ("Qvist Kerth", "/s/ Bo Ek", "Qvist Kerth", "/s/ Bo Ek"),  # a last name
        ("Qvist Ada", "/s/ Bo Ek, Clerk of Kcith Works", "Qvist Ada", "/s/ Bo Ek, Clerk of Kcith Works"),
        ("Qvist Ada", "Bo Ek for Kcith Holdings LLC", "Qvist Ada", "Bo Ek for Kcith Holdings LLC"),
    ],
)
def test_a_given_name_that_is_none_is_a_usual_one(box: str, signature: str, owner: str, signed: str) -> None:
    read = repair_misread_names(filing(box, signature))
    assert read.reporting_owners[0].rpt_owner_name.value == owner
    assert read.owner_signatures[0].signature_name.value == signed
    clean = filing(box, signature, noise=0.0)
    assert repair_misread_names(clean) == clean


@pytest.mark.parametrize(
    ("box", "signature", "owner", "signed"),
    [
        ("Tumer Ole", "/s/ Bo Ek", "Turner Ole", "/s/ Bo Ek"),
        ("FEMANDES OLE", "/s/ Bo K. Wetls, Attorney-in-Fact", "FERNANDES OLE", "/s/ Bo K. Wells, Attorney-in-Fact"),
        ("Qvist Ole Femandes", "Bo Ek for Ole B. Bumett", "Qvist Ole Fernandes", "Bo Ek for Ole B. Burnett"),
        ("Qvist Rnadolph", "/s/ Jdoi Ek", "Qvist Randolph", "/s/ Jodi Ek"),  # a letter is moved
        ("Qvist Michae1", "/s/ Ada HaI1, attorney-in-fact", "Qvist Michael", "/s/ Ada Hall, attorney-in-fact"),
        ("Qvist Ada", "P10 Holdings, Inc. By: /s/ Bo Ek", "Qvist Ada", "P10 Holdings, Inc. By: /s/ Bo Ek"),
        ("Qvist Ole", "/s/ Vijay lyer, Attorney-in-Fact", "Qvist Ole", "/s/ Vijay Iyer, Attorney-in-Fact"),
        ("Qvist Ole", "/s/ Rachae R.l Ek, Attorney-in-Fact", "Qvist Ole", "/s/ Rachael R. Ek, Attorney-in-Fact"),
        ("Brz Iliya", "/s/ Iliya Brz", "Brz Iliya", "/s/ Iliya Brz"),
        ("ALTSHULER OLE", "/s/ Bo Ek", "ALTSHULER OLE", "/s/ Bo Ek"),  # names differ in a letter more
        ("Qvist Ole", "/s/ Mario Ng Attorney-in-Fact", "Qvist Ole", "/s/ Mario Ng Attorney-in-Fact"),
        ("Qvist Ole", "Bo Ek: By: /s/ Joe] Ek", "Qvist Ole", "Bo Ek: By: /s/ Joel Ek"),
        ("Qvist Ole", "Neil] Ek: By: /s/ Bo Ek", "Qvist Ole", "Neil Ek: By: /s/ Bo Ek"),
        ("Qvist Ole", "/s/ Bo Ek [Joe]", "Qvist Ole", "/s/ Bo Ek [Joe]"),
        ("Qvist 2 Ole", "/s/ Ada Ek", "Qvist Ole", "/s/ Ada Ek"),
        ("Qvist 2 Fund LP", "/s/ Ada Ek", "Qvist 2 Fund LP", "/s/ Ada Ek"),
        ("Qvist Ole", "/s/ Ada L. Van 1Dask", "Qvist Ole", "/s/ Ada L. Van Dask"),
        ("Qvist Ole", "/s/ Ada Li, by Bo Ek Jr.", "Qvist Ole", "/s/ Ada Li, by Bo Ek Jr."),
        ("Tumer Ole", "/s/ Ole Tumer", "Tumer Ole", "/s/ Ole Tumer"),  # it stands twice
        ("Qvist Femando", "/s/ Bo Ek for Femando Qvist", "Qvist Fernando", "/s/ Bo Ek for Fernando Qvist"),  # misread twice
        ("Horner Ole", "/s/ Bo Homer", "Horner Ole", "/s/ Bo Homer"),  # names both
        ("Homer Ole", "/s/ Ada de la Cruz", "Homer Ole", "/s/ Ada de la Cruz"),
        ("Qvist Ole", "/s/ Bo Tumer Works LLC, by Ada Ek", "Qvist Ole", "/s/ Bo Tumer Works LLC, by Ada Ek"),
        ("Crisp51 Fund LP", "C15 Fund LP, by Ada Ek", "Crisp51 Fund LP", "C15 Fund LP, by Ada Ek"),
        ("T" + "u1" * 500 + " Ole", "/s/ " + "1" * 5000, "T" + "u1" * 500 + " Ole", "/s/ " + "1" * 5000),
    ],
)
def test_a_name_that_is_none_is_a_usual_one(box: str, signature: str, owner: str, signed: str) -> None:
    read = repair_misread_names(filing(box, signature))
    assert read.reporting_owners[0].rpt_owner_name.value == owner
    assert read.owner_signatures[0].signature_name.value == signed
    clean = filing(box, signature, noise=0.0)
    assert repair_misread_names(clean) == clean


@pytest.mark.parametrize(
    ("box", "signature", "stays"),
    [
        ("QVIST STEPHANIE", "/s/ Stephen Qvist, attorney-in-fact", True),
        ("QVIST PATRICIA", "/s/ Patrick Qvist, attorney-in-fact", True),
        ("QVIST STEPHANIE", "/s/ Stephani Qvist", False),
    ],
)
def test_another_usual_given_name_is_that_of_a_relative(box: str, signature: str, stays: bool) -> None:
    read = filing(box, signature)
    assert (repair_signature_names(read) == read) == stays


def test_who_signs_for_a_relative_keeps_the_name_that_a_footnote_or_another_signature_has() -> None:
    read = filing("QVIST MARIA", "/s/ Marie Qvist, attorney-in-fact")
    note = Footnote(id="F1", text=Value("The shares are held jointly with Marie Qvist.", Status.READ, 0.9))
    assert repair_signature_names(read) != read
    assert repair_signature_names(replace(read, footnotes=(note,))).owner_signatures == read.owner_signatures
    twice = replace(read, owner_signatures=(*read.owner_signatures, *filing("", "/s/ Marie Qvist").owner_signatures))
    assert repair_signature_names(twice) == twice


def test_a_word_of_the_issuers_name_is_no_given_name() -> None:
    issuer = Issuer(issuer_name=Value("Kcith Corp", Status.READ, 0.9))
    read = replace(filing("Qvist Ada", "Bo Ek for Kcith Works"), issuer=issuer)
    assert repair_misread_names(read) == read


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("Glass A Common Stock", "title", "Class A Common Stock"),
        ("GLASS B UNITS", "title", "CLASS B UNITS"),
        ("Glass Containers", "title", "Glass Containers"),
        ("Glass A. Qvist", "name", "Glass A. Qvist"),
        ("Common 5tock", "title", "Common Stock"),
        ("Common.0rdinary Shares", "title", "Common.ordinary Shares"),
        ("5year options", "prose", "5year options"),
        ("$5 par", "title", "$5 par"),
    ],
)
def test_misread_letters_of_securities(text: str, kind: str, read: str) -> None:
    assert with_signs(text, kind)[0] == read
