"""Evaluation of filings as read against annotated ones: value by value, row by row, filing by filing."""
