"""Industry, size and region of leads that came without: predicted, shown as such, settled by people."""

from crm_app.services.classification.commands import (
    MOST,
    confirm_class,
    lead_filled,
    predict_anew,
    put_class_back,
    set_class,
)
from crm_app.services.classification.learning import ENOUGH
from crm_app.services.classification.predicting import predict
from crm_app.services.classification.queries import classes, learn_field, predicted_of
from crm_app.services.classification.rows import FIELDS, ClassRow, Guess, Predicted, Settled

__all__ = [
    "ENOUGH",
    "FIELDS",
    "MOST",
    "ClassRow",
    "Guess",
    "Predicted",
    "Settled",
    "classes",
    "confirm_class",
    "lead_filled",
    "learn_field",
    "predict",
    "predict_anew",
    "predicted_of",
    "put_class_back",
    "set_class",
]
