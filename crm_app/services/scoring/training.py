"""The whole of a training, as the job runs it: safe to be killed anywhere and begun again."""

from collections.abc import Callable

from crm_app.core.permissions import Actor
from crm_app.services import classification
from crm_app.services.learnt import Training
from crm_app.services.scoring import commands, learning, queries


def train(actor: Actor, made_by: str, cancelled: Callable[[], bool]) -> dict[str, str]:
    """Learn every kind, store each once, and score what is open; returns kind → outcome.

    Fitting is outside every transaction: leads come and are scored meanwhile with what was in use.
    """
    steps: list[tuple[str, Callable[[], Training]]] = [
        ("lead", lambda: learning.learn("lead", queries.lead_examples(actor))),
        ("deal", lambda: learning.learn("deal", queries.deal_examples(actor))),
    ]
    steps += [
        (field, lambda f=field: classification.learn_field(actor, f))
        for field in ("industry", "size")
    ]
    outcomes: dict[str, str] = {}
    for kind, learn in steps:
        if cancelled():
            return outcomes
        training = learn()
        commands.keep_training(actor, made_by, training)
        outcomes[kind] = training.outcome
    for step in (commands.score_unscored, classification.predict_anew, commands.score_anew):
        while not cancelled() and step(actor):
            pass
    return outcomes
