"""Dates: of transactions, terms, events and signatures, in the light of each other."""
