"""What changed between two texts."""

from django.template import Context, Template

from portal.ui.changes import MOST_WORDS, pieces


def drawn(before: str | None, after: str | None) -> str:
    return Template("{% diff before after %}").render(Context({"before": before, "after": after}))


def found(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(before, after)]


def test_diff_marks_the_words_that_changed() -> None:
    told = drawn("We plan two new schools.", "We plan three new schools.")
    assert "We plan <del>two </del> <ins>three </ins>new schools." in told
    assert "1 word added, 1 taken out." in told


def test_diff_of_equal_texts_says_so() -> None:
    assert drawn("The  same\n", "The same") == drawn(None, "") == '<p class="quiet">Nothing changed in the words.</p>\n'


def test_diff_escapes_both_texts() -> None:
    told = drawn("<script>a</script>", "<b>x</b> <i>")
    assert "<script>" not in told
    assert "<b>" not in told
    assert "&lt;b&gt;x&lt;/b&gt;" in told


def test_diff_of_something_and_nothing_adds_or_takes_all() -> None:
    assert found("", "one two") == [("in", "one two")]
    assert found("one two", "") == [("out", "one two")]


def test_diff_keeps_the_lines_of_the_new_text() -> None:
    assert found("a b\nc", "a b\n\nd") == [("same", "a b\n\n"), ("out", "c"), ("in", "d")]


def test_diff_of_a_very_long_change_replaces_the_passage_whole() -> None:
    old = " ".join(f"a x{number}" for number in range(MOST_WORDS))
    new = " ".join(f"a y{number}" for number in range(MOST_WORDS))
    assert [piece.kind for piece in pieces(f"Start {old} end", f"Start {new} end")] == ["same", "out", "in", "same"]


def test_diff_of_a_long_text_with_a_small_change_stays_small() -> None:
    words = [f"w{number}" for number in range(20 * MOST_WORDS)]
    changed = [*words[:9000], "new", *words[9000:]]
    assert [piece.words for piece in pieces(" ".join(words), " ".join(changed)) if piece.kind != "same"] == [1]
