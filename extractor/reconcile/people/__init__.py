"""Names of owners and of who signs, and what owners are to the issuer."""
