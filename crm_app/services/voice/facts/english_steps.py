"""What we promise to do, as English notes say it: I need to send the proposal by next Wednesday."""

import re

from crm_app.services.voice.facts.calendar_days import DateMention
from crm_app.services.voice.facts.english_deeds import DOING, JOINED, OPEN, WILL_BE
from crm_app.services.voice.facts.sentences import Stretch
from crm_app.services.voice.facts.steps import Step

_VERB = (
    r"send|e-?mail|call|ring|phone|text|mail|post|set up|book|schedule|arrange|prepare|draft|write|put together|pull together|"
    r"submit|deliver|ship|visit|meet|follow(?:ing)? up|check|confirm|review|revise|update|share|sign|discuss|present|demo|"
    r"install|configure|train|organi[sz]e|get|give|go|drop|bring|make|finali[sz]e|forward|invite|chase|ping|touch base|reach out|"
    r"circle back|loop|talk|speak|connect|show|walk|run|fix|sort|work|finish|complete|provide|quote|re-?quote|have|take|reconnect|"
    r"resend|return|reply|respond|come|catch up|ask|introduce|nail down|lock|close|hand|dig|build|create|look|find|start|kick off|host|do|knock|swing|pop|head|fly|drive|"
    r"hop|jump|offer|propose|collect|pick|hold|keep|stop by|pull|put|leave|grab|line up|nudge|ensure|double-check|issue|invoice|escalate|replace|sit down|try|let|see|spec|price|cost|plan|test|order|add|move|remind|research|tell|buy|negotiate|present|print"
)
_MODAL = re.compile(
    r"\b(?:I|we|I am|we are|I'm|we're)\s*(?:(?:'ll|’ll| will| shall| need to| needs to| should| must| have to| ?'ve got to| have got to| ?['’]ve to| ?(?:have|['’]ve) (?:promised|agreed|offered|said I['’]d) to| gotta| got to| am going to| ?am gonna| ?are gonna| ?'m gonna| ?'re gonna| gonna| are going to| ?'m going to| ?'re going to| plan to| intend to| want to| promised to| promised| agreed to|"
    r" said I'd| said we'd| said I would| told (?:him|her|them|[A-Z]\w+) (?:that )?(?:I|we)(?:'d|'ll| would| will)| told (?:him|her|them) we'd| owe| ?'d better| better| ?'m to| ?'re to| am to| are to| aim to| hope to| committed to| offered to| volunteered to| am due to| ought to| can)\b)(?:\s+(?:also|then|just|still|now|probably|definitely|first))?",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:I'?m|we're|I am|we are)\s+(?:\w+ly\s+)?(?P<deed>(?:meet|visit|send|call|go|giv|head|pop|post|ring|email|drop|chas|order|hav|present|fly|driv|see|tak|bring|do|run|return|com|talk|speak|sit|get|start|sign|deliver|ship|host|set|demo|draft|prepar|writ|work|put|finish|sort|chas|pull|mail)\w*ing\b)",
    re.IGNORECASE,
)
# I'm back in there on Tuesday to train them.
_THERE = re.compile(
    r"\b(?:I'm|we're|I am|we are) (?P<deed>(?:back (?:in|at|over|with|there)|off to|over at|out at|in there)\b)",
    re.IGNORECASE,
)
# Doing an onsite next Monday: nobody is named, so it is us.
_NO_SUBJECT = re.compile(
    r"^(?:and |so |then |now |just |will be )*(?P<deed>(?:do|go|head|meet|visit|send|call|giv|driv|fly|popp|hav|see|tak|present|demo|bring|deliver|ring|host|run)ing\b)",
    re.IGNORECASE,
)
_OUR_SIDE = re.compile(
    r"\b(?P<deed>(?:our|my) (?!customer|client|price|offer|quote|product|deal)[\w ]{2,24}? (?:will|is going to|are going to|has to|have to|needs? to|must) \w+)"
    r"|\b(?:I|we)(?:'ve| have)? promised (?:[\w' ]{2,30}? )?(?:that )?(?P<promised>\w+ will \w+)"
    r"|\b(?:someone|somebody) (?:from our (?:side|team|end)|here|of us) (?:has to|must|will|should|needs? to) (?P<someone>\w+)",
    re.IGNORECASE,
)
_WANTED_DONE = re.compile(
    r"\b(?:wants?|wanted|needs?|expects?) (?P<deed>(?:an?|the|our|some|this|that) (?:[\w-]+ ){1,4}?(?:filled (?:out|in)|done|sent|signed|completed|delivered|sorted|fixed|updated|back|ready|in place))\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:and |then |so |but |also |now )*(?:I'm |we're )?(?:going to|gonna|will|planning to|plan to|hoping to|aiming to|looking to|about to|happy to) (?P<deed>(?!be\b|have to\b)\w+)",
    re.IGNORECASE,
)
_PRESENT = re.compile(rf"\b(?:I|we) (?P<deed>(?:{_VERB}) (?!up with|with))", re.IGNORECASE)
_STATES = re.compile(
    r"\s*(?:be|know|think|like|love|want|feel|lose|win|miss|worry|wait|hear|see how|believe|hope|not|have (?:a|an|the) (?:good|strong|chance)|expect|need)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"\b(?:next steps?(?: is| are| will be| would be)?(?: for (?:me|us))?(?: to)?|action items?(?: is| are)?(?: to)?|to-?do(?: is)?(?: to)?|my (?:job|homework|task|action|part|bit) is to|the plan is (?:for (?:me|us) )?to|plan is to|remember to|remind me to|don'?t forget to|(?:I )?must not forget to|make sure (?:to|I|we)|could do with|need to|have to|gotta|got to|should probably|"
    r"(?:asked|wants?|wanted|told|needs?|expects?|would like|'d like|invited|begged|reminded|requested|asking|urged|expecting|wanting|would love) (?:me|us) to|(?:asked|asking|wondered|wondering|wants to know|wanted to know) (?:if|whether) (?:I|we) (?:could|can|would|might)|waiting (?:on|for) (?:me|us) to|let'?s|up to (?:me|us) to|(?:it'?s|ball is) (?:on|in) (?:me|us|our court) to|time to|better|supposed to|follow[- ]up(?: is)?:?)\s*:?\s*",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:quick |please |diary |calendar )*(?:reminder|note)(?: to (?:self|me|myself))?[:,]? (?:to )?|next(?: up)?[:,] |(?:to-?do|actions?|task)[:,] |"
    r"and |then |also |so |please |now |first |ok |okay )*"
)
_IMPERATIVE = re.compile(
    rf"^{_LEAD}(?P<deed>{_VERB})\b(?! (?:is|was|went|has|with)\b| it (?:an? )?(?:[\d$£€]|\w+(?:ty|teen|hundred|thousand)\b))(?<!\binstall(?= on))(?<!\border(?= (?:on|is)))",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    r"\b(?P<deed>(?:(?:follow[- ]?up|next|second|another|site|demo|review|kick-?off|technical|onsite|on-site|video|phone|conference|contract|pricing|final) ?)*(?:meeting|call|demo|visit|lunch|workshop|presentation|session|review|training|walkthrough|dinner|coffee|installation|appointment|follow-up|trial|pilot|kickoff|survey|inspection|audit|tasting|fitting|walk-?round|handover|delivery|check|rehearsal))"
    r"(?: with [\w ]+?| at [\w ]+?)? (?:is |has been |was |are |now |all )*(?:booked|scheduled|set|arranged|planned|confirmed|pencill?ed in|on the calendar|in the diary|fixed)\b",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"^(?!we\b|I\b).*?\b(?:asked for|wants?|wanted|needs?|requested|expects?|is waiting for|would like|is expecting|are expecting|are waiting for) (?P<deed>(?:an?|the|our|some|another|updated|revised|written) (?:\w+[ -]){0,4}?(?:proposal|quote|quotation|contract|demo|sample|samples|plan|schedule|spec|specification|estimate|invoice|call|meeting|references?|pricing|figures|breakdown|case stud(?:y|ies)|presentation|draft|agreement|update|answer|response|business case|trial|brochure|datasheet))\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"^(?:and |but |so |then |once |after |if |when |because |since |until )*(?:he|she|they|it|the (?:client|customer|team|board|cfo|ceo|cto|project|company|director|owner|decision|budget)|[A-Z][\w']+(?: [A-Z][\w']+)?)(?:'ll| will|'d| would| is going to| are going to| plans? to| wants? to| wanted to| needs? to| has to| have to| intends? to| hopes? to| should| must| can| could)\b(?! (?:me|us))"
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:by|on|before|at|in|for|until|till|around|no later than|from|and|then|the|first thing|sometime|early|late|later|this|due|within|,|of|morning|afternoon|evening|at (?:\d{1,2}|\w+)(?::\d\d)?(?: ?[ap]\.?m\.?| o'?clock)?|noon|latest|at the latest))+$",
    re.IGNORECASE,
)

