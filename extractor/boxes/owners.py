"""The reporting owners: in box 1, on further pages, and in the closing table of the stylesheets' look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from rapidfuzz import fuzz

from extractor.boxes.closing_marks import Columns, beside_box, columns_of, under_heads
from extractor.boxes.first_run import first_run
from extractor.boxes.group_members import with_members
from extractor.boxes.heads_below import without_caption_below
from extractor.boxes.legal_forms import with_legal_form
from extractor.boxes.merging import KINDS, merged_owner, without_stray_line
from extractor.boxes.next_box import without_next_box
from extractor.boxes.no_names import without_no_names
from extractor.boxes.place_codes import CITY, ZIP_CODE, code_of, state_of
from extractor.boxes.relationships import (
    MARKS,
    PREFIX,
    as_remarks,
    director_by_speck,
    loose_marks,
    moved_mark,
    with_chief,
    with_marks_before_captions,
    without_caption,
    without_marks,
)
from extractor.boxes.street_lines import PLACES, STREETS, dealt_streets
from extractor.cells.labels import OWNER_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Leaf, LeafType, ReportingOwner, Status, Value, leaves_of
from extractor.filing.forms import is_related
from extractor.form.care_of import care_of_end
from extractor.form.companies import is_company
from extractor.form.places import country_code
from extractor.form.printed import SLOTS
from extractor.language.model import squeezed
from extractor.language.scraps import is_title
from extractor.readings.codes import read_cross
from extractor.readings.page_words import page_words
from extractor.readings.pieces import Reading, pieces_of
from extractor.readings.text import read_text
from extractor.readings.value import value_of
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_NAME: Final = "reportingOwnerId/rptOwnerName"
_BOX: Final = SLOTS.index("box.name")
_LEAVES: Final[dict[str, Leaf]] = {leaf.path: leaf for leaf in leaves_of(ReportingOwner)}
_SAME: Final = 82.0  # likeness of two readings of one owner's name, of 100
_FIRST: Final = 35.0  # the same for the owner of box 1 and the first of the closing table


@dataclass(slots=True)
class _Draft:
    segments: dict[str, list[Segment]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        self.segments.setdefault(segment.field, []).append(segment)

    def marks(self) -> list[int]:
        """The tokens of the check marks."""
        return [s.first for name in MARKS for s in self.segments.get(PREFIX + name, ())]

    def has_place(self) -> bool:
        """Whether a part of an address stands in it."""
        return any(name.startswith("reportingOwnerAddress/") for name in self.segments)


def owners(page: Page, printed: PrintedForm, regions: Regions, segments: Iterable[Segment]) -> tuple[ReportingOwner, ...]:
    """All reporting owners, each once, in printed order."""
    found: list[ReportingOwner] = []
    listed = False  # whether the closing table has begun
    single: set[int] = set()  # owners of the boxes that the closing table has not repeated yet
    boxes = _boxes(printed, regions)
    below = with_members(page, regions, _below_the_top(page, regions, segments))
    columns = columns_of(page, regions, below)
    mine = with_marks_before_captions(page, regions, under_heads(page, regions, below, columns), boxes)
    for draft in _drafts(page, regions, without_no_names(page, mine), boxes):
        lines = [s.line for some in draft.segments.values() for s in some]
        repeated = all(_in_table(regions, line) for line in lines)
        owner = _owner(page, printed, draft)
        twin = max(single, key=lambda i: _likeness(owner, found[i]), default=None) if repeated else None
        # The closing table begins with the owner of box 1, however that was cut and misread.
        first = twin is not None and not listed and twin == min(single)
        row = repeated and (draft.has_place() or is_related(owner))  # and not the head of the table
        if repeated and _columns_lost(page, draft, columns):
            owner = loose_marks(owner, found[0] if found else None)
        if twin is not None and _is_twin(owner, found[twin], first=first):
            if is_related(found[twin]):
                owner = beside_box(owner, found[twin], _in_columns(draft, columns))
            found[twin] = merged_owner(found[twin], owner)
            single.remove(twin)
            row = True
        elif found and _is_again(owner, found[0]):
            found[0] = merged_owner(found[0], without_marks(owner) if is_related(found[0]) else owner)
        elif not found or (row and owner.rpt_owner_name.present if repeated else _has_name_or_address(owner)):
            if not repeated:
                single.add(len(found))
            found.append(owner)
        listed |= row
    named = tuple(owner for owner in found if _is_somebody(owner)) or tuple(found[:1])
    return (director_by_speck(page, printed, regions, named[0]),) if len(named) == 1 else named


def _is_twin(listed: ReportingOwner, boxed: ReportingOwner, *, first: bool) -> bool:
    """Whether an owner of the closing table is one of the boxes. Its first is that of box 1, though no name is legible there."""
    if first and boxed.rpt_owner_name.value is None:
        code = squeezed(boxed.rpt_owner_zip_code.value or "")
        return code != "" and code == squeezed(listed.rpt_owner_zip_code.value or "")
    return _likeness(listed, boxed) >= (_FIRST if first else _SAME)


def _is_somebody(owner: ReportingOwner) -> bool:
    """Whether more is known of an owner than a letter or two that may be a stain."""
    letters = sum(c.isalnum() for c in owner.rpt_owner_name.value or "")
    return letters > 2 or owner.rpt_owner_street1.present or owner.rpt_owner_city.present


def _below_the_top(page: Page, regions: Regions, segments: Iterable[Segment]) -> list[Segment]:
    """Segments of owners. What the top seems to hold, such as the Commission's own address, counts where nothing else is."""
    mine = [s for s in segments if s.field in OWNER_FIELDS]
    placed = {s.field for s in mine if regions.of_line[s.line] != Region.TOP}
    return [s for s in mine if s.field not in placed or regions.of_line[s.line] != Region.TOP]


