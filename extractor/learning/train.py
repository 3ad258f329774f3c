"""From annotation files to a model in a folder: the classifier, the confidence models and the manifest."""

from __future__ import annotations

import shutil
from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from extractor import model_files
from extractor.annotations.check import check_all
from extractor.annotations.io import read_annotations
from extractor.annotations.record import Annotation
from extractor.cells.classifier import FILE as CELLS
from extractor.cells.classifier import TokenClassifier
from extractor.confidence.calibration import Calibration
from extractor.confidence.confidence import FILE as CONFIDENCE
from extractor.confidence.confidence import ConfidenceModel
from extractor.errors import AnnotationError, ModelError
from extractor.learning import checks, confidence, fit
from extractor.learning.examples import Example, examples
from extractor.model import Model
from extractor.reconcile.checks import weights

_CALIBRATION: Final = "calibration"
_MOST: Final = 6000  # texts that the confidence models are fitted on, and thresholds chosen by
GOLD_REMEDY: Final = "write down what their forms say, as annotations/README.md tells"
_BEFORE: Final = "data before"  # in the manifest: digests of what the model that was tuned came from
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
        out: the folder to write ``cells.npz``, ``confidence.json``, ``calibration.npz``, ``checks.json`` and
            ``manifest.json`` to.
        settings: sizes and length of the training.
        jobs: processes; all cores by default.
        tell: told the name of a step and how much of it is done.

    Returns:
        The metrics: counts of texts, and the accuracy of labels on the held-out texts.

    Raises:
        AnnotationError: a file is no annotations, or what they say is wrong.
    """
    annotations = checked_annotations(paths)
    _made(out)
    held_out = _held_out(annotations)
    to_calibrate = [a for a in annotations if a.id in held_out and a.gold]
    training, measured = _parted(paths, annotations, held_out, jobs, tell)
    if len({e.issuer for e in training}) < fit.FOLDS:
        raise AnnotationError(paths[0], "texts of fewer than two issuers to train on", "add annotated filings with split 'train'")
    if held_out and not to_calibrate:
        raise AnnotationError(paths[0], "no gold in the texts to calibrate on", GOLD_REMEDY)
    classifier = fit.train(training, **asdict(settings), jobs=jobs, tell=tell)
    metrics = {"texts": len(training), "held out": len(measured), **fit.accuracy(classifier, measured)}
    classifier.save(out, fit.manifest(paths, asdict(settings), metrics))
    calibrate(to_calibrate, paths, out, jobs, tell)
    return metrics


def tune(
    paths: Sequence[Path], out: Path, model: Path | None, epochs: int, jobs: int | None = None, tell: fit.Tell = fit.silent
) -> dict[str, Any]:
    """Train the classifier of a model further, on the texts of the split ``train``; it forgets little of what it knows.

    The confidences stay those of the model; no guarantee comes with it before it is calibrated (:func:`calibrate`).

    Args:
        paths: annotation files (JSON Lines) that the model was not trained on.
        out: the folder to write ``cells.npz``, ``confidence.json``, ``checks.json`` and ``manifest.json`` to.
        model: the folder of the model to go on from, without one that which ships.
        epochs: rounds over the tokens.
        jobs: processes; all cores by default.
        tell: told the name of a step and how much of it is done.

    Returns:
        The metrics: counts of texts, and the accuracy of labels on the held-out texts, before and after.

    Raises:
        AnnotationError: a file is no annotations, what they say is wrong, or none is there to train on.
        ModelError: the model is absent, damaged or of another version.
    """
    annotations = checked_annotations(paths)
    folder = model or model_files.shipped_folder()
    base, told = Model.load(folder).classifier, model_files.manifest(folder)
    _made(out)
    training, measured = _parted(paths, annotations, _held_out(annotations), jobs, tell)
    if not training:
        raise AnnotationError(paths[0], "no texts to train on", "add annotated filings with split 'train'")
    classifier = fit.tune(base, training, epochs=epochs, jobs=jobs, tell=tell)
    copied_model(folder, out, (CONFIDENCE, weights.FILE))
    kept = {name: digest for name, digest in told["files"].items() if name in (CONFIDENCE, weights.FILE)}
    before = sorted({*told.get("data", {}).values(), *told.get(_BEFORE, ())})
    arguments = {"epochs": epochs, "model": model_files.fingerprint(folder)}

    def store(metrics: dict[str, Any]) -> TokenClassifier:
        classifier.save(out, {**fit.manifest(paths, arguments, metrics, "extractor tune"), _BEFORE: before, "files": kept})
        return TokenClassifier.load(out)

    stored = store({})  # its weights are rounded: what is measured is what is used
    was, now = (fit.accuracy(c, measured) if measured else {} for c in (base, stored))
    metrics = {"texts": len(training), "held out": len(measured), **now}
    store(metrics)
    return {**metrics, **{f"{name} before": value for name, value in was.items()}}


def trained_on(paths: Sequence[Path], model: Path | None) -> list[Path]:
    """Those of some annotation files whose digests are among those of what a model was trained or tuned with."""
    told = model_files.manifest(model or model_files.shipped_folder())
    known = {*told.get("data", {}).values(), *told.get(_BEFORE, ())}
    try:
        return [path for path in paths if fit.digests([path])[path.name] in known]
    except OSError as error:
        raise AnnotationError(error.filename, error.strerror or "cannot be read", "check the path and its rights") from None


def _made(out: Path) -> None:
    """Make a folder for a model, before anything else takes time."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(out, f"no folder can be made there ({error.strerror})", "name another folder") from error


