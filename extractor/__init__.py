"""Reads badly OCR'd SEC Section 16 ownership filings (Forms 3, 4 and 5) into data, and says how sure it is.

    import extractor
    filing = extractor.extract(text)

Nothing heavy happens at import; the model that ships loads with the first filing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.filing import Filing
    from extractor.pipeline import extract

__version__ = "0.1.0"
__all__ = ["Filing", "__version__", "extract"]


def __getattr__(name: str) -> Any:
    if name == "extract":
        from extractor.pipeline import extract

        return extract
    if name == "Filing":
        from extractor.filing import Filing

        return Filing
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
