"""Pages of letters: reading, signing, changing, verifying."""
