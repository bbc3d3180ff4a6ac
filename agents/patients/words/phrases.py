"""Phrases around an identifier: what links, introduces, denies, corrects and supposes one."""

# Between the name of a document and its value.
LINKS = frozenset(
    """
    pami osde ioma ars imss issste isss igss iess essalud eps no nro num numero n nr number es e is era
    seria son el la the o a siguiente actual correcto correcta nuevo nueva vigente unico unica valido
    valida completo completa registrado registrada ingresado anotado dado como sea serie terminado : = . -
    # ° ( , / * " ' [ > _ |
    """.split()
)
NUMBER_WORDS = frozenset("no nro num numero n nr number".split())

# Between `paciente` and a name or number.
PATIENT_LINKS = frozenset(
    """
    identifica es e is era seria se numero nro num no n nr number identificado identificada registrado
    registrada como : = - # ° ( , " ' [ | * > y
    """.split()
)
NAMING = frozenset(
    """
    nombrado nombrada llama llamado llamada chama named called nombre nombres nome name apellido apellidos
    """.split()
)

ARTICLES = frozenset("el la los las al del a de o os as do da ao the lo un una le".split())
BE = frozenset("it's that's he's she's es era fue e is was seria eh son sea fuese era".split())
NOT = frozenset("no nao not tampoco nunca jamas ni nem don't dont didn't didnt doesn't doesnt never".split())
NOT_BE = frozenset("isn't isnt wasn't wasnt aren't arent weren't ain't".split())
OR = frozenset("y o e u ni ou vs versus and or , / & + tambien junto".split())

PRONOUNS = frozenset(
    "ese esa este esta el ella eso esse essa aquel aquella him her that this asi la lo".split()
)

# `no ...` with one of these says who the patient is not.
DENYING_VERBS = BE | frozenset(
    """
    trata tratan hablo hablamos hablaba hablabamos hable hables hablar hablando refiero referia refieren
    refiere referi referimos referias referiamos refieras refiriendo abra corresponde corresponden
    pertenece pertenecen quiero queria queremos quise quisiera abras abrir cambies cambiar uses usar
    busques buscar busco buscaba buscamos buscando confundas confundir confunda dije decia deciamos pedi
    pido pedia mezcles soy sou am somos llama chama sigas seguir muestres muestre pregunto pregunte
    preguntaba preguntando preguntamos necesito necesitaba mencione mencionaba escribo escribi escribia
    consultaba fuera fuese iba iban eran sean sao foi foram are were quero falo falando falava falei
    falamos refiro referindo pertence quis dizer perguntei pergunto preciso mean meant discussing discuss
    viewing seeing reviewing cargues revises veas consultes pases vayas entres continues mostre busque use
    mostres talking talk speaking refer referring asking asked looking want need interesa interesan
    """.split()
)
# Other words on the way from a denial to who is denied.
LEADING = frozenset(
    """
    con numero numeros id cedula dni rut curp cpf hc mrn historia expediente de sobre sesion notas mi me
    com pra te se le nos lo por para en em about of on for to with estoy estamos estaba estabamos estou
    estava he hemos habia ha voy va vamos been was going i it this nada algo eso
    """.split()
)
FORGETTING = frozenset(
    """
    olvida olvidate olvidese olvidemos olvide olvidar descarta descarte descartemos descartar ignora ignore
    ignoremos ignorar esquece esqueca esquecer forget disregard
    """.split()
)
THIS = frozenset("este ese esta esa aquel aquella otro otra esse essa this that".split())
RIGHT = frozenset(
    """
    correcto correcta correctos right correct certo certa indicado indicada adecuado buscado who
    one mio mia mios mias nuestro nuestra suyo suya tuyo tuya meu minha mine ours his hers dela dele
    """.split()
)
WRONG = frozenset(
    """
    equivocado equivocada equivocados incorrecto incorrecta errado errada erroneo erronea mal wrong
    incorrect mistaken incorreto incorreta trocado trocada
    """.split()
)

