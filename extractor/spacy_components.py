"""The pipeline as spaCy components, found by name through entry points.

    import spacy
    nlp = spacy.blank("en")
    for name in extractor.spacy_components.COMPONENTS:
        nlp.add_pipe(name)
    filing = nlp(text)._.filing

``ownership_cells`` and ``ownership_confidence`` take a ``model`` (the folder of one, else that which ships), the latter
``min_confidence`` too: ``nlp.add_pipe("ownership_confidence", config={"min_confidence": 0.97})``.

Adding ``ownership_reader`` replaces the tokenizer: the ``Doc`` is built from the readers' tokens, white space and
markup between them are tokens of their own, so that ``doc.text`` is the text. A doc with its filing is for use in the
process that made it: ``doc._.filing`` is not serialised.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.cells.label import Labelled, label_tokens
from extractor.confidence.left_out import LEAST
from extractor.dialects.page import Page
from extractor.dialects.read import read
from extractor.draft import draft
from extractor.errors import ComponentOrderError
from extractor.filing import Filing
from extractor.model import Model
from extractor.pipeline import assessed, source_of
from extractor.reconcile.reconcile import reconcile, unreconciled
from extractor.regions.located import Located, locate

COMPONENTS: Final = (
    "ownership_reader",
    "ownership_regions",
    "ownership_cells",
    "ownership_filing",
    "ownership_reconciler",
    "ownership_confidence",
)
_STATE: Final = "section16"
T = TypeVar("T")
Component = Callable[[Doc], Doc]

if not Doc.has_extension("filing"):
    Doc.set_extension("filing", default=None)


class ReaderTokenizer:
    """A tokenizer for ``nlp.tokenizer``: the readers' tokens, and what stands between them."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a ``Doc`` that carries its page."""
        page = read(text)
        words, spaces = _words(page)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_STATE] = page
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> ReaderTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _: Any, **__: Any) -> ReaderTokenizer:
        """Nothing to load."""
        return self


def _words(page: Page) -> tuple[list[str], list[bool]]:
    """All stretches of the text in order, tokens and gaps; single spaces as spaCy's trailing spaces."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for token in [*np.argsort(page.start, kind="stable").tolist(), -1]:
        start = int(page.start[token]) if token >= 0 else len(page.text)
        gap = page.text[at:start]
        if words and gap.startswith(" "):
            spaces[-1], gap = True, gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if token >= 0:
            at = int(page.end[token])
            words.append(page.text[start:at])
            spaces.append(False)
    return words, spaces


@Language.factory("ownership_reader")
def make_reader(nlp: Language, name: str) -> Component:
    """Let the readers make the tokens."""
    nlp.tokenizer = ReaderTokenizer(nlp.vocab)

    def ownership_reader(doc: Doc) -> Doc:
        if not isinstance(doc.user_data.get(_STATE), Page):
            doc.user_data[_STATE] = read(doc.text)
        return doc

    return ownership_reader


def _state(doc: Doc, kind: type[T], component: str, needs: str) -> T:
    """What the component before left on the doc."""
    state = doc.user_data.get(_STATE)
    if not isinstance(state, kind):
        raise ComponentOrderError(component, needs)
    return state


@Language.component("ownership_regions")
def ownership_regions(doc: Doc) -> Doc:
    """Find the printed form and its regions."""
    doc.user_data[_STATE] = locate(_state(doc, Page, "ownership_regions", "ownership_reader"))
    return doc


@Language.factory("ownership_cells", default_config={"model": None})
def ownership_cells(nlp: Language, name: str, model: str | None) -> Component:
    """Label the tokens that are no printed form."""
    classifier = _model(model).classifier

    def label(doc: Doc) -> Doc:
        doc.user_data[_STATE] = label_tokens(_state(doc, Located, "ownership_cells", "ownership_regions"), classifier)
        return doc

    return label


def _model(folder: str | None) -> Model:
    return Model.default() if folder is None else Model.load(folder)


@Language.component("ownership_filing")
def ownership_filing(doc: Doc) -> Doc:
    """Put the filing together."""
    labelled = _state(doc, Labelled, "ownership_filing", "ownership_cells")
    del doc.user_data[_STATE]
    doc._.filing = draft(labelled, source_of(doc.text, "", labelled.page))
    return doc


def _filing(doc: Doc, component: str) -> Filing:
    if doc._.filing is None:
        raise ComponentOrderError(component, "ownership_filing")
    filing: Filing = doc._.filing
    return filing


@Language.component("ownership_reconciler")
def ownership_reconciler(doc: Doc) -> Doc:
    """Let the filing correct its own reading."""
    doc.user_data[_STATE] = _filing(doc, "ownership_reconciler")
    doc._.filing = reconcile(doc._.filing)
    return doc


@Language.factory("ownership_confidence", default_config={"model": None, "min_confidence": LEAST})
def ownership_confidence(nlp: Language, name: str, model: str | None, min_confidence: float) -> Component:
    """Say how sure the values and the filing are, and leave out what is less sure than asked for."""
    confidence = _model(model).confidence

    def assess(doc: Doc) -> Doc:
        filing = _filing(doc, "ownership_confidence")
        drafted = doc.user_data.pop(_STATE, filing)
        step = reconcile if filing.checks else unreconciled
        filing = filing if filing.checks else step(filing)
        doc._.filing = assessed(drafted, filing, step, doc.text, confidence, min_confidence)
        return doc

    return assess
