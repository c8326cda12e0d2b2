"""NCES locale codes: the four groups, and what a code means in words (NCES, Locale Boundaries)."""

GROUPS = {"city": ("1", "City"), "suburb": ("2", "Suburb"), "town": ("3", "Town"), "rural": ("4", "Rural")}
MEANINGS = {
    "11": "in a main city of 250,000 people or more",
    "12": "in a main city of 100,000 to 249,999 people",
    "13": "in a main city of fewer than 100,000 people",
    "21": "outside the main city, in an urban area of 250,000 people or more",
    "22": "outside the main city, in an urban area of 100,000 to 249,999 people",
    "23": "outside the main city, in an urban area of fewer than 100,000 people",
    "31": "a town at most 10 miles from an urban area of 50,000 people or more",
    "32": "a town 10 to 35 miles from an urban area of 50,000 people or more",
    "33": "a town more than 35 miles from an urban area of 50,000 people or more",
    "41": "at most 5 miles from an urban area of 50,000 people or more, or 2.5 miles from a smaller one",
    "42": "5 to 25 miles from an urban area of 50,000 people or more, or 2.5 to 10 from a smaller one",
    "43": "more than 25 miles from an urban area of 50,000 people or more, and more than 10 from a smaller one",
}
