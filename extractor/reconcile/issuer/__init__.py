"""The issuer: its name, its symbol and what the form's boxes say of it."""
