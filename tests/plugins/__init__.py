"""Plumbing of the tests: the database, the closed network, and what a whole run must have touched."""
