"""Filings by the thousand: read as streams, in parallel, into tables, and gone on with where it stopped."""
