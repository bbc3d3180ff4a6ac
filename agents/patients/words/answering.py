"""Answers to the assistant's questions."""

from agents.patients.words.clinic import ADDRESSING

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

COURTESIES = ADDRESSING | frozenset(
    """
    por favor con ella ellos es asi de acuerdo mas senor obrigada todo muchas que
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
# More than one.
BOTH = frozenset("ambos ambas todos todas both".split())
