"""Words of a search, and the excerpts they are shown in."""

from portal.pages.excerpts import EXCERPT_LENGTH, MAX_WORDS, clean_query, excerpt, marked, words_of


def test_clean_query_is_bounded_and_without_control_characters():
    assert clean_query("a\x00b\u202ec  d") == "a b c d"
    assert len(clean_query("x" * 9000)) == 200


def test_words_of_a_query_hold_no_signs_and_no_doubles():
    assert words_of('"One" AND (two) one_two') == ["one", "and", "two"]
    assert len(words_of(" ".join(f"w{number}" for number in range(50)))) == MAX_WORDS


def test_excerpt_is_cut_around_the_word_between_words():
    text = "start " * 100 + "needle " + "end " * 100
    cut = excerpt(text, ["needle"])
    assert "needle" in cut
    assert cut.startswith("… start")
    assert cut.endswith("end …")
    assert len(cut) <= EXCERPT_LENGTH + 4


def test_excerpt_of_a_text_without_the_word_is_its_beginning():
    assert excerpt("one two", ["needle"]) == "one two"
    assert excerpt("x" * 1000, []).startswith("xxx")


def test_marked_keeps_the_text_whole():
    parts = marked("Needle in a needlework.", ["needle"])
    assert "".join(part for part, _ in parts) == "Needle in a needlework."
    assert [part for part, found in parts if found] == ["Needle", "needle"]
