"""Annotated filings: the format, its checks, and other tools' formats."""
