"""The boxes of the form: header, issuer, reporting owners."""
