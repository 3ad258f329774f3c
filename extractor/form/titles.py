"""Titles of securities that many issuers use: what a title that makes no sense may have been.

Counted over the titles of both tables in filings of 461 issuers; each is used by three or more of them.
"""

from __future__ import annotations

from typing import Final

TITLES: Final = (
    "Common Stock",
    "Common Shares",
    "Common Units",
    "Common Shares of Beneficial Interest",
    "Common Stock, par value $0.01",
    "Common Stock, par value $0.01 per share",
    "Common Stock, par value $0.001 per share",
    "Common Stock, par value $0.0001 per share",
    "Class A Common Stock",
    "Class B Common Stock",
    "Class C Common Stock",
    "Class V Common Stock",
    "Class A Common Stock, par value $0.0001 per share",
    "Ordinary Shares",
    "Class A Ordinary Shares",
    "Class B Ordinary Shares",
    "Class A Ordinary Shares, par value $0.0001",
    "Class A Ordinary Shares, par value $0.0001 per share",
    "Class B Ordinary Shares, par value $0.0001 per share",
    "Series A Preferred Stock",
    "Depositary Shares",
    "Stock Option",
    "Stock Options",
    "Option (right to buy)",
    "Stock Option (right to buy)",
    "Stock Options (Right to Buy)",
    "Employee Stock Option (right to buy)",
    "Employee stock options (right to buy)",
    "Non-Qualified Stock Option (right to buy)",
    "Stock Appreciation Rights",
    "Restricted Stock Unit",
    "Restricted Stock Units",
    "Performance Share Units",
    "Performance Stock Units",
    "Performance Restricted Stock Units",
    "Performance-based Restricted Stock Units",
    "Deferred Stock Units",
    "Deferred Share Units",
    "Phantom Stock",
    "Phantom Stock Units",
    "Phantom Shares",
    "Phantom Units",
    "LTIP Units",
    "Warrants",
    "Warrants (right to buy)",
    "Warrants to Purchase Common Stock",
    "Private Placement Warrants",
)
