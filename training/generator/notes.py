"""Which elements carry footnotes: those without a value always, the others at the rates of real filings."""

from __future__ import annotations

from .model import Row
from .scene import Scene

# share of elements that have a footnote beside their value: transactions of Table I and II, then holdings (H)
RATES: dict[str, dict[str, float]] = {
    "N": {
        "securityTitle": 0.038,
        "transactionDate": 0.005,
        "transactionCoding": 0.15,
        "transactionShares": 0.36,
        "transactionPricePerShare": 0.15,
        "transactionAcquiredDisposedCode": 0.011,
        "following": 0.12,
        "directOrIndirectOwnership": 0.018,
        "natureOfOwnership": 0.36,
    },
    "D": {
        "securityTitle": 0.113,
        "conversionOrExercisePrice": 0.06,
        "transactionDate": 0.008,
        "transactionCoding": 0.07,
        "transactionShares": 0.072,
        "transactionTotalValue": 0.3,
        "transactionPricePerShare": 0.08,
        "exerciseDate": 0.075,
        "expirationDate": 0.03,
        "underlyingSecurityTitle": 0.009,
        "underlyingSecurityShares": 0.025,
        "following": 0.06,
        "directOrIndirectOwnership": 0.017,
        "natureOfOwnership": 0.45,
    },
    "NH": {"securityTitle": 0.016, "following": 0.155, "directOrIndirectOwnership": 0.031, "natureOfOwnership": 0.34},
    "DH": {
        "securityTitle": 0.036,
        "conversionOrExercisePrice": 0.08,
        "exerciseDate": 0.08,
        "underlyingSecurityTitle": 0.008,
        "underlyingSecurityShares": 0.014,
        "following": 0.11,
        "directOrIndirectOwnership": 0.053,
        "natureOfOwnership": 0.6,
    },
}
BY_CODE = {
    **dict.fromkeys("DU", "merger"),
    **dict.fromkeys("JWILZEHO", "code"),
    "S": "plan",
    "F": "withheld",
    "G": "gift",
    "A": "award",
    "M": "unitright",
    "P": "purchaseplan",
    "C": "convert",
    "X": "convert",
}
BY_ELEMENT = {
    "securityTitle": "title",
    "transactionDate": "day",
    "deemedExecutionDate": "day",
    "underlyingSecurityTitle": "underlying",
    "underlyingSecurityShares": "underlying",
    "underlyingSecurityValue": "underlying",
    "following": "following",
    "directOrIndirectOwnership": "disclaim",
    "transactionTotalValue": "price",
}
UNITS = ("rsu", "psu")
DEFERRED = ("phantom", "dsu")
GRANTED = ("option", "sar", *UNITS)


def topic(row: Row, element: str, draw: float) -> str:
    """What a footnote on an element would be about."""
    if element in BY_ELEMENT:
        return BY_ELEMENT[element]
    if element == "natureOfOwnership":
        return "nature" if draw < 0.75 else "disclaim"
    if element == "exerciseDate":
        return "vesting" if row.kind in GRANTED else "phantom" if row.kind in DEFERRED else "convert"
    if element == "expirationDate":
        if row.kind in UNITS:
            return "unitend" if draw < 0.5 else "vesting"
        return "phantom" if row.kind in DEFERRED else "convert" if row.kind not in GRANTED else "vesting"
    if element == "conversionOrExercisePrice":
        return "unitright" if row.kind in (*UNITS, *DEFERRED) else "price" if row.kind == "option" else "convert"
    if element == "transactionPricePerShare" and row.price:
        return "average" if row.code in "SP" else "price"
    if element == "transactionPricePerShare":
        return "noprice" if draw < 0.6 or row.code not in BY_CODE else BY_CODE[row.code]
    if row.derivative and element in ("transactionCoding", "transactionShares") and row.code == "A":
        return "award" if draw < 0.5 else "vesting"
    return BY_CODE.get(row.code, "code")


def elements(row: Row) -> dict[str, bool]:
    """The elements of a row that may have a footnote, each with whether it has a value."""
    found = {"securityTitle": True, "following": True, "directOrIndirectOwnership": True}
    if not row.direct:
        found["natureOfOwnership"] = True
    if not row.holding:
        found |= {
            "transactionDate": True,
            "transactionCoding": True,
            "transactionShares" if row.total is None else "transactionTotalValue": True,
            "transactionPricePerShare": row.price is not None,
        }
        if not row.derivative:
            found["transactionAcquiredDisposedCode"] = True
    if row.derivative:
        shares = "underlyingSecurityShares" if row.under_value is None else "underlyingSecurityValue"
        found |= {
            "conversionOrExercisePrice": row.conversion is not None,
            "exerciseDate": row.exercise is not None,
            "expirationDate": row.expiration is not None,
            "underlyingSecurityTitle": True,
            shares: row.under_shares is not None or row.under_value is not None,
        }
    return found


def annotate(scene: Scene, *, following: bool = True) -> None:
    """Put footnotes on the rows of a filing. One decision holds for all like cells, as filers repeat themselves."""
    rng = scene.rng
    appetite = rng.choice((0.15, 0.4, 0.8, 1.2, 1.6, 1.9))
    chosen: dict[tuple[str, ...], bool] = {}
    natures: dict[str, str] = {}  # what a nature that only points to a footnote points to
    for row in scene.rows:
        table = ("D" if row.derivative else "N") + ("H" if row.holding else "")
        for element, present in elements(row).items():
            if element == "following" and row.derivative and not following:
                continue
            if element in row.notes:
                continue
            pointer = element == "natureOfOwnership" and _points(row.nature)
            if present:
                like = (table, element, row.code)
                if like not in chosen:
                    chosen[like] = rng.random() < RATES[table].get(element, 0.0) * appetite * 1.15
                if not pointer and not (chosen[like] and rng.random() < 0.88):
                    continue
            subject = topic(row, element, rng.random())
            if subject == "plan" and scene.day.year < 2001:  # the rule on trading plans is of October 2000
                subject = "price"
            text = scene.text(subject, 0.8 if present else 0.85)
            row.note(element, natures.setdefault(row.nature, text) if pointer else text)
            if rng.random() < 0.05:
                row.note(element, scene.text(rng.choice(("disclaim", "following", "title", "price", "day")), 0.7))
    if scene.form.endswith("/A") and scene.rows and rng.random() < 0.45:
        row = rng.choice(scene.rows)
        names = [name for name in elements(row) if following or not row.derivative or name != "following"]
        row.note(rng.choice(names), scene.text("change"))


def _points(nature: str) -> bool:
    """Whether a nature of ownership does nothing but point to a footnote."""
    return "%F" in nature or nature.lower().startswith("see")
