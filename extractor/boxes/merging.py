"""An owner who stands twice on the form, in a box and in the closing table: of two readings of each value the better."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Hint, ReportingOwner, Value, leaves_of
from extractor.language.model import letters_of, squeezed, text_cost, vocabulary

_SURER: Final = 0.05  # by how much a second reading must be surer to stand for the first


def merged_owner(one: ReportingOwner, other: ReportingOwner) -> ReportingOwner:
    """One owner of two readings: what the first lacks comes from the second, as does what that has surer."""
    values: dict[str, Value[Any]] = {}
    for leaf in leaves_of(ReportingOwner):
        a, b = getattr(one, leaf.attribute), getattr(other, leaf.attribute)
        if better_of_two(a, b, leaf.attribute) is b:
            values[leaf.attribute] = b
        elif b.present and a.value == b.value:
            values[leaf.attribute] = replace(a, confidence=max(a.confidence, b.confidence)).because(Hint.TWICE)
    return without_stray_line(replace(one, **values))


def without_stray_line(owner: ReportingOwner) -> ReportingOwner:
    """The owner without a second line of the street that is the city once more, or a lone digit."""
    letters = squeezed(owner.rpt_owner_street2.value or "")
    stray = (len(letters) == 1 and letters.isdigit()) or (letters != "" and letters == squeezed(owner.rpt_owner_city.value or ""))
    return replace(owner, rpt_owner_street2=Value()) if stray else owner


def better_of_two(one: Value[Any], other: Value[Any], attribute: str) -> Value[Any]:
    """The better of two readings of one value, the first if they are as good."""
    return other if not one.present or (other.present and _better(other, one, attribute)) else one


def _better(one: Value[Any], other: Value[Any], attribute: str) -> bool:
    """Whether of two readings the one is better: its words make more sense, or as much and it is surer."""
    kind = KINDS.get(attribute)
    a, b = one.value, other.value
    if kind == "office" and a and b and (_has_more(a, b) or _has_more(b, a)):
        return len(squeezed(a)) > len(squeezed(b))
    if kind is not None and a and b and a != b:
        gain = text_cost(letters_of(b), kind) - text_cost(letters_of(a), kind)
        if abs(gain) > _SENSE:
            return gain > 0
    return bool(one.confidence > other.confidence + _SURER)


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


_SENSE: Final = 3.0
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
