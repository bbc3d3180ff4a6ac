"""Phrases that say who the patient is not, and that the patient was wrong before.

A verb with which one says, thinks of, opens or writes about a patient belongs in `_MEANING`, by its stems.
"""

import re

from agents.patients.words.phrases import BE

NOT = frozenset(
    "no nao not tampoco nunca jamas ni nem nadie ninguem don't dont didn't didnt doesn't doesnt never".split()
)
NOT_BE = frozenset("isn't isnt wasn't wasnt aren't arent weren't ain't".split())

# `no ...` with one of these says who the patient is not. `no tiene`, `no encuentro`, `no puedo ver` do not.
_MEANING = """
abr(?!il) anot apunt asign asoci atend atiend busc busqu carg cambi clic conoc conozc consult corresp confund
dig decia decir dij escog escrib eleg elij entr guard habl identific mencion mezcl mostr muestr necesit nombr
pas pertenec pertenezc pid ped pon pong pus pregunt quier quer quis refer refier refir registr revis segu sig
seleccion suen trat us vea vincul
""".split()
_ENDINGS = (
    "o|es|as|e|i|aba|abas|abamos|ia|ias|iamos|amos|emos|imos|are|ar|er|ir|ando|iendo|ado|ido|aste|iste"
    "|aron|ieron|en|ues|ue|uemos|uen"
)
_MEANING_IN_A = "abr atiend confund conozc dig elij escoj escrib pid pong refier sig".split()  # `no ponga`
DENYING_VERBS_OF = re.compile(
    rf"(?:(?:{'|'.join(_MEANING)})(?:{_ENDINGS})|(?:{'|'.join(_MEANING_IN_A)})a[sn]?)(?:me|te|lo|la|le|nos|se)?\Z"
)
DENYING_VERBS = BE | frozenset(
    """
    trata habla habia refiere corresponde pertenece interesa interesan llama suena abra use pase vaya vayas
    veas veamos ser fuera fuese iba iban eran sean soy somos haya hayas
    sou am foi foram chama quero falo falando falava falei falamos refiro referindo pertence quis dizer
    perguntei pergunto preciso sao are were mean meant discussing discuss viewing seeing reviewing talking
    talk speaking refer referring asking asked looking want need open show
    """.split()
)
# Other words on the way from a denial to who is denied.
LEADING = frozenset(
    """
    con numero numeros id cedula dni rut curp cpf hc mrn historia expediente de sobre sesion notas mi me com
    pra te se le nos lo por para esto ahi mas siquiera necesariamente exactamente precisamente en em about of
    on for to with estoy estamos estaba estabamos estou estava he hemos habia ha voy va vamos been was going
    i it this nada algo eso
    """.split()
)

FORGETTING = frozenset(
    """
    olvida olvidate olvidese olvidemos olvide olvidar descarta descarte descartemos descartar ignora ignore
    ignoremos ignorar esquece esqueca esquecer forget disregard
    """.split()
)

# `no sé si es`, `no estoy segura de que sea`: a denial goes through these only to an `es`.
NOT_KNOWING = frozenset(
    """
    se sabemos creo creemos pienso pensamos seguro segura seguros recuerdo recordamos acuerdo parece sei
    acho think sure know
    """.split()
)
# Verbs that deny on their own: `dudo que sea`, `desconozco a la paciente`.
SELF_DENYING = frozenset("dudo dudamos niego negamos desconozco desconocemos duvido nego".split())
# What one believed and was wrong about: `creí que era la paciente 456`.
BELIEVED = frozenset(
    """
    crei creia creiamos creimos pense pensaba pensabamos pensamos supuse suponia asumi juraba parecia
    imaginaba pensei achei achava thought
    """.split()
)
# `quita a la paciente 456 de la pantalla`.
# `en vez de la paciente 456`: no patient before a claim, and what stands before these.
INSTEAD = {"excepcion": "a", "vez": "en", "lugar": "en", "basta": "", "suficiente": "", "pensando": ""}
DISMISSING = re.compile(
    r"(?:(?:quit|elimin|borr|sac|cancel|anul|retir|desvincul|desasoci|desasign|evit|descart|dej|apag|tir)"
    r"(?:a|o|ar|e|en|emos|amos)|saque|saquen|saquemos|omite|omita|omitir|evite|exclu(?:ye|ya|yan|ir|yamos|i)"
    r"|remov(?:e|a|er)|delete|close|drop)(?:me|lo|la|melo|mela)?\Z"
)
FROM_VIEW = frozenset(
    """
    pantalla sesion contexto conversacion chat lista sistema aqui ahi memoria vista screen session tela
    """.split()
)
MISTAKES = frozenset("error errores equivocacion engano erro mistake accident accidente descuido".split())
BY_MISTAKE = frozenset(
    "equivocadamente accidentalmente erroneamente involuntariamente inadvertidamente mistakenly".split()
)
# How a patient is put into a conversation: `puse`, `abrí`, `fue anotada`.
WRITTEN = re.compile(
    r"(?:abri|abrimos|abierto|abierta|entre|entramos|entro|puse|pusimos|puso|puesto|puesta|escribi|escribimos"
    r"|escrito|escrita|digite|digito|digitado|digitada|teclee|tecleo|tipie|copie|copiado|copiada|pegue|mencione"
    r"|menciono|mencionado|mencionada|anote|anoto|anotado|anotada|registre|registrado|registrada|seleccione"
    r"|cargue|cargado|cargada|busque|ingrese|ingresado|ingresada|dicte|dije|di|mande|envie|entered|typed|opened"
    r"|digitei|abri|escrevi)\Z"
)
BELONGING = frozenset(
    """
    corresponde pertenece aplica coincide corresponden pertenecen existe existen belongs
    """.split()
)
RIGHT = frozenset(
    """
    correcto correcta correctos right correct certo certa indicado indicada adecuado buscado who
    one mio mia mios mias nuestro nuestra suyo suya tuyo tuya meu minha mine ours his hers dela dele
    """.split()
)

# `el bueno es 456`, `o paciente certo é o 456`.
RIGHT_ONE = frozenset(
    "bueno buena correcto correcta correto correta vigente real verdadero verdadera certo certa".split()
)

WRONG = frozenset(
    """
    equivocado equivocada equivocados falso falsa ajeno ajena anulado anulada duplicado duplicada incorrecto
    incorrecta errado errada erroneo erronea mal wrong incorrect mistaken incorreto incorreta trocado
    trocada
    """.split()
)

# Of a patient, these only say how the patient is.
TYPED_WRONG = frozenset("mal mala".split())

# What a document can be, but no patient: `la cédula 456 es prestada`.
FORGED = frozenset(
    """
    robado robada prestado prestada adulterado adulterada falsificado falsificada clonado clonada inventado
    inventada trucho trucha fake
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