def _boxes(printed: PrintedForm, regions: Regions) -> list[int]:
    """The lines in which box 1 is printed, the first of each where its caption is on several."""
    boxed = (printed.slot == _BOX) & (printed.share > 0.5) & (printed.cover > 0.6)
    lines = sorted(set(regions.line_of[boxed].tolist()))
    return [line for k, line in enumerate(lines) if not k or line - lines[k - 1] > _CAPTION]


_CAPTION: Final = 2  # lines on which the caption of one box stands


def _drafts(page: Page, regions: Regions, segments: Sequence[Segment], boxes: Sequence[int]) -> list[_Draft]:
    """Segments by owner: a new one begins where box 1 is printed again, or a second name begins behind an address."""
    drafts: list[_Draft] = []
    box = 1
    for segment in segments:
        at = max(1, bisect_right(boxes, segment.line))
        named = segment.field == _NAME and segment.begins and _letters(page, segment) > 2
        listed = named and _in_table(regions, segment.line)
        second = named and bool(drafts) and _NAME in drafts[-1].segments
        if not drafts or at > box or listed or (second and drafts[-1].has_place()) or _begins_address(page, segment, drafts[-1]):
            drafts.append(_Draft())
        elif second:
            continue
        box = max(box, at)
        drafts[-1].add(segment)
    return drafts


def _begins_address(page: Page, segment: Segment, draft: _Draft) -> bool:
    """Whether a segment begins an address below the ZIP code with which that of an owner ends."""
    codes = [
        s.line for s in draft.segments.get(ZIP_CODE, ()) if sum(c.isdigit() for t in s.tokens for c in page.words[t]) >= _CODE
    ]
    begins = segment.field == STREETS[0] and segment.begins and len(segment.tokens) > 1
    return begins and bool(codes) and STREETS[0] in draft.segments and segment.line > max(codes)


_CODE: Final = 4  # digits of a ZIP code, one of which may be lost


def _letters(page: Page, segment: Segment) -> int:
    return sum(c.isalpha() for t in segment.tokens for c in page.words[t])


def _in_table(regions: Regions, line: int) -> bool:
    return bool(regions.of_line[line] == Region.OWNERS)


def _likeness(one: ReportingOwner, other: ReportingOwner) -> float:
    """How alike the names of two owners are, of 100."""
    a, b = one.rpt_owner_name.value, other.rpt_owner_name.value
    return fuzz.token_sort_ratio(a.lower(), b.lower()) if a is not None and b is not None else 0.0


def _is_again(owner: ReportingOwner, first: ReportingOwner) -> bool:
    """Whether an owner has just the name of the first, whose box begins each page: nobody files twice on one form."""
    one, other = (squeezed(o.rpt_owner_name.value or "") for o in (owner, first))
    return one == other and len(one) >= _WHOLE_NAME


_WHOLE_NAME: Final = 6  # letters