# Words that say the patient was wrong before; the right one follows.
CORRECTING = frozenset(
    """
    equivoque equivocado equivocada equivocacion equivocaste equivocamos confundi confusion confundiste
    corrijo corrige correccion corregir rectifico rectificacion sino digo error errado errada ups oops
    perdon disculpa disculpe disculpame disculpen sorry actually wrong meant mistake errei enganei engano
    correcao desculpa desculpe realidad verdade correcto correcta dicho correto quise quis
    """.split()
)
# Words that need no `es` before the right one.
REPLACING = frozenset(
    "corrijo corrige correccion rectifico quise digo dicho meant sino correcao quis".split()
)
POLITE = frozenset("perdon disculpa disculpe disculpame disculpen sorry desculpa desculpe".split())

# Before a patient, these say that there is none; some also behind one.
HYPOTHETICAL = frozenset(
    """
    supongamos suponga supongan supon suponte suponiendo supone suponer suponemos supuesto supuesta imagina
    imaginemos imaginate imagine imaginese imaginar imaginando imaginemonos hipotetico hipotetica
    hipoteticamente hipotesis demo mock ficticio ficticia ficticiamente simulado simulada simulacro
    simulacion simula simular simulemos inventado inventada inventa inventemos pongamos digamos finge fingir
    fingiendo finja finjamos suponhamos suponha supondo supor suppose supposing supposed hypothetical
    hypothetically imagining juguemos jugamos juega pretend fake dummy
    """.split()
)
HYPOTHETICAL_AFTER = frozenset(
    """
    hipotetico hipotetica hipoteticamente ficticio ficticia simulado simulada inventado inventada
    hypothetical hypothetically fictitious fake dummy
    """.split()
)
# Examples only as `por ejemplo`, `un ejemplo:`, `el formato es`.
ILLUSTRATING = frozenset(
    "ejemplo ejemplos exemplo exemplos example format formato plantilla sintaxis template ej eg e.g".split()
)
# Phrases of several words that suppose.
SUPPOSING_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (("caso", "de", "que"), ("caso", "que"), ("el", "caso", "de", "que")),
    "em": (("caso", "de"),),
    "in": (("case",),),
    "what": (("if",),),
    **dict.fromkeys(("let's", "lets"), (("say",),)),
    "let": (("us", "say"), ("me", "say")),
    **dict.fromkeys(
        ("haz", "haga", "hagan", "hagamos", "hace"), (("de", "cuenta"), ("cuenta",), ("como", "que"))
    ),
    **dict.fromkeys(("faz", "faca", "facamos"), (("de", "conta"),)),
    "vamos": (("dizer", "que"),),
    **dict.fromkeys(("pon", "ponle", "ponele", "asume", "asuma", "asumamos", "asumiendo"), (("que",),)),
    **dict.fromkeys(("assuma", "assumindo", "assumamos"), (("que",),)),
    **dict.fromkeys(
        ("assume", "assuming"), (("that",), ("patient",), ("the", "patient"), ("mrn",), ("this",), ("it",))
    ),
    "dado": (("el", "caso"),),
    "caso": (("o",), ("a",)),
}
CONDITIONAL = frozenset(
    """
    fuera fuese fueran llega viene llegan fueras were tivesse fosse for tiver vier estiver houver was
    """.split()
)
# Endings of the imperfect subjunctive: `si empeorara`, `si tuviera`, `se piorasse`.
SUBJUNCTIVE_ENDINGS = ("iera", "ieran", "iese", "iesen", "asse", "esse", "isse", "ara", "aran", "ase", "asen")

COMPARING = frozenset(
    """
    excepto menos salvo confundiendo confundes mezclando mezclas igual parecido parecida similar similares
    comparado comparada diferencia distinto distinta diferente confundir confundirlo confundirla like
    igualito igualita semejante parecidos
    """.split()
)
# Who is compared with whom: all that such a sentence goes on to name.
COMPARISONS = frozenset(
    """
    compara compare comparar comparame comparemos comparacion comparando comparo comparing comparison
    comparacao diferencia diferencias differences difference diferenca diferencas
    """.split()
)

