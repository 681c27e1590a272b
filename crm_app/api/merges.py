"""Two contacts or customers that are one, over REST."""

from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import contacts, customers


class MergeIn(Body):
    """The record that goes into the one of the address."""

    other: str = Field(max_length=64)


@api.post("/api/v1/contacts/{public_id}/merge")
def merge_contacts(actor: CurrentActor, public_id: str, body: MergeIn) -> dict[str, str]:
    """Everything of `other` moves to this contact; `other` goes to the recycle bin."""
    merged = contacts.merge_contacts(actor, public_id, body.other)
    return {"id": merged.keep, "merged": merged.other}


@api.post("/api/v1/customers/{public_id}/merge")
def merge_customers(actor: CurrentActor, public_id: str, body: MergeIn) -> dict[str, str]:
    """Everything of `other` moves to this customer; `other` goes to the recycle bin."""
    merged = customers.merge_customers(actor, public_id, body.other)
    return {"id": merged.keep, "merged": merged.other}
