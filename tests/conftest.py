"""The cast: the people that tests are about, one of each kind."""
