"""Names that are something else too: signs, syndromes, places, hospitals, heroes, words.

A new disease or scale of two names belongs in `NAMESAKES` if a patient could bear them, else in
`NOT_NAMES_TOGETHER`.
"""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


# Names from elsewhere that diseases, signs, scales and devices bear: they make no unknown word a name.
FOREIGN_NAMES = frozenset(
    """
    adams allen anderson baker bauer becker bell bennett bonnet brown bruno bryant campbell carter charles
    clark cohen collins cooper cullen davis duke evans fischer fisher garden gardner gilbert giordano graham
    grant green gross hall hanna harris hill hoffmann homans horner hughes hunt hunter jackson james johnson
    jones joseph kaufmann kelly kennedy king klein lange lee lewis li martin mason miller mitchell moore
    muller murphy nelson nissen parker parkinson phillips pierre robert roberts robin robinson roger ross
    russell schmidt schneider scott silver silverman simmonds simon smith stanford stein stewart stokes
    taylor thomas thompson turner virchow wagner walker ward weber wells white williams wilson wright young
    """.split()
)

# English words that clinics use: `el paciente es Fast Track`.
BORROWED = frozenset(
    """
    fast track check week walk back work kit test stroke shock block black white blue stent stop shunt
    score bypass status home care full heart sick weak down call staff team web wifi kids park market bank
    new york kinder ticket express box basic plus premium gold platinum silver standard smart first class
    flow high risk
    """.split()
)

# Signs, syndromes, scales and operations that bear a name: no patient's, unless a known one stands before.
EPONYMS = frozenset(
    """
    abrikossoff babinski allgower asherman ashworth balthazar barany barlow bartholin bassini bateman beatson
    benedict berlin bethesda bichat binet biot bitot blakemore blalock blatchford blumberg boerhaave
    borg bosniak bowen brandt broca brodie brooker broselow brudzinski brunnstrom capgras caplan caprini
    castleman cheyne chvostek clostridium codman cormack courvoisier crigler dandy daroff dequervain dix
    donovan drager dressler durkan duroziez eaton eisenhower epley epstein epworth evans fabella faine
    fanconi fazekas felty finkelstein fitz flint forrester framingham frankel fredrickson froment
    frykman fuhrman galeazzi garden gardner gartland geneva gilles glenn grocco gustilo hallpike
    harrington hegar heimlich henoch hinchey hippel hirsch hoehn holter homans horton hubscher ilizarov
    ivor jacksoniana jaeger janeway jarisch jatene jendrassik jobe kallmann kasabach katz kehr keith
    kellgren kernig kienbock klatskin klebsiella kocher kohler koplik kussmaul lachman lambert landau
    lasegue lawton lefort lehane leopold levine lhermitte lichtenstein liddle lown lugol lund mallampati
    mantoux masson mauriceau mcburney mcgeer mcmurray meigs mendelson mingazzini mobitz monro montgomery
    montreal moro morse morton mulder munchausen murphy naegele naffziger neer nottingham ogilvie ollier
    ortolani osler osserman pancoast papanicolaou pauwels payr pemberton peutz pfannenstiel phalen
    plummer ponseti pringle prinzmetal puestow quincke ranson rendu renvall rigler rinne romberg
    rorschach rosier roth rovsing sengstaken shouldice simmonds sipple soave spetzler spurling stewart
    stokes strauss thomsen tinel todd tolosa trendelenburg trousseau turcot valsalva vaughan virchow
    waldeyer wallenberg wermer whitmore widal willis yahr yergason yesavage zenker
    """.split()
)

# Given names that are words, too: `Dolores Intensos`, `Rosa Mística`, `Cruz del Norte`.
WORDLIKE_GIVEN = frozenset(
    """
    abril agosto america amor amparo angel asuncion azucena bella benigna benigno blanca celeste cielo
    concepcion consuelo coral cristal cruz delfin dolores domingo dulce encarnacion enero estrella fe
    flor flora franca franco gala gloria gracia grecia iris israel jazmin leon libertad linda lucero
    luna luz mar margarita marina martes mayo mercedes milagro milagros nieves oliva pacifico patria paz
    perla pilar primo pura reina reyes rocio roma rosa rosario salome salud santa santo santos segundo
    severa severo sol trinidad ventura victoria violeta vital
    """.split()
)

