"""The builder's commands without the libraries of the extra ``corpus``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["training.build", "training.noise.__main__", "training.zips"])
def test_help_needs_no_library(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for module in [m for m in sys.modules if m.startswith("training.")]:
        monkeypatch.delitem(sys.modules, module)
    for library in ("cv2", "pypdfium2", "zipcodes"):
        monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as left:
        import_module(name).main()
    assert left.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_a_library_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [m for m in sys.modules if m.startswith("training.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(SystemExit, match=r"cv2; install it by: pip install '\.\[corpus\]'"):
        import_module("training.build").main(["--out", str(tmp_path / "a.jsonl"), "--count", "1"])
