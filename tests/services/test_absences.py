"""Who is away, who stands in: one's own days, one's people's, and what cannot be."""

from dataclasses import replace

import pytest

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.services import absences, accounts, notices
from crm_app.services.absences import AbsenceForm


def person(people, who):
    return accounts.user_of_email(people["admin"], f"{who}@example.com").public_id


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("", "2026-01-01", "absences.day_invalid"),
        ("2126-02-30", "2126-03-01", "absences.day_invalid"),
        ("9999-01-01", "9999-01-02", "absences.day_invalid"),
        ("2126-01-02", "2126-01-01", "absences.backwards"),
        ("2126-01-01", "2128-01-01", "absences.too_long"),
        ("2020-01-01", "2020-01-02", "absences.over"),
    ],
)
def test_an_absence_that_cannot_be(workspace, footprint, first, last, code):
    before = footprint()
    with pytest.raises(Invalid) as refused:
        absences.add_absence(workspace["rep"], AbsenceForm(first, last))
    assert (refused.value.code, footprint()) == (code, before)


def test_absences_are_ones_own_and_ones_peoples(workspace):
    form = AbsenceForm("2126-01-01", "2126-01-09", "年假")
    made = absences.add_absence(workspace["rep"], form)
    with pytest.raises(Conflict):
        absences.add_absence(
            workspace["rep"], replace(form, first_day="2126-01-09", last_day="2126-02-01")
        )
    of_rep = replace(form, user=person(workspace, "rep"))
    for who in ("rep_west", "manager_west", "service"):
        with pytest.raises(Invalid):
            absences.add_absence(
                workspace[who], replace(of_rep, first_day="2126-05-01", last_day="2126-05-02")
            )
        with pytest.raises(NotFound):
            absences.remove_absence(workspace[who], made)
        assert absences.absences(workspace[who]) == []
    for who in ("rep", "manager", "director", "admin"):
        (row,) = absences.absences(workspace[who])
        assert (row.user, row.note, row.is_mine) == ("rep", "年假", who == "rep")
    assert absences.remove_absence(workspace["manager"], made) == of_rep
    assert absences.absences(workspace["rep"]) == []


@pytest.mark.parametrize(
    ("who", "stand_in", "code"),
    [
        ("manager", "manager", "absences.stand_in_self"),
        ("manager", "rep", "absences.stand_in_cannot"),  # he does not decide
        ("rep", "finance", "absences.stand_in_cannot"),  # he does not work on leads
        ("rep", "nobody", "absences.stand_in_cannot"),
    ],
)
def test_stand_ins_that_cannot_be(workspace, footprint, who, stand_in, code):
    other = "x" if stand_in == "nobody" else person(workspace, stand_in)
    before = footprint()
    with pytest.raises(Invalid) as refused:
        absences.add_absence(
            workspace[who], AbsenceForm("2126-01-01", "2126-01-02", stand_in=other)
        )
    assert (refused.value.code, footprint()) == (code, before)


def test_who_decides_names_his_stand_in_himself_and_he_hears_of_it(workspace, footprint):
    names = [one.name for one in absences.possible_stand_ins(workspace["manager"])]
    assert names == ["admin", "director", "finance", "manager_west"]
    of_manager = person(workspace, "manager")
    assert absences.possible_stand_ins(workspace["director"], of_manager) == []
    form = AbsenceForm("2126-01-01", "2126-01-02", "", of_manager, person(workspace, "finance"))
    before = footprint()
    with pytest.raises(Forbidden):
        absences.add_absence(workspace["director"], form)
    assert footprint() == before
    made = absences.add_absence(workspace["manager"], form)
    (told,) = notices.unread_notices(workspace["finance"]).newest
    assert told.en == "You stand in for manager from 2126-01-01 to 2126-01-02"
    (row,) = absences.absences(workspace["finance"])
    assert (row.user, row.is_for_me, row.is_running, row.can_change) == (
        *("manager", True, False),
        False,
    )
    with pytest.raises(Forbidden):
        absences.remove_absence(workspace["director"], made)
    assert absences.remove_absence(workspace["admin"], made) == form
    # Leads alone: his manager may name somebody for him.
    rep = AbsenceForm(
        *("2126-01-01", "2126-01-02", "", person(workspace, "rep")), person(workspace, "rep_west")
    )
    absences.add_absence(workspace["manager"], rep)
