"""The words the screen knows, by concept. Spelled without accents; `reading` adds sounds and typing slips.

Spanish of the region first (patients' and clinicians'), then common Portuguese and English.
"""


def _concepts(text: str) -> dict[str, frozenset[str]]:
    """Concepts by name from lines "NAME: word word ..."; a line without a name goes on with the last."""
    words: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        head, colon, rest = line.rpartition(":")
        name = head.strip() if colon else name
        words.setdefault(name, []).extend(rest.split())
    return {name: frozenset(members) for name, members in words.items() if members}


def _numbers(numbers: range) -> frozenset[str]:
    return frozenset(str(number) for number in numbers)


MARKS = {
    "STRONG": frozenset(".;?!"),
    "NEWLINE": frozenset("\n"),
    "COMMA": frozenset(",()/"),
    "COLON": frozenset(":"),
    "MINUS": frozenset({"(-)"}),
    "PLUS": frozenset("+"),
    "NUMBER": _numbers(range(2101)),
    "LOW_SATURATION": _numbers(range(50, 90)),  # WHO: hypoxaemia is SpO2 < 90 %
    "LOW_GLASGOW": _numbers(range(3, 9)),  # coma is 8 or less
    "MANY_PILLS": _numbers(range(8, 300)),
    "YEAR": _numbers(range(1930, 2101)),
}

GRAMMAR = _concepts("""
    NO: no nao ni nem tampoco nunca jamas not never dont doesnt didnt hasnt havent isnt
    NOT: no nao ni not
    CLITIC: me te se le les nos lo
    ARTICLE: un una unos unas el la los las ningun ninguna nada mas of any a uma um mi su
    AUXILIARY: ha he han hemos has habia haya hayan va vaya esta estaba estan estoy fue es era sea
    BUT: pero ademas aunque excepto salvo sino solo solamente unicamente but except porem
    BECAUSE: por porque pq xq pk xk debido causa
    WITH: con with com
    OR: o u or ou
    NOR: ni nem nor
    CAN: puedo puede pueden podia podemos pudo puedes consigo consegue consigue logro logra alcanzo alcanza
        posso pode pudiendo podido
    HAVE: tiene tengo tenga tuvo tuve tenia tenido tener tienen teniendo presenta presento presente
        presentado presentar presentan refiere refirio referido refiera refieren manifiesta reporta reporto
        hay hubo habido sufre sufro sufrio padece padezco evidencia evidencian observa observan aprecia
        palpa encuentra duele duelen dolia convulsiona convulsiono convulsionado existe existen tem tenho
        teve has have had verbaliza expresa
    FEEL: siente siento sentido sintio sienta sinto sente
    NEGATOR: niega niego nego niegan negando descarta descartan descarto nega negou denies denied deny
    WITHOUT: sin sem without ausencia
    RULED_OUT: descarta descartan descartar descarto descartado descartada descartaron niega niego sin
    DENIED: negado negada negados negadas ausente ausentes negativo negativa descartado descartada
    LEFT_UNDONE: dormir comer tomar parar poder saber descansar trabajar hablar cenar desayunar avisar dejar
    FINITE: tiene tengo tienen presenta refiere siente siento duele duelen estoy acude acudio consulta
        ingresa ingreso inicia inicio llega llego es persiste sigue continua comenzo comienza empezo empieza
        aparece aparecio desarrolla desarrollo cursa quiero quiere necesito puedo puede motivo mi mis bien
        este ese normal tenho sinto trae traen
    RELIEF: quita quito quite quitar calma calme cede cedio ceden ceder mejora mejoro mejoria mejorar alivio
        alivia alivie alivian baja baje pasa paso pase soporta soporto aguanto aguanta controla duda deja
        dejan resuelve remite tolera responde
    SI: si cuando if
""")

TIME = _concepts("""
    NOW: ahora hoy actualmente actual ahorita horita agora now today
    RECENT: hoy ayer anoche ahora ahorita hora horas minuto minutos dia dias rato manana madrugada recien
        acaba acabo tarde noche semana yesterday today hoje ontem actual nuevamente desde now just
    CURRENT: hoy ahora ahorita actual actualmente desde hora horas minutos rato anoche ayer recien
    LONG_AGO_UNIT: ano anos mes meses decada decadas year years month months
    SOME: un una unos varios varias muchos dos tres cuatro cinco seis siete ocho nueve diez veinte
    CHILDHOOD: infancia ninez juventud adolescencia childhood
    YOUNG: nino nina chico chica pequeno pequena joven bebe
""")

