"""Given names common in Latin America: Spanish, Portuguese, Quechua, Aymara, Maya, Mapuche, and borrowed
ones.
"""

GIVEN_NAMES = frozenset(
    """
    aaron ema abel abelardo abigail abraham ada adalberto adalgisa adan adela adelaida adelina adilson adolfo
    adonis adrian adriana adriano agapito agatha agustin agustina aida aide ailen ailin ailton ainara alan
    alba albertina alberto aldair aldo alejandra alejandrina alejandro alejo alessandra alex alexa alexander
    alexandra alexandre alexis alfonsina alfonso alfredo alice alicia alina aline alirio alison alisson
    allison alma alonso altagracia alvaro alvin alysson amada amadeo amado amalia amanda amaru amaya amelia
    amelie america amilcar amparito amparo amy ana anabel anabella anacleto anahi anai anais analia
    anastasia anayeli anderson andrea andreia andreina andres andresa andressa andrew andreza andy anel
    angel angela angelica angelina angelita angelo angie anibal anita anna anselmo anthony antonela
    antonella antonia antonieta antonio antu aparecida apolinar apolonia aquiles araceli aracelis aracely
    arcadio archibaldo argenis ariadna ariana ariane arianna ariel arlen arlene arleny arlet arleth armando
    armida arnaldo arnoldo arnulfo arthur artur arturo asdrubal ashlee ashley astrid asuncion atahualpa
    atilio atziri augusta augusto aura aurea aurelia aureliano aurelio aurora avelino axel ayde aydee ayelen
    aylin ayun azucena baltazar barbara bartolome basilio bastian baudilio bautista beatrice beatriz belen
    belinda belisario belkis benedicto benedita benedito benicio benigno benita benito benjamin bernabe
    bernarda bernardino bernardita bernardo berta bertha beto betsabe betty bety bianca bibiana bienvenida
    bienvenido blanca bonifacio boris borja braian brandon braulio brayam brayan brenda breno brian briana
    brigida brisa briseida britany brittany bruna bruno bryan byron caetano caio calixto camila camilo
    candelaria candida candido carina carla carlita carlitos carlo carlos carlota carmela carmelina carmelo
    carmen carmencita carmenza carol carola carolina caroline casandra casemiro casilda casimiro cassia
    catalina catarina caua cauan cayetana cayetano cecilia cecilio cecy celeste celestina celestino celia
    celina celso cesar cesareo chabela charles charlotte chayanne chela chepita christian christina
    christopher cibele cicero cida cielo cinthia cintia cipriano cirilo ciro citlali citlalli ciça clara
    clarisa clarissa claudia claudina claudio cleide cleiton clelia clemente clementina cleofe cleusa
    clodomiro clorinda clotilde conceicao concepcion concha constantino constanza consuelo cora coral corina
    cornelio cosme cristal cristhian cristian cristiana cristiane cristiano cristina cristobal cristopher
    cruz cuauhtemoc cynthia dafne dagoberto dahiana daiana daiane dalia dalila damaris damian damiana dana
    danae dani daniel daniela daniele danilo dannia danny dante dariela dario darlene darwin davi david
    davis dayana dayanara dayane dayron debora deborah deise deisy deivid deivis delfin delfina delia
    delmira demetrio denilson denis denise denisse dennis desiree devora deyanira diana diane dianelys
    didier diego dilan dilcia dilma dimas dina dinora diogo diomedes dionicia dionisia dionisio djalma
    dolores domenica dominga domingo domitila donald donaldo donato donna dora doralba dorian doris dorotea
    douglas duban dulce dulcinea dylan eber eddy edelmira eder edgar edgardo edilberto edilma edilson
    edinaldo edinson edison edite edith edivaldo edmilson edmundo edna eduarda eduardo eduvigis edvaldo
    edward edwin efigenia efrain efren eladia eladio elba elda elder eleazar elena elenita eleonor eleonora
    eleuterio elga eli elia elian eliana eliane elias elida eliecer eliezer eligio elin eliodoro elis elisa
    elisabet elisabeth elisangela eliseo elizabet elizabeth ella elmer elodia eloina eloisa eloy elsa elsy
    elva elvia elvio elvira elvis elza emanuel emely emerson emigdio emilce emilia emiliana emiliano emilio
    emily emir emma emmanuel encarnacion ender eneas enedina eneida engracia enrique enriqueta enzo epifania
    epifanio erasmo ercilia eric erica erick erik erika erivaldo ermelinda ernestina ernesto erwin esmeralda
    esperanza estanislao esteban estefani estefania estefany estela estelita ester esteves esther estiven
    estrella estuardo etelvina eudocia eufemia eufrasia eugenia eugenio eulalia eulalio eulogio eunice
    eusebia eusebio eustaquio eva evandro evangelina evarista evaristo evelia evelin evelio evelyn ever
    everardo everton ezequiel fabian fabiana fabiane fabio fabiola fabricio fabrizio facundo fanny fany
    fatima faustina faustino fausto federica federico felicia feliciana feliciano felicidad felicita
    felicitas felipa felipe felisa felix fermin fernanda fernandinho fernandito fernando fidel fidelia
    fidelina filiberto filomena fiona fiorella flavia flavio flor flora florencia florencio florentina
    florentino florinda francesca francesco francia francinaldo francine francis francisca francisco
    francisquinho franco frank franklin freddy fredy frida froilan fructuoso fulgencio gabino gabriel
    gabriela gabriele gabriella gael gary gaston gema gemma genara genaro genesis genoveva george georgina
    geovanna geovanny gerald geraldine geraldo gerarda gerardo german geronimo gerson gertrudis gian
    giancarlo gianella gianfranco gianluca gilberto gilda gildardo gilmar gilson gilvan gimena gina ginette
    giovana giovanna giovanni giovanny gisela gisele gisell giselle gislaine gissel givanildo gladis gladys
    glenda gloria godofredo gonzalo goyo grace gracia graciana graciela graciliana grecia gregoria gregorio
    gregory greta gricelda grimaldo griselda guadalupe gualberto gudelia guido guilherme guillermina
    guillermo gumercindo gustavo haide hannah harold haroldo harry haydee hebe heber heberto hector heidi
    heidy heitor heladio helen helena helene helga heliodoro henrique henrry henry heraclio hercilia
    heriberto herlinda hermelinda hermes herminia herminio hermogenes hernan hernando hilaria hilario
    hilarion hilda hillary hipolito hiram homero honorio horacio hortencia hortensia huascar hugo humberto
    iago ian iara iban ibeth icaro idalia idalina ifigenia ignacia ignacio igor iker ildefonso iliana illari
    ilse imelda indalecio indiana indira ines ingrid inocencia inocencio inti iolanda ipatia iracema iraci
    irene iria irina irineu iris irma irving isaac isabel isabela isabella isabelle isac isadora isai isaias
    isaura isela isidora isidoro isidro ismael israel italo itzel ivan ivana ivania ivanildo ivete ivette
    ivon ivone ivonne izabel izaura izel jacinta jacinto jackeline jackson jacob jacobo jacqueline jaime
    jair jairo james jamilet jamileth janaina jandir jandira jane janet janete janeth janette jason javier
    jazmin jean jeanette jeferson jefferson jeffrey jeison jeisson jenifer jeniffer jennifer jenny jeremias
    jeremy jeronimo jesica jesse jessica jesus jesusa jhair jhoan jhoana jhojan jhon jhonatan jhonny jhony
    jhoselyn jimena jimmy joan joana joanna joao joaquim joaquin joaquina jocelyn joel joelma johan johana
    johanna john johnatan johnny jonas jonatan jonathan jordan jordi jorge jorgelina jose joseane josefa
    josefina joselin joseline joselito joselyn joseph josephine joshua josiane josseline josue jovana jovina
    jovita joyce juan juana juanita juanito judas judit judith julia julian juliana juliane julianita
    juliano julieta julieth julio julissa junior jurandir jurema jussara justa justin justina justiniano
    justino justo juvenal juvencio juventino kaique karen karin karina karine karla karlita karol karoline
    katalina katerine katherin katherine kathleen kathy katia katiuska kattia katty katya kauan kaue keiko
    keila kelly kelvin kenia kenneth kenny kevin kiara killa kimberly klaus kleber klever kusi ladislao lady
    laercio laila laisa lana lara larissa larry laura laureano laurentino lauriano lautaro lavinia lazaro
    lea leandra leandro leda leidy leila lenin lenny leo leocadia leocadio leon leonarda leonardo leoncia
    leoncio leonel leonela leonice leonidas leonila leonilda leonor leopoldo lesbia leslie lesly leticia
    leyda leydi leyla lia liam librada lidia lidya lilia lilian liliana liliane lilibeth lily lina linda
    lindalva lindsay lino lionel lisa lisandra lisandro lisbeth liseth lisette livia lizandro lizbeth lizet
    lizeth lizette lola lorena lorenza lorenzo lorgia lourdes luana luanda luca lucas lucca lucely lucero
    lucho lucia luciana luciano luciene lucila lucinda lucineide lucio lucrecia lucy ludmila luigi luis
    luisa luisana luisito luiz luiza lupe lupita lurdes luz luzdary luzia luzmila lyan lydia mabel macarena
    macario magali magalis magaly magda magdalena magnolia maicol maicon maikel maira maite maitena malena
    malinali malvina manoel manuel manuela manuelita maoly mara marcel marcela marcelina marcelino marcelo
    marcia marcial marciano marcio marco marcos margara margaret margarida margarita margot maria mariam
    mariana mariangel mariano maribel maricarmen maricela maricruz mariela mariele marielena marilene
    marilia marilin marilu marilyn marina marinalva mario marisa marisela marisol maristela maritza mariuxi
    marjorie mark marlen marlene marleny marli marlise marlon marly marta martha martin martina martinha
    maruja mary maryori mateo mateus matheus matias matilda matilde matthew mauricio mauro max maxima
    maximiliano maximina maximino maximo mayara mayela mayerli mayerly maykel maylin mayra mayte medarda
    medardo melania melanie melba melchor melida melina melisa melissa melquiades melva memo mercedes
    meredith merly mery mia micaela michael michel michele michell michelle miguel miguelina miguelito
    mikaela mila milagritos milagro milagros milagrosa milciades milena millaray milton mirella mireya
    miriam mirian mirna mirta mirtha mirza misael mixtli modesta modesto moema moira moises monica monserrat
    montserrat morelia mota murilo myriam myrna nacho nadia nadir nahia nahomi nahomy nahuel nair naira
    nallely nancy naomi napoleon narcisa narciso natacha natali natalia natalie natalio nataly natanael
    natasha nathalia nathalie nathaly nathan natividad nayara nayeli nayely nazareno nazareth nazario
    neftali nehuen neide neiva nelida nelly nelson nelsy nemesio nepomuceno nerea nereida nereo nery nestor
    neusa neuza newen newton ney neymar nezahualcoyotl nicanor nicasio nicholas nicol nicolas nicolasa
    nicole nidia nieves nilda nilo nilsa nilson nilton nilza nina nivaldo noah noe noel noelia noemi noemy
    nohelia nohemi nohora nolberto nora norah noralba norberto norka norma octavia octavio odair odalis
    odalys odete odilia odilon ofelia olegario olga oliver oliveria oliverio olivia olmedo omaira omar
    ondina onofre oralia orestes orfa orfelina oriana oristela orlanda orlando orlinda oscar osmar osmarina
    osmel osvaldo oswaldo otavio otilia otoniel otto ovidia ovidio pablo pacifico paco palmira paloma pamela
    pancha pancho pantaleon paola paolo paquita parmenio pascasio pascual pascuala pastora patricia
    patricinho patricio patrick patty paul paula paulette paulina paulinho paulino paulo pavel paz pedrinho
    pedrito pedro penelope pepe perfecta perla petra petrona petronila phillip piedad pierina pietra pietro
    pilar pio placida placido plutarco policarpo polonia porfiria porfirio presentacion primitivo primo
    prisca priscila priscilla prudencia prudencio qori quetzal quetzalli quintin quintina quiteria rafael
    rafaela rafelina raimunda raimundo ramiro ramon ramona ramoncito randy raphael raquel raul rayane rayen
    rayssa rebeca rebecca regina reginaldo reina reinalda reinaldo remedios remigio renan renata renato rene
    renee renzo reyes reyna reynalda reynaldo ricardo richard rigoberta rigoberto rita rober robert roberta
    roberto robin robinson robson rocio rodolfo rodrigo rogelia rogelio roger rogerio rolando roman romano
    romelia romeo romina romualda romualdo romulo ronald ronaldo roni rony roque rosa rosalba rosalia
    rosalina rosalinda rosalva rosana rosane rosangela rosanna rosario rosaura rosemary rosenda rosendo
    rosicler rosie rosilda rosilene rosimeire rosina rosita rosmery roxana roxanna ruben rubi rubiela rudy
    rufina rufino rumi ruperto ruth ruthy rutilio ryan sabas sabina sabino sabrina sagrario saida salma
    salome salomon salustiano salvador salvadora samanta samantha samara sami samira samuel samy sandra
    sandro sandy santa santana santiaga santiago santino santos santusa sara sarah sarai sarita saturnina
    saturnino saul savanna sayuri scarlet scarlett scott sebastian sebastiana sebastiao secundino segundo
    selena selma senaida senovia serafin serafina serena sergio servando severiana severiano severina
    severino severo shakira sharon sheila sheyla shirley sila silas silmara silvana silvano silveria
    silverio silvestre silvia silvina silvio simeon simon simona simone sinforosa siomara sirlei sixto
    socorro sofi sofia sofonias sol solange solangel soledad sonia sophia soraida soraya sotera stefania
    stefany stella stephanie stephany stephen steve steven stiven stivens suelen sueli suely sulema suleyma
    suli sumaq sumaya susan susana susy suyai tadeo taina tainara tais talia talita tamara tania tarcisio
    tarsicio tassia tatiana tatiane tavo taynara telesforo telma telmo teodocia teodora teodoro teodosio
    teodulo teofanes teofila teofilo tere teresa teresinha teresita tereza terezinha thais thaisa thalia
    thelma thiago thomas tiago tiana tiberio tiburcia tiburcio ticiana timoteo timothy tito tobias tomas
    tomasa tomasina tonatiuh toribia toribio toño tranquilina tranquilino trinidad tulio tupac ubaldina
    ubaldo ulises ulpiano urbano uriel urpi ursula valdemar valdemira valdete valdir valdirene valentin
    valentina valentino valeria valeriano valerio valery vanda vanderlei vanderleia vanesa vanessa vania
    vanilda venancio veneranda ventura vera veronica vicencio vicenta vicente vicky victor victoria
    victoriana victoriano victorino vidal vilma vinicio vinicius violeta virgilio virginia vitalina vitor
    vitoria vivian viviana viviane vladimir wagner waldemar waldo walter walther wanda wandaleia wanderley
    wara wascar washington wayra wellington wenceslao wendy wesley wilber wilbert wilberto wilfredo wilfrido
    william willian wilman wilmar wilmer wilson winston wladimir xavier xiadani ximena xiomara xochilt
    xochitl yadira yahaira yahir yair yajaira yamila yamile yamilet yamileth yamilka yandel yanet yaneth
    yanina yanira yaquelin yara yareli yaretzi yari yasmin yasmina yazmin yeimy yeison yeni yenifer yenni
    yennifer yenny yerson yesenia yesica yessenia yessica yeyson ylda ymelda yoana yoel yohan yohana yokasta
    yolanda yolima yolotl yonatan yordan yorlady yosselin yudelka yuleidy yuliana yuliet yulissa yurani yuri
    yuridia zacarias zaida zaira zeferino zelia zenaida zenilda zenobia zenon zilda zoe zoila zoilo zoraida
    zoraya zulay zuleika zulema zulma zuly
    abdoulaye ahmed aicha aina ainhoa aissatou aitor akemi amaia amauta ander antia anxo arantxa aritz arnau
    asier begona benat biel bogdan brais breixo celedonio chidi cipriana crisanta crisanto crispin daylin
    deogracias dieudonne dmitri edurne eleuteria emerenciana emperatriz endika eneko erendira escolastica
    eustaquia evens fatou ferran fidencio florin fortunata fortunato frantz fritz fulgencia gaizka garazi
    getrudis gheorghe gorka guerline gumercinda haizea hassan heriberta hermenegilda higinia hiroshi ibai
    ibrahima idoia imanol inaki inigo ioana ionut irati iryna itzayana itziar ivet ixchel izaro izaskun jana
    jeannot jhordan jhoselin jocelyne jokin jon josep josu julen karim keiler keiner kenji kepa kervens
    keyla keylin khadija koldo kuyen laia leire likan lluis lorea maclovia maialen maikol mamadou mariona
    markel marlenis marti maryuri mayerlin meritxell metzli mihaela mikel mileidy mireia miren mirlande
    mohamed mohammed moussa naiara nataliya nayra neisy nelcy nemesia neus ngozi nkechi noa nubia nuria oier
    oksana olena oneida oriol osmany osniel ousmane pacari ponciano quim rachid roi roselaure roser rosmary
    sabela satoshi sayri segismunda serapio serhiy sorangel sumac svetlana takeshi tenoch tlaloc txell
    tzitzi unai uxia uxue vasile venancia volodymyr wenceslada wideline wilian wilka wilkin wilner wislande
    woodley wuendy xabier xavi xiaoyan xitlali xitlaly xoan xose yaneisy yaritza yasmani yasniel yeiler
    yeimi yoander yoandra yoelkis yolotzin yordanis yorgelis yorman youssef yuberlin yuki yuleisy yulexis
    yusleidy yusmary yusneidy zainab zuleyka
    """.replace("ç", "c")
    .replace("ñ", "n")
    .split()
)
