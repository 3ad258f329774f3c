"""Addresses of owners: street, city, state and postal code speak for each other, and joint filers for each other."""
