"""Floor 3: finished checks become sums, so that no row leads back to a person."""
