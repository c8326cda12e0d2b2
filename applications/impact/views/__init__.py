"""Pages of the matrix and of recommendations."""
