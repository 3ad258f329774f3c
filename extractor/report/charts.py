"""Drawings of an evaluation as inline SVG: reliability, risk against coverage, and the small ones of a table.

Drawn by hand: each is a few lines and dots, and what matters is where the words stand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.report.html import Html, el, join
from extractor.report.measures import Bin, Curve

Scale = Callable[[float], float]
LIMITS: Final = (0.01, 0.005)
"""Shares of wrong values among the accepted ones that curves are marked at."""
FILING_LIMITS: Final = (0.2, 0.1)
"""The same of filings with an error."""
_LOW, _HIGH = 0.06, 0.9988  # what the stretched axis shows
_TICKS: Final = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.998)
_FEW_TICKS: Final = (0.5, 0.9, 0.99)  # the same of small charts
_EVEN: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # the same of an axis that is not stretched
_MOST_POINTS: Final = 240  # of a curve: about one a pixel or two
_FEW_POINTS: Final = 60  # of a curve in a small chart
_LEAST_ACCEPTED: Final = 20  # a share of fewer values, or filings, says little
_LEAST_FILINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Plot:
    """The place of a drawing: its size and margins in pixels."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    def x(self, share: float) -> float:
        """From [0, 1] to pixels."""
        return self.left + share * (self.width - self.left - self.right)

    def y(self, share: float) -> float:
        """From [0, 1], upwards, to pixels."""
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)

    def svg(self, told: str, *parts: object) -> Html:
        """The drawing; ``told`` is for those who do not see it."""
        size = {"viewBox": f"0 0 {self.width:g} {self.height:g}", "width": f"{self.width:g}", "height": f"{self.height:g}"}
        return el("svg", *parts, role="img", aria_label=told, **size)


_LARGE: Final = Plot(430, 430, 46, 12, 14, 40)
_MEDIUM: Final = Plot(330, 330, 46, 12, 14, 40)
_SMALL: Final = Plot(132, 132, 24, 6, 6, 18)
_WIDE: Final = Plot(830, 330, 46, 12, 14, 40)


def stretched(share: float) -> float:
    """Log odds on [0, 1]: towards certainty, where decisions are made, the axis is drawn out."""
    low, high, at = (math.log(p / (1 - p)) for p in (_LOW, _HIGH, min(_HIGH, max(_LOW, share))))
    return (at - low) / (high - low)


def even(share: float) -> float:
    """The share itself."""
    return share


def reliability_chart(bins: Sequence[Bin], what: str, scale: Scale = stretched) -> Html:
    """What was said against what is: a dot a bin, with its 95 % interval."""
    plot, ticks = (_LARGE, _TICKS) if scale is stretched else (_MEDIUM, _EVEN)
    told = "; ".join(f"said {percents(b.confidence)}, right {percents(b.right)}" for b in bins)
    return plot.svg(
        f"Reliability of {what}: {told}",
        *_square(plot, scale, ticks),
        *(_x_tick(plot, scale(t), percents(t)) for t in ticks),
        *(_y_tick(plot, scale(t), percents(t)) for t in ticks),
        _y_tick(plot, 1, "100") if scale is stretched else None,
        _label(plot.x(0.5), plot.height - 4, f"{what}: how sure the reader was", "middle"),
        _label(plot.left + 6, plot.top + 14, "share that is right", "start"),
        _label(plot.x(0.36), plot.y(0.36) - 8, "as sure as right", "middle", turned=-45),
        *(part for b in bins for part in _dot(plot, scale, b, 4.5)),
    )


def small_reliability(bins: Sequence[Bin], what: str) -> Html:
    """The same in the size of a stamp."""
    plot = _SMALL
    return plot.svg(
        f"Reliability of {what}: " + "; ".join(f"said {percents(b.confidence)}, right {percents(b.right)}" for b in bins),
        *_square(plot, stretched, _FEW_TICKS),
        *(_x_tick(plot, stretched(t), f"{t * 100:g}") for t in _FEW_TICKS),
        *(_y_tick(plot, stretched(t), f"{t * 100:g}") for t in _FEW_TICKS),
        *(part for b in bins for part in _dot(plot, stretched, b, 2.8)),
    )


