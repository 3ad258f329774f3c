"""The token classifier: which leaf of the document each token belongs to."""
