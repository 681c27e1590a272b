"""Words of Latin script that give a line away: titles, companies, streets, given names."""

import re

from crm_app.lib.wording import words

TITLE = re.compile(
    r"\b(?:manager|mgr|director|engineer|officer|president|chair(?:man|woman|person)?|supervisor|executive|consultant|professor|prof\. of|candidate|senator|minister|governor|mayor|judge|ambassador|"
    r"specialist|expert|researcher|scientist|assistant|associate|analyst|designer|developer|programmer|architect|founder|co-?founder|partner|"
    r"head(?!\s*(?:office|quarter|q\b))|team lead(?:er)?|lead(?:er)?|representative|rep\b|sales(?:man|woman|person)?|ceo|cto|cfo|coo|cmo|cio|cso|chro|vp|svp|evp|avp|"
    r"commissioner|advis[eo]r|co-?ordinator|administrator|agent|attorney|advocate|lawyer|solicitor|barrister|counsel|accountant|cpa|realtor|broker|"
    r"secretary|notary|technician|proprietor|prop(?=\.)|buyer|owner|editor|journalist|photographer|artist|stylist|chef|planner|strategist|"
    r"principal|dean|lecturer|instructor|teacher|trainer|coach|physician|surgeon|dentist|pharmacist|nurse|therapist|practitioner|mechanic|psychologist|"
    r"merchandiser|inspector|superintendent|foreman|estimator|auditor|controller|treasurer|registrar|curator|librarian|"
    r"geschäftsführer(?:in)?|leiter(?:in)?|vertrieb(?:sleiter)?|projektleiter(?:in)?|berater(?:in)?|ingenieur(?:in)?|prokurist(?:in)?|"
    r"directeur|directrice|gérant|responsable|ingénieur|gerente|director(?:a)?|jefe|presidente|consultor|diretor|"
    r"recruiter|marketer|evangelist|fellow|intern|trainee|postdoc(?:toral)?|ph\.?d\.? (?:student|candidate)|student|producer|"
    r"proprietress|acupuncturist|innkeeper|dispatcher|captain|columnist|photojournalist|scrum master|decorator|detailer|actuary|"
    r"alderman|board member|volunteer|colonel|brigadier|major general|consul|provost|homeopath|inhaber|rechtsanwalt|steuerberater|"
    r"ejecutiv[oa]|amministratore|responsabile|independent distributor|undergraduate|reader in|"
    r"pastor|reverend|priest|rabbi|chaplain|plumber|electrician|contractor|roofer|welder|machinist|landscaper|florist|musician|"
    r"filmmaker|videographer|illustrator|translator|interpreter|tutor|educator|scholar|chiropractor|optometrist|veterinarian|"
    r"paramedic|midwife|hygienist|nutritionist|dietiti?an|esthetician|cosmetologist|\w{3,}ologist|chemist|physicist|economist|"
    r"statistician|surveyor|appraiser|adjuster|banker|bookkeeper|clerk|cashier|receptionist|paralegal|detective|sergeant|"
    r"lieutenant|sheriff|firefighter|pilot|guide|bartender|sommelier|organi[sz]er|publicist|reporter|correspondent|mediator|"
    r"auctioneer|locksmith|counsell?or|councill?or|councilman|trustee|"
    r"deputy|vice|chief|c\.e\.o|m\.d\.|managing|staff|hairstylist|loan originator|underwriter|writer|author|copywriter|operator|driver)\b",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\b(?:co\.?,? ?,?ltd|ltd|limited|inc|incorporated|l\.?l\.?c|l\.?l\.?p|gmbh|corp|corporation|plc|pte|pvt|sdn|bhd|s\.?a\.?r\.?l|"
    # The short ones are a person's initials where nothing stands before them.
    r"s\.p\.a|spa|s\.r\.l|srl|pty|sas|lda|ltda|ohg|(?<=\w[\s,])(?:b\.?v|n\.?v|kg|ag|a/s|aps|oy|ab|k\.?k|s\.a|e\.?k|ug))\b\.?",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:co|company|group|partners|consulting|consultants|consultancy|technologies|technology|tech|software|solutions?|services?|enterprises?|"
    r"logistics|capital|institute|university|college|academy|school|industries|industrial|industry|holdings?|trading|traders|analytics|systems?|firm|"
    r"studios?|center|centre|bank|travels?|tours|robotics|biotech|supply|supplies|engineering|engineers|labs?|laborator(?:y|ies)|media|foundation|association|"
    r"society|hospital|clinic|medical|pharma(?:ceuticals?)?|healthcare|associates|brothers|sons|agency|agencies|realty|properties|insurance|"
    r"finance|financial|advisors|ventures|investments?|international|global|worldwide|electronics?|electric(?:als?)?|machinery|tools|motors|automotive|"
    r"constructions?|builders|developers|architects|interiors|designs?|designing|designers|creations|digital|networks?|telecom|communications?|energy|power|solar|"
    r"foods?|restaurant|caf[eé]|hotels?|resorts?|bakery|textiles?|garments|apparel|fashions?|jewell?ers|jewell?ery|chemicals?|plastics|packaging|"
    r"printers|printing|press|publications?|publishers|books|store|shop|mart|market|exports?|imports?|overseas|products?|manufacturing|manufacturers|"
    r"works|mills|steel|metals|law|legal|council|ministry|department of|government|authority|federation|union|chamber|museum|gallery|club|"
    r"landscaping|roofing|plumbing|heating|cooling|hvac|air conditioning|painting|flooring|carpentry|remodel(?:l?ing|ers)|renovations?|"
    r"contracting|contractors|paving|masonry|welding|fabricat(?:ion|ors)|cleaning|cleaners|laundry|movers|nurser(?:y|ies)|florists?|flowers|"
    r"hospitals|diagnostics|dentistry|orthodontics|pediatrics|cardiology|dermatology|acupuncture|chiropractic|therapy|counsel?ling|nutrition|"
    r"veterinary|optic(?:s|ians)|eyewear|massage|tattoo|parlou?r|barbers|boutique|daycare|childcare|preschool|kindergarten|montessori|tutoring|"
    r"pizza|pizzeria|trattoria|bistro|grill|diner|deli|brewery|winery|vineyards?|pub|inn|lodge|suites|farms?|dairy|seafood|spices|roasters|"
    r"supermarket|depot|hardware|outfitters|equipment|rentals?|charters|shuttle|auto|collision|tires|tyres|airlines|airways|aviation|"
    r"theat(?:re|er)|cinema|orchestra|ballet|dance|ministries|parish|embassy|consulate|commission|bureau|mortgage|lending|credit union|"
    r"petroleum|minerals|mining|granite|tiles|cabinets|signs|signage|prints|estates?|realtors|"
    r"werke|verlag|ingenieurbüro|praxis|kanzlei|corporate|aerospace|shipping|freight|express|cargo|security|furniture|optical|dental|"
    r"care|health|surveys?|surveyors|caterers|graphics|photographers|videographers|wellness|spa|salon|fitness|gym|yoga|catering|events?|ads|advertis(?:ing|ers?)|publicity|cements?|lubricants|pharmacy|distributors?|physiotherapy|emporium|photography|films?|music|entertainment|games|sports|church|trust)\b",
    re.IGNORECASE,
)
DEPARTMENT = re.compile(
    r"\b(?:department|dept\.?|division|faculty of|school of|office of|college of|centre for|center for|unit\b|section|"
    r"business group|laboratory of|institute of)\b|\bteam$|^(?:sales|marketing|finance|engineering|hr|human resources|procurement|r&d|it|operations)"
    r"(?: (?:and|&) \w+)?$|\babteilung\b",
    re.IGNORECASE,
)
INSTITUTE = re.compile(r"\b[A-Za-z]{3,} (?:institute|school|college|faculty) of\b", re.IGNORECASE)
STREET = re.compile(
    r"\b(?:street|str|st\.?(?=[\s,]|$)|road|rd|avenue|ave|blvd|boulevard|lane|ln|drive|dr\.?(?=,|$)|way|court|ct|place|pl|highway|hwy|parkway|pkwy|"
    r"square|sq|jn|junction|terrace|crescent|close|circle|cir|alley|row|quay|walk|marg|nagar|colony|enclave|layout|cross|bazaar?|chowk|sector|phase|"
    r"jalan|jln|lorong|soi|rue|via|calle|rua|plaza|platz|allee|weg|straat|laan|chome|cho|ku|dori|gil|daero)\b\.?"
    r"|\w+(?:stra(?:ß|ss)e|str\.|platz|allee|weg|gasse|straat|ring(?=\s\d))\b",
    re.IGNORECASE,
)
BUILDING = re.compile(
    r"\b(?:floor|fl\.?|flr|suites?|ste\.?|room|rm\.?|building|bldg\.?|towers?|block|blk|unit|flat|apartments?|apts?\.?|house|complex|mansion|plot|shop no|"
    r"level|wing|gate|park|campus|estate|industrial (?:area|zone|park|estate)|business (?:park|centre|center|district)|centre|center|mall|arcade|chambers?|"
    r"heights|gardens?|villa|opp\.?|opposite|beside|near|behind|next to|above|p\.?\s?o\.? ?box|post box|postfach|h\.? ?no|door no|no\.? ?\d|#\s?\d|district|dist\.?|county|"
    r"city|town(?:ship)?|village|taluka?|tehsil|zone|province|prefecture|new territories|kowloon|hong kong|area|hub|plaza|hall|main)\b|\b\d+/F\b|\b\d+F\b",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"\b[A-Z]{2}\.?,? \d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b\d{6}\b|\b\d{3} \d{3}\b|\b(?:[A-Z]{1,2}-)?\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|"
    r"\b[A-Z]{2,3} \d{4}\b|\b\d{4} ?[A-Z]{2}\b|〒?\d{3}-\d{4}\b|- ?\d{3} ?\d{3}\b|\b(?:A|CH|D)-\d{4,5}\b"
)
# MATTAPAN, MASS. and Glendale, CA: a city with its state, as Americans write it.
STATE = re.compile(
    r"[A-Za-z]{3,}, (?i:mass|calif|ill|conn|penn?a?|n\.? ?[yjch]|tex|fla|mich|wash|ore|colo|minn|wis|okla|tenn|ariz|d\. ?c)\b\.?$"
    r"|[A-Z][A-Za-z]{2,},? (?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|"
    r"OH|OK|OR|RI|SC|SD|TN|TX|UT|VT|WA|WV|WI|WY)\b\.?,?(?: \d{5}(?:-\d{4})?)?$"
)
# House numbers of several parts: 8-2-269/S/4, 3/1, 12-13-420.
_DOOR = re.compile(r"(?<![\d+)-])\d{1,3}-\d{1,3}-\d{1,4}(?:/\w{1,4})*,|^#?\s?\d{1,3}/\d{1,3},")
COUNTRIES: dict[str, str] = {
    "US": "usa|u\\.s\\.a|united states|california|new york|texas|florida|illinois|washington|boston|chicago|philadelphia|phoenix|dallas|austin|denver|atlanta|miami|detroit|portland|las vegas|san diego|san jose|seattle|los angeles|san francisco|houston",
    "GB": "united kingdom|u\\.?k|england|scotland|wales|london|manchester|birmingham|edinburgh|glasgow|leeds|liverpool|sheffield|bristol|cardiff|belfast|nottingham|leicester|newcastle|cambridge|oxford",
    "IN": "india|mumbai|bombay|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|pune|kolkata|ahmedabad|jaipur|surat|noida|gurgaon|gurugram|"
    "maharashtra|karnataka|gujarat|tamil nadu|kerala|punjab|rajasthan|telangana|andhra|haryana|lucknow|indore|nagpur|coimbatore|secunderabad|vijayawada|visakhapatnam|kakinada|guntur|warangal|madurai|kochi|cochin|thiruvananthapuram|trivandrum|bhopal|patna|vadodara|ludhiana|agra|nashik|faridabad|ghaziabad|meerut|rajkot|varanasi|srinagar|amritsar|ranchi|chandigarh|mysore|mysuru|mangalore|guwahati|bhubaneswar|dehradun|moradabad|goa|uttar pradesh|madhya pradesh",
    "DE": "germany|deutschland|berlin|münchen|munich|hamburg|frankfurt|köln|cologne|stuttgart|düsseldorf|leipzig|dresden|hannover",
    "AT": "austria|österreich|wien|vienna|salzburg",
    "CH": "switzerland|schweiz|suisse|zürich|zurich|genève|geneva|basel",
    "FR": "france|paris|lyon|marseille|toulouse",
    "SG": "singapore",
    "HK": "hong kong|hongkong|h\\.k|kowloon|new territories|wan ?chai|tsim sha tsui|kwun tong|mong ?kok|causeway bay",
    "TW": "taiwan|r\\.o\\.c|taipei|kaohsiung|taichung|hsinchu|tainan",
    "MO": "macau|macao",
    "JP": "japan|tokyo|osaka|kyoto|yokohama|nagoya|kobe|fukuoka|minato-ku|shinjuku|chiyoda",
    "KR": "korea|seoul|busan|incheon|gangnam",
    "MY": "malaysia|kuala lumpur|selangor|penang|johor|petaling jaya",
    "TH": "thailand|bangkok",
    "VN": "vietnam|viet nam|hanoi|ho chi minh",
    "ID": "indonesia|jakarta|surabaya|bandung",
    "PH": "philippines|manila|makati|quezon|cebu",
    "AU": "australia|sydney|melbourne|brisbane|perth|adelaide|canberra|nsw|queensland",
    "NZ": "new zealand|auckland|wellington",
    "CA": "canada|toronto|vancouver|montreal|ottawa|ontario|calgary|alberta",
    "AE": "u\\.?a\\.?e|dubai|abu dhabi|sharjah",
    "KE": "kenya|nairobi|mombasa",
    "NG": "nigeria|lagos|abuja",
    "GH": "ghana|accra",
    "CM": "cameroon|cameroun|yaounde|yaoundé|douala",
    "EG": "egypt|cairo",
    "SA": "saudi arabia|riyadh|jeddah",
    "QA": "qatar|doha",
    "TR": "turkey|türkiye|istanbul|ankara",
    "IL": "israel|tel aviv",
    "IE": "ireland|dublin",
    "SE": "sweden|stockholm",
    "DK": "denmark|copenhagen",
    "NO": "norway|oslo",
    "FI": "finland|helsinki",
    "PL": "poland|warsaw|krakow",
    "BE": "belgium|brussels|antwerp",
    "PT": "portugal|lisbon|porto",
    "MX": "mexico|guadalajara|monterrey",
    "AR": "argentina|buenos aires",
    "NP": "nepal|kathmandu",
    "IT": "italy|italia|milan|milano|roma|torino",
    "ES": "spain|españa|madrid|barcelona",
    "NL": "netherlands|amsterdam|rotterdam|the hague",
    "BR": "brazil|brasil|são paulo|rio de janeiro",
    "PK": "pakistan|karachi|lahore|islamabad|rawalpindi|faisalabad|peshawar",
    "BD": "bangladesh|dhaka|chittagong|sylhet|khulna",
    "LK": "sri lanka|colombo|jaffna|kandy|galle",
    "RU": "russia|moscow",
    "ZA": "south africa|johannesburg|cape town|durban|pretoria",
    "CN": "china|p\\.?r\\.?c|shanghai|beijing|shenzhen|guangzhou|hangzhou|suzhou|nanjing|chengdu|wuhan|xi'an|tianjin|qingdao|dalian|xiamen|ningbo|dongguan|"
    "chongqing|guangdong|zhejiang|jiangsu|shandong|fujian|sichuan|pudong",
}
COUNTRY = {
    code: re.compile(rf"\b(?:{names})\b", re.IGNORECASE) for code, names in COUNTRIES.items()
}
GIVEN = frozenset(
    words(
        "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul "
        "andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry "
        "justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry "
        "douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry austin sean gerald carl harold dylan arthur "
        "lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby "
        "russell bradley philip eugene chris mike steve dave jim bob tom tony nick ben sam dan matt tim alex max leo oscar mary patricia "
        "jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle "
        "carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela shirley anna brenda pamela emma "
        "nicole samantha katherine christine debra rachel carolyn janet maria olivia heather diane julie joyce victoria kelly christina "
        "joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison kathryn janice jean abigail alice "
        "julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla "
        "alexis lori kate claire chloe zoe eva ella lucy ruby sofia ivy vivian wendy cindy jenny amit anil ajay arun ashok deepak dinesh "
        "ganesh gopal harish jay karan krishna kumar lalit mahesh manish manoj mohan mukesh naresh nitin pankaj prakash pradeep praveen "
        "rahul raj rajesh rajiv rakesh ram ramesh ravi rohit sachin sandeep sanjay santosh satish shyam sunil suresh vijay vikas vikram "
        "vinod vivek priya pooja neha anita kavita sunita rekha geeta meena lakshmi divya anjali swati shweta nisha ritu mohammed muhammad "
        "mohamed ahmed ali hassan hussain omar abdul ibrahim khalid fatima aisha hans peter klaus jürgen wolfgang stefan andreas michael "
        "thomas martin uwe bernd markus matthias jens sven tobias florian sabine petra monika ursula claudia susanne anja katrin heike "
        "pierre jean jacques françois philippe nicolas laurent luc marco giovanni luca paolo andrea giuseppe francesco antonio carlos luis "
        "miguel pedro javier fernando pablo diego jorge rafael ricardo eduardo hiroshi takashi kenji yuki akira satoshi kazuo naoki yoko "
        "keiko haruto sakura avery taylor morgan casey jamie robin kim lee sandeep simon oliver liam lucas mia ava jackie jacky kenny danny "
        "jimmy johnny tommy andy terence winnie fanny connie carmen ivan igor olga natalia elena dmitri sergey vladimir svetlana erik lars "
        "sven anders ingrid johan"
    )
)
SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ue|ve|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|uo|ua|ui|er|a|o|e|i|u|v))+"
)
PARTICLES = frozenset(
    words(
        "van von de der den da di del della la le el al bin binti ter ten du dos das y und zu a/l s/o d/o mac st"
    )
)
CREDENTIALS = re.compile(
    r"[,\s]+(?:\(?(?:ph\.?\s?d|m\.?b\.?a|cpa|cfa|pmp|esq|m\.?d|d\.?d\.?s|r\.?n|p\.?e|cfp|clu|llb|ll\.?m|j\.?d|mph|msc|m\.sc|bsc|b\.sc|b\.e|m\.e|b\.?tech|m\.?tech|"
    r"m\.?a|b\.?a|b\.?s|m\.?s|m\.?b\.?b\.?s|m\.?phil|dee|frcs|aia|leed ap|phr|shrm|cissp|acca|fca|aca|ca|cs|b\.?com|m\.?com|d\.?o|dvm|gri|crs|abr|jr|sr|ii|iii|iv)\.?\)?)(?=$|[\s,])",
    re.IGNORECASE,
)
# What titles are about: Business Development - Manager names nobody.
TOPIC = re.compile(
    r"\b(?:sales|marketing|business|development|products?|strategy|human|resources?|finance|operations?|customers?|technical|"
    r"quality|projects?|research|engineering|public|relations?|corporate|communications?|digital|information|technology|it|supply|"
    r"procurement|purchasing|assurance|regional|national|international|asia|pacific|accounts?|key|general|legal|compliance|risk|investments?|senior|"
    r"junior|support|service|design|creative|training|admin|administration|logistics|production|export|import|retail|wholesale)\b",
    re.IGNORECASE,
)
SLOGAN = re.compile(
    r"\b(?:your|our|we|you|the best|for all|since|quality|welcome|trusted|leading|solutions? for|specialists? in|dealers? in|manufacturers? of|suppliers? of|all kinds?|any kind|authori[sz]ed|exporters? of|importers? of|a member of|member of|certified|established|follow us|scan|is the|are|with|every|better|free)\b",
    re.IGNORECASE,
)


def is_pinyin(word: str) -> bool:
    """Whether a word could be written pinyin."""
    return SYLLABLES.fullmatch(word.lower()) is not None


def countries(text: str) -> list[str]:
    """ISO codes of the countries that a text names, or whose cities it names."""
    return [code for code, pattern in COUNTRY.items() if pattern.search(text)]


def address_signs(text: str) -> float:
    """How much a line of Latin script looks like a part of an address."""
    signs = 1.0 * bool(STREET.search(text)) + 0.8 * bool(BUILDING.search(text))
    signs += 0.9 * bool(POSTCODE.search(text)) + 0.7 * bool(countries(text))
    signs += 0.4 * bool(re.search(r"\d", text)) + 0.3 * ("," in text)
    signs += 0.9 * bool(_DOOR.search(text)) + 0.9 * bool(STATE.search(text))
    signs += 0.5 * bool(
        re.match(r"\s*(?:no\.?\s*)?#?\d+[A-Za-z]?(?:[-/]\d+)?,? [A-Z]", text, re.IGNORECASE)
    )
    return signs
