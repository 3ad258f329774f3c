"""The reporting owners: in box 1, on further pages, and in the closing table of the stylesheets' look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from rapidfuzz import fuzz

from extractor.cells.labels import OWNER_FIELDS
from extractor.cells.segments import Segment
from extractor.filing import Leaf, LeafType, ReportingOwner, Status, Value, leaves_of
from extractor.form.codes import STATE_CODES, STATES
from extractor.form.printed import SLOTS
from extractor.reading.page import Page
from extractor.readings.pieces import Reading, pieces_of
from extractor.readings.words import read_text
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions
from extractor.rows.fill import value_of

_NAME: Final = "reportingOwnerId/rptOwnerName"
_BOX: Final = SLOTS.index("box.name")
_LEAVES: Final[dict[str, Leaf]] = {leaf.path: leaf for leaf in leaves_of(ReportingOwner)}
_SAME: Final = 82.0  # likeness of two readings of one owner's name, of 100


@dataclass(slots=True)
class _Draft:
    segments: dict[str, list[Segment]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        self.segments.setdefault(segment.field, []).append(segment)


def owners(
    page: Page, printed: PrintedForm, regions: Regions, segments: Iterable[Segment]
) -> tuple[ReportingOwner, ...]:
    """All reporting owners, each once, in printed order."""
    found: list[ReportingOwner] = []
    for draft in _drafts(page, printed, regions, [s for s in segments if s.field in OWNER_FIELDS and s.tokens]):
        owner = _owner(page, draft)
        twin = next((i for i, other in enumerate(found) if _same(owner, other)), None)
        if twin is not None:
            found[twin] = _merged(found[twin], owner)
        elif owner.rpt_owner_name.value is not None or not found:
            found.append(owner)
    return tuple(found)


def _drafts(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[_Draft]:
    """Segments by owner: a new one begins where box 1 is printed again, or a second name begins."""
    boxed = (printed.slot == _BOX) & (printed.share > 0.5) & (printed.cover > 0.6)
    box_lines = sorted(set(regions.line_of[boxed].tolist()))
    drafts: list[_Draft] = []
    box = -1
    for segment in segments:
        at = sum(1 for line in box_lines if line <= segment.line)
        if box_lines and drafts and at > box and _apart(box_lines, at, box):
            drafts.append(_Draft())
        elif not drafts or (segment.field == _NAME and segment.begins and _NAME in drafts[-1].segments):
            drafts.append(_Draft())
        elif segment.field == _NAME and segment.begins and _in_table(regions, segment.line):
            drafts.append(_Draft())
        box = max(box, at)
        drafts[-1].add(segment)
    return drafts


def _apart(box_lines: Sequence[int], at: int, box: int) -> bool:
    """Whether the box printed here is another one and not the next line of the same caption."""
    return box >= 1 and box_lines[at - 1] - box_lines[box - 1] > 2


def _in_table(regions: Regions, line: int) -> bool:
    return bool(regions.of_line[line] == Region.OWNERS)


def _same(one: ReportingOwner, other: ReportingOwner) -> bool:
    """Whether two owners are one, by their names or, where a name is lost, by nothing else."""
    a, b = one.rpt_owner_name.value, other.rpt_owner_name.value
    if a is None or b is None:
        return False
    return fuzz.token_sort_ratio(a.lower(), b.lower()) >= _SAME


def _merged(one: ReportingOwner, other: ReportingOwner) -> ReportingOwner:
    """One owner of two readings: what the first lacks comes from the second, as does what that has surer."""
    values: dict[str, Value[Any]] = {}
    for leaf in leaves_of(ReportingOwner):
        a, b = getattr(one, leaf.attribute), getattr(other, leaf.attribute)
        if not a.present or (b.present and b.confidence > a.confidence + 0.2):
            values[leaf.attribute] = b
        elif b.present and a.value == b.value:
            values[leaf.attribute] = replace(a, confidence=max(a.confidence, b.confidence)).because(
                "stands twice on the form"
            )
    return replace(one, **values)


def _owner(page: Page, draft: _Draft) -> ReportingOwner:
    values: dict[str, Value[Any]] = {}
    for name, segments in draft.segments.items():
        leaf = _LEAVES[name]
        used = _first_run(segments)
        tokens = [t for s in used for t in s.tokens]
        probability = min(s.probability for s in used)
        pieces = pieces_of(page, tokens)
        reading: Reading[Any]
        if leaf.type is LeafType.MARK:
            if probability < 0.5:
                continue
            reading = Reading(True)
        elif leaf.attribute == "rpt_owner_state":
            reading = _state(read_text(pieces))
        elif leaf.attribute == "rpt_owner_zip_code":
            reading = _zip("".join(p.text for p in pieces))
        else:
            reading = read_text(pieces)
        values[leaf.attribute] = value_of(page, pieces, reading, probability)
    owner = _address(ReportingOwner(**values))
    return _relationship(owner)


def _first_run(segments: Sequence[Segment]) -> list[Segment]:
    """The first segment that begins the value, and those that go on with it."""
    start = next((i for i, s in enumerate(segments) if s.begins), 0)
    run = [segments[start]]
    for segment in segments[start + 1 :]:
        if segment.begins:
            break
        run.append(segment)
    return run


_LETTERS: Final = re.compile(r"[^A-Z ]")
_CITY_STATE: Final = re.compile(r"(?P<city>.*?),?\s+(?P<state>[A-Z]{2})")


def _state(reading: Reading[str]) -> Reading[str]:
    """State codes as they stand, names as their codes."""
    if reading.value is None:
        return reading
    upper = reading.value.upper().strip(" .,")
    if upper in STATES:
        return Reading(STATES[upper], Status.READ, reading.doubt)
    letters = upper.replace("0", "O").replace("1", "I").replace(" ", "")
    if letters in STATE_CODES:
        return Reading(letters, Status.READ if letters == upper else Status.REPAIRED, 0.0 if letters == upper else 1.0)
    if len(upper) > 3:
        best = max(STATES, key=lambda name: fuzz.ratio(name, upper))
        if fuzz.ratio(best, upper) >= 80:
            return Reading(STATES[best], Status.REPAIRED, 1.5, ("name of the state misread",))
    return Reading(upper or None, doubt=0.5 if re.fullmatch(r"[A-Z]\d", upper) else 1.5)


def _zip(text: str) -> Reading[str]:
    text = text.strip(" .,;:'\"()|")
    digits = text.translate(str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8"}))
    if re.fullmatch(r"\d{5}(-?\d{4})?", text):
        return Reading(text)
    if re.fullmatch(r"\d{5}(-?\d{4})?", digits):
        return Reading(digits, Status.REPAIRED, 1.0, ("letters read as digits",))
    return Reading(text or None, doubt=1.5)


def _address(owner: ReportingOwner) -> ReportingOwner:
    """A first line of the street that stands where the second should moves up."""
    if not owner.rpt_owner_street1.present and owner.rpt_owner_street2.present:
        owner = replace(owner, rpt_owner_street1=owner.rpt_owner_street2, rpt_owner_street2=Value())
    return owner


def _relationship(owner: ReportingOwner) -> ReportingOwner:
    """Who has a title is an officer, who has a text is "other", even where the mark is lost."""
    values: dict[str, Value[Any]] = {}
    for mark, words in (("is_officer", owner.officer_title), ("is_other", owner.other_text)):
        if words.value is not None and not getattr(owner, mark).present:
            values[mark] = Value(True, Status.INFERRED, 0.9 * words.confidence, reasons=("its title or text is given",))
    return replace(owner, **values) if values else owner
