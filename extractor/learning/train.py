"""From annotation files to a model in a folder: the classifier, the confidence models and the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from extractor.annotations.check import check_all
from extractor.annotations.gold import gold_filing
from extractor.annotations.io import read_annotations
from extractor.annotations.record import Annotation
from extractor.errors import AnnotationError
from extractor.learning import checks, confidence, fit
from extractor.learning.examples import Example, examples
from extractor.reconcile import weights

_CALIBRATION: Final = "calibration"
_MOST: Final = 1500  # texts that the confidence models are fitted on
_SHOWN: Final = 3  # problems that an error names


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes and length of the training; they go into the manifest.

    ``hidden``, ``hidden2``: units of the first pass and of the later ones; ``epochs``: rounds over the tokens.
    """

    hidden: int = 64
    hidden2: int = 48
    epochs: int = 4


def train(
    paths: Sequence[Path], out: Path, settings: Settings, jobs: int | None = None, tell: fit.Tell = fit.silent
) -> dict[str, Any]:
    """Train on the texts of the split ``train``, measure and calibrate on those of ``calibration``.

    Without a calibration split, every sixth issuer of the training texts is held out for it.

    Args:
        paths: annotation files (JSON Lines).
        out: the folder to write ``cells.npz``, ``confidence.json``, ``checks.json`` and ``manifest.json`` to.
        settings: sizes and length of the training.
        jobs: processes; all cores by default.
        tell: told the name of a step and how much of it is done.

    Returns:
        The metrics: counts of texts, and the accuracy of labels on the held-out texts.

    Raises:
        AnnotationError: a file is no annotations, or what they say is wrong.
    """
    annotations = checked(paths)
    held_out = _held_out(annotations)
    found: list[Example] = []
    for n, example in enumerate(examples(paths, jobs), 1):
        found.append(example)
        tell("tokens and features", n / len(annotations))
    training = [e for e in found if e.split == "train" and e.id not in held_out]
    measured = [e for e in found if e.id in held_out]
    if len({e.issuer for e in training}) < fit.FOLDS:
        raise AnnotationError(paths[0], "texts of fewer than two issuers to train on", "add annotated filings with split 'train'")
    classifier = fit.train(training, **asdict(settings), jobs=jobs, tell=tell)
    metrics = {"texts": len(training), "held out": len(measured), **fit.accuracy(classifier, measured)}
    classifier.save(out, fit.manifest(paths, asdict(settings), metrics))
    _calibrate([a for a in annotations if a.id in held_out], out, jobs, tell)
    return metrics


def checked(paths: Sequence[Path]) -> list[Annotation]:
    """The annotations of some files; :class:`AnnotationError` names the first things that are wrong with them."""
    annotations = list(read_annotations(paths))
    problems = [p for p in check_all(annotations) if p.fatal]
    if problems:
        shown = "; ".join(f"{p.annotation}: {p.where}: {p.sentence}" for p in problems[:_SHOWN])
        more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise AnnotationError(paths[0], shown + more, "see all by: extractor annotations check FILE")
    if not annotations:
        raise AnnotationError(paths[0] if paths else "annotations", "no annotations", "name files that have some")
    return annotations


def _held_out(annotations: Sequence[Annotation]) -> frozenset[str]:
    """Ids of the texts to measure and calibrate on."""
    found = frozenset(a.id for a in annotations if a.split == _CALIBRATION)
    if found:
        return found
    issuers = sorted({a.issuer for a in annotations if a.split == "train"})
    chosen = set(issuers[5::6] or issuers[-1:] if len(issuers) > fit.FOLDS else ())
    return frozenset(a.id for a in annotations if a.split == "train" and a.issuer in chosen)


def _calibrate(annotations: Sequence[Annotation], out: Path, jobs: int | None, tell: fit.Tell) -> None:
    chosen = annotations[:: max(1, len(annotations) // _MOST)][:_MOST]
    made: list[confidence.Sample] = []
    for sample in confidence.samples(chosen, out, jobs):
        made.append(sample)
        tell("confidence", len(made) / len(chosen))
    value, whole = confidence.fit(made)
    fitted = {"texts": len(made), "values": sum(len(s.right) for s in made)}
    confidence.save(out, value, whole, fitted)
    counts = checks.count((s.filing, gold_filing(a)) for s, a in zip(made, chosen, strict=True))
    weights.save(out, counts, len(made))
