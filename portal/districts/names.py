"""Names of districts and schools: one key to compare them by, one readable form to show.

Publishers write the same district as "GEORGE CO SCHOOL DIST", "George Co School District" and "George County
Schools". The key drops what does not tell two districts of Mississippi apart and spells out what does.
"""

import re
import unicodedata
from functools import lru_cache

SPELLED = {
    "ag": "agricultural",
    "co": "county",
    "cty": "county",
    "cons": "consolidated",
    "consol": "consolidated",
    "consolidate": "consolidated",
    "mun": "municipal",
    "sp": "separate",
    "sc": "science",
    "sci": "science",
    "math": "mathematics",
    "st": "saint",
    "elem": "elementary",
    "mid": "middle",
    "hi": "high",
    "jr": "junior",
    "sr": "senior",
    "prep": "preparatory",
    "attn": "attendance",
    "ctr": "center",
    "voc": "vocational",
}
DROPPED = {"school", "schools", "sch", "schs", "district", "dist", "public", "the", "of", "for", "and", "separate"}
PHRASES = (("county ahs", "county agricultural high"),)
SHOWN = {
    "Adm": "Administration",
    "Ag": "Agricultural",
    "Co": "County",
    "Cty": "County",
    "Cons": "Consolidated",
    "Consol": "Consolidated",
    "Consolidate": "Consolidated",
    "Dist": "District",
    "Sch": "School",
    "Schs": "Schools",
    "Mun": "Municipal",
    "Sped": "Special Education",
    "Sp": "Separate",
    "St": "St.",
    "Mdhs": "MDHS",
    "Desoto": "DeSoto",
}
SMALL_WORDS = {"And", "For", "Of", "The"}


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """The name as it is compared: small letters, abbreviations spelled out, initials joined, no "school district"."""
    plain = unicodedata.normalize("NFKD", text or "")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = re.sub(r"['’]", "", plain).replace(".", " ")
    plain = re.sub(r"\bmc (?=[a-z]{3})", "mc", plain)
    plain = re.sub(r"\b([a-z]) +(?=[a-z]\b)", r"\1", plain)
    words = [SPELLED.get(word, word) for word in re.findall(r"[^\W_]+", plain)]
    if words[:1] == ["ms"]:
        words[0] = "mississippi"
    key = " ".join(words)
    for written, meant in PHRASES:
        key = key.replace(written, meant)
    kept = [word for word in key.split() if word not in DROPPED]
    return " ".join(kept) or key


def shown_name(text: str) -> str:
    """A readable form of a name published in capitals and abbreviations; a name in mixed case keeps its letters."""
    tidy = re.sub(r"\s*-\s*", "-", " ".join((text or "").split()))
    if tidy != tidy.upper():
        return tidy
    words = [_shown_word(word) for word in tidy.split()]
    if words[:1] == ["Ms"]:
        words[0] = "Mississippi"
    words = [word.lower() if place and word in SMALL_WORDS else word for place, word in enumerate(words)]
    name = " ".join(words)
    name = re.sub(r"Consolidated District$", "Consolidated School District", name)
    return re.sub(r"Consolidated$", "Consolidated School District", name)


def _shown_word(word: str) -> str:
    """One word, or the parts of a hyphened one, with capitals where they belong (McComb, DeSoto)."""
    parts = []
    for part in word.split("-"):
        title = part[:1].upper() + part[1:].lower()
        title = re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", title)
        parts.append(SHOWN.get(title.rstrip("."), title))
    return "-".join(parts)
