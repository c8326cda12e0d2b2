"""References: short names of things that cannot be guessed, counted or mistyped into another's."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12


def new_reference() -> str:
    """Twelve signs without look-alikes, about 59 bits of chance: for addresses and for letters' codes."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def tidy(reference: str) -> str:
    """A reference as a person may type it, with blanks, dashes or small letters, in its written form."""
    return "".join(sign for sign in reference.upper() if sign in SIGNS)[: LENGTH + 1]
