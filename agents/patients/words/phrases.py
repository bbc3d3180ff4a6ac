"""Phrases around an identifier: what links, introduces, denies, corrects and supposes one."""

# Between the name of a document and its value.
LINKS = frozenset(
    """
    no nro num numero n nr number es e is era seria son el la the o a siguiente actual correcto correcta nuevo nueva vigente unico unica valido valida
    completo completa registrado registrada ingresado anotado dado como sea serie terminado
    : = . - # ° ( , / * " ' [ > _ |
    """.split()
)
NUMBER_WORDS = frozenset("no nro num numero n nr number".split())

# Between `paciente` and a name or number.
PATIENT_LINKS = frozenset(
    """
    es e is era seria se numero nro num no n nr number identificado identificada registrado registrada como : = - # ° ( , " ' [ | * > y
    """.split()
)
NAMING = frozenset("llama llamado llamada chama named called nombre nombres nome name apellido apellidos".split())

ARTICLES = frozenset("el la los las al del a de o os as do da ao the lo un una le".split())
BE = frozenset("es era fue e is was seria eh son sea fuese era".split())
NOT = frozenset("no nao not tampoco nunca".split())
OR = frozenset("y o e u ni ou vs versus and or , / & + tambien junto".split())

# `no ...` with one of these says who the patient is not.
DENYING_VERBS = BE | frozenset(
    """
    trata hablo hablamos hablaba refiero referia refiere corresponde pertenece quiero queria abras abrir abra cambies cambiar uses usar busques buscar confundas confundir confunda dije pedi
    mezcles llama chama sigas seguir muestres hablando hablar quero falo
    """.split()
)

# Words that say the patient was wrong before; the right one follows.
CORRECTING = frozenset(
    """
    equivoque equivocado equivocada equivocacion equivocaste equivocamos confundi confusion confundiste corrijo corrige correccion corregir rectifico rectificacion sino digo error errado errada
    ups oops perdon disculpa disculpe disculpame disculpen sorry actually wrong meant mistake errei enganei engano correcao desculpa desculpe realidad verdade correcto correcta dicho correto quise quis
    """.split()
)
POLITE = frozenset("perdon disculpa disculpe disculpame disculpen sorry desculpa desculpe".split())

HYPOTHETICAL = frozenset(
    """
    supongamos suponga supon suponte suponiendo supone supuesto supuesta imagina imaginemos imaginate imagine imaginese imaginando hipotetico hipotetica hipoteticamente hipotesis ejemplo ejemplos
    ficticio ficticia ficticiamente simulado simulada simulacro simulacion inventado inventada pongamos digamos suponhamos imaginemos exemplo suppose imagine hypothetical example hypothetically fake dummy
    """.split()
)
CONDITIONAL = frozenset(
    "fuera fuese fueran tuviera tuviese viniera viniese llegara llegase hubiera hubiese estuviera estuviese llamara llamase dijera pidiera preguntara fosse tivesse were es llega viene llegan fueras".split()
)

COMPARING = frozenset("igual parecido parecida similar similares comparado comparada comparar compara comparacion diferencia distinto distinta confundir confundirlo confundirla like".split())

LEAVING = frozenset(
    """
    termine terminamos terminado terminar acabe acabamos acabar cierra cierre cerrar cierro deja dejemos dejar dejo deje olvida olvidate olvidemos lugar vez antes anterior finalice finalizado sal salir salgamos
    instead
    """.split()
)
CHANGING = frozenset("cambia cambie cambiar cambiemos cambio cambiamos cambiame pasa pasar pase pasemos pasamos muda mudar trocar troca troque switch".split())

