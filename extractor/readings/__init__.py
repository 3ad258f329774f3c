"""From pieces of text to values: amounts, dates, codes, names, as they may stand cut, doubled and misread."""