def _square(plot: Plot, scale: Scale, ticks: Sequence[float]) -> Iterator[Html]:
    yield _rect(plot.x(0), plot.y(1), plot.x(1) - plot.x(0), plot.y(0) - plot.y(1), "field")
    for tick in ticks:
        yield _line(plot.x(scale(tick)), plot.y(0), plot.x(scale(tick)), plot.y(1), "grid")
        yield _line(plot.x(0), plot.y(scale(tick)), plot.x(1), plot.y(scale(tick)), "grid")
    yield _line(plot.x(0), plot.y(0), plot.x(1), plot.y(1), "ideal")


def _dot(plot: Plot, scale: Scale, b: Bin, radius: float) -> Iterator[Html]:
    x = plot.x(scale(b.confidence))
    yield _line(x, plot.y(scale(b.low)), x, plot.y(scale(b.high)), "whisker")
    said = f"{b.count} values said to be {percents(b.confidence)} sure: {percents(b.right)} right"
    off = " off" if not b.low <= b.confidence <= b.high else ""
    yield el("circle", el("title", said), cx=f"{x:.1f}", cy=f"{plot.y(scale(b.right)):.1f}", r=radius, class_=f"dot{off}")


def risk_chart(curve: Curve, band: Sequence[tuple[float, float, float]], noun: str, limits: Sequence[float] = LIMITS) -> Html:
    """How many are wrong among those that one accepts; ``band`` has (coverage, low, high)."""
    plot, least = _WIDE, _LEAST_ACCEPTED if limits is LIMITS else _LEAST_FILINGS
    points = _points(curve, least)
    top = max(0.02, 1.12 * max((r for _, r in points), default=0.0))
    step = next((s for s in _STEPS if top / s <= _MOST_TICKS), 1.0)
    ticks = [k * step for k in range(int(top / step) + 1)]
    whole = curve.risk[-1] if curve.risk else 0.0
    limits = [limit for limit in limits if curve.risk and limit < top]
    return plot.svg(
        f"Wrong {noun} among those accepted: " + "; ".join(_told(curve, limit, noun) for limit in limits),
        _rect(plot.x(0), plot.y(1), plot.x(1) - plot.x(0), plot.y(0) - plot.y(1), "field"),
        *(_x_tick(plot, t, percents(t)) for t in _EVEN),
        *(_y_tick(plot, t / top, percents(t)) for t in ticks),
        *(_line(plot.x(0), plot.y(t / top), plot.x(1), plot.y(t / top), "grid") for t in ticks),
        _area(plot, [(c, low / top, high / top) for c, low, high in band]),
        _path(plot, [(c, _ideal(c, whole) / top) for c in (k / 100 for k in range(1, 101))], "best"),
        _path(plot, [(c, r / top) for c, r in points], "curve"),
        *(part for k, limit in enumerate(limits) for part in _limit(plot, curve, limit, top, k, least)),
        _label(plot.x(0.5), plot.height - 4, f"share of the {noun} accepted, the surest first", "middle"),
        _label(plot.left + 6, plot.top + 14, f"of those accepted, wrong{'' if noun == 'values' else ' somewhere'}", "start"),
    )


_STEPS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)  # between ticks of an axis of shares
_MOST_TICKS: Final = 8  # of such an axis, so that their labels stay apart


def small_risk(curve: Curve, whole: Curve, top: float, what: str) -> Html:
    """The same in the size of a stamp, before the curve of the whole."""
    plot = _SMALL
    ticks = (0.0, *(LIMITS[:1] if top < 0.06 else ()), *(t for t in (0.02, 0.05, 0.1, 0.2, 0.5) if top / 4 <= t <= top))
    ticks = ticks[:4]
    return plot.svg(
        f"Wrong values among those accepted, of {what}: {_told(curve, LIMITS[0], 'values')}",
        _rect(plot.x(0), plot.y(1), plot.x(1) - plot.x(0), plot.y(0) - plot.y(1), "field"),
        *(_line(plot.x(0), plot.y(t / top), plot.x(1), plot.y(t / top), "grid") for t in ticks),
        *(_x_tick(plot, t, f"{t * 100:g}") for t in (0, 0.5, 1)),
        *(_y_tick(plot, t / top, f"{t * 100:g}") for t in ticks),
        _path(plot, [(c, min(1.04, r / top)) for c, r in _points(whole, most=_FEW_POINTS)], "other"),
        _path(plot, [(c, min(1.04, r / top)) for c, r in _points(curve, most=_FEW_POINTS)], "curve"),
    )