# He asked me to match it, I said I can't.
_REFUSED = re.compile(
    r"^,? (?:but |and )?(?:I|we) (?:said|told (?:him|her|them))(?: that)? (?:no\b|(?:I|we) (?:can['’]?t|cannot|couldn['’]?t|won['’]?t|wouldn['’]?t))"
    r"|^,? (?:but )?(?:I|we) (?:can['’]?t|couldn['’]?t|refused|declined)",
    re.IGNORECASE,
)

_DUE_OUT = re.compile(
    r"\b(?P<deed>(?:proposal|quote|quotation|contract|invoice|paperwork|agreement|report|sample|order|draft|estimate|bid|tender|presentation|deck)s?"
    r" (?:(?:needs? to|should|has to|have to|must|is to|will|is supposed to|to|goes|is going|are going) (?:out|over|to|go|be|ship|reach|get)|(?:is |are )?due\b)[\w ]*)",
    re.IGNORECASE,
)
# The tender closes on the ninth, but I want ours in on the seventh.
_WANT_OURS = re.compile(
    r"\b(?:I|we)(?:['’]d| would)? (?:want|like) (?P<deed>(?:ours|it|this|that|them|the [\w-]+) (?:in|out|over|done|sent|there|signed|across|with (?:him|her|them))\b)",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\bpromised (?:him|her|them|[A-Z]\w+) (?P<deed>(?:an?|the|some|to)\b)", re.IGNORECASE
)
# Told him I'd speak to my boss; we agreed we'd meet again.
_AGREED = re.compile(
    r"\b(?:told|promised|assured|said|agreed|settled|decided|insisted)\b[^.,;]{0,70}?\b(?:I|we)(?:['’]d|['’]ll| would| will|['’]re going to)(?: also| then| just)? (?P<deed>\w+)",
    re.IGNORECASE,
)
# Paperwork is on me, due on the eighteenth.
_ON_US = re.compile(
    r"(?:^|, |\band |\bthe )(?P<deed>[\w][\w' -]{2,40}?) (?:is|are)(?: now)? (?:on|with|down to|up to) (?:me|us)\b",
    re.IGNORECASE,
)
# Speech without stops: … the whole package gonna drop the papers by his place.
_GONNA = re.compile(
    r"(?<!he's )(?<!she's )(?<!they're )(?<!he is )(?<!they are )\b(?:gonna|i'll|we'll) (?P<deed>(?!be\b|have to\b|see\b)\w+)",
    re.IGNORECASE,
)
# Next: tasting-room demo, Dec 2.
_HEADED = re.compile(
    r"^(?:next(?: up)?|actions?|to-?do|follow[- ]?up|reminder)\s*(?::|-|,| is) ?(?P<deed>[a-z].{2,})",
    re.IGNORECASE,
)
_NO_DEED = re.compile(
    r"^(?:(?:put|log|pop|file|note|diari[sz]e) (?:this|it|that)(?: (?:in|down|please|now))*$|have (?:no|nothing|little|zero)\b|make sure (?:nobody|no one|none|he|she|they|it|you)\b|leave (?:him|her|them|it|that|this)\b(?! (?:an?|the|with)\b)|park (?:it|this|that)|drop it\b|(?:go ahead and )?close (?:it|this|that) (?:out|off|down)\b|go ahead and close\b|let (?:him|her|them|it) (?:be|cool|settle)|back off|wait\b|sit tight|hold off)",
    re.IGNORECASE,
)
# She asked us to survey the site. That's booked for Tuesday.
_THAT = re.compile(
    r"^(?P<deed>(?:that|this|it)(?:['’]s| is) (?:booked|set|arranged|pencill?ed in|scheduled|in the diary)|that(?:['’]ll| will) be (?:with|over to) (?:him|her|them))",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\bworth (?P<deed>(?:a |an )?(?:\w+ing\b|call|visit|follow-up|demo))", re.IGNORECASE
)
# Ops needs to book the slot: a department of ours.
_DEPARTMENT = re.compile(
    r"^(?:and |so |then |but )*(?:our )?(?:ops|operations|logistics|accounts|engineering|support|service|dispatch|the warehouse|marketing|presales|my (?:boss|manager|colleague|team))"
    r" (?:needs? to|has to|have to|must|should|will|is going to) (?P<deed>\w+)",
    re.IGNORECASE,
)
# He wants a credit note by Wednesday.
_WANTED_BY = re.compile(
    r"\b(?:he|she|they|[A-Z]\w+) (?:wants?|wanted|needs?|asked for|expects?|requested|would like) (?P<deed>(?!to\b|the (?:decision|approval|answer))(?:an?|the|our|some|another|it|them|\w+ed|\w+s)\b[\w -]{0,40}?) (?:by|before|no later than|on|within) "
)
# Ways of saying what comes next, and how sure each is ours.
_WAYS = (
    (_AGREED, 3.0),
    (_WORTH, 2.0),
    (_DEPARTMENT, 2.0),
    (_BARE, 2.5),
    (_ON_US, 2.5),
    (_HEADED, 2.5),
    (_THAT, 2.0),
    (_GONNA, 2.0),
    (_PRESENT, 2.0),
    (_COMING, 2.5),
    (DOING, 1.0),
    (OPEN, 2.5),
    (JOINED, 2.5),
    (WILL_BE, 2.5),
    (_THERE, 2.0),
    (_NO_SUBJECT, 1.5),
    (_OUR_SIDE, 2.5),
    (_WANTED_DONE, 1.0),
    (_PROMISED, 2.5),
    (_BOOKED, 2.5),
    (_WANT_OURS, 2.5),
    (_DUE_OUT, 2.0),
    (_IMPERATIVE, 2.5),
    (_OWED, 0.8),
    (_WANTED_BY, 0.8),
)
_SUBJECTLESS = (_BARE, _PRESENT)


