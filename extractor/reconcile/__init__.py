"""The filing's own consistency: repairs and checks."""
