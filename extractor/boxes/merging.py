"""An owner who stands twice on the form, in a box and in the closing table: of two readings of each value the better."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Hint, ReportingOwner, Value, leaves_of
from extractor.form.streets import COMPASS, SUITES
from extractor.language.model import letters_of, squeezed, text_cost, vocabulary

_SURER: Final = 0.05  # by how much a second reading must be surer to stand for the first


def merged_owner(one: ReportingOwner, other: ReportingOwner) -> ReportingOwner:
    """One owner of two readings: what the first lacks comes from the second, as does what that has surer."""
    values: dict[str, Value[Any]] = {}
    city = better_of_two(one.rpt_owner_city, other.rpt_owner_city, "rpt_owner_city").value or ""
    words = {name: [v for o in (one, other) if " " in (v := getattr(o, name).value or "")] for name in _STREET_LEAVES}
    beyond = {
        name: frozenset(letters_of(" ".join([city, *words[beside]])))
        for name, beside in zip(_STREET_LEAVES, reversed(_STREET_LEAVES), strict=True)
    }
    for leaf in leaves_of(ReportingOwner):
        a, b = getattr(one, leaf.attribute), getattr(other, leaf.attribute)
        if better_of_two(a, b, leaf.attribute, beyond.get(leaf.attribute, frozenset())) is b:
            values[leaf.attribute] = b
        elif b.present and a.value == b.value:
            values[leaf.attribute] = replace(a, confidence=max(a.confidence, b.confidence)).because(Hint.TWICE)
    both = without_stray_line(replace(one, **values))
    texts = [squeezed(value.value or "") for value in (both.other_text, both.officer_title)]
    if texts[0] == texts[1] != "" and not both.is_other.sources:
        return replace(both, other_text=Value(), is_other=Value())  # the title, which the second has as a text
    return both


def without_stray_line(owner: ReportingOwner) -> ReportingOwner:
    """The owner without a second line of the street that is the city once more, or a lone digit."""
    letters = squeezed(owner.rpt_owner_street2.value or "")
    stray = (len(letters) == 1 and letters.isdigit()) or (letters != "" and letters == squeezed(owner.rpt_owner_city.value or ""))
    return replace(owner, rpt_owner_street2=Value()) if stray else owner


def better_of_two(one: Value[Any], other: Value[Any], attribute: str, beyond: frozenset[str] = frozenset()) -> Value[Any]:
    """The better of two readings of one value, the first if they are as good."""
    return other if not one.present or (other.present and _better(other, one, attribute, beyond)) else one


def _better(one: Value[Any], other: Value[Any], attribute: str, beyond: frozenset[str]) -> bool:
    """Whether of two readings the one is better: its words make more sense, or as much and it is surer.

    ``beyond``: words that stand beside a line of the street, in the other line or the city.
    """
    kind = KINDS.get(attribute)
    if attribute == "rpt_owner_name" and _has_initial(one, other):
        return True
    if attribute == "rpt_owner_name" and _has_initial(other, one):
        return False
    if attribute in _STREET_LEAVES and one.value and other.value:
        if _goes_on(one.value, other.value, beyond):
            return True
        if _goes_on(other.value, one.value, beyond):
            return False
    if kind == "office" and one.value and other.value:
        if _has_more(one.value, other.value) or _has_more(other.value, one.value):
            return len(squeezed(one.value)) > len(squeezed(other.value))
        sure, unsure = sorted((one, other), key=lambda value: -value.confidence)
        if sure.confidence > unsure.confidence + _MUCH_SURER:
            return one is sure
    if kind is not None and one.value and other.value and one.value != other.value:
        gain = text_cost(letters_of(other.value), kind) - text_cost(letters_of(one.value), kind)
        if abs(gain) > _SENSE:
            return gain > 0
    return bool(one.confidence > other.confidence + _SURER)


def _goes_on(long: str, short: str, beside: frozenset[str]) -> bool:
    """Whether the one reading has all words of the other, which is cheaper as every shorter text is, and some that it lacks.

    It has them in known words or points of the compass, but none of those that stand beside it.
    """
    words, left = long.split(), short.split()
    if len(words) <= len(left) or not left:
        return False
    more: list[str] = []
    had = 0
    for word in words:
        if had < len(left) and squeezed(word) == squeezed(left[had]):
            had += 1
        else:
            more.append(word)
    spelled = letters_of(" ".join(more))
    if had < len(left) or not spelled:
        return False
    lettered = not SUITES.isdisjoint(spelled)  # ``SUITE A``
    known = all(word in COMPASS or (len(word) == 1 and lettered) or (len(word) > 1 and word in vocabulary()) for word in spelled)
    return known and beside.isdisjoint(spelled)


def _has_more(long: str, short: str) -> bool:
    """Whether the one title is the other with a stretch that is lost there, or the letter that an edge has taken.

    All its words are known: none is a scrap, nor of the heads beside it.
    """
    whole, left = squeezed(long), squeezed(short)
    begun = next((k for k, (a, b) in enumerate(zip(whole, left, strict=False)) if a != b), len(left))
    if not left or len(whole) <= len(left) or not whole.endswith(left[begun:]):
        return False
    had = set(letters_of(short))
    return all(word in vocabulary() and word not in _HEADS for word in letters_of(long) if word not in had)


_HEADS: Final = frozenset(("other", "director", "owner", "below", "specify", "title"))
"""Words of the captions and heads beside a title."""


def _has_initial(one: Value[str], other: Value[str]) -> bool:
    """Whether the one reading is the other with the initial of a middle name, which is lost more easily than made up."""
    long, short = (one.value or "").split(), (other.value or "").split()
    if not 1 < len(short) == len(long) - 1:
        return False
    at = next((k for k in range(_GIVEN, len(short)) if long[k] != short[k]), len(short))
    more = long[at].rstrip(".,")
    return [*long[:at], *long[at + 1 :]] == short and len(more) == 1 and more.isalpha() and more.isupper()


_GIVEN: Final = 2  # words of a name behind which an initial may stand


_STREET_LEAVES: Final = ("rpt_owner_street1", "rpt_owner_street2")
_SENSE: Final = 3.0
_MUCH_SURER: Final = 0.5  # by how much the reading that makes less sense may be surer
KINDS: Final = {
    "rpt_owner_name": "name",
    "rpt_owner_street1": "place",
    "rpt_owner_street2": "place",
    "rpt_owner_city": "place",
    "rpt_owner_state_description": "place",
    "officer_title": "office",
    "other_text": "office",
}
"""The kind of text of each leaf."""
