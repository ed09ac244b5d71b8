"""Silence in all its forms: after a reminder, with nothing but words, until a day that was named, and of the long tasks."""

from datetime import date

from rules.checkins import check_in_day, nth_call
from rules.court import CaseFacts, InstructionFacts
from rules.states import CaseState, InstructionState, TaskState
from tests.court.facts import PLAIN, day, said, task


def test_two_working_days_of_silence_give_the_clerk_a_name_to_call() -> None:
    asked = task(news=day(13), told=day(18))
    assert said(asked, day(19), since=day(18)) == []
    assert said(asked, day(20), since=day(19)) == [("call_unanswered", "board", 2)]
    assert said(task(news=day(19), told=day(18)), day(20), since=day(19)) == []


def test_two_calls_are_one_silence_that_counts_from_the_first() -> None:
    twice = task(news=day(11), told=day(20))  # called on Thursday and again on Friday
    assert said(twice, day(23), since=day(20)) == [("call_unanswered", "board", 2)]


def test_nothing_but_words_over_three_calls_is_shown_to_the_supervisor() -> None:
    words = task(accepted=day(9), deed=None, news=day(25), told=day(25))
    assert [said(words, on, since=day(25)) for on in (day(25), day(26), day(27))] == [
        [],
        [("idle", "supervisor", 13)],
        [("idle", "supervisor", 14)],
    ]
    assert said(words, day(27), since=day(26)) == []
    assert said(task(accepted=day(9), deed=day(13), news=day(25), told=day(25)), day(26)) == []


def test_who_waits_for_support_or_is_late_is_not_idle() -> None:
    waits = CaseFacts(5, CaseState.OPEN, asked=day(20), promised=day(30))
    idle = task(accepted=day(9), deed=None, news=day(26), told=day(26))
    assert ("idle", "supervisor", 13) in said(idle, day(26))
    for other in ({"cases": (waits,)}, {"due": day(24)}, {"state": TaskState.CLAIMED}):
        spared = task(accepted=day(9), deed=None, news=day(26), told=day(26), **other)
        assert "idle" not in [why for why, _, _ in said(spared, day(26))]


def test_a_named_day_rests_the_reminders_up_to_it() -> None:
    named = task(due=day(30), news=day(23), told=day(23), pledged=day(27))  # due in five working days
    assert said(named, day(25)) == []  # three before
    assert said(named, day(27)) == [("due", "leader", 1)]
    assert said(task(due=day(30), news=day(23), told=day(23)), day(25)) == [("due", "leader", 3)]


def test_a_named_day_never_goes_past_the_deadline_nor_past_nine_working_days() -> None:
    assert said(task(due=day(25), news=day(23), told=day(23), pledged=day(30)), day(25)) == [("due", "leader", 0)]
    far = task(news=day(2), told=day(2), pledged=day(30))
    assert [bool(said(far, on, since=day(12))) for on in (day(12), day(13))] == [False, True]


def test_long_tasks_are_asked_after_once_a_month() -> None:
    long = task(due=date(2027, 9, 1), news=day(5), told=day(5))
    assert [said(long, on, since=day(9)) for on in (day(12), day(19), day(26))] == [[], [], []]
    assert said(long, date(2026, 12, 3), since=day(30)) == [("check_in", "leader", 20)]
    assert check_in_day(day(30), PLAIN, monthly=True) == day(5)


def test_the_third_call_after_a_day() -> None:
    assert [nth_call(n, day(5), PLAIN) for n in (1, 2, 3)] == [day(12), day(19), day(26)]
    assert nth_call(2, day(5), PLAIN, monthly=True) == date(2027, 1, 7)


def test_an_instruction_is_asked_for_on_its_own_days() -> None:
    given = InstructionFacts(4, InstructionState.OPEN, given=day(16), due=day(24))
    waits = task(news=day(18), told=day(16), instructions=(given,))
    assert said(waits, day(18)) == []
    assert said(waits, day(19)) == [("instructed", "leader", 0)]
    assert said(task(news=day(26), told=day(26), instructions=(given,)), day(27), since=day(26)) == [
        ("instructed", "leader", 3),
        ("unheeded", "supervisor", 3),
    ]
