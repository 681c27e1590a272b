"""More first names, of many countries, in Latin letters."""

from crm_app.services.voice.facts.lexicon import words

GIVEN_NAMES = frozenset(
    words(
        """
    aaliyah abena abigail abioye achim adaeze adaobi adebayo adele adetola adina aditi aditya adnan adunni
    agatha agnese aidan aileen aine ainsley aisling aitor akash akiko akosua alain alasdair alastair albert alberto
    aldo alec alejandra alejandro alena alessandra alessandro alessia alexa alexandra alexandre alexei alexis alfie
    alfonso alfred alfredo alicja alina alison allegra alma alvaro alvin amadou amanda amara ambrose amelia amelie
    amina amir amira amos amparo amrita anahi ananya anastasia anders andile andrea andreas andrei andrej angela
    angelica angelo angus anika anil anja ankita ann anna annabel anne annelie annemarie annette annika ansel anselm
    anthea antoine antonella antonia antonio anuja anya aoi apinya arabella archana archie aria ariadne ariana
    arjun armando arnaud arne arno arthur artur arturo arun asha ashwin aslan asmaa astrid aubrey audra audrey
    augusta aurelia aurelie axel ayaan ayana ayanda ayesha aylin azadeh babatunde balazs barnaby
    barney bart bartosz basil bastian bea beata beatrice beatrix beatriz becca becky belinda bella benedict benedikt
    benita benjamin benno berit bernadette bernard bernd bert bertil bess bethan bettina bianca birgit birgitta
    bjarne bjorn björn blanca bonnie boris branko brenda brendan brett brian brianna bridget brigitte
    britta bronagh bronwen bryn bryony caitlin caleb calum camila camilla camille candice carina carlo carlos carlotta
    carmen carol carole carolina caroline carsten caspar cassandra cassie catalina catarina cecile cecilia
    cecily cedric celeste celia celine cerys cesar chaitanya chandra chanel chantal charlene charlotte chiara chidi
    chika chinedu chinwe chloe christa christelle christiane christina christof christophe ciara cillian cinzia
    claire clara clarissa claude claudia claudio clemence clemens clementine cleo clive clodagh colette conor
    constance constantin cora cordelia corinne cormac cornelia cornelius corrado cosima cosmo cristian cristina
    curtis cynthia cyril dagmar dagny daisuke dalia damian damien damir dana dara daria dario darius darragh
    davide deborah declan deirdre delia delphine demetrius denisa denise denys deolinda derya desmond devika
    dieter dilip dimitri dina dipika dmitri dolores dominic dominik dominique donal donata donna dora doreen doris
    dorota dorothea dorothy dougal drew duarte duncan duygu dylan eamon eamonn ebba ebony edda edgar edith edoardo
    edwin efua egil eileen eilis einar eirik eithne ekaterina elaine elif elin elina elinor elisa elisabeth elise
    eliska eliza elke ella ellen elliot elodie eloise elsa elspeth elvira emanuele emeka emilia emilie emilio emlyn
    emmanuel emmeline emmy enrico enrique erica erik erika ernest ernesto erwin esme esra estelle esther ethel
    etienne eugene eunice eva evelyn evgeny ewa ewan ezra fabian fabio fabrice fabrizio fadi farah fareed
    farida fatima fatou federica federico felicia felicity felipe felix fergus ferdinand fernando ffion fidel filip
    filippo fiona fionn fletcher flora florence florian floriane flynn folake frances francesca francesco francine
    francis francois françois franek frank franz franziska fraser freda frederik freya frida friedrich fritz fumiko
    gabriel gabriela gabriele gabriella gaetano ganesh gaspard gauri gavin gemma genevieve georg georgina
    geraint geraldine gerard gerda gerhard germaine gerrit gertrude ghislaine gia giacomo gian giancarlo gianluca
    gianni gideon gilbert gilda giles gina giorgio giovanna giovanni gisela gita giulia giulio giuseppe gladys
    glenda glenys gloria godfrey gopal gosia grainne gráinne graziella greta gretchen griselda gudrun
    guido guillaume gulsen gunther gurpreet gustav guy gwen gwendal gwendolyn gwilym gwyneth habib hadley hadiza
    haider hakan hakim hakon halima hamid hamish hana hanna hannah hanneke hannes hans harald harbhajan haris
    harjit harold harriet harrison harshad hartmut haruka harvey hasan hassan hattie hedda hedvig
    heidi heiko heinrich heinz helena helene helga helmut hendrika henri henrietta henrike herbert herman hermann
    hermione hester hettie hilary hilda hilde hildegard hina hisham hollie holger honora horst hortense howard
    hubert hugo hui humphrey hussein hywel iain ibrahim ida idris ieuan ifeoma ignacio igor ike ikram ilaria ildiko
    ilka ilse imani imelda imogen imran inga inge ingeborg ingrid ioana ioan iolanthe iona iqbal ira irene irina
    iris irma irmgard isaac isabel isabella isabelle isadora isaiah isamu ishaan ismael isobel itziar ivan ivar
    iveta ivo ivor iwona izabela jacek jacinta jacob jacqueline jacques jagdish jaime jakob jakub jamal jamila
    janek janet janice janina janine janusz jaroslav jasmeet jasmin jasmine jasper jaspreet jayne jeanette jeanne
    jedrek jemima jens jeremiah jermaine jeroen jerome jesper jette jocelyn jochen joelle johan johann johanna
    johannes jolanta jon jonas jonathan jonna joris josefina josefine joseph josephine joshua josiah joyce juan
    juanita judith jules julia juliana julianne julie julien juliet juliette julio julius jun justine justyna kaan
    kabir kai kaisa kaja kalle kamal kamala kamil kamila kaori kareem karel karim karima karin karina karl karla
    karolina kasia kasper katalin kateryna katharina katja katya kayode kazuo keanu keiko keira keisha kelechi
    kemi kenji kenneth kerri kerstin khadija kiera kieran kimberly kiran kirsten kirsty kit kjell klara kofi koji
    konrad konstantin korbinian kosta kourosh kristian kristina kristoffer krystyna kumar kunle kurt kwabena kwame
    kwesi lachlan ladislav laila lamine lana lara larissa lars laszlo latoya laura laurence laurent laurie lavinia
    leandro leena leila lena lennart lennox leonard leonardo leonie leonora leopold leroy leslie letizia letitia
    levi lewin lidia lilian liliana lillian linda linnea linus lionel livia ljiljana llewellyn lorcan lorena lorenz
    lorenzo loretta lorna lorraine lothar louisa louise luca lucas lucia lucian lucie lucien lucille lucinda lucy
    ludovic ludwig luisa lukas lulu lydia lynette lysander mabel maddalena madeleine madelief mads mae maeve magali
    magda magdalena maggie magnus maike maira maja makena malachy malcolm malik malin mallory mandla manfred manish
    manon manuel manuela mara marc marcel marcello marcelo marcia marco mareike margaux margot margarita margarida
    margherita margit marguerite maria mariam mariana marianne marietta marija marika marina marino mario marion
    marisa marit marius marjorie marko marlene marlon marta marten martha martina martine maryam masako massimo
    mateo mateus matilda matteo matthias matthieu maud maureen maurice mauricio mauro maxim maxime maximilian mbali
    mehmet meike melanie melinda melissa mercedes meredith merete merle merlin mervyn mette mia micah michaela
    michal michel michele micheline miguel mikael mikhail mila milena miles milica millicent milo milos mimi mina
    minna mirabel miranda mireille miriam mirja miroslav mirza misaki mitzi moa mohamed mohammed mohan moises
    mona monica monika monique morag morgan moritz morten morwenna moses mohsin muhammad muriel murray mustafa myfanwy
    myra myrtle nadia nadine nadja nalini nanami nandini naomi napat narges naseem natalia natalie natasha nathalie
    nazanin neela nell nelson nerys nessa nia niall niamh nicholas nicola nicolas nicole nicoletta niels nikita
    nikolai nikolaj nils nina nirmala njoki nkechi noah noel noelle noemi noor nora norah norbert nora norma norman
    noura nuala nuria obinna octavia odette odile olaf oleg olena olga oliver olivia olivier olof olumide
    omar oonagh ophelia orsolya orson oscar oskar osman oswald otto owain owen ozan pablo padma palesa
    paloma pamela paola paolo parisa parvati pascal pascale patrice patricia patrick patrizia pauline
    paulo pavel pavla pedro peggy penelope pernille perpetua petr petra petros philippa philippe phoebe
    phyllis pia pierre pilar pippa polina prakash pranav prasad pratibha preeti priscilla priya
    quentin quincy rachael rada radek rafael rafaela raffaele raghav ragnar ragnhild rainer raisa raj rajan rajiv
    ralf ralph ramon ramona rana ranjit raquel rashid raul ravi rebecca rebekah reena reiner reinhard reinhold
    remi rémi renata renate rene renee reuben rhiannon rhys ricardo riccardo rima rita riyaz roberta roberto rocco
    rocio roderick rodrigo roger roisin róisín roland rolf roman romana romy ronan rosa rosalie rosalind rosamund
    rosanna rosario roscoe rosemary rosie rowan rowena roxana roxanne ruben rudolf rufus rupert ruth ruxandra ryo
    saanvi sabina sabine sabrina sachiko sadie saffron saida salim salma salman salvador salvatore samantha samir
    samira samuel sandeep sandra sandro sanja santiago saoirse sapna sara sarita sasha saskia satoko saul
    sebastian selena selim selina selma senan serena serge sergei sergio seth severin shabana shabnam
    shahid shanti sharmila sheena sheila shelagh shinji shirin shirley shreya shu sibongile sibusiso sidney siegfried
    sigmund sigurd silas silke silvana silvia silvio simone sina sindisiwe sinead sinéad siobhan siobhán sipho
    siri sita sive sizwe snezana sofie solange solomon sonia sonja sophia sophie soren søren stacey stanislav stefan
    stefania stefanie stefano stella stephane stephanie stig sudha sujata sukhdeep sunita sunniva susan susana
    susanna susanne suzanne svein sven svenja svetlana sybil sylvain sylvia sylvie tabitha tadashi tadeusz tadhg
    takeshi takumi talia tamar tamara tamsin tania tanja tanvi tara tariq tarun tatiana tatjana teemu temitope teodor
    teresa tereza tessa thabo thandeka thandi thandiwe thea thelma theo theodora theodore theresa therese thibault
    thierry thijs thilo thomas thora thorsten tilda tilly timo timothy titus tobias toby tomas tommaso toni tonje
    tove travis tricia tristan trond trudy tuan tudor tunde tyrone uchenna uche udo ugo ulla ulrich ulrike umar uma
    ursula usman valentin valentina valentino valeria valerie vanessa vasco vasily veerle venkat vera
    verena veronica veronika veronique vesna victor vidar vidya vigdis vikas vikram viktor viktoria
    ville vimala vincent vincenzo violeta vishal vittoria vittorio vivian vivien vivienne
    vladimir volker vusi waldemar walid walter wanda wanjiru warren wendelin wendy werner wiebke wilfred wilhelm
    wilhelmina willem wilma wiktor wojciech wolfgang xavier ximena xiomara yael yamini yana yann yannick yara
    yasmin yasuko yelena yetunde yohan yorick yosef youssef yuki yuko yuri yusuf yvette yvonne zachary zahra zainab
    zara zeynep zelda zena zinaida zita zoe zola zora zsuzsanna zuzana zuleika
    """
    )
)
