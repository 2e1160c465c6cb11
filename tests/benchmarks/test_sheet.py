from dataclasses import replace
from pathlib import Path

from benchmarks.cards import make_card
from benchmarks.figures import Figure, Part
from benchmarks.sheet import card_html, write_sheet
from tests.benchmarks.samples import Drawn, outcome


def test_the_page_holds_all_in_itself(tmp_path: Path) -> None:
    part = Part("Drawn", [Figure("right", 0.5, at_least=0.9)], note="A <note>.", outcomes=[outcome("7", "1")])
    cards = [make_card(part.title, part.outcomes[0])]
    write_sheet([part], cards, tmp_path / "r.html", {"model": "m"})
    page = (tmp_path / "r.html").read_text()
    assert "http" not in page
    assert "A &lt;note&gt;." in page
    assert page.count("data:image/jpeg") == 2
    assert "<td class=bad>✗</td>" in page


def test_a_card_says_what_is_wrong_and_how_sure_each_digit_is() -> None:
    card = make_card("drawn", outcome("7", "1", sure=0.6))
    words = card_html(card)
    assert "wrong 7→1" in words
    assert ">1 60<" in words
    assert "stroke-dasharray" in words
    right = card_html(replace(card, outcome=outcome("7", "7")))
    assert "✓ right" in right
    assert "stroke-dasharray" not in right


def test_names_are_escaped() -> None:
    found = replace(outcome("7", "7"), case=Drawn("<7>"))
    assert "<7>" not in card_html(replace(make_card("drawn", outcome("7", "7")), outcome=found))
