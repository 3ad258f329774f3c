"""Let the filing correct its own reading: steps that fill and repair, then checks that say what holds.

Every step takes a filing and gives a filing. A step changes a value only for what else the filing has, alone or by what is known
of all filings (registrants, ZIP codes, usual names and titles, how often codes and amounts go together), says so in the value's
status and reasons, and keeps the reading that was there as an alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from extractor.filing import CheckOutcome, Filing
from extractor.reconcile.addresses.care_of import part_care_of
from extractor.reconcile.addresses.groups import share_addresses
from extractor.reconcile.addresses.places import repair_addresses
from extractor.reconcile.checks.catalogue import CHECKS, CheckSpec, Findings, findings, outcomes
from extractor.reconcile.dates.events import repair_events
from extractor.reconcile.dates.lost import complete_dates, repair_early, repair_late, repair_odd, repair_years
from extractor.reconcile.dates.months import repair_months
from extractor.reconcile.dates.period import imply_dates, imply_period
from extractor.reconcile.dates.signatures import repair_signature_dates
from extractor.reconcile.history import with_history
from extractor.reconcile.issuer.lost import restore_issuer_name
from extractor.reconcile.issuer.names import repair_issuer_names
from extractor.reconcile.issuer.registrants import repair_by_registrants
from extractor.reconcile.marks.marks import drop_unread, number_marks
from extractor.reconcile.numbers.acquired import repair_acquired
from extractor.reconcile.numbers.agreeing import repair_numbers
from extractor.reconcile.numbers.chains import repair_balances
from extractor.reconcile.numbers.damaged import complete_numbers, keep_points, leave_out_damaged, restore_raised
from extractor.reconcile.numbers.noughts import repair_noughts
from extractor.reconcile.numbers.prices import complete_cents, repair_prices
from extractor.reconcile.people.misread_names import repair_misread_names
from extractor.reconcile.people.owner_names import repair_owner_names
from extractor.reconcile.people.relationships import doubt_glyphs, doubt_officers, doubt_others, share_relationships
from extractor.reconcile.people.signature_names import repair_signature_names
from extractor.reconcile.rows.implied import (
    imply_codes,
    imply_directions,
    imply_ownership,
    tell_directions,
)
from extractor.reconcile.rows.lost import restore_codes, restore_noughts, restore_prices, weigh_codes
from extractor.reconcile.rows.natures import repair_natures
from extractor.reconcile.rows.titles import repair_titles

Step = Callable[[Filing], Filing]
TITLES: Final[tuple[Step, ...]] = (repair_titles, repair_natures)
PEOPLE: Final[tuple[Step, ...]] = (repair_owner_names, repair_signature_names, repair_misread_names)
"""Box and signature mend each other; what then stands once is compared with usual names."""
ADDRESSES: Final[tuple[Step, ...]] = (repair_addresses, share_addresses)
"""Places are mended before a group compares its addresses."""
ISSUER: Final[tuple[Step, ...]] = (repair_by_registrants, restore_issuer_name, part_care_of, repair_issuer_names)
"""Addresses care of the issuer end with its name, and are compared with it, as the list of registrants has mended it."""
RELATIONSHIPS: Final[tuple[Step, ...]] = (doubt_officers, doubt_others, doubt_glyphs, share_relationships)
"""Marks that are none are left out before owners without any get those of their group."""
CODES: Final[tuple[Step, ...]] = (tell_directions, weigh_codes, imply_codes, restore_codes, imply_codes, imply_directions)
"""How probable a code is, titles and relationships tell. What an exercise of the other table tells is surer, so that it is asked
first; then again, for a restored code tells that of its pair; and a code tells its direction."""
NUMBERS: Final[tuple[Step, ...]] = (
    *(keep_points, restore_raised, complete_cents, repair_noughts, repair_prices),
    *(repair_numbers, repair_balances, repair_acquired, complete_numbers),
)
"""By codes and directions: single numbers, prices of a class, numbers that must agree, and sums; only what is damaged still takes
one from elsewhere."""
DATES: Final[tuple[Step, ...]] = (
    *(repair_months, repair_years, repair_odd, repair_events, repair_early),
    *(complete_dates, imply_dates, imply_period, repair_signature_dates, repair_late),
)
"""Dates are mended before others are completed or inferred by them; the
period is the earliest of them, signatures follow it, and what is then later than these is misread."""
REMAINS: Final[tuple[Step, ...]] = (imply_ownership, leave_out_damaged, number_marks, restore_noughts, restore_prices)
"""A damaged number still shows that its row holds something; what is left out leaves its marks; footnotes tell what else was
nought; and of holdings only prices tell that stand there, before others are restored."""
STEPS: Final = (*TITLES, *PEOPLE, *ADDRESSES, *ISSUER, *RELATIONSHIPS, *CODES, *NUMBERS, *DATES, *REMAINS)


def reconcile(filing: Filing, checks: Sequence[CheckSpec] = CHECKS) -> Filing:
    """The filing after all steps, each change told, with the outcome of every check and a warning for each that failed."""
    read = drop_unread(filing)
    for step in STEPS:
        filing = step(filing)
    found = findings(filing, checks)
    return _with_outcomes(with_history(read, filing, found), found)


def unreconciled(filing: Filing) -> Filing:
    """The filing as read, with the outcome of every check."""
    filing = drop_unread(filing)
    return _with_outcomes(filing, findings(filing))


def _with_outcomes(filing: Filing, found: Findings) -> Filing:
    checks = outcomes(found)
    warnings = (check.detail for check in checks if check.outcome is CheckOutcome.FAILED)
    return replace(filing, checks=checks, warnings=(*filing.warnings, *warnings))
