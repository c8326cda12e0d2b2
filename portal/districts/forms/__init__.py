"""Forms of districts: `directory` filters the public list, `people` asks for and gives offices."""
