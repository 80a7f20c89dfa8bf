"""Numbers, shares, days and months in a text, and which days are meant by them."""
