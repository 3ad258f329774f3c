"""Numbers: shares, holdings and prices that must agree or add up."""
