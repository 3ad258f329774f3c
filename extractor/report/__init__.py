"""Pages that people look at: what a filing's values were read from, and how well annotated filings are read.

Each page is one HTML file that needs nothing else: it opens from disk, works without JavaScript, and can be printed.
"""