# Surnames that are findings, too: `Soledad Cama Huamán`.
WORDLIKE_SURNAMES = frozenset(
    """
    cama cabeza pie mano hueso huesos cuello pecho brazo boca nariz ojo espalda hombro piel corazon sangre
    gota caida viejo vivo sano casado obrero seguro rojo azul verde amarillo naranjo pardo popular alegre casa
    libre sordo ciego rico herida golpe masa calvo pierna rodilla higado tos bota clavo placa
    """.split()
)

# People whose names hospitals, clinics, schools, towns and districts bear, eponyms of two names, the
# famous. A patient may share the name: the assistant asks.
NAMESAKES = _phrases(
    """
    simon bolivar, antonio narino, rafael uribe, jorge chavez, benito juarez, gustavo a madero, alvaro
    obregon, miguel hidalgo, venustiano carranza, lazaro cardenas, felipe carrillo, pedro moncayo, francisco
    de orellana, esteban echeverria, juan pablo duarte, florencio varela, jose c paz, gregorio de laferrere,
    general roca, francisco de miranda, antonio jose de sucre, jose de san martin, jose marti, jose gervasio
    artigas, bernardo o higgins, bernardo ohiggins, francisco morazan, jose maria morelos, emiliano zapata,
    pancho villa, vicente guerrero, ignacio zaragoza, melchor ocampo, cuauhtemoc cardenas, manuel belgrano,
    domingo sarmiento, bartolome mitre, bernardino rivadavia, juan manuel de rosas, leandro alem, hipolito
    yrigoyen, arturo prat, diego portales, manuel montt, ramon castilla, miguel grau, francisco bolognesi,
    andres avelino caceres, tupac amaru, jose olaya, eloy alfaro, eugenio espejo, vicente rocafuerte,
    antonio ante, pedro vicente maldonado, rumi nahui, camilo torres, policarpa salavarrieta, francisco de
    paula santander, jorge eliecer gaitan, luis carlos galan, juan mora, juan santamaria, tomas guardia,
    ruben dario, augusto cesar sandino, justo rufino barrios, pedro de alvarado, rafael landivar, juan
    bosch, gregorio luperon, francisco del rosario sanchez, matias ramon mella, rafael urdaneta, jose
    antonio paez, ezequiel zamora, jose felix ribas, antonio ricaurte, andres bello, cecilio acosta, simon
    rodriguez, getulio vargas, juscelino kubitschek, duque de caxias, castelo branco, tancredo neves, luis
    vernaza, carlos andrade marin, teodoro maldonado carbo, roberto gilbert, enrique garces, baca ortiz,
    pablo arturo suarez, jose carrasco arteaga, vicente corral moscoso, isidro ayora, francisco icaza
    bustamante, abel gilbert, guillermo grant benavente, hernan henriquez, sotero del rio, barros luco, luis
    calvo mackenna, exequiel gonzalez cortes, roberto del rio, luis tisne, gustavo fricke, carlos van buren,
    eduardo pereira, felix bulnes, herminda martin, victor rios ruiz, cesar garavagno, leonardo guzman,
    ernesto torres galdames, juan noe, lucio cordova, alejandro del rio, jose aguirre, edgardo rebagliati,
    guillermo almenara, alberto sabogal, cayetano heredia, arzobispo loayza, daniel alcides carrion,
    hipolito unanue, sergio bernales, maria auxiliadora, carlos lanfranco, victor larco herrera, honorio
    delgado, antonio lorena, adolfo guevara, victor lazarte, jose cayetano, hermilio valdizan, alejandro
    posadas, ramos mejia, juan fernandez, carlos durand, cosme argerich, ricardo gutierrez, pedro de
    elizalde, juan garrahan, francisco muniz, ignacio pirovano, enrique tornu, bernardino rivadavia, teodoro
    alvarez, donacion santojanni, parmenio pinero, dalmacio velez sarsfield, luis guemes, pedro fiorito,
    evita pueblo, eva peron, juan peron, juan domingo peron, gandulfo luisa, rodolfo rossi, oscar alende,
    angel padilla, arturo illia, julio perrando, jose de calasanz, maria curie, marie curie, gregorio
    maranon, manuel gea gonzalez, salvador zubiran, ignacio chavez, federico gomez, manuel velasco suarez,
    ramon de la fuente, adolfo lopez mateos, fernando quiroz, dario fernandez fierro, ruben lenero, juan
    graham, rosario castellanos, gonzalo rio arronte, bernardo sepulveda, juan i menchaca, fray antonio
    alcalde, pablo tobon uribe, santa fe de bogota, federico lleras acosta, hernando moncaleano, erasmo
    meoz, jose prudencio padilla, rafael reyes, simon bolivar el tunal, carlos ardila lulle, carlos holmes
    trujillo, luis lopez de mesa, mario correa rengifo, isaias duarte cancino, evaristo garcia, jorge
    cavelier, carlos calderon guardia, rafael angel calderon, escalante pradilla, tomas casas, enrique
    baltodano, max peralta, monsenor sanabria, jose maria vargas, domingo luciani, miguel perez carreno,
    jesus yerena, ricardo baquero, rafael medina, antonio patricio de alcala, luis razetti, manuel nunez
    tovar, enrique tejera, pastor oropeza, roosevelt guatemala, juan jose arevalo, rodolfo robles, miguel
    enriquez, mario catarino rivas, luis alcides, salvador bienvenido gautier, dario contreras, robert reid
    cabral, jose maria cabral, arturo grullon, juan pablo pina, luis eduardo aybar, francisco moscoso
    puello, padre billini, pereira rossell, juan pablo segundo, juan pablo ii, juan xxiii, pio xii, luis
    pasteur, louis pasteur, florence nightingale, henry dunant, teresa de calcuta, ana frank, juana de arco,
    frida kahlo, gabriel garcia marquez, garcia marquez, gabriela mistral, pablo neruda, jorge luis borges,
    mario vargas llosa, cesar vallejo, octavio paz, miguel de cervantes, lionel messi, diego maradona, james
    rodriguez, shakira mebarak, papa francisco, angela merkel, hugo chavez, fidel castro, che guevara, evo
    morales, maria magdalena, rosa de lima, martin de porres, juan bautista, vicente de paul, juan de dios,
    camilo de lelis, pedro claver, rafael arcangel, isidro labrador, francisco de asis, antonio de padua,
    jose gregorio hernandez, divino nino, guillermo tell, mary kay, maria sharapova, juan valdez, simon
    parrilla, charles bonnet, pierre robin, claude bernard, bernard soulier, brown sequard, thomas bryant,
    roger anderson, ivor lewis, dandy walker, adams stokes, dubin johnson, machado joseph, moya moya,
    virchow robin, cornelia de lange, foster kennedy, miller dieker, alice in wonderland, alicia maravillas,
    maria callas, ross river, john doe, jane doe, joe doe, juan de los palotes, perico de los palotes, hugo
    lowy, noel murphy, leon kindler, tomas paine, jaime lannister, ramon y cajal, gomez lopez hernandez,
    diaz rodriguez, alvarez barrientos, jose manuel gonzalez, romano ward, andersen tawil, sanchez cascos,
    garcia ramos, robles mansilla, santiago compostela, valle del cauca, valle de lili, valle de aburra,
    cruz del norte, cruz del sur, cruz del eje, reina sofia, reina isabel, rey juan carlos, isla margarita,
    sierra leona, bahia blanca
    """
)