FRAMES = _concepts("""
    HISTORY: antecedente antecedentes anteced antec ant historial historia history hx app ap secuela
        secuelas
    DISCLAIMER: antecedente antecedentes historial
    PAST: previo previa previos previas antiguo antigua antiguos cicatrizal recuperado recuperada resuelto
    MANAGED: controlada controladas controlado resuelta resueltas
    FAMILY: padre madre papa mama papi mami papas padres hermano hermana hermanos abuelo abuela abuelos tio
        tia hijo hija primo prima suegro suegra familiar familiares pariente parientes esposo esposa marido
        vecino vecina amigo amiga pai mae father mother brother sister
    HAD: tuvo tuve sufrio sufri padecio tuvieron teve had tenia
    DIED: murio fallecio fallecido fallecida murieron fallecieron muerto muerta died morreu finado finada
    PERSONAL: tengo tiene siento siente presenta me mi mis duele duelen estoy esta este ese hoy ahora
        ahorita desde ayer anoche subito subita subitamente repente urgente ayuda auxilio ingresa acude
        consulta refiere llega masculino femenino femenina paciente traen trajeron anos tenho minha meu my
        have hora horas minutos persiste sigue continua activa activado activamos activo creo parece dicen
        dice temo sospecho sospecha sospechamos convulsionando sangrando ahogando ahogandose desmayado
        desmayada inconsciente
    STUDIED: protocolo protocolos manejo tratamiento tratamientos tto guia guias criterios criterio
        definicion fisiopatologia etiologia causas sintomas signos sintoma signo factores epidemiologia
        prevencion diferencia diferencias clasificacion escala escalas dosis diferencial auxilios
        complicaciones informacion pronostico recuperacion rehabilitacion dieta mortalidad incidencia
        prevalencia indicaciones contraindicaciones algoritmo profilaxis fases tipos articulo resumen taller
        charla abordaje medidas cuidados complicacion antidoto folleto pasos mecanismo mecanismos triage
        triaje flujograma plantilla consecuencias caracteristicas symptoms treatment management signs causes
        prevention tratamento diagnosticos
    ABOUT: de del en para ante sobre entre contra of for da do
    DEFINES: es son significa significan causa provoca produce is are seria
    TREATED: trata tratan maneja manejan diagnostica produce previene reconoce clasifica usa usan administra
        da define detecta indica identifica evita
    TO_TREAT: tratar manejar reconocer identificar prevenir evitar diagnosticar diferenciar actuar detectar
        clasificar
    EXPLAIN: explique explica explicame expliqueme explicar hablame hableme cuentame defina define definir
        resume describa describe describir explain
    WHAT: que k q ke what cual cuales
    REMEDY: medicamento medicamentos farmaco farmacos examen examenes pruebas antidoto laboratorios
    SOMEONE: alguien persona personas gente caso
    MAY: puede pueden podria podrian can may could
    CAUSE: causar provocar producir ocasionar desencadenar generar aumentar cause
    PREVENT: evitar prevenir previene previenen prevencion prevent
    DIRECTIVE: acuda acudir acudan consulte consultar regrese regresar llame vaya busque suspenda avise
        reconsultar reconsulte dirijase
    MEDICINE: medicamento medicamentos medicina medicinas pastilla pastillas toma tratamiento
        anticonvulsivante anticonvulsivantes jarabe recibe usa
    IDIOM: risa verguenza hambre sueno calor amor frio viejo vieja vejez aburrimiento ganas felicidad
        envidia coraje alegria nervios ternura curiosidad emocion antojo sed celos pena fome rir laughing
        gusto
""")

BODY = _concepts("""
    CHEST: pecho precordial precordio retroesternal esternon toracico toracica pechito peito chest corazon
        tetilla coracao centrotoracico centrotoracica hemitorax subesternal centroesternal paraesternal
    FACE: cara carita rostro boca boquita facial mejilla comisura hemicara
    HALF: mitad medio hemicuerpo hemicara
    LIMB: brazo pierna braco perna arm leg
    THROAT: garganta gargueros gaznate throat cuello
    AIRWAY_PART: lengua glotis labios labio uvula campanilla lingua labial laringe laringeo tongue lips
    BREATH: aire aliento respiracion ar folego resuello oxigeno breath
    BREATHE: respirar respira respiro respirando respire breathe breathing jalar resollar
""")

