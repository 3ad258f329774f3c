from __future__ import annotations

import pages
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DIALECTS, SALES, any_classifier
from spacy.language import Language

import extractor
from extractor import spacy_components
from extractor.model import Model
from extractor.reading.read import read

QUICK = settings(deadline=None, max_examples=60)


def pipeline() -> Language:
    nlp = spacy.blank("en")
    for name in spacy_components.COMPONENTS:
        nlp.add_pipe(name)
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
def test_the_filing_is_the_one_of_the_front_door(nlp: Language, dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = any_classifier(5)
    monkeypatch.setattr(spacy_components, "default_classifier", lambda: classifier)
    text = DIALECTS[dialect](SALES)
    doc = nlp(text)
    assert doc.text == text
    assert doc._.filing == extractor.extract(text, model=Model(classifier, Model.default().confidence))


def test_with_the_model_that_ships(nlp: Language) -> None:
    text = pages.tabs(SALES)
    docs = list(nlp.pipe([text, "", text[:900]]))
    assert [d._.filing for d in docs] == [extractor.extract(t) for t in (text, "", text[:900])]


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
