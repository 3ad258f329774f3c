"""The issuer: its name and its symbol."""
