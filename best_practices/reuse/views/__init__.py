"""Pages of reuse: a school's needs, adoptions, words about practices, the state's lists and weights."""
