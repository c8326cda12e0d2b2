"""Pages of offers and requests."""
