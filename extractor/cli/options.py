"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.errors import ExtractorError


def _checked(load: Callable[[Path], object]) -> Callable[[Path | None], Path | None]:
    """A callback for an option: what cannot be loaded is wrong usage, and told before any work."""

    def check(path: Path | None) -> Path | None:
        try:
            if path is not None:
                load(path)
        except ExtractorError as error:
            raise typer.BadParameter(str(error)) from None
        return path

    return check


def _folder(path: Path) -> None:
    from extractor import model_files

    model_files.manifest(path)


def _model(path: Path) -> None:
    from extractor.model import Model

    Model.load(path)


def _index(path: Path) -> None:
    from extractor.cik_index import index_of

    index_of(path)


def _model_option(load: Callable[[Path], object]) -> Any:
    return typer.Option("--model", metavar="DIR", callback=_checked(load), help="A trained model. [default: the one that ships]")


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]
TrainedModel = Annotated[Path | None, _model_option(_model)]
ModelFolder = Annotated[Path | None, _model_option(_folder)]
"""One that may lack a part."""
CikIndexFile = Annotated[
    Path | None,
    typer.Option(
        "--cik-index",
        metavar="FILE",
        callback=_checked(_index),
        help="Resolve names by the SEC's cik-lookup-data.txt or company_tickers.json.",
    ),
]
NoReconcile = Annotated[
    bool, typer.Option("--no-reconcile", help="Leave values as read, without weighing them against each other.")
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        help="Leave out values less sure, which stay as alternatives, and footnote marks less sure. By default values that are "
        "wrong four times in five, and marks two times in three; 0: none.",
    ),
]
