from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.report.review_html import Html, address, grid, items, join, link, tag, text


class Reader(HTMLParser):
    """What a browser would find: the elements with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_stays_text(words):
    found = Reader(tag("p", words))
    assert found.elements == [("p", {})]
    assert found.words == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_stays_inside_its_attribute(words):
    found = Reader(tag("img", attrs={"alt": words, "src": "x"}))
    assert found.elements == [("img", {"alt": words, "src": "x"})]


def test_what_no_browser_can_show_becomes_a_sign_for_it():
    assert text("a\x00b\x1bc\udc80") == "a\ufffdb\ufffdc\ufffd"


def test_markup_is_not_escaped_twice():
    assert tag("p", tag("b", "a & b")) == "<p><b>a &amp; b</b></p>"
    assert join(["<", Html("<br>")], " · ") == "&lt; · <br>"
    assert items(["<"]) == "<ul><li>&lt;</li></ul>"


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        ("efile/Reyes_I589.pdf", "efile/Reyes_I589.pdf"),
        ("a b#c?d%.pdf", "a%20b%23c%3Fd%25.pdf"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("Mejía.pdf", "Mej%C3%ADa.pdf"),
    ],
)
def test_a_path_is_spelled_so_that_it_can_only_be_a_path(path, spelled):
    assert address(path) == spelled
    assert Reader(link("x", address(path, "page=3"))).elements[0][1]["href"] == f"{spelled}#page=3"


def test_a_table_names_its_columns_and_rows_to_a_screen_reader():
    found = Reader(grid("Files", ("File", "Why"), [("a.pdf", ""), ("b.pdf", "too large")])).elements
    assert [attrs["scope"] for name, attrs in found if name == "th"] == ["col", "col", "row", "row"]
    assert [attrs["role"] for name, attrs in found if "role" in attrs].count("cell") == 2
    assert ("td", {"role": "cell", "data-head": "Why"}) in found
