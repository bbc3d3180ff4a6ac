"""Phrases that only suppose, illustrate or compare a patient, or leave one behind."""

# Before a patient, these say that there is none; some also behind one.
HYPOTHETICAL = frozenset(
    """
    supongamos suponga supongan supon suponte suponiendo supone suponer suponemos supuesto supuesta imagina
    imaginemos imaginate imagine imaginese imaginar imaginando imaginemonos hipotetico hipotetica
    hipoteticamente hipotesis demo mock ficticio ficticia ficticiamente simulado simulada simulacro
    simulacion simula simular simulemos inventado inventada inventa inventemos pongamos digamos finge fingir
    fingiendo finja finjamos suponhamos suponha supondo supor ojala asumiendo asumamos suppose supposing
    supposed hypothetical hypothetically imagining juguemos jugamos juega pretend fake dummy drill
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
    came had fuera fuese fueran llega viene llegan fueras were tivesse fosse for tiver vier estiver houver was
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
    termine terminamos terminado terminar acabe acabamos acabar cierra cierre cerra cerrar cierro cerrame deja
    dejemos
    dejar dejo deje olvida olvidate olvidemos lugar vez antes anterior finalice finalizado sal salir
    salgamos instead
    """.split()
)

# Before `que la paciente 456`.
MEASURING = frozenset("mas menos peor mejor mismo misma mismos mismas mayor menor tan igual".split())

# `prueba: paciente 123`, `test paciente 123`.
TESTING = frozenset("prueba test probando testing ejercicio simulacro role-play play teste testando".split())
# `prueba rápida`, `resultado de prueba`, `plan de ejercicio`: what a patient is examined or treated with.
EXAMINING = frozenset(
    """
    rapida rapidas cutanea serologica diagnostica genetica treponemica cruzada cruzadas hepaticas tiroideas
    covid antigeno pcr aerobico aerobicos fisico isometrico respiratorio cardiopulmonar
    """.split()
)
ORDERED = frozenset("autorizacion resultado resultados toma realizacion".split())
PRESCRIBED = frozenset("plan rutina programa indicacion prescripcion prueba".split())
# `escribe paciente 123`: how a patient would be named, with what may stand between.
CITING = frozenset(
    """
    escribe escribio escribieron puso escriba escribo escribir escribes escribas escriban poner pongo decir
    diga digas teclear digitar tipear tecleo digito type write typing escrever
    """.split()
)
# `cuando ponga paciente 123`
PUTTING = frozenset(
    "ponga pongas pongan pongamos coloque coloques coloco ingrese ingreses digite teclee".split()
)
# `donde puse paciente 123 debe decir paciente 456` corrects.
SHOULD = frozenset("debe deberia debia debio mejor".split())
QUOTING = frozenset("\" ' : asi como simplemente solo algo por ejemplo , ( que".split())

# Questions who the patient is: `¿quién es la 456?`, `¿seguimos con Ana Ruiz?`, `¿por qué abriste la 456?`
WHO = frozenset("quien quienes cual cuales quem who".split())
ASKED_VERBS = frozenset(
    """
    hay seguimos sigues hablas hablamos refieres refiere estamos trata tratas sera seria tienes
    tenemos continuamos falas falamos
    """.split()
)
ASKED = ASKED_VERBS | frozenset(
    """
    es era fue eres ser son e it's is was el la los las al del a de o os as do da ao the lo un una llama
    llaman se su seu sua este ese esta esa entonces \u00bf , con te algun alguna en sobre que paciente
    nombre nombrado nombrada llamado llamada y
    """.split()
)
ASKING_WHY = frozenset("porque que donde quien".split())
SHOWN = frozenset("dijo pidio menciono hablo muestras abres pones cambias".split())

# Before a colon: `pregunta de examen: paciente Juan Pérez ...`.
TEACHING = frozenset(
    """
    ejercicio clase vineta residentado parcial taller seminario trivia quiz osce simulacro examen ateneo
    practicar practica docencia estudiar repasar ensayar entrenar training class exam
    """.split()
)
# `en el libro`, `según el artículo`.
FICTION = frozenset(
    """
    libro pelicula novela telenovela articulo paper revista episodio capitulo cuento noticia periodico netflix
    youtube podcast manual tutorial livro filme artigo movie book article
    """.split()
)

# `en el estudio, paciente 103 tuvo náuseas`: a number in research is no patient of ours.
RESEARCH = frozenset(
    "estudio ensayo cohorte protocolo serie trial investigacion estudo ensaio coorte study".split()
)
RESEARCHED = frozenset(
    "clinico clinica aleatorizado retrospectivo prospectivo fase piloto original multicentrico".split()
)
# `en el examen venía un paciente ...`
EXAMINED = frozenset("venia salio cayo preguntaron pusieron aparecia habia hay".split())

# `en el curso usaron DNI 456`
COURSES = frozenset(
    "curso capacitacion charla conferencia congreso induccion aula diplomado posgrado".split()
)
USING = frozenset("usaron usamos usan usaban pusieron pusimos ponen usaba uso vimos usaram".split())

# `..., no estoy segura`.
UNSURE = frozenset("seguro segura certo certa sure".split())

# `patient 456 not found`
LACKING = frozenset("found encontrado encontrada encontrados".split())

# `la nota dice: paciente 456`; a bracelet or a screen that says so is believed.
TELLING = frozenset(
    "dice decia dicen pone ponia reza diz says said dijo dijeron disse respondio contesto escribio".split()
)
PAPERS = frozenset(
    """
    nota papel papelito hoja mensaje correo texto carta letrero pizarra cartel audio whatsapp chat bilhete
    """.split()
)
FITTING = frozenset("coincide coinciden concuerda concuerdan cuadra cuadran corresponde parece bate".split())
# `... paciente 456. ¿Será cierto?`
TRUTH = frozenset(
    """
    esta bien
    sera es seria eso esto si no cierto cierta verdad verdadero verdadera correcto correcta real asi falso
    falsa verdade certo
    """.split()
)

# Talk of identifiers, not of patients.
OF_IDENTIFIERS = frozenset("tutorial algoritmo luhn regex verificador validador formateo hardcodeado".split())

# `cambia el DNI 123 por 456`.
REPLACING_ONE = frozenset(
    """
    cambien reemplacen sustituyan corrijan actualicen modifiquen cambia cambie cambiar reemplaza reemplace
    reemplazar sustituye sustituya sustituir corrige corrija corregir actualiza actualice actualizar
    modifica modifique modificar rectifica rectifique rectificar troca troque trocar substitui substitua
    """.split()
)
