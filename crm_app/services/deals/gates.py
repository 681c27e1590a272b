"""What a stage needs of a deal: its own fields, and custom ones of the deal or its customer."""

from dataclasses import dataclass, field

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue, lacking, lacking_inputs, lacking_options
from crm_app.services.deals import rules


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing: names as a stage asks for them, in words, and inputs for the custom ones."""

    names: list[str] = field(default_factory=list)
    words: list[Option] = field(default_factory=list)
    inputs: list[FieldValue] = field(default_factory=list)


def missing(work: Work, deal: Deal, stage: Stage) -> Missing:
    """What the stage needs of a deal and is not filled in."""
    own = rules.missing(deal, stage)
    words = [Option(name, *(say(one, f"deals.{name}") for one in ("zh", "en"))) for name in own]
    if all(name in rules.OWN for name in stage.required):
        return Missing(list(own), words)
    customer = work.session.get_one(Customer, deal.customer_id)
    custom = lacking(work.session, stage.required, deal, customer)
    return Missing(
        [*own, *custom],
        [*words, *lacking_options(work, custom)],
        lacking_inputs(work, custom),
    )


def check_complete(work: Work, deal: Deal, stage: Stage) -> None:
    """Refuse (`deals.fields_missing`, with `fields`) a deal that its stage needs more of."""
    found = missing(work, deal, stage)
    if not found.names:
        return
    zh, en = "、".join(one.zh for one in found.words), ", ".join(one.en for one in found.words)
    fields = {"field": found.names[0], "fields": found.names}
    raise Invalid("deals.fields_missing", **fields, zh=zh, en=en)
