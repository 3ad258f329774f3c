"""Machinery that turns ownership filings into annotated, realistically damaged text."""
