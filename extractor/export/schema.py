"""The published JSON Schema of the JSON export."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

SCHEMA_ID: Final = "urn:section16-extractor:filing:1"
"""Identifies the format; the number at its end grows when a reader of the old format would misread the new one."""


def schema_text() -> str:
    """The JSON Schema (draft 2020-12), as text."""
    return files("extractor.export").joinpath("data/filing.schema.json").read_text(encoding="utf-8")