# `notas de ...`: what one has about a patient; and what may stand between that and `de`.
RECORDS = frozenset(
    """
    notas nota historia historial sesion expediente ficha resultados resultado examenes examen laboratorios labs consulta cita citas registro
    registros archivo archivos carpeta datos informacion info documentos documento evolucion evoluciones receta recetas control tratamiento
    seguimiento caso prontuario prontuarios chart records record notes note session exames consultas estudios estudio radiografia rx ecografia
    tomografia resonancia biopsia analitica analisis perfil ingreso egreso alta epicrisis interconsulta medicacion medicamentos antecedentes vacunas
    signos valoracion diagnostico resumen reporte informe sessao anotaciones anotacion conversacion curva atencion file history results visita
    """.split()
)
RECORD_WORDS = frozenset("clinica clinico clinicas medica medico medicas medicos previas anteriores ultimas recientes vitales completa : sangre laboratorio sano sana prenatal posnatal mensual anual postoperatorio postoperatoria".split())
NUMBERED_RECORDS = frozenset(
    "notas historia historial sesion expediente ficha carpeta prontuario chart records notes session registro sessao".split()
)

# `pasemos a ...`, `ahora con ...`: turning to a patient. The value says which prepositions may follow.
_TO = frozenset("a al con de del sobre para en to o ao with for".split())
TURNING: dict[str, frozenset[str]] = {
    **dict.fromkeys(CHANGING | frozenset("vuelve volver volvamos volvemos regresa regresar regresemos regresamos ve ir vayamos voltar volta voltemos".split()), _TO - {"de", "del", "en", "para", "sobre", "for"}),
    **dict.fromkeys(
        "ahora sigamos seguimos seguir sigue continuemos continuamos continuar continua vamos empecemos empezamos iniciemos trabajemos trabajamos toca agora now next prosigamos retomemos".split(),
        frozenset("con a al el la with com o de for".split()),
    ),
    **dict.fromkeys(
        "abre abrir abra abreme abramos carga cargar cargue busca buscar busque buscame muestrame mostrar muestra ver revisa revisar revise revisemos retoma retomar consultar selecciona seleccionar open load show find abrir atiendo atendiendo atender atendemos evaluo evaluando valorando valoro viendo veo revisando agenda agendar registra registrar".split(),
        frozenset("a al el la los las to for o".split()),
    ),
    **dict.fromkeys("hablemos hablamos hablo hablando trata tratando trato about acerca respecto sobre falamos falando".split(), frozenset("de del sobre a about".split())),
}

SELF = frozenset("soy sou".split())
MY = frozenset("mi meu minha my mis".split())

# What a caller says who is the patient.
SELF_SIGNS = frozenset(
    """
    tengo siento sufro padezco tomo vomito sangro estoy duele duelen arde pica dolor mi mis necesito quiero quisiera vengo tuve estuve sinto estou tenho preciso minha meu embarazada cita paciente consulta
    """.split()
)

YES = frozenset(
    """
    si sip sii siii sep claro correcto correcta exacto exactamente dale ok oka okay okey okis vale listo va sale bueno afirmativo aja ajam confirmo confirmado confirma obvio efectivamente cierto adelante
    sigamos seguimos sigue siga continuemos continuamos continua continue prosigamos procede simon sim isso claro yes yeah yep yup sure right correct perfecto seguro eso exato certo mismo misma positivo bien
    """.split()
)
NO = frozenset("no nop nope noo nooo negativo nel nah nao jamas nunca tampoco incorrecto incorrecta equivocado equivocada cancela cancelar ninguno ninguna not wrong".split())

# Words between `paciente` and a name that tell age, sex and condition.
DESCRIBING = frozenset(
    """
    masculino masculina femenino femenina hombre mujer varon adulto adulta mayor menor joven pediatrico pediatrica hospitalizado hospitalizada
    ingresado ingresada internado internada nuevo nueva conocido conocida embarazada gestante puerpera diabetico diabetica hipertenso hipertensa
    nino nina lactante escolar adolescente anciano anciana operado operada postoperado postoperada obstetrica geriatrico geriatrica critico critica
    de edad anos ano meses dias a , : sexo genero siguiente actual nuevo nueva correcto correcta
    """.split()
)
# Behind a number: its place in a list, not the patient's own number.
IN_A_LIST = frozenset("lista hoy dia turno manana tarde noche espera semana jornada guardia agenda consulta estudio".split())
# A sentence may start with these and a name: `ingresa Juan Pérez, paciente de 40 años`.
OPENING = frozenset("ingresa llega acude viene : atiendo veo a hola buenas dias tardes noches , - senora senor sra sr don dona evaluo valoro".split())
