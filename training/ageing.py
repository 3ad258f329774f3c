"""Make a clean page look scanned, photocopied or faxed, and remember how its points moved."""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Matrix = NDArray[np.float64]


def _warp(image: Image, angle: float, zoom: float, shift: tuple[float, float]) -> tuple[Image, Matrix]:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
    matrix[:, 2] += np.array(shift)
    out = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(out, np.uint8), np.asarray(matrix, np.float64)


def _blur(image: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8) if sigma > 0.05 else image


def _noise(image: Image, sigma: float, seed: int) -> Image:
    rng = np.random.default_rng(seed)
    side = 701
    tile = rng.normal(0, sigma, (side, side)).astype(np.float32)
    whole = np.tile(tile, (image.shape[0] // side + 1, image.shape[1] // side + 1))[: image.shape[0], : image.shape[1]]
    return np.asarray(np.clip(image.astype(np.float32) + whole, 0, 255), np.uint8)


def _specks(image: Image, share: float, seed: int) -> Image:
    rng = np.random.default_rng(seed)
    out = image.copy()
    count = int(share * image.size)
    rows, columns = rng.integers(0, image.shape[0], count), rng.integers(0, image.shape[1], count)
    out[rows, columns] = rng.choice(np.array([0, 60, 255], np.uint8), count)
    for row, column in zip(rows[: count // 12], columns[: count // 12], strict=True):
        size = int(rng.integers(1, 4))
        out[row : row + size, column : column + size] = int(rng.choice([0, 90]))
    return out


def _uneven(image: Image, rng: random.Random, depth: float) -> Image:
    """A shadow that grows across the page."""
    height, width = image.shape
    flat = rng.random() < 0.5
    across = np.linspace(0.0, 1.0, width)[None, :] if flat else np.linspace(0.0, 1.0, height)[:, None]
    shade = 1.0 - depth * (across if rng.random() < 0.5 else 1.0 - across)
    return np.asarray((image * shade).clip(0, 255), np.uint8)


def _bleed(image: Image, strength: float) -> Image:
    """The other side of the sheet shows through."""
    ghost = 255 - _blur(image[:, ::-1].copy(), 1.5)
    return np.clip(image.astype(np.float32) - strength * ghost, 0, 255).astype(np.uint8)


def _broken_rules(image: Image, rng: random.Random) -> Image:
    """White streaks, where a roller did not print."""
    out = image.copy()
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(image.shape[1])
        out[:, at : at + rng.randrange(1, 3)] = 255
    return out


def _jpeg(image: Image, quality: int) -> Image:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _threshold(image: Image, at: int) -> Image:
    return np.where(image > at, 255, 0).astype(np.uint8)


def _scan(image: Image, rng: random.Random) -> Image:
    image = _blur(image, rng.uniform(0.2, 0.75))
    image = _noise(image, rng.uniform(1, 9), rng.randrange(1 << 30))
    if rng.random() < 0.3:
        image = _uneven(image, rng, rng.uniform(0.02, 0.12))
    if rng.random() < 0.35:
        return _threshold(image, rng.randrange(120, 190))
    return _jpeg(image, rng.randrange(45, 92))


def _photocopy(image: Image, rng: random.Random, dpi: int) -> Image:
    for _ in range(rng.choice([1, 1, 2, 2, 3]) if dpi >= 250 else rng.choice([1, 1, 1, 2])):
        image = _blur(image, rng.uniform(0.3, 0.65))
        image = _noise(image, rng.uniform(4, 16), rng.randrange(1 << 30))
        low, high = rng.uniform(40, 90), rng.uniform(185, 235)
        image = (((image.astype(np.float32) - low) / (high - low)).clip(0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.4:
        image = _bleed(image, rng.uniform(0.03, 0.15))
    if rng.random() < 0.3:
        image = _broken_rules(image, rng)
    image = _specks(image, rng.uniform(0.0006, 0.005), rng.randrange(1 << 30))
    if rng.random() < (0.35 if dpi >= 250 else 0.12):
        kernel = np.ones((2, 1) if rng.random() < 0.5 else (1, 2), np.uint8)
        image = np.asarray(cv2.erode(image, kernel) if rng.random() < 0.6 else cv2.dilate(image, kernel), np.uint8)
    if rng.random() < 0.5:
        return _threshold(image, rng.randrange(110, 190))
    return _jpeg(image, rng.randrange(30, 75))


def _fax(image: Image, rng: random.Random, dpi: int) -> Image:
    height, width = image.shape
    fine = rng.random() < 0.6
    small = cv2.resize(image, (int(width * 204 / dpi), int(height * (196 if fine else 130) / dpi)), interpolation=cv2.INTER_AREA)
    noisy = _noise(_blur(np.asarray(small, np.uint8), rng.uniform(0.5, 0.95)), rng.uniform(18, 42), rng.randrange(1 << 30))
    black = _threshold(noisy, rng.randrange(130, 190))
    black = _specks(black, rng.uniform(0.002, 0.007), rng.randrange(1 << 30))
    return np.asarray(cv2.resize(black, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def age(image: Image, level: int, dpi: int, rng: random.Random) -> tuple[Image, Matrix]:
    """The aged page and the affine map from clean to aged pixels; levels: 0 none, 1 scan, 2 photocopy, 3 fax."""
    if level == 0:
        return image, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    angle = rng.gauss(0, (0.0, 0.22, 0.45, 0.6)[level])
    out, matrix = _warp(image, angle, rng.uniform(0.985, 1.0), (rng.uniform(-8, 8), rng.uniform(-8, 8)))
    if level == 1:
        return _scan(out, rng), matrix
    if level == 2:
        return _photocopy(out, rng, dpi), matrix
    return _fax(out, rng, dpi), matrix
