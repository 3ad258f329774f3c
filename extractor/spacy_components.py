"""The pipeline as spaCy components, found by name through entry points.

    import spacy
    nlp = spacy.blank("en")
    for name in extractor.spacy_components.COMPONENTS:
        nlp.add_pipe(name)
    filing = nlp(text)._.filing

Adding ``ownership_reader`` replaces the tokenizer: the ``Doc`` is built from the readers' tokens, white space and
markup between them are tokens of their own, so that ``doc.text`` is the text.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.cells.classifier import default_classifier
from extractor.cells.label import Labelled, label_tokens, locate
from extractor.confidence.confidence import assess
from extractor.draft import draft
from extractor.pipeline import source_of
from extractor.reading.page import Page
from extractor.reading.read import read
from extractor.reconcile.reconcile import reconcile, unreconciled

COMPONENTS: Final = (
    "ownership_reader",
    "ownership_regions",
    "ownership_cells",
    "ownership_filing",
    "ownership_reconciler",
    "ownership_confidence",
)
_STATE: Final = "section16"

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
def make_reader(nlp: Language, name: str) -> Any:
    """Let the readers make the tokens."""
    nlp.tokenizer = ReaderTokenizer(nlp.vocab)

    def ownership_reader(doc: Doc) -> Doc:
        if not isinstance(doc.user_data.get(_STATE), Page):
            doc.user_data[_STATE] = read(doc.text)
        return doc

    return ownership_reader


@Language.component("ownership_regions")
def ownership_regions(doc: Doc) -> Doc:
    """Find the printed form and its regions."""
    doc.user_data[_STATE] = locate(doc.user_data[_STATE])
    return doc


@Language.component("ownership_cells")
def ownership_cells(doc: Doc) -> Doc:
    """Label the tokens that are no printed form."""
    doc.user_data[_STATE] = label_tokens(doc.user_data[_STATE], default_classifier())
    return doc


@Language.component("ownership_filing")
def ownership_filing(doc: Doc) -> Doc:
    """Put the filing together."""
    labelled: Labelled = doc.user_data[_STATE]
    doc._.filing = draft(labelled, source_of(doc.text, "", labelled.page))
    return doc


@Language.component("ownership_reconciler")
def ownership_reconciler(doc: Doc) -> Doc:
    """Let the filing correct its own reading."""
    doc._.filing = reconcile(doc._.filing)
    return doc


@Language.component("ownership_confidence")
def ownership_confidence(doc: Doc) -> Doc:
    """Say how sure the values and the filing are."""
    filing = doc._.filing
    doc._.filing = assess(filing if filing.checks else unreconciled(filing))
    return doc
