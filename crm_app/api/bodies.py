"""What all request bodies share."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A request body; fields that it does not know are refused."""

    model_config = ConfigDict(extra="forbid")
