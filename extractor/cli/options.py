"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

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
