"""spaCy's ``DocBin``: a ``Doc`` a text, the values as span group ``values``, the rest as ``doc.user_data["annotation"]``.

Tokens are the readers', parted also where spans begin and end, so that every span is exact. A span's id is its row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from extractor.annotations.formats.meta import annotation_of, meta_of
from extractor.annotations.record import Annotation
from extractor.errors import AnnotationError, MissingExtraError

GROUP: Final = "values"
_META: Final = "annotation"


def _spacy() -> Any:
    try:
        import spacy
        import spacy.tokens
        import spacy.vocab
    except ModuleNotFoundError:
        raise MissingExtraError("the DocBin format", "spacy") from None
    return spacy


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of a file; entities stand for the span group where a ``Doc`` has none."""
    spacy = _spacy()
    data = path.read_bytes()
    vocab = spacy.vocab.Vocab()
    try:
        docs = list(spacy.tokens.DocBin(store_user_data=True).from_bytes(data).get_docs(vocab))
    except Exception:  # msgpack and zlib raise many kinds
        raise AnnotationError(path, "no DocBin of spaCy 3", "write it by DocBin.to_disk") from None
    for number, doc in enumerate(docs, 1):
        where = f"{path}: doc {number}"
        group = doc.spans.get(GROUP, doc.ents)
        spans = [(s.start_char, s.end_char, s.label_, s.id_) for s in group]
        yield annotation_of(_meta(doc, where), doc.text, spans, where)


def _meta(doc: Any, where: str) -> Any:
    meta = doc.user_data.get(_META, "{}")
    try:
        return json.loads(meta)
    except (TypeError, ValueError, RecursionError):
        raise AnnotationError(where, f"its user data {_META!r} is not JSON", "leave it as it was written") from None


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a file."""
    spacy = _spacy()
    vocab = spacy.vocab.Vocab()
    docs = spacy.tokens.DocBin(store_user_data=True)
    count = 0
    for annotation in annotations:
        words, spaces = _words(annotation)
        doc = spacy.tokens.Doc(vocab, words=words, spaces=spaces)
        spans = [doc.char_span(s.start, s.end, label=s.label, span_id=s.row) for s in annotation.spans]
        if None in spans or doc.text != annotation.text:
            raise AnnotationError(annotation.id, "its spans do not fit its text", "check the file first")
        doc.spans[GROUP] = spans
        doc.user_data[_META] = json.dumps(meta_of(annotation))
        docs.add(doc)
        count += 1
    path.write_bytes(docs.to_bytes())
    return count


def _words(annotation: Annotation) -> tuple[list[str], list[bool]]:
    """All stretches of the text in order, parted at tokens and spans; a single space is the token's before it."""
    from extractor.dialects.read import read as read_page

    page, text = read_page(annotation.text), annotation.text
    cuts = {0, len(text), *page.start.tolist(), *page.end.tolist(), *(at for s in annotation.spans for at in (s.start, s.end))}
    begins, ends = {s.start for s in annotation.spans}, {s.end for s in annotation.spans}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(sorted(cuts)):
        if text[start:end] == " " and words and not spaces[-1] and start not in begins and end not in ends:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return words, spaces
