"""City, state and ZIP code of an owner speak for each other."""

from __future__ import annotations

from time import process_time

import pytest
from by_hand import words

from extractor.boxes.merging import without_stray_line
from extractor.boxes.place_codes import zip_code
from extractor.filing import Filing, ReportingOwner, SourceInfo, Status
from extractor.form.zips import places_of, states_of, zips_of
from extractor.reconcile.addresses.places import repair_addresses
from extractor.reconcile.addresses.zip_codes import repair_zip_code


def repaired(city: str | None, state: str | None, code: str | None, noise: float = 0.01) -> ReportingOwner:
    owner = ReportingOwner(rpt_owner_city=words(city), rpt_owner_state=words(state), rpt_owner_zip_code=words(code))
    return repair_addresses(Filing(reporting_owners=(owner,), source=SourceInfo(noise=noise))).reporting_owners[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("NASHUA", "NH", "03062"), ("NASHUA", "NH", "03062")),
        (("HEN YORK", "NY", "10001"), ("NEW YORK", "NY", "10001")),
        (("SAN JOSE", "CA", "951344"), ("SAN JOSE", "CA", "95134")),
        (("MELV1LLC,", "NY", "11747"), ("MELVILLE", "NY", "11747")),
        (("BALTIMORE", None, "21202"), ("BALTIMORE", "MD", "21202")),
        (("WASHINGTON", "PC", "20004"), ("WASHINGTON", "DC", "20004")),
        (("LONDON", "X0", "SW1A 1AA"), ("LONDON", "X0", "SW1A 1AA")),
        (("LITTLE HAMLET", "NY", "10001"), ("LITTLE HAMLET", "NY", "10001")),
        (("NEW BRITA", None, "0603"), ("NEW BRITAIN", "CT", "06053")),
        (("ASHUA", "NH", "03062"), ("NASHUA", "NH", "03062")),
        (("UNIONDALE", "AY", "414"), ("UNIONDALE", "NY", None)),
        (("CARMEL", "NC", "46032"), ("CARMEL", "IN", "46032")),
        (("GREEN BAY", "WI", "$4301"), ("GREEN BAY", "WI", "54301")),
        (("TORONTO", "AG", "MSH 2N2"), ("TORONTO", "A6", "M5H 2N2")),
        ((None, None, None), (None, None, None)),
        (("NASHUA NEW HAMP", "SHIRT", "03062"), ("NASHUA", "NH", "03062")),
        (("LITTLE HAMLET", "SUEE", None), ("LITTLE HAMLET", None, None)),
        (("THOUSAND", "OAKS)", "91320"), ("THOUSAND OAKS", "CA", "91320")),
        (("NASHUA", "CITY", "03062"), ("NASHUA", "NH", "03062")),
        (("SANTAROSA", "CA", "9541"), ("SANTA ROSA", "CA", "95401")),
        (("SCHENECTADI", "NY", "?"), ("SCHENECTADY", "NY", None)),
        (("GREEN BAY", "WI", "84301-1234"), ("GREEN BAY", "WI", "54301-1234")),
        (("GREEN BAY", "WI", "54301-1234"), ("GREEN BAY", "WI", "54301-1234")),
    ],
)
def test_what_two_parts_of_an_address_say_of_the_third(before: tuple[str | None, ...], after: tuple[str | None, ...]) -> None:
    owner = repaired(*before)
    values = (owner.rpt_owner_city, owner.rpt_owner_state, owner.rpt_owner_zip_code)
    assert tuple(v.value for v in values) == after
    for value, was, now in zip(values, before, after, strict=True):
        assert (value.status in (Status.REPAIRED, Status.INFERRED)) == (now not in (was, None))
        assert bool(value.reasons) == (was != now)


@pytest.mark.parametrize(("second", "left"), [("NASHUA", None), ("7", None), ("SUITE 7", "SUITE 7"), ("A", "A")])
def test_a_second_line_that_is_the_city_again_or_a_digit_is_none(second: str, left: str | None) -> None:
    owner = ReportingOwner(rpt_owner_street2=words(second), rpt_owner_city=words("NASHUA"))
    assert without_stray_line(owner).rpt_owner_street2.value == left


