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
        help="Leave out values less sure, which stay as alternatives. By default what is wrong four times in five; 0: none.",
    ),
]