def _parted(
    paths: Sequence[Path], annotations: Sequence[Annotation], held_out: Container[str], jobs: int | None, tell: fit.Tell
) -> tuple[list[Example], list[Example]]:
    """The examples to train on, and those to measure by."""
    found: list[Example] = []
    for n, example in enumerate(examples(paths, jobs), 1):
        found.append(example)
        tell("tokens and features", n / len(annotations))
    training = [e for e in found if e.split == "train" and e.id not in held_out]
    return training, [e for e in found if e.id in held_out]


def checked_annotations(paths: Sequence[Path]) -> list[Annotation]:
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


def copied_model(model: Path | None, out: Path, names: Sequence[str] = (CELLS, weights.FILE, model_files.MANIFEST)) -> None:
    """Copy files of a model's folder, the one that ships by default, to another folder; its classifier is checked first.

    Raises:
        ModelError: it is absent, damaged or of another version, or another classifier is in the folder to write to.
    """
    folder = model or model_files.shipped_folder()
    TokenClassifier.load(folder)
    _made(out)
    there = out / CELLS
    if model is None and CELLS in names and there.exists() and there.read_bytes() != (folder / CELLS).read_bytes():
        raise ModelError(
            out, "it holds another classifier than the one that ships", "give it as the model too, or another folder"
        )
    for name in names:
        if folder.resolve() != out.resolve():
            shutil.copyfile(folder / name, out / name)


def calibrate(
    annotations: Sequence[Annotation],
    paths: Sequence[Path],
    out: Path,
    jobs: int | None = None,
    tell: fit.Tell = fit.silent,
    also: Sequence[Annotation] = (),
) -> dict[str, int]:
    """Fit the confidence models of the classifier in a folder, and store the calibration that thresholds are chosen by.

    The models of values, blanks and footnote marks are fitted on the texts of every other issuer, so that those of the rest are
    new to them; on the rest that of whole filings is fitted, by which no value is accepted. Thresholds are chosen by those of the
    rest that have misread letters: what is promised of such pages holds of clean ones,
    which are right more often. What a first model takes for stains is left out, as in extraction, and all is fitted
    again. Of one filing several readings are of little use: with more texts than can be read, those are chosen evenly.

    Args:
        annotations: filings of issuers that the classifier has not seen.
        paths: the files they are from; their digests go into the manifest.
        out: the folder with ``cells.npz`` and ``manifest.json``; ``confidence.json`` and ``calibration.npz`` are written there.
        jobs: processes; all cores by default.
        tell: told the name of a step and how much of it is done.
        also: filings of further issuers, which the classifier may have seen: the models are fitted on them too, for they learn
            more from issuers than from filings, but no threshold and no figure of whole filings rests on them.

    Returns:
        Counts of texts and values that the models were fitted on, and of filings and texts that thresholds are chosen by.
    """
    count = len(annotations)
    chosen = [annotations[k * count // _MOST] for k in range(_MOST)] if count > _MOST else annotations
    every = [*chosen, *also]
    made: list[confidence.Sample] = []
    for sample in confidence.samples(every, out, jobs):
        made.append(sample)
        tell("confidence", len(made) / len(every))
    tell("boosted trees", 0.0)
    model, *_ = _fitted(made, len(chosen))
    stained = [k for k, sample in enumerate(made) if confidence.is_stained(sample, model)]
    for k, sample in zip(stained, confidence.samples([every[k] for k in stained], out, jobs, model), strict=True):
        made[k] = sample
    tell("boosted trees", 0.5)
    model, fitting, held = _fitted(made, len(chosen))
    tell("boosted trees", 1.0)
    noisy = [k for k in held if k.sample.filing.source.noise > 0] or held
    calibration = Calibration(confidence.judged(fitting, model), confidence.judged(noisy, model))
    counts = {
        "texts": len(fitting),
        "values": sum(len(k.values) for k in fitting),
        "filings held out": calibration.held.filings,
        "texts held out": len(noisy),
    }
    confidence.save(out, model, {**counts, "data": fit.digests(paths)})
    calibration.save(out)
    weights.save(out, model.weights, len(fitting))
    return counts


def _fitted(
    made: Sequence[confidence.Sample], dealt: int
) -> tuple[ConfidenceModel, list[confidence.Known], list[confidence.Known]]:
    """The models fitted on the filings of every other issuer, what is known of those, and of the others.

    The first ``dealt`` are dealt so; the models are fitted on all of the rest whose issuers are none of the others'.
    """
    half, others = confidence.halves(made[:dealt])
    held_issuers = {s.issuer for s in others}
    fitted_on = [*half, *(s for s in made[dealt:] if s.issuer not in held_issuers)]
    weighed = checks.count((s.filing, s.printed) for s in fitted_on)
    fitting, held = ([confidence.known(s, weighed) for s in part] for part in (fitted_on, others))
    return confidence.fit(fitting, held, weighed), fitting, held
