"""How fast filings are read: ``python -m tests.benchmarks`` measures it on the annotated filings, and prints it."""