SYMPTOMS = _concepts("""
    PAIN: dolor dolores dolorcito dolorsito dor dores pain opresion opresivo opresiva punzada punzadas
        puntada puntadas ardor quemazon pesadez pesantez molestia molestias apreton tirantez pressure
        tightness ache aperto piquete clavada hincon hincones pinchazo pinchazos lanzada
    HURTS: duele duelen dolio dolia duela duelan doliendo doler aprieta apreta apretando oprime oprimen
        oprimiendo arde quema punza hinca molesta doi doendo hurts
    TIGHT: apretado apretada oprimido oprimida dolorido adolorido apretao tight hurting cerrado
    SWELL: hincho hinchando hinchada hinchado hinchados hinchadas hincha hincharon hinchandose hinchazon
        inflamo inflamada inflamando inflamados inflamaron inflamandose edema edematizada swollen swelling
        inchada inchou inchando inchado hinchan
    SWELLED: hincho hinchando hincha inflamo inflamando hinchazon inchou inchando
    CLOSES: cierra cerrada cerrado cerro cerrando cerrandose cierre cierran closing fechando fechou
    HIVES: ronchas roncha urticaria habones salpullido sarpullido alergia alergica alergico
    NUMBED: durmio dormido dormida durmiendo adormecio adormecido adormecida adormece entumio entumecio
        entumido entumida entumecido entumecida paralizo paralizado paralizada paraliza adormecimiento
        entumecimiento dormecido formigamento adormeciendo numb
    WEAKNESS: debilidad paralisis paresia hemiparesia adormecimiento parestesias hormigueo weakness fraqueza
    CROOKED: torcida torcido torcio tuerce torciendo chueca chueco desviada desviado desvio desviacion
        desviando ladeada ladeado ladeo virada virado viro volteada volteo jalada jalo torta colgando
        asimetria asimetrica drooping caida torcendo
    GARBLED: raro rara enredado enredada trabado trabada arrastrado arrastrada arrastrando chistoso gangoso
        pastoso incoherente incoherencias incoherentemente enredao slurred incoherentes
    TONGUE_TIED: trabada traba trabando enreda enredada pesada enredando
    SUDDEN: subito subita subitamente repente repentino repentina repentinamente brusco brusca bruscamente
        explosivo explosiva sopeton thunderclap sudden suddenly trueno
    HEADACHE: cefalea cefalalgia jaqueca migrana headache
    CONFUSED: confuso confusa confundido confundida desorientado desorientada desorientacion
    PURPLE: morado morada morados moradas azul azules moradito moradita moraditos cianotico cianotica
    SATURATION: sat satura saturacion saturando spo sao sp saturo satu saturaba oximetro oximetria desatura
        desaturando desaturacion oxigeno so sato oxigenacion oxigenando
    SATURATION_GLUE: en de del al a o 2 02 o2 es is por oxigeno menos ambiente aire ambiental debajo
""")

EVENTS = _concepts("""
    INFARCT: infarto infartos infartando infartandose infartado infartada infartarse iam iamcest iamsest
        iamest scacest scasest enfarte infarction sca infarta
    STROKE_NAME: acv avc evc ecv ictus ait apoplejia stroke cerebrovascular hemiplejia hemiplejica afasia
        afasico afasica disartria hemiparesia hemiparetico hemianopsia anartria hemiparesias derrame
        derrames
    CEREBRAL: cerebral cerebrales cerebro subaracnoidea intracraneal intracerebral intraparenquimatosa
    ANAPHYLAXIS_NAME: anafilaxia anafilaxis anafilactico anafilactica angioedema anaphylaxis anafilactoide
    CONVULSION: convulsion convulsiones convulsiono convulsiona convulsionando convulsionado convulsionar
        convulsiva convulsivas convulsivo convulsao convulsoes seizure seizures convulsionaba convulso
        convulsivos convulcionando convulsionan
    EPILEPTIC: epileptico epileptica epilepticos epilepticas epilepsia convulsivo convulsiva
    SUICIDE_NAME: suicidio suicidios suicidarse suicidarme suicidar suicida suicidas suicidal suicide
        autolesion autolesiones autolitico autolitica autoliticos autoliticas autolesionarse autolesionarme
        autoagresion ahorcarse ahorcarme autolesionando suicidarte
    FAINTED: desmayo desmayada desmayado desmaye desmayandose desmayando sincope fainted desmaiou desmaiada
        desmaiei desplomo desplomada desplomado desvanecio desvanecida collapsed desvanecido desmayos
    UNCONSCIOUS_NAME: inconsciente inconscientes inconciente unconscious unresponsive arreactivo comatoso
    BLEED: sangra sangrarle sangrarme sangrando sangro sangrado sangrados sangramiento sangrar hemorragia
        hemorragias sangre desangra bleeding sangramento sangue hemorrhage sangrante
    BLEED_NAME: hematemesis hemoptisis melena melenas hematoquecia rectorragia enterorragia hemoptoico
    OVERDOSE: sobredosis overdose envenenado envenenada envenenamiento enveneno envenenarse envenenarme
        envenenando ofidico ofidica emponzonamiento intoxicacion intoxicado intoxicada intoxico
        sobredosificacion
    HAEMORRHAGE: hemorragia hemorragias sangrado hemorragico
""")

