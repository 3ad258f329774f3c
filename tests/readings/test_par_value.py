"""Par values of shares."""

from __future__ import annotations

import pytest

from extractor.readings.par_values import with_par_value


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Common Stock, par value $0.00 1", "Common Stock, par value $0.001"),
        ("Common Stock, par. value $0.00 2", "Common Stock, par. value $0.002"),
        ("Common Stock, par value. $O.OO1 per share", "Common Stock, par value. $0.001 per share"),
        ("Common Stock, par value S0.0001 per share", "Common Stock, par value $0.0001 per share"),
        ("Common Stock, par value $8,001", "Common Stock, par value $0.001"),
        ("Common Stock, par value $2.50", "Common Stock, par value $2.50"),
        ("Preferred Stock, par value $8.01", "Preferred Stock, par value $8.01"),
        ("Preferred Stock, liquidation value $O.01", "Preferred Stock, liquidation value $O.01"),
        ("Common Stock, par value $.01 per share", "Common Stock, par value $.01 per share"),
    ],
)
def test_a_par_value_is_noughts_and_a_digit(title: str, printed: str) -> None:
    assert with_par_value(title)[0] == printed
    assert bool(with_par_value(title)[1]) == (title != printed)