def _owner(page: Page, printed: PrintedForm, draft: _Draft) -> ReportingOwner:
    values: dict[str, Value[Any]] = {}
    stacked = dealt_streets(page, draft.segments)
    for name, segments in draft.segments.items():
        leaf = _LEAVES[name]
        used = first_run(page, segments)
        tokens = [t for s in used for t in s.tokens]
        if name in STREETS or name in PLACES:
            tokens = without_next_box(page, printed, tokens, code=name == ZIP_CODE)
        probability = min(s.probability for s in used)
        pieces = pieces_of(page, tokens)
        reading: Reading[Any]
        if leaf.type is LeafType.MARK:
            if probability < 0.5:
                continue
            reading = moved_mark(read_cross(pieces), used)
        elif leaf.attribute == "rpt_owner_state":
            reading = state_of(pieces)
        elif leaf.attribute == "rpt_owner_zip_code":
            reading = code_of(pieces)
        else:
            lore = page_words(page)
            wrapped = stacked if name == _NAME else KINDS[leaf.attribute] in _WRAPPED and not (stacked and name in STREETS)
            reading = read_text(pieces, KINDS[leaf.attribute], lore, wrapped=wrapped)
            if name in STREETS:
                reading = without_caption_below(
                    with_legal_form(reading, lore.noise) if care_of_end(reading.value or "") else reading, lore.noise
                )
                reading = replace(reading, reasons=(*reading.reasons, *filter(None, (s.reason for s in used))))
            elif name == CITY:
                reading = _without_comma(reading)
            elif KINDS[leaf.attribute] == "office":
                reading = as_remarks(with_chief(without_caption(reading)))
        values[leaf.attribute] = value_of(page, pieces, reading, probability)
    owner = without_stray_line(_address(ReportingOwner(**values)))
    return _relationship(owner)


def _without_comma(city: Reading[str]) -> Reading[str]:
    """A city without the comma that stylesheets print between it and the state; none ends in a point either."""
    return replace(city, value=city.value.rstrip(" ,.-") or None) if city.value else city


_WRAPPED: Final = ("office", "place")  # kinds of text that may stand on several printed lines


def _address(owner: ReportingOwner) -> ReportingOwner:
    """The parts of an address in their places: the first line of the street, and the code of a country given by name."""
    if not owner.rpt_owner_street1.present and owner.rpt_owner_street2.present:
        owner = replace(owner, rpt_owner_street1=owner.rpt_owner_street2, rpt_owner_street2=Value())
    if _begins_with_name(owner):
        name = owner.rpt_owner_street1.because("the first line of the box")
        owner = replace(owner, rpt_owner_name=name, rpt_owner_street1=owner.rpt_owner_street2, rpt_owner_street2=Value())
    country = owner.rpt_owner_state_description
    code = country_code(country.value) if country.value and owner.rpt_owner_state.value is None else ""
    if code:
        reasons = ("the code of the country",)
        state = Value(code, Status.INFERRED, country.confidence, country.sources, reasons=reasons)
        owner = replace(owner, rpt_owner_state=state)
    return owner


def _begins_with_name(owner: ReportingOwner) -> bool:
    """Whether what seems the first line of the street is a company above the number of a house, and nothing else is the name."""
    first, second = owner.rpt_owner_street1.value or "", owner.rpt_owner_street2.value or ""
    if owner.rpt_owner_name.present or not second[:1].isdigit() or care_of_end(first, before_name=True):
        return False
    return is_company(first) and not any(map(str.isdigit, first))


def _relationship(owner: ReportingOwner) -> ReportingOwner:
    """Who has a title is an officer, who has a text is "other", even where the mark is lost.

    What has no word of a title is a stain.
    """
    values: dict[str, Value[Any]] = {}
    for mark, words in (("is_officer", owner.officer_title), ("is_other", owner.other_text)):
        if words.value is not None and not getattr(owner, mark).present and (mark == "is_other" or is_title(words.value)):
            values[mark] = Value(True, Status.INFERRED, 0.9 * words.confidence, reasons=("its title or text is given",))
    return replace(owner, **values) if values else owner


def _in_columns(draft: _Draft, columns: Columns) -> set[str]:
    """The relationships of an owner of the closing table whose marks stand under their heads."""
    of_mark = columns.of_mark
    return {of_mark[s.first] for some in draft.segments.values() for s in some if s.first in of_mark}


def _columns_lost(page: Page, draft: _Draft, columns: Columns) -> bool:
    """Whether nothing tells under which head of the closing table the marks of an owner stand."""
    marks = draft.marks()
    if marks and columns.shared.issuperset(marks):
        return True
    return page.dialect != "spaced" and not _in_cells(page, draft)


def _in_cells(page: Page, draft: _Draft) -> bool:
    """Whether a mark of an owner stands in a cell, where what is under no head may be an initial of the name."""
    return any(page.celled[t] for t in draft.marks())


def _has_name_or_address(owner: ReportingOwner) -> bool:
    """Whether a box has a name, or an address, so that somebody stands in it whose name is not legible."""
    place = owner.rpt_owner_city.present or owner.rpt_owner_zip_code.present
    return owner.rpt_owner_name.present or (owner.rpt_owner_street1.present and place)
