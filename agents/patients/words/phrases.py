"""Phrases around an identifier: what links it to a patient, introduces it, lists it, says whose it is."""

# Between the name of a document and its value.
LINKS = frozenset(
    """
    pami osde ioma ars imss issste isss igss iess essalud eps no nro num numero n nr number es e is era
    seria son el la the o a siguiente actual correcto correcta nuevo nueva vigente unico unica valido valida
    bueno buena real verdadero verdadera completo completa registrado registrada ingresado anotado dado como
    sea serie terminado : = . - \u2192 # ° ( , / * " ' [ > _ |
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
    nombrado nombrada llama llamarse chama-se llamado llamada chama named called nombre nombres nome name
    apellido apellidos
    """.split()
)

ARTICLES = frozenset("el la los las al del a de o os as do da ao the lo un una le".split())

BE = frozenset("it's that's he's she's es era fue e is was seria eh son sea fuese".split())

OR = frozenset("y o e u ni ou vs versus and or , / & + tambien junto".split())

PRONOUNS = frozenset(
    "ese esa este esta el ella eso esse essa aquel aquella him her that this asi la lo".split()
)

THIS = frozenset("este ese esta esa aquel aquella otro otra esse essa this that".split())

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

# Of what an image or a sample is: `radiografía de tórax de Ana Ruiz`.
ORGANS = frozenset(
    """
    torax abdomen mano manos rodilla cadera columna craneo cerebro pelvis hombro tobillo pie codo muneca brazo
    pierna cuello sangre orina heces esputo mama mamas tiroides higado rinon rinones corazon utero prostata
    ovario cervix piel hueso pulmon senos femur ojo ojos joelho coluna urina
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
            abrime mostrame cargame buscame
            abre abrir abra abreme abramos carga cargar cargue busca buscar busque muestrame mostrar
            muestra ver revisa revisar revise revisemos retoma retomar consultar selecciona seleccionar open
            load show find atiendo atendiendo atender atendemos evaluo evaluando valorando valoro viendo veo
            revisando encargo atendi atendimos evalue valore valoramos recibo recibimos ingresamos
            hospitalizamos internamos examine veamos agenda agendar registra registrar
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

GREETING = frozenset(
    "hola buenas buenos buen estimado estimada gracias disculpe oiga bom boa ola hi hello dear".split()
)
SELF = frozenset("soy sou i'm im".split())

THEIRS = frozenset("dela dele deles delas ella suyo suya".split())

HIS = frozenset("su seu sua his her".split())

MY = frozenset("mi meu minha my mis".split())

# What a caller says who is the patient.
SELF_SIGNS = frozenset(
    """
    tengo siento sufro padezco tomo vomito sangro estoy duele duelen arde pica dolor necesito quiero
    quisiera vengo tuve estuve sinto estou tenho preciso embarazada cita paciente consulta i feel hurts
    """.split()
)

# `me duele`: what happened to the caller.
OWN_SIGNS = frozenset(
    "duele duelen cai arde pica siento operaron opere golpee fracture queme corte desmaye".split()
)

# Words between `paciente` and a name that tell age, sex and condition.
DESCRIBING = frozenset(
    """
    hoy ayer anoche masculino masculina femenino femenina hombre mujer varon adulto adulta mayor menor joven
    pediatrico pediatrica hospitalizado hospitalizada ingresado ingresada internado internada nuevo nueva
    conocido conocida embarazada gestante puerpera diabetico diabetica hipertenso hipertensa nino nina
    lactante escolar adolescente anciano anciana operado operada postoperado postoperada obstetrica
    geriatrico geriatrica critico critica de identificado identificada edad anos ano meses dias a , : sexo
    genero siguiente actual correcto correcta
    """.split()
)

# Behind a number: its place in a list, not the patient's own number.
IN_A_LIST = frozenset(
    """
    lista fila hoy dia turno manana tarde noche espera semana jornada guardia agenda consulta estudio
    """.split()
)

# A sentence may start with these and a name: `ingresa Juan Pérez, paciente de 40 años`.
OPENING = frozenset(
    """
    ingreso llego acudio vino reingresa
    ingresa llega acude viene : atiendo veo a hola buenas dias tardes noches , - senora senor sra sr don
    dona evaluo valoro habla saluda escribe
    """.split()
)

# What the caller says of the caller, beside a relative.
ONESELF = frozenset("yo me tengo estoy ando siento conmigo eu tenho estou sinto comigo".split())
# `mi papá está con fiebre`, `... fue internado`; and, behind `en`, where one lies who is ill.
SUFFERING = frozenset(
    "esta tiene se anda sigue amanecio con tem fue quedo lleva sufre padece presenta siente ta".split()
)
WARDS = frozenset(
    "observacion urgencias urgencia emergencia emergencias uci uti cuidados terapia coma".split()
)

# What one says of a relative who is ill.
ILLNESS = frozenset(
    """
    fiebre dolor duele tos vomita vomito vomitos diarrea cayo desmayo sangra sangrando sangrado mareo
    mareada mareado convulsiono convulsiones respira ahoga hinchado hinchada debil peor enfermo enferma
    grave alergia presion azucar mal contracciones embarazada parto delira delirando inconsciente internada
    internado hospitalizada hospitalizado convulsionando mareos vomitando operada operado hinchada
    """.split()
)