# Nobody's name.
NOT_NAMES_TOGETHER = frozenset(
    tuple(pair.split())
    for pair in """
    cruz blanca, cruz roja, cruz verde, cruz azul, steven johnson, stevens johnson, ramsay hunt, hunt hess,
    sturge weber, buen pastor, bueno aires, luna miel, rosa mosqueta, angel guarda, king faisal, leon xiii,
    robert jones, salter harris, miller fisher, kellgren lawrence, lauge hansen, ann arbor, child pugh,
    simon broome, madre teresa, johnson johnson, barros luco, cayetano heredia, ramos mejia, calvo mackenna,
    candida albicans, candida auris, arzobispo loayza, charcot marie, mar del, mar plata, pepito perez,
    perico perez, juan palotes, maria pueblo, juan pueblo, juan perengano, aurora boreal, aurora austral,
    monte plata, luna llena, luna nueva, sol naciente, rosa nautica, estrella polar, estrella fugaz
    """.split(",")
)
# A name never starts with these: saints are hospitals and places.
PLACE_OPENINGS = frozenset(
    """
    san santa santo sao villa puerto nuestra sagrado divino ciudad virgen barrio calle avenida av jiron
    colonia urbanizacion urb sector vereda corregimiento canton provincia distrito comuna edificio
    residencias conjunto ruta autopista aeropuerto hotel escuela liceo iglesia maternidad isla bahia
    fulano fulana mengano mengana zutano zutana perengano perengana sutano
    """.split()
)