# Nouns that name a disease: "tuvo un infarto" tells the past, "tuvo dolor de pecho" may be this morning.
EVENTS["DISEASE"] = (
    EVENTS["INFARCT"] | EVENTS["STROKE_NAME"] | EVENTS["ANAPHYLAXIS_NAME"] | EVENTS["CEREBRAL"]
)
EVENTS["DISEASE"] -= {"infartando", "infartandose", "infarta"}
EVENTS["DISEASE"] |= {"accidente", "ataque", "embolia", "trombosis"}
EVENTS["EVENT"] = frozenset(
    {"paralisis", "intento", "epileptico", "status", "estatus", "shock", "choque", "paro"}.union(
        *EVENTS.values()
    )
)
EVENTS["TEACHABLE"] = EVENTS["DISEASE"] | EVENTS["BLEED_NAME"] | EVENTS["EPILEPTIC"] | EVENTS["HAEMORRHAGE"]
EVENTS["TEACHABLE"] |= {
    "posparto",
    "postparto",
    "suicidio",
    "convulsion",
    "convulsiones",
    "sobredosis",
    "eclampsia",
}

HARM = _concepts("""
    LOTS: mucho mucha muchisimo muchisima abundante abundantes profuso profusa profusamente activo activa
        masivo masiva incontrolable incontrolado severo severa copioso copiosa bastante harto harta chorro
        chorros litros demasiado demasiada monton borbotones importante muito muita heavily profusely heavy
        cantidad abundantemente
    STOPS: para deja detiene cesa corta frena parar detener cortar parado dejado cede paro dejaba paraba
        stop controla controlar frenar
    THROWS_UP: vomito vomita vomitando vomite vomitos vomitar vomitado tose tosiendo toso escupe escupiendo
        escupo tos arroja arrojando coughing vomiting throwing tosse devuelve devolviendo
    PREGNANT: embarazada embarazo gestante gestacion gravida pregnant puerpera primigesta
    TOOK: tomo tome tomado tomaron tomarse tomarme trago trague tragado tragaron bebio bebi bebido ingirio
        ingeri ingesta ingerido ingestion inhalo tomou took swallowed inhalado engoliu metio tomando
    POISON: cloro lejia lavandina lavandinas veneno venenos raticida insecticida plaguicida plaguicidas
        pesticida herbicida paraquat glifosato thinner tiner aguarras gasolina querosene kerosene queroseno
        kerosen nafta petroleo caustica sosa blanqueador anticongelante metanol desinfectante
        organofosforado organofosforados fosforado fosforados racumin pila pilas bateria cianuro monoxido
        amoniaco creolina hipoclorito fosfuro muriatico bleach detergente tinner
    PILLS: pastillas pildoras comprimidos tabletas capsulas pepas tabletos clonazepam paracetamol alprazolam
        rivotril acetaminofen pills remedios medicamentos benzodiacepinas antidepresivos diazepam sertralina
        amitriptilina
    TOO_MANY: todas todo frasco caja blister muchas muchos monton puno demasiadas demasiado demasiados
        tableta cajas frascos
    BIT: pico mordio picado picada mordida mordido picadura mordedura picaron mordeu
    VENOMOUS: alacran alacranes escorpion vibora serpiente culebra cascabel jararaca yarara nauyaca
        coralillo violinista viuda loxosceles mapanare cobra escorpiao
    WANT: quiero quiere quieren quisiera queria desea deseo deseos deseando pienso piensa pensando pensado
        pense ganas planea planeo plan planes voy intento intenta intentar intentando intente amenaza decidi
        pensamientos ideas idea prefiero prefiere preferiria quero want wanna vontade pensar
    I_WANT: quiero quisiera queria voy quero pienso kisiera
    TO_DIE: morir morirme morirse morrer die matarme matarse morirte
    KILL_ONESELF: matar suicidar ahorcar colgar envenenar lastimar matarme suicidarme
    LIVE: vivir viver existir viviendo vivo viva live living
    VENGEFUL_EDGE: puente tren metro edificio balcon carro ventana vacio via tejado azotea camion
""")

