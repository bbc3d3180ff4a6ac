"""Words that set somebody beside the patient who is named: kin, contacts, others' things and turns."""

import re

from agents.patients.words.people import CHILDREN, RELATIVES

# `la esposa del paciente 456`, `RN de la paciente 456`: told of by way of a patient. `son de la` is a verb;
# who answers for a patient (`responsable de la 456`) is seldom the one who is ill.
KIN = (RELATIVES | CHILDREN) - frozenset(
    "son responsable titular solicitante remitente propietario conductor testigo".split()
) | frozenset(
    """
    producto rn recien nacido nacida neonato neonata gemelo gemela gemelos mellizo melliza mellizos feto beba
    bebes hijos hijas ex exesposo exesposa expareja exmarido exnovio exnovia prometido prometida nana ninera
    hermanos hermanas sobrinos nietos medio media hermanastro hermanastra hijastro hijastra recem-nascido
    newborn twin fetus baby partner carer
    """.split()
)

# What may stand behind one who was born.
NEWBORN = frozenset(
    "unico unica vivo viva masculino femenino masculina femenina sano sana obtenido obtenida".split()
)

# `la mamá de la paciente 456 pregunta por el alta`: who does so acts for the patient.
ACTING = frozenset(
    """
    firman preguntaron pidieron llaman dijeron autorizan aceptan solicitan esperan pregunta preguntan
    pregunto preguntaba pide piden pidio solicita solicito trae trajo traen trajeron llama llamo llamaron
    dice dicen dijo comenta comento cuenta conto informa informo reporta reporto avisa aviso quiere
    quieren queria desea insiste insistio exige reclama reclamo autoriza autorizo firma firmo acepta
    acepto rechaza rechazo niega nego consiente escribe escribio manda mando envia envio entrega entrego
    refiere refirio relata manifiesta menciona afirma confirma confirmo explica espera acompana acompano
    sabe entiende entendio agradece retira retiro recoge recogio firmara vendra llamara traera observa
    noto noticia indica indico aporta deja dejo muestra cree sugiere recuerda decide decidio nace nacio
    preocupada preocupado molesta molesto ansiosa ansioso pergunta perguntou pede pediu traz trouxe diz
    disse ligou quer asks asked calls called brings brought says said wants
    """.split()
)
# Between her and what she does: `la mamá del paciente 456 ya no nos pregunta`.
BEFORE_ACTING = frozenset(
    """
    ya no nos me le les te lo la se que quien hoy ayer tambien siempre ahora esta sigue anda estaba vino llego
    viene , muy a recien ha insistentemente constantemente
    """.split()
)
# `avisé a la esposa del paciente 456`, `según la mamá de la paciente 456`.
TOLD = re.compile(
    r"(?:avis|habl|llam|inform|expliq|explic|educ|entreg|cont[ae]ct|notif|comuniq|comunic|pregunt|cit)[a-z]+\Z"
    r"|segun\Z|di(?:le|gale|jo|je)\Z"
)

# Beside whom somebody is: `comparte cuarto con la paciente 456`, `contacto del paciente 456`.
BESIDE = frozenset(
    """
    lado comparte comparten contagiado contagiada contagio contacto contactos vecino vecina companero
    companera donante donador donadora receptor receptora roomie roommate homonimo homonima tocayo tocaya
    """.split()
)
# Only with `con`: `vive con el paciente 456`, `lo confundieron con la 456`.
TOGETHER = re.compile(
    r"(?:viv(?:e|en|ia|ian|io|iendo)|conviv[a-z]+|duerm(?:e|en)|durmio|dormia|viaj(?:a|o|aba)|almorzo|comi(?:o|a)"
    r"|trabaj(?:a|o|aba)|jueg(?:a|an)|jug(?:o|aba)|pele(?:a|o|aba|aron)|discut(?:e|io)|choc(?:o|aron)"
    r"|compart[a-z]+|intern(?:ado|ada)|hospitalizad[oa]|relaciones|convivencia|confund(?:i|io|ieron|imos|ido|ida|en|e)|mezcl(?:aron|o|amos|ado|ada)|emparentad[oa]"
    r"|casad[oa]|estudia|roce)\Z"
)
_HARM = (
    "mord|golpe|contagi|agred|atac|empuj|infect|rasgun|aran|pate|escup|pellizc|amenaz|apunal|lesion|transmit"
    "|peg"
)
# Only with `por`, or of a patient who is its subject: `golpeada por la 456`, `la mordió el paciente 456`.
HARMED = re.compile(rf"(?:{_HARM})[ai]d[oa]s?\Z")
HARMS = re.compile(rf"(?:{_HARM})(?:o|io|aba|ia)\Z")
CLITICS = frozenset("la lo le les los las me nos".split())