LEAVING = frozenset(
    """
    termine terminamos terminado terminar acabe acabamos acabar cierra cierre cerrar cierro deja dejemos
    dejar dejo deje olvida olvidate olvidemos lugar vez antes anterior finalice finalizado sal salir
    salgamos instead
    """.split()
)
CHANGING = frozenset(
    """
    cambia cambie cambiar cambiemos cambio cambiamos cambiame pasa pasar pase pasemos pasamos muda mudar
    trocar troca troque switch
    """.split()
)

# `notas de ...`: what one has about a patient; and what may stand between that and `de`.
RECORDS = frozenset(
    """
    notas nota historia historial sesion expediente ficha resultados resultado examenes examen
    laboratorios labs consulta cita citas registro registros archivo archivos carpeta datos informacion
    info documentos documento evolucion evoluciones receta recetas control tratamiento seguimiento caso
    prontuario prontuarios chart records record notes note session exames consultas estudios estudio
    radiografia rx ecografia tomografia resonancia biopsia analitica analisis perfil ingreso egreso alta
    epicrisis interconsulta medicacion medicamentos antecedentes vacunas signos valoracion diagnostico
    resumen reporte informe sessao anotaciones anotacion conversacion curva atencion file history results
    visita
    """.split()
)
RECORD_WORDS = frozenset(
    """
    clinica clinico clinicas medica medico medicas medicos previas anteriores ultimas recientes vitales
    completa : sangre laboratorio sano sana prenatal posnatal mensual anual postoperatorio postoperatoria
    """.split()
)
NUMBERED_RECORDS = frozenset(
    """
        notas historia historial sesion expediente ficha carpeta prontuario chart records notes session
        registro sessao
        """.split()
)

# `pasemos a ...`, `ahora con ...`: turning to a patient. The value says which prepositions may follow.
_TO = frozenset("a al con de del sobre para en to o ao with for".split())
TURNING: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        CHANGING
        | frozenset(
            """
        vuelve volver volvamos volvemos regresa regresar regresemos regresamos ve ir vayamos voltar volta
        voltemos
        """.split()
        ),
        _TO - {"de", "del", "en", "para", "sobre", "for"},
    ),
    **dict.fromkeys(
        """
            ahora sigamos seguimos seguir sigue continuemos continuamos continuar continua vamos empecemos
            empezamos iniciemos trabajemos trabajamos toca agora now next prosigamos retomemos
            """.split(),
        frozenset("con a al el la with com o de for".split()),
    ),
    **dict.fromkeys(
        """
            abre abrir abra abreme abramos carga cargar cargue busca buscar busque buscame muestrame
            mostrar muestra ver revisa revisar revise revisemos retoma retomar consultar selecciona
            seleccionar open load show find atiendo atendiendo atender atendemos evaluo evaluando
            valorando valoro viendo veo revisando agenda agendar registra registrar
            """.split(),
        frozenset("a al el la los las to for o".split()),
    ),
    **dict.fromkeys(
        """
        hablemos hablamos hablo hablando hablar conversar conversemos platicar platiquemos comentar trata
        tratando trato about acerca respecto sobre falamos falando
        """.split(),
        frozenset("de del sobre a about".split()),
    ),
    **dict.fromkeys("refiero referia".split(), frozenset("a al".split())),
}

SELF = frozenset("soy sou".split())
THEIRS = frozenset("dela dele deles delas ella suyo suya".split())
MY = frozenset("mi meu minha my mis".split())

# What a caller says who is the patient.
SELF_SIGNS = frozenset(
    """
    tengo siento sufro padezco tomo vomito sangro estoy duele duelen arde pica dolor mi mis necesito
    quiero quisiera vengo tuve estuve sinto estou tenho preciso minha meu embarazada cita paciente
    consulta
    """.split()
)

