"""The printed form and the regions of the page."""
