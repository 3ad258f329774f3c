"""Readers: text of any dialect into tokens with exact offsets, lines and cells."""