SYMPTOMS["SATURATION_GLUE"] |= {":"}

CONCEPTS = {**MARKS, **GRAMMAR, **TIME, **FRAMES, **BODY, **SYMPTOMS, **EVENTS, **HARM}

# Phrases read as another word, or as nothing at all, before any pattern looks.
PHRASES = {
    "sin embargo": "pero",
    "no obstante": "pero",
    "eso si": "pero",
    "desde hace": "desde",
    "de golpe": "repente",
    "del golpe": "repente",
    "de pronto": "repente",
    "de momento a otro": "repente",
    "presion arterial": "x",
    "este momento": "",
    "dar pecho": "",
    "da pecho": "",
    "doy pecho": "",
    "dando pecho": "",
    "dar el pecho": "",
    "doy el pecho": "",
    "dando el pecho": "",
    "toma pecho": "",
    "tomar pecho": "",
    "un paciente": "",
    "una paciente": "",
    "del paciente": "",
    "me puede": "",
    "me puedes": "",
    "me podria": "",
    "me podrias": "",
    "me gustaria": "",
    "me explica": "explica",
    "me explicas": "explica",
    "me dice": "",
    "me dices": "",
    "me da informacion": "explica",
    "me das informacion": "explica",
    "tengo una duda": "",
    "tengo una pregunta": "",
    "mi duda": "",
    "mi pregunta": "",
    "mi tarea": "",
    "mi clase": "",
    "mi examen": "",
    "esta indicado": "indicaciones de",
    "esta indicada": "indicaciones de",
    "esta contraindicado": "indicaciones de",
    "esta contraindicada": "indicaciones de",
    "mas dosis": "",
}

# Written without a space often enough to be worth undoing.
GLUED = ("me duele", "no puedo", "no puede", "me quiero", "no quiero", "me falta", "me ahogo", "se ahoga")

# The words an alarm hangs on, and that are long enough to be mistyped: only these are known by their slips.
# A slip in any other word at worst loses what would have taken an alarm back.
MISTYPED = frozenset(
    """
    dolor duele duelen pecho opresion presion toracico precordial corazon infarto infartando ataque
    izquierdo brazo respirar respiro respira respirando puedo puede ahogo ahoga ahogando asfixia
    asfixiando dificultad disnea garganta lengua labios hincho hinchada hinchado hinchando hincharon
    anafilaxia anafilactico alergica reaccion durmio dormido dormida adormecio adormecido adormecida
    hablar habla mover cuerpo torcida torcio paralisis hemiparesia derrame cabeza repente sangre sangrando
    sangrado sangrar sangra hemorragia vomitando vomito vomita convulsion convulsiones convulsionando
    convulsiona convulsiono convulsionado epileptico espuma desmayo desmayada desmayado inconsciente
    conocimiento conciencia despierta reacciona responde pulso quiero matarme matar suicidarme suicidarse
    suicidio suicida suicidas suicidar morir morirme quitarme vivir pastillas veneno sobredosis alacran
    culebra embarazada abundante profuso
    """.split()
)

# Real words one slip away from those, which mean what they say. Found by running the 60,000 commonest Spanish
# words (wordfreq) through `reading.slips`.
REAL_WORDS = frozenset(
    """
    soga aboga abogando abogado algo abogo asfixiado take vaso baso raso bazo graso bracho cuero desierta
    dificulta disena color olor dolo dormia suele huele dele suelen huelen embaraza alba aval alva alvar
    invada info nicho indo legua mata catar atar matare mori morire over cover move patillas astillas
    patilla pedo lecho techo hecho echo precio pude quieto quier response sagra sagrado suicido vivi
    bonita bonito tomito culera desmaya hacia
    haga aga alga haiga aque dificultar ala bla haba aba due mor vir bir ino peo brass
    """.split()
)
