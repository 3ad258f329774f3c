"""Filings as XML, JSON, CSV and readable tables.

Each format is a module of its own, so that one can be had without loading the others.
"""
