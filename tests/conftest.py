"""What all tests share: the cast of people, the database, the closed network, the account of a whole run."""

pytest_plugins = ["tests.cast", "tests.plugins.database", "tests.plugins.network", "tests.plugins.whole_run"]