# Words between `paciente` and a name that tell age, sex and condition.
DESCRIBING = frozenset(
    """
    hoy ayer anoche masculino masculina femenino femenina hombre mujer varon adulto adulta mayor menor
    joven pediatrico pediatrica hospitalizado hospitalizada ingresado ingresada internado internada nuevo
    nueva conocido conocida embarazada gestante puerpera diabetico diabetica hipertenso hipertensa nino
    nina lactante escolar adolescente anciano anciana operado operada postoperado postoperada obstetrica
    geriatrico geriatrica critico critica de edad anos ano meses dias a , : sexo genero siguiente actual
    correcto correcta
    """.split()
)
# Behind a number: its place in a list, not the patient's own number.
IN_A_LIST = frozenset(
    """
    lista hoy dia turno manana tarde noche espera semana jornada guardia agenda consulta estudio
    """.split()
)
# A sentence may start with these and a name: `ingresa Juan Pérez, paciente de 40 años`.
OPENING = frozenset(
    """
    ingresa llega acude viene : atiendo veo a hola buenas dias tardes noches , - senora senor sra sr don
    dona evaluo valoro
    """.split()
)

# Answers.
YES = frozenset(
    """
    si sip sii siii sep claro correcto correcta exacto exactamente dale ok oka okay okey okis vale listo
    va sale bueno afirmativo aja ajam confirmo confirmado confirma obvio efectivamente cierto adelante
    sigamos seguimos sigue siga continuemos continuamos continua continue prosigamos procede sim isso yes
    yeah yep yup sure right correct perfecto seguro eso exato certo mismo misma positivo bien
    """.split()
)
YES_TOGETHER = frozenset(
    {("asi", "es"), ("de", "acuerdo"), ("por", "supuesto"), ("con", "ella"), ("con", "el")}
)
NO = frozenset(
    """
    no nop nope noo nooo negativo nel nah nao jamas nunca tampoco incorrecto incorrecta equivocado
    equivocada cancela cancelar ninguno ninguna not wrong
    """.split()
)
OTHER_ONE = frozenset(
    "otro otra cambia cambiar cambiemos diferente distinto distinta outro outra another other".split()
)
NEITHER = frozenset("ninguno ninguna neither none nenhum nenhuma ningun".split())
COURTESIES = frozenset(
    """
    por favor gracias doc doctor doctora porfa porfavor please pls con ella ellos es asi de acuerdo mas
    senor obrigado obrigada thanks todo muchas que pues
    """.split()
)
WANTING = frozenset(
    """
    sigamos seguimos sigue con quiero ver abre abrir perdon disculpa ah eh mm opcion hablo hablamos me
    refiero sobre para llamado llamada nombre llama se pues ese esa este esta id decia digo seria
    """.split()
)
ORDINALS = {
    **dict.fromkeys("1 1ro 1ra primero primera primer first primeiro primeira uno".split(), 0),
    **dict.fromkeys("2 2do 2da segundo segunda second dos dois".split(), 1),
    **dict.fromkeys("3 3ro 3ra tercero tercera tercer third terceiro terceira tres".split(), 2),
    **dict.fromkeys("4 4to 4ta cuarto cuarta fourth quarto quarta cuatro".split(), 3),
    **dict.fromkeys("5 5to 5ta quinto quinta fifth cinco".split(), 4),
    **dict.fromkeys("ultimo ultima last".split(), -1),
}
# What one says of a relative who is ill.
ILLNESS = frozenset(
    """
    fiebre dolor duele tos vomita vomito vomitos diarrea cayo desmayo sangra sangrando sangrado mareo
    mareada mareado convulsiono convulsiones respira ahoga hinchado hinchada debil peor enfermo enferma
    grave alergia presion azucar mal
    """.split()
)
