"""Applications over HTTP: the calls, writing one, reading and deciding it."""
