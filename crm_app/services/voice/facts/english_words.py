"""The words by which English names of people and companies are known."""

from crm_app.services.voice.facts.english_given_names import GIVEN_NAMES
from crm_app.services.voice.facts.lexicon import words

FIRST_NAMES = GIVEN_NAMES | frozenset(
    words(
        """
        earl sheetal denise inês ines lieke mieke jussi hal deb debra shazza callum declan colum gareth carla
        marcus yolanda jolanda jutta uwe helen sharon rhonda olu beth edmund tamika luis moira sheree shane
        ray rachid sanna mikko pekka antti juhani eero aino jorma tuomas heikki lasse pia anneli satu kirsi
        gustavo thiago joao joão rui tiago nuno miguel inez bruna renata fernanda adriana lucía sofía ramesh
        suresh mahesh dinesh rajesh sunil anita kavita pooja neha deepa lakshmi arvind ashok vijay sanjeev
        manoj rohit amit sumit vivek harish girish naveen karthik priyanka swati shweta meera geeta usha
        hiroko yoko naoko haruto sakura kenichi satoshi taro hanako minh linh thanh huong tuan dung nguyen
        somchai siti nurul ahmad faisal khalid yasmine leyla emre murat ayse fatma kemal nikos yannis eleni
        dragan milan jelena ivana goran zoran bogdan agnieszka piotr krzysztof tomasz malgorzata katarzyna
        jiri zdenek vaclav jana lenka zsofia laszlo istvan gabor ferenc orla niamh aoife cian eoin padraig
        rhian sian gwyn dafydd angharad eilidh isla finlay alasdair gregor mairi catriona agnes ida astrid
        sigrid solveig torsten gunnar leif knut liv kari ole mette rasmus soren jens henrik hendrik pieter
        jeroen maarten anouk sanne femke bram daan joost marieke wouter lotte dirk klaus jurgen jürgen
        günter gunter heinz wolfgang dieter ralf steffen silke heike birgit monika renate petra anja katja
        etienne celine céline aurelie camille manon thierry didier luc benoit benoît guillaume mathieu
        giovanni francesca alessandro lorenzo federica elisa simone davide riccardo giorgio silvio roberto
        kwabena amina ngozi chinedu emeka tunde funmi adaeze zanele thabo sipho lerato nomsa themba
        annabelle keiko hamish josie morag ollie amara chidi kofi kwame leticia rosie trish bruno matilda nadine
        odette pascal quentin rhys rowan sabine silvia soren tessa thea ulrich valeria yann zeynep aliyah bianca cedric
        daphne esme fabian gareth hilda otis ivy joaquin kendra lorna margot nolan otto perry reuben selma tobias ursula vince
        willa yosef zelda arlo bea cole dexter elsa flora gus hal ida jonas kurt lana milo nell piers reid sonya
        tilly verity wes alana brent colleen darryl edith frankie gretchen iona jodie kirk leigh marge nate percy
        rosalie stewart trent val wyatt
    aaron abby abigail adam adrian aisha alan albert alex alexander alexandra alfred alice alicia
    alison allison amanda amber amelia amir amy ana andrea andrew andy angela anita anna anne
    annie anthony antonio april arjun arthur ashley audrey austin barbara barry beatrice becky
    ben benjamin bernard beth betty beverly bill billy bob bonnie brad bradley brandon brenda
    brian bridget brooke bruce bryan caitlin calvin cameron carl carla carlos carmen carol
    caroline carolyn carrie catherine cathy cecilia chad charles charlie charlotte chen cheryl
    chloe chris christian christina christine christopher cindy claire clara clark claudia cody
    colin connie connor courtney craig crystal curtis cynthia daisy dale dan dana daniel danielle
    danny darren dave david dawn dean deborah debbie debra denise dennis derek diana diane diego
    dominic don donald donna doris dorothy doug douglas duncan dylan earl eddie edgar edward
    edwin eileen elaine eleanor elena eli elizabeth ella ellen emily emma eric erica erik erin
    ethan eugene eva evan evelyn faith fatima felix fiona florence frances francis frank fred
    frederick gabriel gail gary gavin gemma geoff george gerald gina glen glenn gloria gordon
    grace graham grant greg gregory guy hank hannah harold harriet harry harvey hassan hazel
    heather hector heidi helen henry herbert holly howard hugh hugo ian ibrahim irene iris isaac
    isabel isabella ivan jack jackie jackson jacob jacqueline jake james jamie jan jane janet
    janice jasmine jason jay jean jeff jeffrey jen jenna jennifer jenny jeremy jerry jesse
    jessica jill jim jimmy jo joan joanna joanne jocelyn joe joel john johnny jon jonathan jordan
    jorge jose joseph josh joshua joy joyce juan judith judy julia julian julie june justin karen
    karl kate katherine kathleen kathryn kathy katie kay keith kelly ken kenji kenneth kerry
    kevin kim kirsten kristen kristin kumar kyle lance larry laura lauren laurie lawrence leah
    lee leo leon leonard leslie lewis liam lily linda lindsay lindsey lisa liz logan lois lorenzo
    lori lorraine louis louise lucas lucia lucy luis luke lydia lynn mabel madison maggie malcolm
    mandy marcus margaret maria marian marie marilyn mario marion mark marta martha martin marvin
    mary mason mateo matt matthew maureen max maya megan mei melanie melissa mia michael michelle
    miguel mike mildred miranda mitchell mohammed mohamed molly monica morgan nadia nancy naomi
    natalie natasha nathan neil nick nicholas nicola nicole nigel nina noah nora norman oliver
    olivia omar oscar owen pablo paige pam pamela pat patricia patrick paul paula pauline pedro
    peggy penny pete peter phil philip phillip phoebe phyllis pierre polly preston priya rachel
    rafael raj ralph ramon randy raul ravi ray raymond rebecca reggie regina rhonda ricardo
    richard rick ricky rita rob robert roberta robin rodney roger roland ron ronald rosa rose
    rosemary ross roxanne roy ruby russell ruth ryan sally sam samantha samuel sandra sandy
    sanjay sara sarah scott sean sebastian sergio seth shane shannon sharon shaun sheila shelley
    sherry shirley sidney simon sofia sophia sophie spencer stacey stacy stan stanley stella
    stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tanya tara ted teresa
    terence terry theo theodore theresa thomas tiffany tim timothy tina todd tom tommy toni tony
    tracy travis trevor tricia troy tyler valerie vanessa vera vernon veronica vicki victor
    victoria vincent viola violet virginia vivian wade wallace walter wanda warren wayne wei
    wendy wesley will william willie xavier yolanda yuki yusuf yvonne zach zachary zoe aditi
    akira anders anil bjorn chiara deepak elif farah giulia hiro hiroshi ingrid jin johan jun
    katarina lars leila li lin ling luca marco mehmet min ming nikhil noor olga pavel petra rahul
    rosalind sanjana sunita sven takeshi tomas vikram xin yan yasmin ying yuan zhang ayesha
    beatriz camila dev dimitri fernando gabriela hanna imran javier kavya lena maja matteo paolo
    rania samir stefan tariq valentina zara marianne bernadette clive desmond elliot elliott
    freya gwen imogen jasper kirsty lachlan martina niall orla rory rupert saoirse tamsin una
    winston
    """
    )
)
TITLES = r"herr|frau|monsieur|madame|señora?|senora?|signora?|mr|mrs|ms|miss|dr|doctor|professor|prof|sir|madam|headmaster|headmistress|principal|dean|captain|judge|sister"
# Chinese names in Latin letters begin with the family.
FAMILY_FIRST = frozenset(
    words(
        """
    tan lim ng wong chan leung cheung lau ho kwok yip goh teo ong koh chua chong chow fung kwan lam lai
    mak ngai poon siu tang tsang tse tsui yeung yuen zhao huang zhou wu xu sun zhu gao luo liu
    """
    )
)
ROLES = words(
    """
    ceo cto cfo coo cio cmo vp director manager head president chairman owner founder buyer
    partner chief chef officer lead supervisor coordinator assistant engineer procurement purchasing
    operations
    """
)
TAILS = frozenset(
    words(
        """
    corporation corp inc incorporated ltd limited llc llp plc gmbh company co group holdings
    partners associates logistics traders trading medical manufacturing school university college
    academy institute hospital clinic labs lab laboratories robotics technologies technology tech
    systems solutions software digital data analytics networks industries industrial
    international global enterprises ventures capital bank banking insurance financial finance
    foods food beverages brewery bakery cafe coffee restaurant restaurants hotel hotels resort
    resorts travel airlines airways aviation shipping freight transport motors automotive auto
    energy power electric electronics solar oil gas water utilities construction builders
    building architects properties property realty estates estate homes design designs studio
    studios media publishing press books printing print packaging plastics steel metals
    metalworks chemicals chemical pharma pharmaceuticals biotech biosciences health healthcare
    care dental wellness fitness sports fashion apparel textiles clothing furniture interiors
    retail stores store supermarket supermarkets market markets mart wholesale supply supplies
    distribution distributors services consulting consultants advisors advisory legal law
    security telecom communications wireless mobile gaming games entertainment farms farm
    agriculture dairy vineyards winery gardens foundation trust council association society
    museum library theatre church ministry department agency bureau works instruments equipment
    tools machinery machines components parts engineering innovations dynamics aerospace marine
    maritime mining minerals paper timber glass ceramics optics imaging outfitters bros brothers
    sons & couriers cycles bikes kitchens windows doors roofing plumbing cosmetics beauty marina
    mall clinics apartments living outdoor organics lines forest landscaping credit union primary
    secondary kindergarten seafood vets veterinary dentistry laundry cleaning catering events
    tours rentals leasing mortgage brokers ceramic lumber hardware nurseries nursery skincare ranch ranches council councils
    jewellers jewelers opticians pharmacy pharmacies diagnostics orthodontics surgeries ferries
    blooms blossoms petals brewing optik aquariums twine ropes candles soaps toiletries sweets chadars herald barrels stationers confectionery snacks spices jewels saris
    oy ab nv srl sarl pty pte kg ag printworks prints yarns naturals inns inn lifts tractors linen
    linens tissue rooftops district diner cafes café textile knits weaving carpets floors parking
    timbers grain grains rapids irrigation bus cabs couriers plumbers trade fair gifts lofts paper
    cruises rail railways haulage coaches taxis quarry quarries mill mills crushers moulds mouldings mold molds
    aggregates concrete castings forgings foundry fensterbau bau maschinen verpackung papier möbel spa
    flowers florist coals hostels hostel vets tunnels freight cold storage vents estates rentals weavers
    trucks tyres tires cargo fabrics fabrication welding joinery interiors signs signage cranes pumps
    valves bearings plastic glazing flooring carpets lighting lamps batteries cables wire springs
    turbines boats yachts shipyard fisheries salmon meats butchers bakers brewers distillery cider
    orthopedics orthopaedics optical opticians surgery physio nursing hospice schools theatre cinemas
    cinema radio tv news letters stationery toys games gym gyms pools sport riding stables kennels
    grains growers orchards fruits fruit vegetables produce eggs poultry feeds seeds plants botanics
    insurers underwriters accountants auditors recruiters recruitment staffing payroll solicitors
    homewares linens bedding upholstery leather shoes boots knitwear shirts uniforms jewellery watches
    wool semiconductor archives archive seismic casino casinos sisters biogas seaweed transit aerosol aerosols
    coworking robots drones tea teas wines wine vodka gin rum honey cheese cheeses chocolate chocolates
    ice salt sugar rice noodles pasta pizza sushi pies cakes bread oats flour oils herbs mushrooms
    cotton silk lace yarn denim hats socks buttons zips bags candle perfume perfumes spectacles lenses
    ski skis surf climbing boats sails rowing archery golf tennis balloons fireworks circus zoo
    aquarium observatory planetarium opera orchestra ballet choir museums galleries gallery auctions
    hospitality cinema festival festivals weddings funerals crematorium cemetery parish abbey
    cathedral monastery district borough county shire authority commission parliament embassy
    consulate port harbour harbor docks airport airfield station tramways trams buses vans wagons
    ambulance rescue fire lighthouse dredging diving subsea offshore pipelines pipes pipework tanks
    boilers heating cooling refrigeration ventilation filters filtration insulation scaffolding
    demolition quarrying surveying surveyors mapping geology drilling wells recycling waste scrap
    salvage compost sawmills sawmill plywood veneers pallets crates bottles cans cartons labels
    stickers inks paints coatings adhesives resins rubber foam fibres fibers composites carbon alloys
    titanium copper aluminium aluminum zinc nickel wire ropes nets chains locks locksmiths safes
    clocks keys scales sensors lasers microscopes magnets crystals semiconductors circuits chips
    servers cloud telecoms satellites antennas broadcasting film films pictures records vinyl
    music guitars pianos violins drums dolls puppets puzzles comics stationery pens nurseries
    childcare tutoring translations translation interpreters linguistics
    ironworks steelworks brickworks potteries pottery tiles stone granite marble sand gravel
    """
    )
)
LEGAL = frozenset(
    words(
        """
    corporation corp inc incorporated ltd limited llc llp plc gmbh company co oy ab nv srl sarl pty pte kg ag
    """
    )
)
# Capitalised, but the name of nobody.
NOT_NAMES = frozenset(
    words(
        """
    i we he she they it you the a an and but so or if then this that these those my our his her
    their its your just had has have met meet meeting spoke speaking talked talking called call
    calling visited visiting visit saw finished wrapped caught got went gave give given did done
    was were is are am been be will would should could can may might must need needs needed note
    notes memo update quick good great bad nice okay ok well also anyway today tomorrow yesterday
    tonight morning afternoon evening monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec next last on in at by for from to with about after
    before during since until while when where why how what who which there here not no yes never
    please remember reminder follow following send email mail mr mrs ms miss dr doctor professor
    headmaster sir budget price pricing contract deal proposal quote demo product customer client
    prospect lead everything everyone nobody somebody someone all both each every some any none
    most more less another other others new old big small long short first second third one two
    three four five six seven eight nine ten hundred thousand million dollars pounds euros usd
    eur gbp cny kickoff gm md evp crm erp api saas po rfp rfq rfi nda msa sow sla poc roi kpi hr ceo cto cfo coo
    cio cmo vp svp evp pm pr qa q1 q2 q3 q4 h1 h2 us usa uk eu uae aws ai ml ui ux pdf ppt crm's
    eod eow eom asap fyi cob tbd hq gdpr iso london paris berlin munich madrid barcelona rome
    milan amsterdam dublin edinburgh manchester birmingham leeds chicago boston seattle denver
    austin dallas houston atlanta miami phoenix toronto vancouver sydney melbourne singapore
    tokyo shanghai beijing shenzhen mumbai delhi bangalore dubai york francisco angeles america
    rmb hkd sgd aud cad inr nok sek dkk chf zar nzd jpy aed danish swedish norwegian finnish dutch swiss polish italian portuguese greek turkish russian japanese
    korean indian austrian belgian irish scottish welsh canadian australian mexican brazilian african asian
    thai vietnamese czech hungarian romanian zürich zurich geneva basel bern vienna salzburg copenhagen
    aarhus oslo bergen stockholm gothenburg malmö helsinki tampere warsaw krakow prague brno budapest
    bucharest athens istanbul ankara lisbon porto seville valencia bilbao lyon marseille bordeaux nantes
    lille toulouse brussels antwerp ghent rotterdam utrecht hamburg cologne frankfurt stuttgart dresden
    leipzig turin naples bologna florence venice glasgow aberdeen cardiff swansea belfast bristol sheffield
    nottingham newcastle cork galway limerick montreal ottawa calgary auckland wellington brisbane perth
    johannesburg durban nairobi lagos accra cairo bangkok jakarta manila hanoi osaka kyoto seoul taipei
    pune chennai hyderabad kolkata delhi switzerland denmark sweden norway finland poland austria belgium
    netherlands portugal greece turkey russia korea mexico brazil
    europe asia africa china india japan germany france spain italy england scotland ireland
    wales canada australia english chinese french german spanish american british european
    christmas thanksgiving easter zoom teams slack excel linkedin google microsoft salesforce
    hubspot sap oracle whatsapp outlook powerpoint honestly frankly apparently basically overall
    unfortunately sadly luckily fortunately hopefully currently still looks sounds seems feels
    turns plan action actions summary result results status agreed signed sent received confirmed
    closed lost won let lets let's i'll i'm i've we'll we're we've he's she's they're that's it's
    there's don't didn't can't won't maybe perhaps however because although though once again
    very really huge only even back down up out over off under between through without within
    against lunch dinner breakfast coffee set schedule book prepare draft check ask tell told
    said says asked wants wanted likes liked thinks thought loves happy unhappy sorry thanks
    thank hi hello hey bye ring drop take bring put make made get keep see rang ringing phoned
    texted emailed messaged pinged chatted grabbed walked popped swung dropped try trying tried
    left introductory nothing something anything eighteen nineteen seventeen sixteen fifteen
    fourteen thirteen twelve eleven twenty thirty forty fifty sixty seventy eighty ninety
    quarterly monthly weekly annual lots plenty either going deposit full total item trade show
    potential brilliant awesome super ran bumped heard learned learnt stopped dialed dialled
    reached touched sat joined attended presented delivered shipped quoted negotiated pushed
    pulled moved started kicked began ended recap heads-up headsup outcome background context
    task tasks mood contact status amount value situation internal team offsite golf club road office storage lost haven't hasn't note another diary spent tried popped driving drove spending rolling fairly group fm md gm rsm hi-viz herr frau chap guy bloke lady folks mate deputy capex kick-off security nobody g'day howdy arvo budgetwise timeline interest competitor competitors decision
    """
    )
)
