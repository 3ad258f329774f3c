"""Footnote marks: which footnote each cell refers to."""
