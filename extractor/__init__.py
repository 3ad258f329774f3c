"""Reads badly OCR'd SEC Section 16 ownership filings (Forms 3, 4 and 5) into data, and says how sure it is.

    import extractor
    filing = extractor.extract(text)
    score = extractor.score(filing, extractor.Model.default().threshold(max_error=0.02))

Nothing heavy happens at import; the model that ships loads with the first filing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from extractor.confidence.score import score
    from extractor.errors import ExtractorError
    from extractor.filing import Filing, Status
    from extractor.model import Model
    from extractor.pipeline import extract

__version__ = "0.1.0"
__all__ = ["ExtractorError", "Filing", "Model", "Status", "__version__", "extract", "score"]
_HOMES: Final = {
    "ExtractorError": "errors",
    "Filing": "filing",
    "Model": "model",
    "Status": "filing",
    "extract": "pipeline",
    "score": "confidence.score",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"extractor.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