def top_of(curves: Sequence[Curve]) -> float:
    """A common end for the axes of several small charts: what holds most of them whole."""
    ends = sorted(curve.risk[-1] for curve in curves if curve.risk)
    return max(0.02, min(0.6, 1.1 * ends[-1])) if ends else 0.1


def _points(curve: Curve, least: int = _LEAST_ACCEPTED, most: int = _MOST_POINTS) -> list[tuple[float, float]]:
    """Of the curve what is worth drawing: from so many accepted on, and at most so many points."""
    first = min(0.5, least / max(1, curve.count))
    points = [(c, r) for c, r in zip(curve.coverage, curve.risk, strict=True) if c >= first]
    step = math.ceil(len(points) / most)
    return [*points[:-1:step], points[-1]] if points else []


def _ideal(coverage: float, whole: float) -> float:
    """The risk if every right value were surer than every wrong one."""
    return max(0.0, (coverage - (1 - whole)) / coverage)


def _limit(plot: Plot, curve: Curve, limit: float, top: float, number: int, least: int) -> Iterator[Html]:
    coverage, threshold = curve.accepted(limit)
    y = plot.y(limit / top)
    if coverage * curve.count < least:
        yield _line(plot.x(0), y, plot.x(1), y, "leader")
        yield _label(plot.x(1) - 6, y - 5, f"{percents(limit)} wrong: fewer than {least} can be accepted", "end")
        return
    x = plot.x(coverage)
    yield _line(x, plot.y(0), x, y, "limit")
    yield el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, class_="dot")
    height = plot.y(0.66 - 0.14 * number)
    yield _line(x, y - 5, x, height + 4, "leader")
    words = f"{percents(limit)} wrong: {percents(coverage)} accepted, from {percents(threshold)} on"
    yield _label(x + 5 if coverage < 0.5 else x - 5, height, words, "start" if coverage < 0.5 else "end", strong=True)


def _told(curve: Curve, limit: float, noun: str) -> str:
    coverage, threshold = curve.accepted(limit)
    return f"{percents(coverage)} of the {noun} at {percents(limit)} wrong, accepted from {percents(threshold)} on"


def histogram(confidence: Sequence[float], right: Sequence[bool], scale: Scale = stretched) -> Html:
    """How many values there are of each confidence, right and wrong ones."""
    plot = Plot(430, 92, 46, 24, 14, 8)
    bars = 44
    counts = [[0, 0] for _ in range(bars)]
    for c, ok in zip(confidence, right, strict=True):
        counts[min(bars - 1, int(scale(c) * bars))][not ok] += 1
    most = max((sum(pair) for pair in counts), default=1) or 1
    width = (plot.x(1) - plot.x(0)) / bars
    parts: list[Html] = []
    for k, (good, bad) in enumerate(counts):
        x = plot.x(k / bars)
        parts += [_rect(x, plot.y((good + bad) / most), width - 1, plot.y(bad / most) - plot.y((good + bad) / most), "good")]
        parts += [_rect(x, plot.y(bad / most), width - 1, plot.y(0) - plot.y(bad / most), "bad")] if bad else []
    told = f"{len(confidence)} values by confidence, {sum(not ok for ok in right)} of them wrong"
    return plot.svg(
        told,
        _line(plot.x(0), plot.y(0), plot.x(1), plot.y(0), "axis"),
        *parts,
        _label(plot.left, 19, join(("how many, right ", el("tspan", "and wrong", class_="bad"))), "start"),
        _label(plot.left - 5, plot.y(1) + 4, f"{most:,}", "end"),
    )


