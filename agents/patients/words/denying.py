"""Phrases that say who the patient is not, and that the patient was wrong before."""

from agents.patients.words.phrases import BE

NOT = frozenset("no nao not tampoco nunca jamas ni nem don't dont didn't didnt doesn't doesnt never".split())

NOT_BE = frozenset("isn't isnt wasn't wasnt aren't arent weren't ain't".split())

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
