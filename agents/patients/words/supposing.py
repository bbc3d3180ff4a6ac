"""Phrases that only suppose, illustrate or compare a patient, or leave one behind."""

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
