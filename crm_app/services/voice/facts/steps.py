"""The next step: of all clauses the one in which we promise something, and its day."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from crm_app.lib.names import has_han
from crm_app.services.voice.facts.calendar_days import DateMention
from crm_app.services.voice.facts.note import Fact
from crm_app.services.voice.facts.referents import chinese_referent, english_referent
from crm_app.services.voice.facts.sentences import Stretch, clauses, sentence_at

LEAST = 2.0
# A week or a month is named less exactly than a day.
VAGUE = 0.75
# Where the note says that nothing is left to do: 没有别的问题，下周二我把合同寄过去.
SURE, NEVER = 5.0, 99.0
# The day was said before: by then, on what the clause before spoke of.
# 提前三天跟他确认，就是二十七号: the day put into words.
_NAMELY = re.compile(
    r"(?:就是|也就是|即|最迟|最晚|不晚于|不迟于|截止到?|no later than|that is|that's|i\.e\.)(?: on)?\s?$",
    re.IGNORECASE,
)
# Put this in for the tenth; my deadline for it is Friday.
_FILED = re.compile(
    r"\b(?:put|log|pop|stick|book|note|diari[sz]e|file) (?:this|it|that)(?: one)?(?: in| down)?(?: (?:my|the) (?:diary|calendar))? (?:for|on|under)\b|\bremind(?:er)? (?:me |set )?(?:for|on)\b|\b(?:deadline|due date|target date)\b|截止|期限|提醒我",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:before|by) (?:that|then)\b|\b(?:it|them|this)$|那之前|此前|在此之前", re.IGNORECASE
)
# The speaker says himself that nothing is to be done.
_NOTHING = re.compile(
    r"\bno (?:further )?(?:action|follow[- ]?up|next steps?)\b|\bnothing (?:for (?:me|us) )?to do\b(?! with)|\bdone and dusted\b|\bnothing (?:more|else) (?:from|for) (?:me|us)\b|\bthat one['’]s closed\b|完事|没有?要跟的|可以关(?:掉|单)|\bnothing (?:is )?(?:open|outstanding|pending|left)\b|没什么要(?:做|跟)|没有?(?:定|约|谈)?(?:好)?下一步|(?:没有?|无)(?:什么|其他|其它|别的|遗留)(?:的)?(?:事|工作|任务|问题|动作)|先?不用(?:再)?(?:催|管|跟|联系|做)|不用(?:再)?跟进?了|(?:后续|暂|目前|近期|接下来)无(?:后续|新的?|其他)?(?:安排|计划|动作|任务)|(?:不需要|用不着|不用|不必)(?:我们|咱们?|我)(?:再)?(?:做|管|跟|动)|没有?(?:拜访|出访|外出|客户)(?:计划|安排|任务)|不需要跟进",
    re.IGNORECASE,
)
# A deed whose object was said before.
_BARE = re.compile(
    r"(再|就|先)?[发寄送给做改报弄交]+(给|到)?(他|她|它|他们|客户|对方|过去|过来|出去|出来|好|完)?(们|邮箱|微信)?"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A clause and how much it reads like our promise; `value` is what is to be done."""

    clause: Stretch
    sentence: Stretch
    score: float
    value: str
    due: DateMention | None
    at: int = 0


Judge = Callable[[Stretch, Stretch, list[DateMention]], Step | None]


def best_step(stretches: list[Stretch], dates: list[DateMention], judge: Judge) -> Step | None:
    """The clause that most reads like our next step; of equals the first."""
    steps = []
    for sentence in stretches:
        for clause in clauses(sentence):
            step = judge(clause, sentence, _between(dates, clause.start, clause.end))
            if step is not None and step.value:
                steps.append(_with_due(step, dates))
    best = max(steps, key=lambda step: step.score + 0.1 * step.sentence.index, default=None)
    least = LEAST
    if any(_NOTHING.search(sentence.text) for sentence in stretches):
        least = SURE if best is not None and best.due is not None else NEVER
    if best is None or best.score < least:
        return None
    said = _spelt_out(best, [one for one in steps if one.sentence == best.sentence])
    return said if said is not best else _spelt_out(_with_referent(best, stretches), steps)


