"""A channel of noise that does to clean pages what real engines did to aged ones, fitted on pairs of both."""
