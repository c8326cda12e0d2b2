"""Words as they are searched: the same on every database, because the portal folds them itself. Pure."""

import re
import unicodedata

WORD = re.compile(r"[a-z0-9]+")
MOST_WORDS = 12


def fold(text: str) -> str:
    """Words without accents, in lower case, plural endings off; one blank between them."""
    return " ".join(words_of(text))


def words_of(text: str) -> list[str]:
    """The folded words in their order."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [_singular(word) for word in WORD.findall(kept)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def asked(query: str) -> list[str]:
    """The words of a search, each once and not more than twelve."""
    return list(dict.fromkeys(words_of(query[:300])))[:MOST_WORDS]
