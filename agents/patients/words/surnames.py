"""Surnames common in Latin America, of every origin heard there."""

SURNAMES = frozenset(
    """
    abad abalos abanto abarca abdala abrego abreu acero acevedo achacollo acosta acuna adams adorno agredo
    aguado aguayo agudelo agudo aguero aguiar aguila aguilar aguilera aguinaga aguirre agurto agustin
    ahumada ajanel ajpop ajucum alanis alanoca alarcon alarico alayo albarracin albornoz albuquerque alcala
    alcantara alcaraz alcazar alcivar aldana alegre alegria aleman alencar alfaro aliaga allen almada
    almanza almeida almeyda almonacid almonte alonso alonzo altamirano altuve alvarado alvarenga alvarez
    alves alvim alzate amador amaral amarilla amaro amaru amaya ambrosio amezcua amorim ampuero anaya
    anderson andia andrade andrango andres angarita anguiano angulo antezana antilef antipan antunes antunez
    anzola apaza aponte aquino aragao aragon arana arancibia aranda arango aranibar araujo araya arbelaez
    arboleda arce archila arcila arciniegas ardila ardiles arellano arenas arevalo arguello argueta argumedo
    arias ariza arizmendi armas armenta armijos arnez aroca aroni arrais arredondo arreola arriaga arriagada
    arrieta arriola arrizabalaga arroyave arroyo arruda arteaga artigas arzate ascencio asprilla astete
    astorga astudillo atencio auqui avalos avelar avendano avila aviles ayala aybar aycachi ayllapan ayma
    ayon aza azana azevedo baca baez bahamonde baker balam balboa balcazar baldeon balderas ballesteros
    ballon balseca banda banegas banuelos baptista baquero barahona barajas barba barbieri barbosa barcelo
    barcenas barco bardales barragan barraza barreda barreiro barrera barreto barrientos barriga barrio
    barrios barron barros barroso bartolo barzola basantes bastidas bastos basualdo batista batres batz
    bauer bautista bayona bazan becerra becerril becker bedoya bejarano beltran benalcazar benavente
    benavides benavidez benitez bermeo bermudez bernal bernales berrio berrios berrocal bertoni betancourt
    betancur bezerra bianchi blanco blandon blas bobadilla bocanegra bohorquez bojorquez bolanos bolivar
    bonett bonifaz bonilla bordon borges borja bossio botelho botello botero boza braga branco brandao bravo
    briceno briones brito brizuela brown bruno bucaram buendia bueno buitrago burbano burgos burgueno
    bustamante bustillo bustillos bustos caal caballero cabanillas cabello cabezas cabral cabrera caceres
    cachi cadavid cadena cadenas caicedo caizaguano calapuja calcina caldas caldera calderon calero calisaya
    calixto calle calles calvo calzada calzadilla camacho camara camargo camarillo campana campbell campo
    campos campoverde campuzano canas canaza canche candia canedo canizales cano cantu capcha caraballo
    carbajal carballo cardenas cardona cardoso cardozo carhuamaca carhuancho carmo carmona carneiro carpio
    carranza carrasco carrasquilla carreno carreon carrera carrillo carrion carrizo carter caruso carvajal
    carvalho casallas casas casasola cascante castaneda castano castellano castellanos castilla castillo
    castrillon castro catalan catari catrileo caycho cayul cayuqueo cazares ccama cceres ccori ceballos
    cedeno cedillo celis centeno cepeda cerda cerezo cerna ceron cervantes cespedes chable chacon chahin
    chahuan challco chambi champi chan chang chapa chavarria chavarro chavero chaves chavez chen chicaiza
    chiriboga choc chong choque choquehuanca chuc chung chuquimarca chuquimia chura cifuentes cisneros clark
    clavijo coaquira cobo cobos coc coelho cofre cohen colipi coliqueo collado collahuazo collantes collazo
    colmenares colombo colon colque colunga concepcion concha condarco conde condori conti contreras copa
    coral corcho cordero cordoba cordova corea cornejo corona coronado coronel corral corrales correa
    correia cortes cortez corzo costa cota coto coutinho couto covarrubias coy crespo criollo cruz cuadra
    cuadros cubas cubillos cuellar cuenca cuesta cueva cuevas cuji cullen cumbal cunha curay curihuinca
    curin cusi cusihuaman cutipa cuxum cuyuch dahik dantas davalos davila davis delgadillo delgado deza dias
    diaz dieguez diniz dominguez donoso dorado dorantes duarte dubon duenas duque duran durand dutra dzib
    dzul echavarria echeverri echeverria echeverry egas ek elias elizalde elizondo encalada encarnacion
    enciso enriquez epulef erazo errazuriz escalante escalona escamilla escandon escarcega escobar escobedo
    escudero espana esparza espejo esperon espin espinal espindola espinel espino espinola espinosa espinoza
    espiritu espitia esposito esqueda esquivel estevez estigarribia estrada estrella estupinan etchegaray
    etcheverry fabian fajardo falcao falcon farfan faria farias faundez feijoo felix feliz fernandes
    fernandez ferrari ferraz ferreira ferrer ferreyra ferrufino fierro figueiredo figuereo figueroa fischer
    flores florez florian fonseca fontana fontes forero fraga fraire franca franco freire freitas freites
    fretes frias fuentes fuenzalida funes furtado gago gaibor galarza galaz galeana galeano galindez galindo
    gallardo gallego gallegos gallo galvan galvao galvez galvis gama gamarra gamboa gamero gamez ganan gaona
    garay garces garcete garcia garduno garibay garnica garrido garza garzon gaspar gatica gavidia gavilan
    gavilanes gavino gaviria gaytan gil giordano giraldo giron gnecco godinez godoy goes goicochea
    goicoechea gomes gomez gonsalez gonzaga gonzales gonzalez gonzalo gordillo gouveia goyes gracia grados
    graham grajales grajeda granada granados granda graterol grau greco green grijalva gross grullon gualan
    guallpa guaman guaminga guanoluisa guardado guardia guarin guerra guerrero guevara guillen guimaraes
    gutierrez guzman haddad hall hanna haro harris henao henriquez heredia hermosillo hernandez herrera
    herreros hidalgo hijar hilario hill hinojosa hinojoza hoffmann holguin hoyos huaiquil huaman huamani
    huanca huaraca huarachi huaringa huayta huenchullan huenchuman huenchumilla huentelaf huenul huerta
    huertas huillca hurtado ibanez ibarra iglesias illanes illescas infante inga iniguez insfran inti
    iparraguirre iquise irala irarrazabal iriarte irigoyen isaza isidro islas iturbe iturra itzep itzincab
    ix ixcot izquierdo jacinto jackson jacome jadue jaimes jaque jara jaramillo jarquin jasso jauregui jerez
    jesus jimenez jimeno johnson jones jordan jorge juarez julca jurado justiniano justo kattan kaufmann
    kauil kim king klein ku kuri lagos laguna lainez lalangui lam lamas landa landaeta landeros landinez
    laos lara lares larios larrain larrea lastra laura lavado layme lazarte lazcano lazo leal leao lechuga
    ledesma ledezma lee lefiman legarda leguizamon leite leiton leiva lema lemos lemunao lemus leon lerma
    lescano levicoy lewis leyton leyva lezama lezcano li liendo lima limachi linares lino lira lizama lizana
    lizarazo lizarraga llacsa llamas llancafil llancapan llanos llanque llanquileo llerena llontop loaisiga
    loaiza loayza lobato lobo lobos lombardi londono longoria lopes lopez lora loredo lorenzo loza lozada
    lozano lucas lucero lucio lugo luis lujan luna luque luz macas macedo machaca machado machuca
    macias macuil madera madrid madrigal madrigales madueno maestre magalhaes magallanes magana maia maidana
    maita majluf maldonado mallku mallma mallqui mamani mancera mancilla mancini mandujano manjarrez
    manrique mansilla manzanares manzano maradiaga marca marcano marcelo marchan mares marileo marin marino
    maripan mariscal marmol marmolejo maroto marques marquez marroquin marte martell marti martin martinelli
    martinez martins masabanda mascarenhas masis mata matamoros mateo mateus matias matos matta mattos
    mayorga maza mazariegos mazo medeiros medel medina medrano meireles mejia mejias melendez melendres
    melgar melgarejo melillan melivilu mella mello melo mena menchu mendes mendez mendieta mendiola mendonca
    mendoza meneses menezes menjivar mercado mercedes merchan merida merino mesa mesquita messi meza mieles
    mier mijangos milanes millahual millan millapan millaqueo miller mina minaya miranda mitchell moises
    mojica molano moldonado molina monasterio monasterios mondragon monge monroy monsalve montalban montalvo
    montanez montano monteiro montenegro montero monterrosa monterroso montes montesinos montiel montilla
    montoya moore mora moraes moraga morales moran morante moreira morejon moreno morera moretti moreyra
    morillo morinigo morocho moron moscoso mosquera mota moura moya moyano mujica muller mullo munive muniz
    munoz murcia murga murillo muro nahuel nahuelhual nahuelpan najar najarro nakamura naranjo narvaez
    nascimento nasser naula nava navarrete navarro navas naveda neculman negreiros negrete negron neira
    nelson neri neto neves niconiconi nieto nieves nina ninahuanca nino noboa nobre nogueira noguera norena
    noriega nova novoa nunes nunez obando obregon ocampo ocana ochagavia ochoa ocotlan ojeda olarte olaya
    olguin oliva olivares olivas oliveira oliver olivera olivo olivos olmedo olmos olvera onate oquendo
    ordaz ordonez orduna orejuela orellana orihuela orjuela orosco orozco ortega ortegon ortiz osores osorio
    osorno ospina ossa ossio otalora otero ovalle ovando oviedo oyarzun oyola ozuna pac pacara pacco pacheco
    padilla padron paez paillalef painemal paiva paixao palacio palacios palma palomares palomeque palomino
    pancca panchi paniagua pantoja parada paredes pareja park parra parraga pastor pastrana pat patino
    patzan paucar paulino paz pech pedraza pedroso pedroza peguero peixoto pelaez pena penafiel penaloza
    penaranda peralta peraza perdomo pereda pereira perera peres perez perlaza pezo picado pichardo
    piedrahita pimentel pina pinargote pineda pinedo pinheiro pino pintado pinto pinzon piza pizarro plata
    plaza plazas pocasangre polanco polo poma pomacusi ponce poot pop porras portal portela portillo
    portugal posada poveda pozo prada prado preciado prieto proano puac pueblas puente puentes puga pulgar
    pulido puma punina quenaya quenta querales quesada quevedo quezada quic quijano quilaqueo quilca quilla
    quilumba quimbayo quinones quinonez quintana quintanilla quintero quinteros quintriqueo quiroga quiros
    quiroz quisbert quishpe quispe quito rabanal raiman ralda ramires ramirez ramos rangel raymundo real
    rebollar rebolledo recalde recinos reina reis remache rendon rengifo renteria requena resendiz restrepo
    retamal retamozo revilla revollo rey reyes reyna reynoso rezende riano ribeiro ribera ricaldi ricci rico
    riera riffo rincon riofrio riojas rios riquelme rivadeneira rivas rivera rivero riveros rizo rizzo roa
    robalino robayo roberts robinson robledo robles roca rocha rodrigues rodriguez rojas roldan rolon roman
    romani romano romero romo roncal ronquillo roque rosa rosado rosales rosario rosas rossi rozo ruano
    rubiano rubio rueda ruelas ruiz russo ruvalcaba saavedra sabando sabino sacramento saenz saez sagastume
    sajama salamanca salas salazar salcedo saldana saldarriaga saldivar saleh salem salgado salguero salinas
    sallo salmeron salvatierra samaniego samayoa sampaio samper sanabria sanchez sandoval sanhueza sanmartin
    sanmiguel santacruz santamaria santana santander santi santiago santillan santos santoyo sarabia saravia
    sarmiento sato schmidt schneider scott segovia segura senna sepulveda sequeira serna serrano serrato
    servin sierra sifuentes siguenza silva silveira simbana simoes simon sinchi siqueira sis smith soares
    sobrinho solano solares solis solorzano soria soriano sosa sotelo soto sotomayor sousa souza suarez
    suasnavas suazo suca suero sulca sullca surco suzuki tabares taboada tacuri taipe tanaka tapia tavares
    tavarez taveras taylor teixeira tejada tejeda teles tello tenorio tepox teran tibanta ticona tigre tigua
    tipan tique tito tituana toala toapanta tobar tobon toledo tolentino tomala toribio toro torrealba
    torres torrez torrico tovar tralma trangolao travieso trejo treminio trevino triana trigo trinidad
    trujillo tuesta tum tumiri tun tupa turizo ubeda uc ugarte uicab ulloa umana urbano urbina urena uribe
    urquizo urrutia uscamayta usuga vaca valderrama valdes valdez valdivia valdivieso valencia valente
    valentin valenzuela valera valerio valero valladares valle vallecillo vallejo vallejos valverde vanegas
    varela vargas vasconcelos vasconez vasquez vazques vazquez vega veizaga vela velarde velasco velasquez
    velazco velazquez velez velis veloso veloz venegas vera veras verdezoto verdugo vergara viana vicente
    vicuna vidal vidaurre viegas vieira viera vigo vilca vilcapoma vilchez vilela villa villacis villacres
    villafane villafuerte villagra villagran villalba villalobos villalta villamar villamil villanueva
    villar villareal villarreal villarroel villarruel villasenor villatoro villavicencio villegas
    villena vinueza viracocha viteri vivanco vivas viveros vizcaino vizcarra wagner walker wang watanabe
    weber williams wilson wong wright xajil xavier xicay xol yac yaguana yamamoto yana yanapa yanez yanqui
    yapura yaqui yax yepes yepez young yucailla yugcha yujra yumbo yunes yupanqui zabala zabaleta zacarias
    zaldivar zambrana zambrano zamora zamorano zapana zapata zaragoza zarate zarzur zavala zavaleta zayas
    zea zeballos zelada zelaya zepeda zeron zerpa zevallos ziga zorrilla zorro zubizarreta zuleta zuloaga
    zuluaga zumba zuniga zurita
    abara abdallah agirre ajcip anchundia antilao aranburu arizabalaga arregui baptiste benali bonet bosch
    bouzid caamal canul casals cavalcante cavalcanti cevallos chub climent cuautle curihual cusme cux
    desrosiers diallo diop dorvil dumitru etienne etxebarri etxebarria etxeberria farre garaikoetxea
    goikoetxea guamani hassan huang huarcaya huenchumil hussein ibarretxe ionescu ivanov ixtlahuac kantun
    khoury kovalenko lasa liu llopis llumiquinga loor mendizabal mensah ndiaye ndong nsue obiang
    odriozola okafor okonkwo olaizola otxoa owusu peris petrenko petrov pilataxi popescu prat puig
    puigdemont pujol quidel quinde radu raimilla sangoquiza serra shevchenko soler sucasaire tigrero
    tipantuna tiul toussaint traipe traore tzoc tzompantzi tzuc ucan urruticoechea urrutikoetxea xicotencatl
    xochihua yagual yang zhang zhao zhou
    """.split()
)
