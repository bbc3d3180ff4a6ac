"""Given names common in Latin America: Spanish, Portuguese, Quechua, Aymara, Maya, Mapuche, and borrowed ones."""

GIVEN_NAMES = frozenset(
    """
    aaron abel abelardo abigail abraham ada adalberto adalgisa adan adela adelaida adelina adilson adolfo adonis
    adrian adriana adriano agapito agatha agustin agustina aida aide ailin ailton ainara alan alba albertina alberto
    aldair aldo alejandra alejandrina alejandro alejo alessandra alex alexa alexander alexandra alexandre alexis
    alfonsina alfonso alfredo alicia alice alina aline alirio alison alisson allison alma alonso alvaro alvin
    alysson amada amadeo amado amalia amanda amaru amaya amelia america amelie amilcar amparo ana anabel anabella
    anacleto anahi anai anais analia anastasia anayeli anderson andrea andreia andreina andres andresa andressa andrew
    andreza andy anel angel angela angelica angelina angelita angelo angie anibal anita anna anselmo antonela antonella
    antonia antonieta antonio apolinar apolonia aquiles araceli aracelis aracely arcadio archibaldo argenis ariadna
    ariana ariane arianna ariel arlene arlet arleth armando armida arnaldo arnoldo arnulfo arthur artur arturo
    asdrubal ashley astrid asuncion atahualpa atilio atziri augusta augusto aura aurea aurelia aureliano aurelio
    aurora avelino axel ayelen aylin azucena baltazar barbara bartolome basilio bastian baudilio bautista beatrice
    beatriz belen belinda belisario belkis benedicto benedita benicio benigno benita benito benjamin bernabe
    bernarda bernardino bernardita bernardo bertha berta bety betsabe betty bianca bibiana blanca bonifacio
    borja boris brandon braulio brayan breno brenda brian briana brigida brisa briseida britany brittany bruna bruno
    bryan byron caetano caio calixto camila camilo candelaria candida candido carina carla carlita carlo carlos
    carlota carmela carmelina carmelo carmen carmencita carmenza carol carola carolina caroline casandra casemiro casilda
    casimiro cassia catalina catarina cauan caua cayetano cayetana cecilia cecilio cecy celeste celestina celestino
    celia celina celso cesar cesareo chabela charles charlotte chayanne christian christina christopher cibele
    cicero cielo cinthia cintia cipriano ciro cirilo citlali citlalli clara clarisa clarissa claudia claudio claudina
    clelia clementina clemente cleide cleiton cleofe cleusa clodomiro clorinda clotilde concepcion conceicao
    constantino constanza consuelo cora coral corina cornelio corina cosme cristal cristhian cristian cristiana
    cristiane cristiano cristina cristobal cristopher cruz cuauhtemoc cynthia dafne dagoberto daiana daiane dalia
    dalila damaris damian damiana dana danae dani daniel daniela daniele danilo dannia danny dante dario darlene darwin
    dayana dayanara dayane dayron debora deborah deisy deivid deivis delfin delfina delia delmira demetrio denilson
    denis denise denisse dennis desiree devora deyanira diana diane dianelys didier diego dilan dilcia dilma dimas
    dina dinora diogo diomedes dionicia dionisia dionisio djalma dolores domenica dominga domingo domitila donaldo
    donato dora doralba doris dorian dorotea douglas duban dulce dulcinea dylan eber eddy eder edgar edgardo edilberto edilma
    edilson edinson edison edite edith edmilson edmundo edna eduarda eduardo edvaldo edward edwin efigenia efrain efren
    eladio eladia elba elda elder eleazar elena eleonor eleonora eleuterio elga eli elia elian eliana eliane elias
    elida eliecer eliezer eligio elin eliodoro elis elisa elisabet elisabeth elisangela eliseo elizabeth ella elmer
    elodia eloina eloisa eloy elsa elsy elva elvia elvira elvis elvio elza emanuel emerson emigdio emilce emilia
    emiliana emiliano emilio emily emma emmanuel ender eneas enedina eneida enrique enriqueta enzo epifania epifanio
    erasmo ercilia eric erica erick erik erika ermelinda ernestina ernesto erwin esmeralda esperanza estanislao esteban
    estefani estefania estefany estela estelita ester esteves esther estrella estuardo etelvina eudocia eufemia
    eugenia eugenio eulalia eulalio eulogio eunice eusebia eusebio eva evandro evangelina evaristo evelia evelin
    evelio evelyn ever everardo everton ezequiel fabian fabiana fabio fabiola fabricio fanny fany fatima faustina
    faustino fausto federica federico felicia feliciana feliciano felicidad felicita felicitas felipa felipe felix
    fermin fernanda fernandito fernando fernandinho fidel fidelia fidelina filiberto filomena fiona fiorella flavia
    flavio flor flora florencia florencio florentina florentino florinda francesca francesco francia francinaldo francine
    francis francisca francisco francisquinho franco frank franklin freddy fredy froilan fructuoso frida gabino gabriel gabriela
    gabriele gabriella gael gaston gema gemma genaro genesis genoveva george georgina geovanna geovanny gerald
    geraldine geraldo gerarda gerardo german geronimo gerson gertrudis gian gianella gianfranco gianluca giancarlo gilberto
    gilda gildardo gilmar gilson gimena gina ginette giovana giovanna giovanni giovanny gisela gisele gisell giselle
    gislaine gissel gladis gladys glenda gloria godofredo gonzalo gracia graciela graciana grace grecia gregoria
    gregorio greta gricelda grimaldo griselda guadalupe gualberto gudelia guido guilherme guillermina guillermo
    gumercindo gustavo haide haydee hannah harold harry haroldo hebe heber heberto hector heidi heidy heitor helena
    helen helene helga heliodoro henrique henry henrry heraclio heriberto hercilia herlinda hermelinda hermes
    herminia herminio hermogenes hernan hernando hilario hilaria hilda hilda hipolito hiram homero honorio horacio
    hortencia hortensia huascar hugo humberto iago ian iara iban ibeth icaro idalia idalina ifigenia igor iker ignacia
    ignacio ildefonso iliana ilse imelda indalecio indiana indira ines ingrid inocencio inti iolanda ipatia iracema irene
    iria irina iris irma irving isaac isabel isabela isabella isabelle isac isadora isai isaias isaura isela isidora
    isidoro isidro ismael israel italo itzel ivan ivana ivania ivette ivon ivone ivonne izabel izaura izel jacinta
    jacinto jackeline jackson jacob jacobo jacqueline jaime jair jairo james jamilet jamileth janaina jandira jane janet
    janeth janette javier jazmin jean jeanette jefferson jeferson jeison jeisson jenifer jeniffer jenny jennifer jeremias
    jeremy jeronimo jesica jessica jesse jesus jesusa jhon jhonatan jhony jhonny jhoana jhoselyn jimena jimmy joan joana joanna
    joao joaquim joaquin joaquina jocelyn joel joelma johan johana johanna john johnatan johnny jonas jonatan jonathan
    jordan jordi jorge jorgelina jose josefa josefina joselin joselito joseline joselyn joseph josseline josue josefa
    joshua jovana jovita joyce juan juana juanita juanito judas judit judith julia julian juliana juliane juliano
    julieta julieth julio julissa junior jussara justa justina justiniano justino justo juvenal juventino kaique karen
    karin karina karine karla karlita karol karoline katalina katerine katherin katherine kathy katia katty katya
    kattia kauan kaue keila keiko kelly kelvin kenia kenneth kenny kevin kiara killa kimberly klaus klever kleber kusi
    lady ladislao laercio laila laisa lana lara larissa laura laureano laurentino lauriano lautaro lavinia lazaro lea
    leandra leandro leda leidy leila lenin lenny leo leocadia leocadio leon leonarda leonardo leoncio leonel leonela
    leonidas leonilda leonor leopoldo leslie lesly leticia leyda leydi leyla lia liam lidia lidya lilia lilian liliana
    liliane lilibeth lily lina linda lindsay lino lionel lisandra lisandro lisbeth liseth lisette livia lizandro lizbeth
    lizeth lizette lorena lorenza lorenzo lourdes luana luanda luca lucas lucely lucero lucia luciana luciano lucila lucinda
    lucio lucrecia lucy ludmila luigi luis luisa luisana luiz luiza lupe lupita luz luzia luzmila lyan lydia mabel
    macarena macario magali magalis magaly magda magdalena maicol maicon maikel maira maite maitena malena malinali malvina
    manoel manuel manuela manuelita maoly mara marcel marcela marcelina marcelino marcelo marcia marciano marcial marcio
    marco marcos margara margarida margarita margot maria mariam mariana mariangel mariano maribel maricarmen maricela
    maricruz mariela marielena mariele marilene marilia marilin marilu marilyn marina mario marisa marisela marisol maristela
    maritza mariuxi marjorie marlene marlen marleny marlon marlise marta martha martin martina martinha mary maryori
    mateo mateus matheus matias matilda matilde mauricio mauro max maxima maximiliano maximina maximino maximo mayara mayela mayerli
    maykel mayra mayte medardo melania melanie melba melchor melina melisa melissa melquiades melva mercedes meredith
    mery merly mia micaela michael michel michele michell michelle miguel miguelina mikaela mila milagros milagritos
    milagro milciades milena milton mireya miriam mirella mirian mirna mirta mirtha misael mixtli moema modesta modesto
    moises moira monica monserrat montserrat morelia mota murilo myriam myrna nadia nadir nahia nahomi nahuel nair naira
    nallely nancy naomi napoleon narcisa narciso natacha natali natalia natalie nataly natalio natanael natasha nathalia
    nathalie nathaly nathan natividad nayara nayeli nayely nazareno nazareth neftali neide neiva nelida nelly nelson
    nemesio nereida nereo nerea nery nestor neusa neuza newton ney neymar nezahualcoyotl nicanor nicasio nicol nicolas nicolasa nicole
    nidia nieves nilda nilo nilsa nilson nilton nilza nina noe noel noelia noemi noemy nohelia nohemi nolberto nora noralba
    norah norberto norka norma octavia octavio odalis odalys odete odilia odilon ofelia olga oliver oliveria oliverio olivia
    olmedo omaira omar ondina onofre orestes orfelina oriana orlanda orlando orlinda oscar osmar osmel osvaldo oswaldo
    otavio otilia otoniel otto ovidio pablo palmira paloma pamela pancha pancho paola paolo paquita parmenio pascual pascuala
    pastora patricia patricio patricinho patrick patty paul paula paulina paulinho paulino paulo pavel paz pedro pedrinho penelope
    perla petra petrona petronila phillip piedad pietra pierina pietro pilar pio placida placido plutarco polonia
    porfirio porfiria prisca priscila priscilla primitivo prudencia prudencio quetzal quetzalli quintin quintina quispe rafael
    rafaela raimunda raimundo ramiro ramon ramona randy raphael raquel raul rayen rayane rayssa rebeca regina reginaldo reina
    reinaldo remedios remigio renan renata renato rene renee renzo reyna reynaldo reynalda ricardo richard rigoberta rigoberto
    rita rober robert roberta roberto robin robinson robson rocio rodolfo rodrigo rogelia rogelio roger rogerio rolando
    roman romano romelia romeo romina romualda romualdo romulo ronald ronaldo roni rony roque rosa rosalba rosalia rosalina
    rosalinda rosana rosane rosangela rosanna rosario rosaura rosemary rosenda rosendo rosicler rosie rosina rosita
    rosmery roxana roxanna ruben rubi rubiela rudy rufina rufino rumi ruperto ruth ruthy ryan sabina sabino sabrina
    sagrario saida salma salome salomon salustiano salvador salvadora samanta samantha samara samira samuel sandra sandro
    sandy santa santiaga santiago santino santos sara sarah sarai sarita saturnina saturnino saul savanna sayuri sebastian
    sebastiana sebastiao secundino segundo selena selma senaida serafin serafina serena sergio servando severiana
    severiano severina severino severo shakira sharon sheila shirley sheyla sila silas silvana silvano silverio silvestre
    silvia silvina silvio simeon simon simona simone siomara sinforosa sixto socorro sofia sofi sol solange solangel
    soledad sonia sophia soraida soraya stefania stefany steven stella stephanie stephany steve suelen sulema suleyma
    suli sumaya susan susana susy suyai tadeo tainara tais taina talia talita tamara tania tarcisio tatiana tatiane
    taynara telma telmo teodora teodoro teodosio teodulo teofila teofilo tere teresa teresita teresinha tereza thais
    thaisa thalia thelma thiago thomas tiago tiana tiburcio ticiana timoteo tito tobias tomas tomasa toribio tonatiuh
    trinidad tulio tupac ubaldo ulises urbano uriel ursula valdemar valdir valentin valentina valeria valeriano valerio
    valery vanderlei vanesa vanessa vania venancio ventura vera veronica vicenta vicente vicky victor victoria
    victoriano victorino vidal vilma vinicio vinicius violeta virgilio virginia vitalina vitor vitoria viviana viviane
    vivian vladimir wagner waldemar waldo walter walther wanda wandaleia washington wayra wellington wendy wenceslao wesley wilber wilbert
    wilfredo wilfrido willian william wilman wilmar wilmer wilson winston wladimir xavier xiadani ximena xiomara xochilt xochitl
    yadira yahaira yahir yair yajaira yamila yamile yamilet yamileth yandel yaneth yanet yanina yanira yaquelin yara yareli
    yaretzi yari yasmin yasmina yazmin yeimy yeison yenny yenifer yennifer yeni yenni yenny yerson yesenia yesica
    yessenia yessica yeyson ylda ymelda yoel yohana yohan yoana yolanda yolotl yonatan yordan yorlady yosselin
    yuliana yuleidy yulissa yuri yuridia yuliet zacarias zaida zaira zenaida zenobia zenon zoe zoila zoilo zoraida
    zulema zuleika zulma zulay zuly zuniga nayara ailen nehuen millaray antu newen ayun sami illari wara urpi qori sumaq
    maite arlen jhair josefina elenita teodocia josephine katiuska yamilka dahiana dariela ramoncito altagracia
    milagrosa yokasta rafelina yudelka wascar leoncia bienvenida bienvenido tomasina chepita nahomy arleny
    emely scarlet scarlett hillary samy maylin ashlee emir thiago bastian lionel noah lucca valentino facundo
    joaquina catalina amparito julianita luisito miguelito carlitos pedrito pepe paco toño lucho nacho beto memo
    tavo goyo concha chela lola rosalva mary elizabet lizet aydee ayde edelmira eduvigis encarnacion engracia
    eufrasia eustaquio evarista fabrizio felisa fulgencio genara graciliana heladio hilarion hilda inocencia jovina
    juvencio leonila lesbia librada lorgia luzdary magnolia maruja mayerly medarda melida mirza nazario nelsy nepomuceno
    nohora olegario oralia orfa oristela ovidia pacifico pantaleon pascasio paulette perfecta policarpo presentacion
    primo quiteria raimundo reyes rosenda rutilio sabas santana santusa senovia silveria sofonias sotera tarsicio teofanes telesforo
    tiberio tiburcia toribia tranquilina tranquilino ubaldina ulpiano valdemira veneranda vicencio victoriana wilberto
    yolima yurani zeferino zoraya ailton aparecida benedito cida ciça edinaldo edivaldo erivaldo fabiane francisca gilvan
    givanildo iolanda iraci irineu ivanildo ivete jandir janete joseane josiane jurandir jurema leonice lindalva luciene
    lucineide lurdes marinalva marli marly nilda nivaldo odair osmarina raimunda reinalda rosilda rosilene rosimeire
    silmara sirlei solange sueli suely tassia terezinha valdete valdirene vanda vanderleia vanilda vera wanderley
    zilda zelia zenilda emily emma john james robert david richard joseph thomas charles daniel matthew anthony mark
    donald steven kenneth george joshua kevin edward ronald timothy jason jeffrey gary jacob nicholas jonathan
    stephen larry justin scott benjamin samuel gregory alexander patricia linda barbara elizabeth susan margaret
    lisa nancy karen betty sandra ashley donna carol michelle amanda melissa deborah stephanie rebecca laura
    sharon kathleen amy angela emma katherine pamela nicole jane jennifer mary sarah laura davi deise david davis
    """.replace("ç", "c").replace("ñ", "n").split()
)
