"""What stands among the words of an owner's name in the box: letters of captions, and words that are the name's after all."""

from __future__ import annotations

import pytest

from extractor.boxes.initials import initialled, without_lone_letters
from extractor.boxes.merging import better_of_two
from extractor.boxes.name_captions import with_brackets, with_initial, without_captions
from extractor.boxes.owners import owners
from extractor.cells.segments import Segment
from extractor.filing import Status, Value
from extractor.reading.read import read
from extractor.readings.pieces import Reading
from extractor.regions.printed_form import find_printed
from extractor.regions.regions import find_regions

HEAD = "1. Name and Address of Reporting Person*\t2. Issuer Name and Ticker or Trading Symbol\n"
NAME = "reportingOwnerId/rptOwnerName"


def name_in(line: str, words: str) -> str:
    """What is kept of the words that were taken for a name in a line of a grid."""
    page = read(HEAD + line)
    wanted = words.split()
    tokens = [t for t in range(len(page)) if page.line[t] == 1 and page.words[t] in wanted]
    printed = find_printed(page)
    kept = with_initial(page, printed, with_brackets(page, printed, without_captions(page, printed, tokens)))
    return " ".join(page.words[t] for t in kept)


@pytest.mark.parametrize(
    ("line", "words", "name"),
    [
        ("1. Name and Address o Qvist Ada\tf Reporting P\terson\u2019\t2. Is", "Qvist Ada", "Qvist Ada"),
        ("1. Name and Ad Qvist A\tdress of Rep da\torting Person\u2019 B\t2. Is", "Qvist A da", "Qvist A da B"),
        ("1. Name and Ad Qvist A\tdress of Rep da\torting Person\u2019 I\t2. Is", "Qvist A da", "Qvist A da"),  # a stroke
        ("1. Name and Ad Qvist A\tdress of Rep da\torting P\terson\u2019 2.", "Qvist A da", "Qvist A da"),
        ("Zorblat Advisors (GP) LLC (Last)", "Zorblat Advisors LLC", "Zorblat Advisors (GP) LLC"),
        ("Zorblat Advisors\t(GP) LLC", "Zorblat Advisors LLC", "Zorblat Advisors LLC"),
    ],
)
def test_what_belongs_to_a_name_among_captions(line: str, words: str, name: str) -> None:
    assert name_in(line, words) == name


@pytest.mark.parametrize(("probability", "name"), [(0.1, "Qvist Ada"), (0.9, "Qvist Ada B")])
def test_what_hardly_is_of_a_name_does_not_go_on_with_it_below(probability: float, name: str) -> None:
    page = read("1. Name and Address of Reporting Person*\nQvist Ada\nB\n(Last) (First) (Middle)\n90 ELM ROAD\n")
    printed = find_printed(page)
    segments = []
    for line, sure in ((1, 0.9), (2, probability)):
        tokens = [t for t in range(len(page)) if page.line[t] == line]
        segments.append(Segment(NAME, line, tokens, line == 1, sure))
    (owner,) = owners(page, printed, find_regions(page, printed), segments)
    assert owner.rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("read_as", "noise", "name"),
    [
        ("Qvist Ada B B.", 0.01, "Qvist Ada B."),
        ("Qvist AdaB", 0.01, "Qvist Ada B"),
        ("Qvist AdaB B.", 0.0, "Qvist AdaB B."),
        ("Qvist Ada B C", 0.01, "Qvist Ada B C"),
        ("Qvist Ada B. B", 0.01, "Qvist Ada B"),
        ("Qvist J J", 0.01, "Qvist J J"),
        ("NorthX Holdings LLC", 0.01, "NorthX Holdings LLC"),
    ],
)
def test_an_initial_stands_once_and_apart(read_as: str, noise: float, name: str) -> None:
    assert initialled(Reading(read_as), noise).value == name


@pytest.mark.parametrize(
    ("boxed", "listed", "better"),
    [
        ("Qvist Robert B", "Qvist R", "Qvist Robert B"),
        ("Qvist Rob", "Qvist Robert", "Qvist Robert"),
        ("Qvist Robert B", "Qvist Robert BB.", "Qvist Robert B"),  # a stain
        ("Qvist Rob", "Qvist Robxq", "Qvist Rob"),
    ],
)
def test_a_name_that_breaks_off_within_a_word_is_not_the_better_one(boxed: str, listed: str, better: str) -> None:
    one, other = (Value(name, Status.READ, 0.9) for name in (boxed, listed))
    assert better_of_two(one, other, "rpt_owner_name").value == better


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Qvist Berit\t\tm\tw", "Qvist Berit"),
        ("Qvist Beri\tt", "Qvist Beri t"),
        ("Qvist Berit\t\tM", "Qvist Berit M"),
    ],
)
def test_small_lone_letters_far_behind_a_name_are_none_of_it(row: str, name: str) -> None:
    page = read(f"1. Narne and Addrcss of Reportlng Pcrson 2. lssuer Narne and Tlcker or Tradlng Syrnbol\n{row}\n")
    tokens = [t for t in range(len(page)) if page.line[t] == 1]
    assert " ".join(page.words[t] for t in without_lone_letters(page, tokens)) == name