def dumbbell(said: float, is_right: float, low: float, high: float) -> Html:
    """Mean confidence (ring) and share of right values (dot, with its interval) on one line from 50 to 100 %."""
    plot = Plot(230, 16, 4, 0, 6, 0)

    def x(share: float) -> float:
        return plot.x(max(0.0, min(1.0, (share - _DUMBBELL_FROM) / (1 - _DUMBBELL_FROM))))

    return plot.svg(
        f"said {percents(said)}, right {percents(is_right)}",
        _line(plot.x(0), 8, plot.x(1), 8, "grid"),
        *(_line(x(t), 3, x(t), 13, "grid") for t in (0.5, 0.75, 0.9, 1.0)),
        _line(x(low), 8, x(high), 8, "whisker"),
        el("circle", cx=f"{x(is_right):.1f}", cy=8, r=3.6, class_="dot"),
        el("circle", cx=f"{x(said):.1f}", cy=8, r=4.4, class_="ring"),
    )


_DUMBBELL_FROM: Final = 0.5  # where its axis begins; shares below stand at its edge


def sparkline(curve: Curve, whole: Curve, top: float) -> Html:
    """Risk against coverage as a line in a table."""
    plot = Plot(90, 20, 1, 2, 1, 2)
    return plot.svg(
        f"at 1 % wrong {percents(curve.accepted(LIMITS[0])[0])} accepted",
        _line(plot.x(0), plot.y(0), plot.x(1), plot.y(0), "grid"),
        _path(plot, [(c, min(1.0, r / top)) for c, r in _points(whole, most=30)], "other"),
        _path(plot, [(c, min(1.0, r / top)) for c, r in _points(curve, most=30)], "curve"),
    )


def stacked(counts: Sequence[tuple[int, str]], most: int, width: float = 120) -> Html:
    """A bar of several counts, each with its class."""
    parts: list[Html] = []
    at = 0.0
    for count, class_ in counts:
        long = width * count / max(1, most)
        parts += [_rect(at, 3, max(0.8, long - 0.8), 10, class_)] if count else []
        at += long
    return el("svg", *parts, viewBox=f"0 0 {width:g} 16", width=f"{width:g}", height=16, aria_hidden="true")


def percents(share: float) -> str:
    """A share in percent, as short as it can be said."""
    if 0 < share < 0.0005 or 0.9995 <= share < 1:  # what is not quite none, or not quite all, is not called so
        return "<0.1\u00a0%" if share < 0.5 else ">99.9\u00a0%"
    digits = 1 if 0 < share < 0.1 or 0.98 < share < 1 else 0
    return f"{share * 100:.{digits}f}".removesuffix(".0") + "\u00a0%"


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Html:
    return el("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=class_)


def _rect(x: float, y: float, width: float, height: float, class_: str) -> Html:
    size = {"width": f"{max(0.0, width):.1f}", "height": f"{max(0.0, height):.1f}"}
    return el("rect", x=f"{x:.1f}", y=f"{y:.1f}", class_=class_, **size)


def _path(plot: Plot, points: Sequence[tuple[float, float]], class_: str) -> Html | None:
    drawn = " ".join(f"{plot.x(x):.1f},{plot.y(y):.1f}" for x, y in points)
    return el("polyline", points=drawn, class_=class_) if drawn else None


def _area(plot: Plot, band: Sequence[tuple[float, float, float]]) -> Html | None:
    there = [(c, low) for c, low, _ in band] + [(c, high) for c, _, high in reversed(band)]
    drawn = " ".join(f"{plot.x(x):.1f},{plot.y(min(1.0, y)):.1f}" for x, y in there)
    return el("polygon", points=drawn, class_="band") if drawn else None


def _x_tick(plot: Plot, at: float, words: str) -> Html:
    return _tick(plot.x(at), plot.y(0) + 13, words, "middle")


def _y_tick(plot: Plot, at: float, words: str) -> Html:
    return _tick(plot.x(0) - 5, plot.y(at) + 3.5, words, "end")


def _tick(x: float, y: float, words: str, anchor: str) -> Html:
    return el("text", words.removesuffix("\u00a0%"), x=f"{x:.1f}", y=f"{y:.1f}", class_="tick", text_anchor=anchor)


def _label(x: float, y: float, words: object, anchor: str, *, strong: bool = False, turned: float = 0) -> Html:
    transform = f"rotate({turned:g} {x:.1f} {y:.1f})" if turned else None
    class_ = "label strong" if strong else "label"
    return el("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_=class_, text_anchor=anchor, transform=transform)
