"""Reviews over HTTP: writing one's own, and running a panel."""
