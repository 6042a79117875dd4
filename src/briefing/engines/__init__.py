"""Everything that speaks: the port, the engines behind it, and the workers that run them."""
