"""Work shared with a second process: the same results in the same order, whoever made them."""

import operator
import os
import time

import pytest

from crm_app.lib.beside import Hands


def make_squares(given):
    """Squares, and which process made each; `given`: who must not, and what is refused."""
    parent, refused = given

    def square(number):
        if number == refused:
            raise ValueError(number)
        if parent and os.getpid() != parent:
            os._exit(1)
        return number * number, os.getpid()

    return square


def made(parent, refused=-1, count=40):
    with Hands(make_squares, (parent, refused), beside=True) as hands:
        assert hands.other is not None
        until = time.monotonic() + 60
        while not hands.other.is_ready and time.monotonic() < until:
            pass
        hands.is_lean = True  # what the other process can do is not done here
        return list(hands.each(range(count)))


def test_each_item_comes_in_turn_with_its_result(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = made(parent=0)
    assert [(item, square) for item, (square, _) in found] == [(n, n * n) for n in range(40)]
    assert os.getpid() not in {who for _, (_, who) in found}
    with Hands(operator.itemgetter, 1, beside=False) as hands:
        assert (hands.other, list(hands.each(["ab", "cd"]))) == (None, [("ab", "b"), ("cd", "d")])


def test_what_a_process_that_died_had_to_do_is_done_here(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = made(parent=os.getpid())
    assert found == [(n, (n * n, os.getpid())) for n in range(40)]


def test_a_refusal_there_is_one_here(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(ValueError, match="7"):
        made(parent=0, refused=7)
