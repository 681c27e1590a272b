"""The words of a note that a suggestion comes from stand apart; a mood gives way to names."""

from crm_app.services.voice import sources, text_pieces

TEXT = "Met Sarah from Acme. Call her on Monday."


def test_pieces_are_the_whole_text_and_names_come_before_the_mood() -> None:
    evidence = {
        "sentiment": {"piece": [0, 19], "sentence": "Met Sarah from Acme"},
        "contact": {"piece": [4, 9], "sentence": "Met Sarah from Acme"},
        "customer": {"piece": [15, 19], "sentence": "Met Sarah from Acme"},
        "next_step": {"piece": [21, 39], "sentence": "Call her on Monday"},
        "due": {"piece": [33, 39], "sentence": "Call her on Monday"},
    }
    pieces = text_pieces(TEXT, evidence)
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [(p.fact, p.text) for p in pieces if p.fact] == [
        ("contact", "Sarah"),
        ("customer", "Acme"),
        ("next_step", "Call her on Monday"),
    ]
    assert sources(evidence)["mood"] == "Met Sarah from Acme"


def test_a_lone_mood_is_marked_and_nonsense_is_not() -> None:
    evidence = {"sentiment": {"piece": [0, 4]}, "amount": {"piece": [5, 900]}}
    assert [p.fact for p in text_pieces("good day", evidence)] == ["mood", ""]
