"""From labelled tokens to the rows of the tables."""
