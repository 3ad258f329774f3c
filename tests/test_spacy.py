from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pages
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DIALECTS, SALES, any_model
from spacy.language import Language

import extractor
from extractor import spacy_components
from extractor.dialects.read import read
from extractor.errors import ComponentOrderError, ModelError
from extractor.model import Model
from extractor.model_files import shipped_folder

QUICK = settings(deadline=None, max_examples=60)


def pipeline(**configs: dict[str, Any]) -> Language:
    nlp = spacy.blank("en")
    for name in spacy_components.COMPONENTS:
        nlp.add_pipe(name, config=configs.get(name, {}))
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def reader() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("ownership_reader")
    return nlp


READER = reader()


def test_the_components_are_known_by_name(nlp: Language) -> None:
    assert nlp.pipe_names == list(spacy_components.COMPONENTS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_filing_is_the_one_of_the_front_door(dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = any_model(5)
    monkeypatch.setattr(Model, "default", lambda: model)
    text = DIALECTS[dialect](SALES)
    doc = pipeline()(text)
    assert doc.text == text
    assert doc._.filing == extractor.extract(text)


def test_with_the_model_that_ships(nlp: Language) -> None:
    text = pages.tabs(SALES)
    docs = list(nlp.pipe([text, "", text[:900]]))
    assert [d._.filing for d in docs] == [extractor.extract(t) for t in (text, "", text[:900])]


def test_ones_own_model_and_confidence_can_be_asked_for(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "mine")
    model = {"model": str(folder)}
    own = pipeline(ownership_cells=model, ownership_confidence={**model, "min_confidence": 0.99})
    text = pages.tabs(SALES)
    assert own(text)._.filing == extractor.extract(text, model=folder, min_confidence=0.99) != extractor.extract(text)
    with pytest.raises(ModelError, match="nowhere: no such folder"):
        pipeline(ownership_cells={"model": "nowhere"})


@pytest.mark.parametrize(("name", "needs"), list(pairwise(spacy_components.COMPONENTS[::-1])))
def test_a_component_without_the_one_before_says_what_to_add(name: str, needs: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    needs = "ownership_filing" if needs == "ownership_reconciler" else needs  # which may be left out
    with pytest.raises(ComponentOrderError, match=f"{name} has nothing to work on; add {needs} before it"):
        nlp("FORM 4")


@QUICK
@given(st.text() | st.text(" \t\n<>&;|*$()ab1,\u0435\x00\u200b", max_size=80))
def test_the_text_of_the_doc_is_the_text(text: str) -> None:
    doc = READER(text)
    assert doc.text == text
    starts = {token.idx for token in doc}
    assert {int(s) for s in read(text).start} <= starts


def test_the_pipeline_can_be_saved_and_loaded(nlp: Language) -> None:
    again = spacy.blank("en")
    for name in nlp.pipe_names:
        again.add_pipe(name)
    again.from_bytes(nlp.to_bytes())
    assert again("FORM 4\n").text == "FORM 4\n"
