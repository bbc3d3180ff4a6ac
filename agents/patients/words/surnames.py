"""Surnames common in Latin America, of every origin heard there."""

SURNAMES = frozenset(
    """
    abad abalos abanto abarca abreu abrego acero acevedo achacollo acosta acuna adorno agredo agudelo aguado aguayo
    agudo aguero aguiar aguila aguilar aguilera aguinaga aguirre agurto agustin ajanel ajpop ajucum ahumada alanis alanoca alarcon alayo
    albarracin albornoz albuquerque alcala alcantara alcaraz alcazar alcivar aldana alegre alegria aleman alencar alfaro
    aliaga alvarado almanza almada almeida almeyda almonacid almonte alonso alonzo altamirano altuve alvarado alvarenga
    alvarez alves alvim alzate amador amaral amarilla amaro amaru amaya ambrosio amezcua amorim ampuero anaya andia andrade
    andrango andres angarita anguiano angulo antezana antunes antunez anzola apaza aponte aquino aragon aragao arana aranda
    arancibia arango aranibar araujo araya arbelaez arboleda arce archila arciniegas arcila ardila ardiles arellano arenas
    arevalo argueta argumedo arguello arias ariza arizmendi armas armenta armijos arnez aroca aroni arrais arredondo arreola
    arriaga arriagada arrieta arriola arroyave arroyo arruda arteaga artigas arzate ascencio asprilla astete astorga
    astudillo atencio auqui avalos avelar avendano avila aviles ayala aybar aycachi ayma ayon azevedo aza azana azevedo
    baca baez bahamonde balam balboa balcazar baldeon balderas ballesteros ballon balseca banda banegas banuelos baptista
    baquero barahona barajas barba barbosa barcelo barcenas barco bardales barragan barraza barreda barreiro barrera barreto barrientos
    barriga barrio barrios barron barros barroso bartolo barzola basantes bastidas bastos basualdo batista batres batz bautista
    bayona bazan becerra becerril bedoya bejarano beltran benalcazar benavente benavides benavidez benitez bermeo
    bermudez bernal bernales berrio berrios berrocal bertoni betancourt betancur bezerra blanco blandon blas bobadilla bocanegra bohorquez
    bojorquez bolanos bolivar bonett bonifaz bonilla bordon borges borja bossio botelho botello botero boza braga branco brandao bravo briceno
    briones brito brizuela brown bruno buendia bueno buitrago burbano burgos burgueno bustamante bustillo bustillos bustos
    caal caballero cabanillas cabello cabezas cabral cabrera caceres cachi cadavid cadena cadenas caicedo caizaguano calapuja calcina caldas
    caldera calderon calero calisaya calixto calle calles calvo calzada calzadilla camacho camara camargo camarillo campana
    campo campos campoverde campuzano canas canaza canche candia canedo canizales cano cantu capcha caraballo carballo carbajal
    cardenas cardona cardoso cardozo carhuamaca carhuancho carmo carmona carneiro carpio carrasco carrasquilla carranza
    carreno carreon carrera carrillo carrion carrizo carvajal carvalho casallas casas casasola cascante castaneda castano castellano
    castellanos castilla castillo castrillon castro catalan catari caycho cazares ccama ccori cceres ceballos cedeno cedillo
    celis centeno cepeda cerda cerezo cerna ceron cervantes cespedes chable chacon challco chambi champi chan chapa chavarria
    chavarro chavero chaves chavez chen chicaiza chiriboga choc choque choquehuanca chuc chuquimarca chuquimia chura cifuentes cisneros
    clavijo coaquira cobo cobos coc coelho cofre cohen collado collahuazo collantes collazo colmenares colon colque colunga concepcion
    concha condarco conde condori contreras copa coral corcho cordero cordoba cordova corea cornejo coronado coronel correa correia corona
    corrales corral cortes cortez corzo costa cota coto coutinho couto covarrubias coy crespo criollo cruz cuadra cuadros cubas
    cubillos cuellar cuenca cuesta cueva cuevas cuji cullen cumbal cunha curay cusi cusihuaman cutipa cuxum cuyuch dantas davalos davila
    delgadillo delgado deza diaz dias dieguez diniz dominguez donoso dorado dorantes duarte dubon duenas duque duran durand dutra dzib dzul
    echavarria echeverria echeverri echeverry egas ek elias elizalde elizondo enciso encalada encarnacion enriquez erazo escalante escalona escamilla
    escandon escarcega escobar escobedo escudero espana esparza espejo esperon espin espindola espino espinal espinel espinosa
    espinoza espinola espitia espiritu esqueda esquivel estevez estigarribia estrada estrella estupinan fabian fajardo
    falcao falcon farfan farias faria faundez feijoo felix feliz fernandes fernandez ferrari ferraz ferreira ferrer ferreyra
    ferrufino fierro figueiredo figuereo figueroa flores florez florian fonseca fontes fontana forero fraga fraire franca franco freire freitas
    freites fretes frias fuentes fuenzalida funes furtado gago gaibor galarza galaz galeano galeana galindez galindo gallardo gallegos
    gallego galvan galvao galvez galvis gama gamarra gamboa gamero gamez ganan gaona garay garcete garces garcia
    garduno garibay garnica garrido garza garzon gaspar gatica gavidia gavilanes gavilan gavino gaviria gaytan gil giraldo giron gnecco
    godinez godoy goes gomes gomez gonsalez gonzaga gonzales gonzalez gonzalo gordillo gouveia goyes gracia grados graham grajales grajeda
    granada granados granda graterol grau grijalva gross grullon gualan guallpa guaman guaminga guanoluisa guardado guardia guarin guerra guerrero
    guevara guillen guimaraes gutierrez guzman haro henao henriquez heredia hermosillo hernandez herrera herreros hidalgo hijar
    hilario hinojosa hinojoza holguin hoyos huaman huamani huaraca huanca huarachi huayta huenchuman huenul huerta huertas huaringa huillca
    hurtado ibanez ibarra iglesias illanes illescas infante inga insfran iniguez inti iquise irala iriarte irigoyen isaza isidro islas iturbe
    iturra itzep itzincab ix ixcot izquierdo jacinto jacome jaimes jara jaramillo jarquin jasso jaque jauregui jerez jesus jimenez jimeno
    jordan jorge juarez julca jurado justiniano justo kauil ku kuri lagos laguna lainez lalangui lamas landa landaeta landeros
    landinez laos lara lares larios larrea lastra laura lavado layme lazarte lazcano lazo leal leao lechuga ledesma ledezma legarda leguizamon
    leite leiton leiva lema lemos lemus leon lerma leyton lescano leyva lezama lezcano liendo lima limachi linares lino lira lizana lizama lizarazo
    lizarraga llacsa llamas llanos llanque llerena llontop loaiza loaisiga loayza lobato lobo lobos londono longoria lopes lopez lora loredo
    lorenzo loza lozada lozano lucas lucero lucio lugo luis luján lujan luna luque luz macas macedo machaca machado machuca
    macias macuil madera madrid madrigal madrigales madueno maestre magana magalhaes magallanes maia maidana maita maldonado mallma mallqui mallku
    mamani mancera mancilla mandujano manjarrez manrique mansilla manzanares manzano maradiaga marca marcano marcelo marchan marca mares marin
    marino mariscal mariscal marmol marmolejo maroto marques marquez marroquin marte marti martin martinez martins martell
    mascarenhas masis masabanda mata matamoros mateo mateus matias matos matta mattos mayorga maza mazariegos mazo
    medeiros medel medina medrano meireles mejia mejias melendez melendres melgar melgarejo mella melo mello mena menchu mendes
    mendez mendieta mendiola mendonca mendoza meneses menezes menjivar mercado mercedes merchan merida merino mesa mesquita messi meza
    mieles mier mijangos millan millapan milanes mina minaya miranda moises mojica molano moldonado molina monasterio monasterios
    mondragon monge monroy monsalve montalvo montalban montano montanez monteiro montenegro montero montes montesinos monterroso monterrosa montiel montilla
    montoya mora moraes moraga morales moran morante moreira morejon moreno morera morillo morinigo moron morocho moreyra moscoso mosquera mota moura moya moyano
    mujica mullo munive muniz munoz murcia murga murillo muro nahuelpan najar najarro naranjo narvaez nascimento nava navarrete navarro navas
    naveda naula negreiros negrete negron neira neri neto neves niconiconi nieto nieves nina ninahuanca nino noboa nobre noguera nogueira noriega norena novoa nova nunes
    nunez obando obregon ocampo ocana ochoa ochagavia ocotlan ojeda olarte olaya olguin oliva olivares olivas oliveira oliver olivera
    olivo olivos olmedo olmos olvera onate oquendo ordonez ordaz orduna orejuela orellana orihuela orjuela orosco orozco ortega ortegon ortiz
    osorio osorno osores ospina ossa ossio otero otalora ovalle ovando oviedo oyarzun oyola ozuna pac pacara pacheco pacco pacheco padilla padron paez paiva paixao
    palacio palacios palma palomares palomeque palomino panchi pancca paniagua pantoja paredes pareja parada parra parraga pastor pastrana
    patino pat patzan paucar paulino paz pech pedraza pedroza pedroso peguero peixoto pelaez pena penafiel penaloza penaranda peralta peraza perdomo
    pereda pereira perera peres perez perlaza pezo picado pichardo piedrahita pimentel pina pinargote pineda pinedo pinheiro pino pintado
    pinto pinzon piza pizarro plata plaza plazas pocasangre polanco polo ponce poot pop poma pomacusi porras portal portela portillo portugal posada poveda
    pozo prada prado preciado prieto proano puac pueblas puente puentes puga pulgar pulido puma punina quenaya quenta querales quesada quevedo quezada quic
    quilca quilumba quilla quijano quimbayo quinones quinonez quintana quintanilla quintero quinteros quiroga quiros quiroz quispe quisbert
    quishpe quito rabanal ralda ramires ramirez ramos rangel raymundo real rebollar rebolledo recalde recinos reina reis remache rendon rengifo renteria
    requena resendiz restrepo retamal retamozo revilla revollo rey reyes reyna reynoso rezende riano ribeiro ribera ricaldi rico riera riffo rincon riofrio
    riojas rios riquelme rivadeneira rivas rivera rivero riveros rizo roa robalino robayo robledo robles roca rocha rodrigues rodriguez
    rojas roldan rolon roman romani romano romero romo roncal ronquillo roque rosa rosado rosales rosario rosas rossi rozo rubiano rubio rueda ruelas
    ruiz ruano ruvalcaba saavedra sabando sabino sacramento saenz saez sagastume sajama salamanca salas salazar salcedo saldana saldarriaga saldivar salgado
    salguero salinas sallo salmeron salvatierra samaniego samayoa sampaio samper sanabria sanchez sandoval sanhueza sanmartin sanmiguel
    santacruz santana santander santi santamaria santiago santillan santos santoyo sarabia saravia sarmiento segovia segura senna sepulveda
    sequeira serna serrano serrato servin sierra sifuentes siguenza silva silveira simbana simoes simon sinchi siqueira sis soares sobrinho solano solares solis
    solorzano soria soriano sosa sotelo soto sotomayor sousa souza suarez suasnavas suazo suca suero sulca sullca surco tabares taboada tacuri tapia taipe tavares
    tavarez taveras teixeira tejada tejeda teles tello tenorio tepox teran tibanta ticona tigre tigua tipan tique tito tituana toala toapanta tobar tobon toledo tolentino tomala toribio toro
    torrealba torres torrez torrico tovar travieso trejo treminio trevino triana trigo trinidad trujillo tum tun tupa tuesta tumiri turizo ubeda uc ugarte
    uicab ulloa umana urbano urbina urena uribe urrutia urquizo usuga uscamayta vaca valdes valdez valderrama valdivia valdivieso valencia valente valentin valenzuela valera valerio
    valero valladares vallejo vallejos valle vallecillo valverde vanegas varela vargas vasconcelos vasconez vasquez vazques vazquez vega veizaga vela velarde
    velasco velasquez velazco velazquez velez velis veloso veloz venegas vera veras vergara verdugo verdezoto viana vicente vicuna vidal vidaurre viegas viera vieira vigo vilca
    vilchez vilcapoma vilela villa villacis villacres villafane villafuerte villagra villagran villalba villalobos villalta villamar villamil
    villanueva villar villareal villarreal villarroel villarruel villasenor villaseñor villatoro villavicencio villegas villena vinueza viracocha vivanco vivas viveros
    viteri vizcaino vizcarra xol xicay xajil xavier yac yanez yana yanapa yanqui yapura yaqui yax yepes yepez yaguana yugcha yujra yumbo yupanqui yucailla zabala zabaleta zacarias zaldivar
    zambrana zambrano zamora zamorano zapana zapata zaragoza zarate zavala zavaleta zayas zea zeballos zelaya zelada zepeda zeron zerpa zevallos ziga
    zorrilla zorro zuleta zuluaga zumba zuniga zuñiga zurita alarico antilef antipan ayllapan cayuqueo cayul catrileo colipi coliqueo curin curihuinca
    epulef huaiquil huenchullan huenchumilla huentelaf lefiman lemunao levicoy llancafil llancapan llanquileo marileo maripan
    melillan melivilu millaqueo millahual nahuel nahuelhual neculman painemal paillalef quilaqueo quintriqueo raiman
    tralma trangolao smith johnson williams jones miller davis wilson anderson taylor moore jackson harris clark lewis
    robinson walker young allen king wright scott hill green adams nelson baker hall campbell mitchell roberts carter
    zubizarreta zuloaga etcheverry etchegaray arrizabalaga goicochea goicoechea iparraguirre irarrazabal larrain errazuriz
    schmidt muller weber fischer becker wagner schneider bauer klein kaufmann hoffmann bianchi russo esposito colombo
    ricci marino greco conti giordano mancini rizzo lombardi moretti barbieri fontana caruso martinelli gallo
    nakamura tanaka yamamoto sato suzuki watanabe wong chang li wang kim park lee chong chung lam
    haddad nasser salem saleh abdala chahin yunes kattan zarzur jadue majluf chahuan dahik bucaram hanna
    """.replace("ñ", "n").replace("á", "a").split()
)
