"""EDGAR's codes of states and countries."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_UNSPECIFIC = {"CANADA": "Z4", "UNKNOWN": ""}


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    text = files("extractor.form").joinpath("data/places.tsv").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = {"state": {}, "country": {}}
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, code, name = line.split("\t")
            tables[kind][code] = name
    return tables["state"], tables["country"]


def states() -> dict[str, str]:
    """Codes of US states and territories with their names, as ``rptOwnerState`` takes them."""
    return _table()[0]


def countries() -> dict[str, str]:
    """Codes of countries and Canadian provinces with their names, as ``rptOwnerCountry`` takes them."""
    return _table()[1]


def country_code(name: str) -> str:
    """The code of a country's name; empty where there is none."""
    name = " ".join(name.upper().split())
    if name in _UNSPECIFIC:
        return _UNSPECIFIC[name]
    return next((code for code, known in countries().items() if known == name), "")


@cache
def state_codes() -> dict[str, str]:
    """Names of US states and territories with their codes."""
    return {name: code for code, name in states().items()}
