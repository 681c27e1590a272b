"""Deeds of ours that no promise introduces: what is under way, open, or will be with them."""

import re

# I'm collecting the cones tomorrow: any deed, where a day is set.
DOING = re.compile(
    r"\b(?:I'm|we're|I am|we are) (?P<deed>(?!hoping|waiting|thinking|feeling|looking|wondering|guessing|expecting|assuming|saying|going|being|trying|sitting|missing|losing|winning|dealing|using|keeping|starting to|hearing|getting the)\w{3,}ing\b)",
    re.IGNORECASE,
)
# Sam is joining me for a demo there.
JOINED = re.compile(
    r"\b(?:joining|coming with|accompanying) (?:me|us) (?:for|on|at) (?P<deed>\w+)", re.IGNORECASE
)
# On our side the open item is a certificate.
OPEN = re.compile(
    r"\b(?:open|outstanding|remaining|pending|missing) (?:item|point|thing|task|issue|action|job)s?(?: (?:for|on|with) (?:me|us|our side|my side))? (?:is|are) (?P<deed>\w+)",
    re.IGNORECASE,
)
# The report is going to be in her inbox.
WILL_BE = re.compile(
    r"(?:^|\b(?:and|so) )(?P<deed>(?!(?:he|she|they|it|i|we|that|this)\b)[\w' -]{3,40}? (?:is going to|will|'ll) be (?:in (?:his|her|their) (?:inbox|hands|post|mail)|on (?:his|her|their) desk|with (?:him|her|them)))\b",
    re.IGNORECASE,
)
