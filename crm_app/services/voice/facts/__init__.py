"""Facts in a note: who, how much, what next, until when, which products, in what mood."""

from datetime import datetime

from crm_app.services.voice.facts import chinese_steps, english_steps
from crm_app.services.voice.facts.chinese_amounts import chinese_amounts
from crm_app.services.voice.facts.chinese_dates import chinese_dates
from crm_app.services.voice.facts.english_amounts import english_amounts
from crm_app.services.voice.facts.english_dates import english_dates
from crm_app.services.voice.facts.known import KnownNames
from crm_app.services.voice.facts.money import best_amount
from crm_app.services.voice.facts.mood import mood
from crm_app.services.voice.facts.note import Fact, Money, NoteFacts
from crm_app.services.voice.facts.parties import parties
from crm_app.services.voice.facts.products import products
from crm_app.services.voice.facts.sentences import evened, language_of, sentence_at, sentences
from crm_app.services.voice.facts.stages import stage
from crm_app.services.voice.facts.steps import best_step, step_facts

__all__ = ["Fact", "KnownNames", "Money", "NoteFacts", "find_facts"]


def find_facts(
    text: str, language: str | None, now: datetime, names: KnownNames | None = None
) -> NoteFacts:
    """Suggestions from what was said at `now` (with its zone); every one carries its sentence."""
    language = language or language_of(text)
    chinese = language == "zh"
    text = evened(text) if chinese else text
    stretches = sentences(text)
    if not stretches:
        return NoteFacts()
    names = names or KnownNames()
    dates = (chinese_dates if chinese else english_dates)(text, now.date())
    amounts = (chinese_amounts if chinese else english_amounts)(text)
    judge = chinese_steps.judge if chinese else english_steps.judge
    step, due = step_facts(best_step(stretches, dates, judge), stretches, dates)
    customer, contact = parties(text, language, names, stretches)
    feeling, word = mood(text, language)
    hint = stage(text, language)
    return NoteFacts(
        customer=customer,
        contact=contact,
        amount=best_amount(amounts, stretches),
        next_step=step,
        due=due,
        products=products(text, language, names.products, stretches),
        sentiment=sentence_at(stretches, word[0] if word else 0).fact(feeling, 0.6, word),
        stage_hint=hint and sentence_at(stretches, hint[1][0]).fact(hint[0], 0.5, hint[1]),
    )
