"""How one printed copy of a form looks: fonts, sizes, marks, habits of its filer."""

from __future__ import annotations

import random
from dataclasses import dataclass

LAYOUTS = ("edgar", "xsl", "paper", "old")
WEIGHTS = (0.42, 0.22, 0.12, 0.24)
SANS = ("Liberation Sans", "DejaVu Sans Condensed", "Liberation Sans Narrow", "Liberation Sans")
SERIF = ("Liberation Serif", "Liberation Serif", "DejaVu Serif Condensed")
MONO = ("Liberation Mono", "DejaVu Sans Mono")


@dataclass(frozen=True)
class Style:
    """The look of one printed filing."""

    layout: str
    form_font: str
    value_font: str
    form_px: float
    value_px: float
    padding: int
    mark: str
    empty_mark: str
    dates: str
    dollar: str
    note_gap: str
    empty_heads: bool
    split_name: bool
    sec_line: bool
    plan_box: bool
    break_second: bool
    month_words: int
    blank_rows: int
    seed: int

    def turn(self, what: str, sides: int) -> int:
        """A number below ``sides`` for a habit of this look: always the same, and independent of that for any other habit."""
        return random.Random(f"{self.seed} {what}").randrange(sides)


def _value_font(layout: str, rng: random.Random) -> str:
    if layout in ("edgar", "xsl"):
        return rng.choice(SERIF + SERIF + SANS)
    return rng.choice(MONO * 3 + SERIF + SANS)


def _dates(layout: str, rng: random.Random) -> str:
    if layout in ("edgar", "xsl"):
        return "mdY"
    return rng.choices(("mdY", "short", "loose", "dash"), (0.5, 0.25, 0.22, 0.03))[0]


def _marks(layout: str, rng: random.Random) -> tuple[str, str]:
    if layout == "xsl":
        return "__X__", "_____"
    if layout == "edgar":
        return "X", ""
    return rng.choices(
        (
            ("X", ""),
            ("x", ""),
            ("[X]", "[ ]"),
            ("[x]", "[ ]"),
            ("|X|", "|_|"),
            ("(X)", "( )"),
            ("\u2612", "\u2610"),
            ("\u2714", ""),
            ("_X_", "___"),
        ),
        (0.45, 0.08, 0.15, 0.05, 0.08, 0.03, 0.08, 0.03, 0.05),
    )[0]


def pick_style(rng: random.Random, layout: str | None = None) -> Style:
    """A random look; `layout` fixes the edition."""
    layout = layout or rng.choices(LAYOUTS, WEIGHTS)[0]
    mark, empty = _marks(layout, rng)
    electronic = layout in ("edgar", "xsl")
    form = rng.choice(SANS) if rng.random() < (0.85 if layout != "xsl" else 0.3) else rng.choice(SERIF)
    value = _value_font(layout, rng)
    base = rng.uniform(6.7, 10.8)
    ratio = rng.uniform(1.0, 1.3) if "Mono" not in value else rng.uniform(0.95, 1.12)
    return Style(
        layout=layout,
        form_font=form,
        value_font=value,
        form_px=base,
        value_px=base * ratio,
        padding=rng.choice([1, 2, 2, 3, 4]),
        mark=mark,
        empty_mark=empty,
        dates=_dates(layout, rng),
        dollar="$" if electronic or rng.random() < 0.55 else "",
        note_gap=rng.choice(["", "", " "]),
        empty_heads=rng.random() < 0.9,
        split_name=(not electronic) and rng.random() < 0.7,
        sec_line=electronic and rng.random() < 0.3,
        plan_box=rng.random() < 0.5,
        break_second=(not electronic) and rng.random() < 0.2,
        month_words=rng.choice([0, 0, 0, 0, 1, 2]) if layout == "old" else 0,
        blank_rows=rng.choice([0, 0, 0, 1, 2, 3]) if not electronic else 0,
        seed=rng.randrange(1 << 30),
    )
