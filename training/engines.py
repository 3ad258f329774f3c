"""Real readers of page images: Tesseract in several page modes, GNU Ocrad, and neural readers whose models
ship inside packages of PyPI (`faster-paddle`, `rapidocr`)."""

from __future__ import annotations

import html
import os
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np

from training.ageing import Image

LINE = re.compile(r"class='ocr_(?:line|header|caption|textfloat)'")
WORD = re.compile(r"class='ocrx_word'")
CHAR = re.compile(r"class='ocrx_cinfo' title='x_bboxes (\d+) (\d+) (\d+) (\d+);[^']*'>([^<]*)<")
ORF = re.compile(r"\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+); \d+(?:, '(.)')?")
_LONG: Final = 80
"""Pixels from which a run of ink is a ruled line; no letter has such."""
NARROW = dict.fromkeys("iljtfI.,:;'|!()[]/ ", 0.5) | dict.fromkeys("MWmw@%", 1.5)


@dataclass(frozen=True)
class Sign:
    """A character that an engine saw, in pixels."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    space: bool
    line: int


class ReadingFailed(Exception):
    """The engine gave up or took too long."""


def _png(image: Image) -> bytes:
    return cv2.imencode(".png", image)[1].tobytes()


def tesseract(image: Image, mode: int, dpi: int, timeout: float) -> list[Sign]:
    """Read with Tesseract; one box a character."""
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "--psm", str(mode), "--dpi", str(dpi), "-c", "hocr_char_boxes=1", "hocr"],
            input=_png(image),
            capture_output=True,
            timeout=timeout,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.SubprocessError as error:
        raise ReadingFailed(str(error)[:200]) from error
    return parse_hocr(done.stdout.decode("utf-8", "replace"))


def parse_hocr(text: str) -> list[Sign]:
    """The characters of an hOCR page."""
    signs: list[Sign] = []
    line, space = 0, True
    for row in text.splitlines():
        if LINE.search(row):
            line += 1
        if WORD.search(row):
            space = True
        for x0, y0, x1, y1, body in CHAR.findall(row):
            for char in html.unescape(body).strip():
                signs.append(Sign(char, float(x0), float(y0), float(x1), float(y1), space, line))
                space = False
    return signs


def ocrad(image: Image, timeout: float) -> list[Sign]:
    """Read with GNU Ocrad; one box a character."""
    page = cv2.imencode(".pgm", image)[1].tobytes()
    try:
        done = subprocess.run(
            ["ocrad", "--format=utf8", "--export=-", "-"],
            input=page,
            capture_output=True,
            timeout=timeout,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise ReadingFailed(str(error)[:200]) from error
    return parse_orf(done.stdout.decode("utf-8", "replace"))


def parse_orf(text: str) -> list[Sign]:
    """The characters of a page in Ocrad's results file (its manual, "OCR results file"): the first guess of each, and `_`
    where it has none, as in the text it writes."""
    signs: list[Sign] = []
    line, space = 0, True
    for row in text.splitlines():
        if row.startswith("line "):
            line, space = line + 1, True
        elif found := ORF.match(row):
            *box, seen = found.groups()
            x, y, width, height = map(float, box)
            after, space = space, seen == " "
            if not space:
                signs.append(Sign(seen or "_", x, y, x + width, y + height, after, line))
    return signs


@lru_cache(maxsize=2)
def _paddle(size: str) -> Any:
    import faster_paddle

    return faster_paddle.OcrEngine(model_size=size, threads=1, det_max_side=2000)


def paddle(image: Image, size: str, even: bool) -> list[Sign]:
    """Read with faster-paddle; characters are spread over the box of their line (`even`: all equally wide)."""
    try:
        found = _paddle(size).ocr(_png(image))["bounds"]
    except Exception as error:
        raise ReadingFailed(str(error)[:200]) from error
    signs: list[Sign] = []
    for line, box in enumerate(found.values()):
        text = box["text"].strip()
        if text:
            (x0, y0), (x1, y1) = box["topLeftCoord"], box["bottomRightCoord"]
            signs.extend(spread(text, x0, y0, x1, y1, line, even))
    return signs


@lru_cache(maxsize=1)
def _rapid() -> Any:
    import logging

    import rapidocr

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    one = {f"EngineConfig.onnxruntime.{name}_op_num_threads": 1 for name in ("intra", "inter")}
    return rapidocr.RapidOCR(params={**one, "Global.log_level": "error", "Global.max_side_len": 2400})


def rapid(image: Image) -> list[Sign]:
    """Read with RapidOCR; one box a word or a character, its characters spread over it."""
    try:
        found = _rapid()(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), return_word_box=True)
        lines = found.word_results or ()
    except Exception as error:
        raise ReadingFailed(str(error)[:200]) from error
    signs: list[Sign] = []
    for number, line in enumerate(lines):
        for text, _, box in line:
            if text.strip() and box:
                xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
                signs.extend(spread(text.strip(), min(xs), min(ys), max(xs), max(ys), number, False))
    return signs


def spread(text: str, x0: float, y0: float, x1: float, y1: float, line: int, even: bool) -> list[Sign]:
    """Characters side by side in the box of their line."""
    widths = [1.0 if even else NARROW.get(c, 1.25 if c.isupper() else 1.0) for c in text]
    scale, at, space, out = (x1 - x0) / sum(widths), float(x0), True, []
    for char, width in zip(text, widths, strict=True):
        end = at + width * scale
        if char.isspace():
            space = True
        else:
            out.append(Sign(char, at, y0, end, y1, space, line))
            space = False
        at = end
    return out


def unruled(image: Image) -> Image:
    """The page without its ruled lines, as converters erase them before they read."""
    ink = cv2.threshold(255 - image, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_LONG, 1), np.uint8))
    erased = image.copy()
    erased[cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)) > 0] = 255
    return erased


def read(image: Image, engine: str, dpi: int, even: bool, timeout: float = 45.0) -> list[Sign]:
    """Read a page with the engine of that name: tesseract-MODE, unruled-MODE, paddle-tiny, paddle-small, rapidocr, ocrad."""
    kind, _, what = engine.partition("-")
    if kind == "rapidocr":
        return rapid(image)
    if kind == "ocrad":
        return ocrad(image, timeout)
    if kind in ("tesseract", "unruled"):
        return tesseract(unruled(image) if kind == "unruled" else image, int(what), dpi, timeout)
    return paddle(image, what, even)