def judge(clause: Stretch, sentence: Stretch, dates: list[DateMention]) -> Step | None:
    """The clause as a step of ours; None when it holds no promise."""
    text = clause.text
    found = _deed(text)
    if found is None:
        return None
    start, weight = found
    value = _value(clause, start, dates)
    if not value or not re.match(r"[A-Za-z]", value) or _NO_DEED.match(value):
        return None
    ahead = any(mention.day is not None for mention in dates)
    score = weight + 2.0 * ahead
    if re.search(
        r"\b(?:not|never|no longer|won't|can't|don't|n't)\s*$|^not\b", text[:start], re.IGNORECASE
    ) or value.lower().startswith("not "):
        score -= 4.0
    if any(mention.day is None for mention in dates):
        score -= 2.0
    score -= 5.0 * bool(_REFUSED.match(sentence.text[clause.end - sentence.start :]))
    return Step(clause, sentence, score, value, None, clause.start + start)


def _deed(text: str) -> tuple[int, float] | None:
    """Where the deed begins and how sure it is ours."""
    found = _promise(text, _MODAL) or _promise(text, _NOTED)
    if found:
        return found
    for pattern, weight in _WAYS:
        match = pattern.search(text)
        if match and not (pattern in _SUBJECTLESS and _THEIRS.match(text)):
            return min(start for start in map(match.start, match.groupdict()) if start >= 0), weight
    return None


