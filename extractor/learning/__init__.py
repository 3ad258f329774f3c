"""Training on annotated filings. Needs the extra ``training``."""
