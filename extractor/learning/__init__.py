"""Training on annotated filings, and evaluating against them. Needs the extra ``training``."""
