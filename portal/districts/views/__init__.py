"""Pages of districts: `directory` is public, `people` is for those who hold or ask for an office."""
