"""Every error the package raises on purpose: typed, carrying its facts, saying what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class ExtractorError(Exception):
    """Base of all errors of this package. ``str(error)`` is one line that says what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        # So that an error of a worker process reaches the one that waits for it: subclasses take several arguments.
        return _restored, (type(self), str(self), dict(self.__dict__))


def _restored(cls: type[ExtractorError], text: str, facts: dict[str, Any]) -> ExtractorError:
    error = cls.__new__(cls, text)
    error.__dict__.update(facts)
    return error


class InputError(ExtractorError):
    """An input that cannot be opened or read at all."""

    def __init__(self, source: str | Path, reason: str, remedy: str) -> None:
        self.source, self.reason, self.remedy = str(source), reason, remedy
        super().__init__(f"{self.source}: {reason}; {remedy}")


class ModelError(ExtractorError):
    """A model that is absent, damaged or made for another version."""

    def __init__(self, path: str | Path, reason: str, remedy: str) -> None:
        self.path, self.reason, self.remedy = str(path), reason, remedy
        super().__init__(f"model {self.path}: {reason}; {remedy}")


class ComponentOrderError(ExtractorError):
    """A spaCy component that runs before the one it needs."""

    def __init__(self, component: str, needs: str) -> None:
        self.component, self.needs = component, needs
        super().__init__(f"spaCy component {component} has nothing to work on; add {needs} before it")


class DocumentError(ExtractorError):
    """XML that is no ownership document."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"{reason}; {remedy}")


class CikIndexError(ExtractorError):
    """A CIK index that has neither of the two known forms."""

    def __init__(self, path: str | Path, reason: str, remedy: str) -> None:
        self.path, self.reason, self.remedy = str(path), reason, remedy
        super().__init__(f"CIK index {self.path}: {reason}; {remedy}")


class BatchError(ExtractorError):
    """A batch that cannot begin, or that stops before its end; what is done of it is kept."""

    def __init__(self, where: str | Path, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = str(where), reason, remedy
        super().__init__(f"{self.where}: {reason}; {remedy}")


class AnnotationError(ExtractorError):
    """An annotation that does not follow the format."""

    def __init__(self, where: str | Path, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = str(where), reason, remedy
        super().__init__(f"{self.where}: {reason}; {remedy}")


class MissingExtraError(ExtractorError):
    """A part of the package whose libraries are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs more libraries; install them by: pip install 'section16-extractor[{extra}]'")


class FittingError(ExtractorError):
    """What was fitted is not what would be stored."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"{reason}; {remedy}")


class GuaranteeError(ExtractorError):
    """A promise about accepted values that the calibration does not allow."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"{reason}; {remedy}")