# `trae la receta de la 456`, `tiene puesta la pulsera de la 456`: with what is another's.
HAVING = frozenset(
    """
    pincho corto punzo salpico tiene tenia trae trajo lleva llevaba porta usa usaba usando puso tomo toma
    tomaba tomando bebio comio recibio recibe uso traz trouxe
    """.split()
)
COMING_WITH = frozenset("anda andaba llego llega vino viene ingresa ingreso acude acudio".split())
THINGS = frozenset(
    """
    aguja bisturi pulsera brazalete manilla etiqueta rotulo sticker receta recetas formula orden ordenes
    carnet carne tarjeta ropa bata lentes protesis pastillas pastilla medicina medicinas medicamento
    medicamentos remedio remedios jarabe insulina inhalador dosis vacuna suero sangre plasma plaquetas
    rinon higado medula cornea leche bandeja comida dieta almuerzo bolsa sonda via jeringa placas placa
    radiografia
    """.split()
)
# `le dieron las pastillas de la 456`.
GIVING = re.compile(
    r"(?:di(?:o|eron|mos)?|pus(?:e|o|ieron|imos)|(?:administr|aplic|colg|pas|entreg|tom|inyect|transfund|trasplant|coloc"
    r"|suministr|dispens)(?:o|e|i|io|aron|ieron|amos|imos|aste)|(?:hic(?:e|ieron|imos)|hizo))\Z"
)
# `copia el plan de la 456`, `repite el esquema de la 456`, `el mismo tratamiento de la 456`.
COPYING = re.compile(r"(?:copi|repit|repet|replic|us|utili[cz]|apli(?:c|qu)|dupli(?:c|qu))[a-z]{1,4}\Z")
SAME = frozenset("mismo misma mismos mismas mesmo mesma same".split())
PLANS = frozenset(
    """
    plan esquema dosis manejo pauta indicaciones terapia tratamiento protocolo
    medicacion antibiotico antibioticos plano dose
    """.split()
)
# `como hicimos con la 456`.
DONE = re.compile(
    r"(?:hic(?:imos|e|ieron)|hizo|di(?:mos|eron|o)|us(?:amos|aron|e)|pus(?:imos|ieron|e|o)|manej(?:amos|aron|e)"
    r"|trat(?:amos|aron|e)|indic(?:amos|aron|o)|fizemos)\Z"
)

# `antes de pasar a la 456`, `luego vemos a la 456`.
SEEING = re.compile(
    r"(?:pas|v|atend|atiend|ir|segu|continu|abr|habl|revis|evalu|valor)(?:ar|er|ir|amos|emos|imos|eremos|aremos|iremos|o)?\Z"
    r"|vamos\Z|voy\Z|veo\Z|sigo\Z"
)
# `cuando termine paso a la 456`, `al acabar veo a la 456`.
WHEN = frozenset("cuando apenas cuanto bien al quando".split())
FINISHING = re.compile(
    r"(?:termin|acab|desocup|finali[cz])(?:e|es|emos|en|ar|arme)\Z|concluya(?:mos)?\Z|concluir\Z|salga(?:mos)?\Z|salir\Z|pueda\Z"
)
LATER = frozenset("luego despues tarde enseguida rato manana depois later".split())
NOT_YET = frozenset("aun todavia ainda".split())
# `la HC 456 se anuló`.
VOIDED = re.compile(
    r"(?:anul|invalid|elimin|duplic|fusion|unific|borr)(?:o|ad[oa]|aron|amos|a)\Z|repetida\Z|inactiva\Z"
)

# `sigo con esta`, `anota que este tiene fiebre`, `vuelvo a la anterior`: the patient is another one.
THIS_ONE = frozenset("este esta".split())
SAME_ONE = frozenset("mismo misma anterior".split())
NEW_ONE = frozenset("otro otra nuevo nueva siguiente".split())
TALKING = re.compile(r"(?:habl|pregunt|consult|trat|ocup)[a-z]+\Z")
TO_ONE = frozenset("con a al de para por".split())
GOES_ON = frozenset("y e pero luego tambien no si".split())
SINCE = frozenset("antes ayer hoy recien hace".split())
IS_SO = frozenset(
    "tiene viene sigue refiere presenta necesita trae queda consulta va puede llego vino".split()
)
PASSING = frozenset("despues ademas luego ya equivoque aparte listo lista".split())
