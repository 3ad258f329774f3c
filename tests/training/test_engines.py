"""What engines of page images write is read as characters with their places."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="engines are a part of the corpus builder, which needs the extra corpus")
from training.engines import Sign, parse_hocr, parse_orf

ORF = """# Ocr Results File. Created by GNU Ocrad version 0.28
source file -
total text blocks 1
text block 1 0 0 900 120
lines 2
line 1 chars 4 height 23
 12  41 24 29; 2, 'C'1, 'c'0
 40  49 21 21; 1, 'o'0
 70  49 10 21; 1, ' '0
 81  42 21 28; 0
line 2 chars 1 height 10
 12  90 21 21; 1, '''0
"""


def test_of_ocrads_guesses_the_first_counts_and_a_blank_begins_a_word() -> None:
    assert parse_orf(ORF) == [
        Sign("C", 12, 41, 36, 70, True, 1),
        Sign("o", 40, 49, 61, 70, False, 1),
        Sign("_", 81, 42, 102, 70, True, 1),
        Sign("'", 12, 90, 33, 111, True, 2),
    ]


def test_tesseracts_characters_know_their_words_and_lines() -> None:
    page = "\n".join(
        (
            "<span class='ocr_line'>",
            "<span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 1 2 3 4; x_conf 99'>&amp;</span>",
            "<span class='ocrx_cinfo' title='x_bboxes 4 2 6 4; x_conf 99'>B</span></span></span>",
            "<span class='ocr_header'>",
            "<span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 1 8 3 9; x_conf 90'>C</span></span></span>",
        )
    )
    assert parse_hocr(page) == [Sign("&", 1, 2, 3, 4, True, 1), Sign("B", 4, 2, 6, 4, False, 1), Sign("C", 1, 8, 3, 9, True, 2)]