def test_half_a_digit_at_an_edge_is_none_of_a_code() -> None:
    assert [zip_code(text).value for text in ("543o01", "5430l", "54(301")] == ["54301", "54301", "54(301"]


def test_a_code_of_several_like_it_is_not_chosen() -> None:
    code = repaired("MC LEAN", "VA", "2210").rpt_owner_zip_code
    assert (code.value, [a.value for a in code.alternatives]) == (None, ["2210"])
    assert repaired("MC LEAN", "VA", "2210", noise=0.0).rpt_owner_zip_code.value == "2210"
    assert repaired("CENTRAL", "K3", "000000").rpt_owner_zip_code.value == "000000"


@pytest.mark.parametrize(
    ("city", "pieces", "after"),
    [
        ("NASHUA", ("0306", "2"), "03062"),
        ("PALO ALTO", ("943", "6"), "94306"),
        ("MOUNTAIN VIEW", ("940", "3"), "94043"),
        ("SAN JOSE", ("951", "134"), "95134"),
    ],
)
def test_an_edge_hides_a_digit_or_doubles_it(city: str, pieces: tuple[str, ...], after: str) -> None:
    state = "NH" if city == "NASHUA" else "CA"
    code = words("".join(pieces), "|".join(pieces))
    owner = ReportingOwner(rpt_owner_city=words(city), rpt_owner_state=words(state), rpt_owner_zip_code=code)
    assert repair_zip_code(owner, [(state, city)], 0.01).rpt_owner_zip_code.value == after


def test_a_suburb_s_code_in_one_piece_is_the_filer_s() -> None:
    suburb = ReportingOwner(rpt_owner_city=words("SAINT PAUL"), rpt_owner_state=words("MN"), rpt_owner_zip_code=words("55416"))
    assert repair_zip_code(suburb, [("MN", "SAINT PAUL")], 0.002) is suburb
    assert repair_zip_code(suburb, [("MN", "SAINT PAUL")], 0.05).rpt_owner_zip_code.value == "55116"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("NASEHUA", "MH", "03O62"), ("NASHUA", "NH", "03062")),
        (("SARATQCA", "SE", "95070"), ("SARATOGA", "CA", "95070")),
        (("SAN JOSE", "C5", "5134"), ("SAN JOSE", "CA", "95134")),
        (("WASHINGTON", "PC", "2000"), ("WASHINGTON", "DC", None)),
        (("UNI0NDAIF", "NY", "01553"), ("UNIONDALE", "NY", "11553")),
        (("I", "NH", "03062"), ("NASHUA", "NH", "03062")),
        (("MEXICO CITY", "O5", "11520"), ("MEXICO CITY", "O5", "11520")),
        (("BERLIN", "2M", "10117"), ("BERLIN", "2M", "10117")),
        (("FAIRFIELD", "cr", "06890"), ("FAIRFIELD", "CT", "06890")),
        (("MIAMI BEACH", None, None), ("MIAMI BEACH", "FL", None)),
        (("VANCOUVER", None, "V6J 1C7"), ("VANCOUVER", "A1", "V6J 1C7")),
        (("SPRINGFIELD", None, None), ("SPRINGFIELD", None, None)),
        (("TORONTO", "A6", "M53 2N7"), ("TORONTO", "A6", "M5J 2N7")),
        (("TORONTO", "A6", "0"), ("TORONTO", "A6", None)),
        (("OAKS", "CA", "9t32o"), ("OAKS", "CA", None)),
        (("HAMLET", "TS", "e"), ("HAMLET", None, None)),
        (("LONDON", "X0", "E14"), ("LONDON", "X0", "E14")),
        (("QVISTVILLE", "NY", "12207"), ("QVISTVILLE", "NY", "12207")),
        (("NASHUA NASHUA", "N", "03062"), ("NASHUA", "NH", "03062")),
        ((None, None, "03062"), ("NASHUA", "NH", "03062")),
        ((None, "OE AE 250", "03062"), (None, None, "03062")),
        (("NEW YORK", "W", None), ("NEW YORK", "NY", None)),
        (("NEWYORK Los", "NY", "10279"), ("New York", "NY", "10279")),
    ],
)
def test_the_place_that_all_three_parts_are_most_like(before: tuple[str | None, ...], after: tuple[str | None, ...]) -> None:
    owner = repaired(*before)
    assert (owner.rpt_owner_city.value, owner.rpt_owner_state.value, owner.rpt_owner_zip_code.value) == after


