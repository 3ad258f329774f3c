"""What is known of the form and of what is written on it, as data: printed text, codes, places, words of names and of titles."""
