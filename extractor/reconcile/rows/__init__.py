"""Titles, codes and natures: what a row says of itself, and its siblings of it."""