def _with_referent(best: Step, stretches: list[Stretch]) -> Step:
    """Send it, 发给他: with what was asked for before."""
    earlier = [
        clause
        for sentence in stretches[max(0, best.sentence.index - 2) : best.sentence.index + 1]
        for clause in clauses(sentence)
        if clause.end <= best.clause.start
    ]
    if has_han(best.value):
        said = [clause.text for clause in reversed(earlier)][:3]
        return replace(best, value=chinese_referent(best.value, said))
    first = stretches[max(0, best.sentence.index - 2)].start
    said = [
        sentence.text for sentence in stretches if first <= sentence.start < best.sentence.start
    ]
    start = max(best.at, best.clause.start) - best.sentence.start
    before = ". ".join([*said, best.sentence.text[:start]])
    return replace(best, value=english_referent(best.value, before))


def _spelt_out(best: Step, steps: list[Step]) -> Step:
    """今天就发: the clause before says what; the day stays."""
    if not _BARE.fullmatch(best.value):
        return best
    earlier = [
        step
        for step in steps
        if step.clause.start < best.clause.start
        and best.sentence.index - step.sentence.index <= 2
        and step.score >= LEAST - 0.5
        and not _BARE.fullmatch(step.value)
    ]
    return replace(earlier[-1], due=best.due or earlier[-1].due) if earlier else best


def step_facts(
    step: Step | None, stretches: list[Stretch], dates: list[DateMention]
) -> tuple[Fact[str] | None, Fact[date] | None]:
    """The step and its day as facts; a day with no step is somebody else's."""
    if step is None:
        return None, None
    confidence = min(0.95, 0.45 + 0.08 * step.score)
    if step.due is None and _BACK.search(step.clause.text):
        ahead = [mention for mention in dates if mention.day and mention.end <= step.clause.start]
        step = replace(step, due=ahead[-1] if ahead else None)
    value = step.sentence.fact(step.value, confidence, step.clause.span)
    if step.due is None:
        return value, _neighbour(step, stretches, dates)
    return value, _due(step.due, sentence_at(stretches, step.due.start), 1.0)


def _neighbour(step: Step, stretches: list[Stretch], dates: list[DateMention]) -> Fact[date] | None:
    """The day of a sentence beside the step that says little more than the day: 截止周五。"""
    for sentence in stretches:
        if abs(sentence.index - step.sentence.index) != 1:
            continue
        for mention in _between(dates, sentence.start, sentence.end):
            rest = len(sentence.text) - (mention.end - mention.start)
            home = next(c for c in clauses(sentence) if mention.start < c.end)
            said = home.text[mention.end - home.start :]
            handed = sentence.index > step.sentence.index and _BARE.fullmatch(said)
            if mention.day is not None and (rest <= 12 or handed):
                return _due(mention, sentence, 0.6)
    return None


def _due(mention: DateMention, sentence: Stretch, trust: float) -> Fact[date]:
    assert mention.day is not None
    return sentence.fact(mention.day, mention.sure * trust, (mention.start, mention.end))


def _between(dates: list[DateMention], start: int, end: int) -> list[DateMention]:
    return [mention for mention in dates if start <= mention.start < end]


def _with_due(step: Step, dates: list[DateMention]) -> Step:
    """The day said in the clause, else in the nearest one of its sentence, the one before first."""
    sentence, clause = step.sentence, step.clause
    ahead = [m for m in _between(dates, sentence.start, sentence.end) if m.day is not None]
    inside = [m for m in ahead if clause.start <= m.start < clause.end]
    after = [m for m in inside if m.start >= step.at]
    beside = [m for m in ahead if m not in inside and _stands_alone(m, sentence)]
    # On the seventh the crew goes in and before that I owe him the file, end of next week.
    later = [m for m in beside if m.start >= clause.end]
    beside = [
        m for m in later if _NAMELY.search(sentence.text[: m.start - sentence.start])
    ] or beside
    # 这个月内安排培训，我说二十八号可以: the day that was settled on.
    if (after or inside) and (after or inside)[0].sure < VAGUE:
        inside = after = [m for m in later if m.sure > VAGUE][:1] or after or inside
    if inside:
        return replace(step, due=(after or (later if step.at > clause.start else []) or inside)[0])
    near = min(beside, key=lambda m: abs(m.start - clause.start), default=None)
    return replace(step, due=near, score=step.score + (1.0 if near else 0.0))


def _stands_alone(mention: DateMention, sentence: Stretch) -> bool:
    """A clause that is hardly more than a day, or files one, belongs to the clause beside it."""
    home = next(c for c in clauses(sentence) if mention.start < c.end)
    return (
        _FILED.search(home.text) is not None or len(home.text) - (mention.end - mention.start) <= 14
    )
