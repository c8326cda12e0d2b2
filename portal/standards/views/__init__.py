"""Pages of the standards: reading them, and keeping them."""
