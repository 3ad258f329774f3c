"""Invented but plausible Section 16 filings as ownership XML, from nothing but a seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from .filing import build
from .issuers import Issuer, make_issuer
from .markup import write

FORMS: Mapping[str, float] = {"4": 0.5, "3": 0.14, "5": 0.12, "4/A": 0.1, "3/A": 0.07, "5/A": 0.07}
REUSE = 0.4  # share of filings whose issuer has filed before
RECENT = 60

__all__ = ["FORMS", "Filing", "generate"]


@dataclass(frozen=True, slots=True)
class Filing:
    """An ownership document; `issuer` is the key by which a corpus is split."""

    id: str
    issuer: str
    xml: str


def generate(count: int, *, seed: int, forms: Mapping[str, float] | None = None) -> Iterator[Filing]:
    """Yield filings; the same seed and forms give the same ones, and a longer run begins like a shorter one."""
    weights = FORMS if forms is None else forms
    unknown = set(weights) - set(FORMS)
    if unknown:
        raise ValueError(f"unknown form types: {', '.join(sorted(unknown))}; known are {', '.join(FORMS)}")
    if not any(weight > 0 for weight in weights.values()):
        raise ValueError("no form type has a weight above zero")
    names = sorted(weights)
    recent: list[Issuer] = []
    made = 0
    for index in range(count):
        rng = Random(f"{seed}/{index}")
        form = rng.choices(names, weights=[weights[name] for name in names])[0]
        if recent and rng.random() < REUSE:
            issuer = rng.choice(recent)
        else:
            issuer = make_issuer(Random(f"{seed}/issuer/{made}"), f"generated-{seed}-{made:06d}")
            made += 1
            recent = [*recent[1 - RECENT :], issuer]
        draft = build(rng, issuer, form)
        yield Filing(f"{issuer.key}-{index:06d}-{form.replace('/', '').lower()}", issuer.key, write(rng, draft))