def test_places_and_codes_agree() -> None:
    assert ("CA", "SAN JOSE") in places_of("95134")
    assert places_of("95134-1234") == places_of("95134")
    assert "95134" in zips_of("CA", "SAN JOSE")
    assert "CA" in states_of("SAN JOSE")
    assert (places_of("00000"), zips_of("CA", "NOWHERE"), states_of("NOWHERE")) == ((), (), ())


def test_on_a_clean_page_what_is_legible_stays_as_reported() -> None:
    owner = repaired("THOMSASVILLE", "NC", "27360", noise=0.0)
    assert owner.rpt_owner_city.value == "THOMSASVILLE"
    assert repaired("LOS ANGELES", "CA", "90771", noise=0.0).rpt_owner_zip_code.value == "90771"
    assert repaired("SAN JO", "CA", "95134", noise=0.0).rpt_owner_city.value == "SAN JOSE"


@pytest.mark.parametrize(
    ("city", "state", "code", "expected"),
    [
        ("NASHUA NH", None, "03062", ("NASHUA", "NH", "03062")),
        ("NASHUA, NH", "NH", "03062", ("NASHUA", "NH", "03062")),
        ("NASHUA, NH", "MA", None, ("NASHUA, NH", "MA", None)),
        ("SANTA QZ", None, None, ("SANTA QZ", None, None)),
    ],
)
def test_a_city_with_its_state_in_one(city: str, state: str | None, code: str | None, expected: tuple[str | None, ...]) -> None:
    found = repaired(city, state, code)
    assert (found.rpt_owner_city.value, found.rpt_owner_state.value, found.rpt_owner_zip_code.value) == expected


def test_on_a_clean_page_no_state_is_inferred_of_the_city() -> None:
    assert repaired("MIAMI BEACH", None, None, noise=0.0).rpt_owner_state.value is None


@pytest.mark.parametrize("noise", [0.0, 0.01])
@pytest.mark.parametrize(
    ("city", "state", "code"),
    [
        ("FOLSOM", "NJ", None),  # not NM, which has a city of that name
        ("HILLS", "CA", "90246"),
        ("MURRAY", "NJ", "07942"),
        ("HAMILTON", "A6", None),  # not AL
        ("N. CHICAGO", "IL", None),
    ],
)
def test_a_state_and_a_city_that_are_legible_are_not_replaced(city: str, state: str, code: str | None, noise: float) -> None:
    owner = repaired(city, state, code, noise)
    assert (owner.rpt_owner_city.value, owner.rpt_owner_state.value, owner.rpt_owner_zip_code.value) == (city, state, code)


def test_a_city_that_is_one_is_not_the_end_of_another() -> None:
    assert repaired("DES MOINES", None, "50398", noise=0.0).rpt_owner_city.value == "DES MOINES"


def test_on_a_clean_page_a_city_is_spelled_as_reported() -> None:
    assert repaired("LAJOLLA", "CA", "92037", noise=0.0).rpt_owner_city.value == "LAJOLLA"
    assert repaired("LAJOLLA", "CA", "92037").rpt_owner_city.value == "LA JOLLA"


def test_a_city_of_more_letters_than_any_is_not_looked_for() -> None:
    city, start = "SAN " * 8000 + "JOSE", process_time()
    assert repaired(city, None, "95134").rpt_owner_city.value == city
    assert process_time() - start < 4.0  # seconds
