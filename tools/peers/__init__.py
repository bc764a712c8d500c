"""Price lists that others keep, and what is known to be wrong in them."""