def _promise(text: str, pattern: re.Pattern[str]) -> tuple[int, float] | None:
    """I need to, remember to: unless it is somebody else who needs."""
    match = pattern.search(text)
    if match is None or not re.match(r"\s*[A-Za-z]", text[match.end() :]):
        return None
    subject = re.split(r"\b(?:and|but|so|then|because)\s", text[: match.start() + 1])[-1]
    theirs = _THEIRS.search(subject) and not re.search(r"(?:me|us) to\s*$", match[0])
    need = re.match(r"need to|have to|got to|supposed", match[0], re.IGNORECASE)
    if theirs or (need and _THEIRS.match(text)):
        return None
    idle = _STATES.match(text, match.end()) is not None
    return match.end(), 3.5 - 2.5 * idle


def _value(clause: Stretch, start: int, dates: list[DateMention]) -> str:
    """The words of the deed, without the day it is due."""
    shown = list(clause.text)
    for mention in dates:
        for place in range(
            mention.start - clause.start, min(mention.end - clause.start, len(shown))
        ):
            shown[place] = "\0"
    rest = re.sub(r"\0+", "\0", "".join(shown)[start:])
    rest = re.split(r"\b(?:because|since|so that|but|while|although|otherwise)\b", rest)[0].strip(
        " ,\0"
    )
    rest = re.sub(
        r"\s*(?:\b(?:by|on|before|until|till|at|in|for|no later than|sometime|first thing|early|late|around|later)\s+)*\0(?:\s+(?:morning|afternoon|evening|night|at (?:\d{1,2}|noon|\w+)(?::\d\d)?(?: ?[ap]m| o'clock)?))?",
        "\0",
        rest,
    )
    rest = re.split(r"\s*\0 and (?:it|that|this|he|she|they)(?:'s)?\b", rest)[0]
    while (shorter := _TAIL.sub("", rest.rstrip("\0 "))) != rest:
        rest = shorter
    return re.sub(r"\s*\0\s*", " ", rest).strip(" ,.\0")
