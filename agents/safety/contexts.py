"""What takes an alarm back: the words are there, but said of nobody now. As phrases (see `patterns`)."""

# The word right after one of these is denied: "no me duele", "ni convulsiones", "no es un infarto".
DENIED_NEXT = (
    "NO CLITIC? AUXILIARY? intentado|pensado|planeado en?",
    "NO CLITIC? AUXILIARY? vuelto|volvio a",
    "NO CLITIC? CLITIC? AUXILIARY? AUXILIARY? ARTICLE?",
    "descartado|descartada|descartados|descartaron ARTICLE?",
    "negativo|negativa|negativos para|a|de",
    "libre de",
    "ausencia de",
    "post|pos|postoperatorio de?",
)

# A denial that is itself denied opens nothing: "no se descarta infarto", "no niega ideas suicidas".
DENIAL_UNDONE = (
    "NO CLITIC? CLITIC? AUXILIARY? CAN? RULED_OUT",
    "WITHOUT duda",
    "WITHOUT LEFT_UNDONE",
    "WITHOUT RELIEF",
)

# Opens a denial that runs through a list, commas and all: "niega fiebre, tos, dolor torácico y disnea".
DENIES_A_LIST = ("NEGATOR NOW? que? CLITIC?", "AUXILIARY negado|negada")

# Opens a denial of what follows up to a comma; further only when the list closes with ni, o.
DENIES = (
    "NO CLITIC? CLITIC? AUXILIARY? HAVE",
    "NO CLITIC? AUXILIARY? vuelto|volvio a HAVE",
    "NO CLITIC? AUXILIARY? FEEL !el|la|los|las|mi",
    "WITHOUT",
    "NEGATOR ~3 DISCLAIMER",
)

# Says a symptom is not wanted rather than had: denies the next few words only.
DENIES_BRIEFLY = ("NO WANT",)

# A denial or a history ends where someone speaks up again, in words that start a statement of their own.
ENDS_A_DENIAL = (
    "STRONG",
    "NEWLINE",
    "BUT",
    "BECAUSE",
    "WITH",
    "WITHOUT",
    "NEGATOR",
    "NO",
    "NOW",
    "CLITIC",
    "FINITE",
    "RELIEF",
    "CURRENT",
)

# "sin antecedentes de importancia, dolor torácico": the history denied ends at the comma.
NO_HISTORY = "WITHOUT|NEGATOR|NO ~3 DISCLAIMER"

OPENS_HISTORY = (
    "HISTORY",
    "hace NUMBER|SOME ~1 LONG_AGO_UNIT CLITIC dio|paso|hicieron|operaron",
    "hace NUMBER|SOME ~1 LONG_AGO_UNIT que?",
    "en YEAR",
    "en ARTICLE? CHILDHOOD",
    "de YOUNG",
    "cuando era|eras|tenia",
)

ENDS_A_HISTORY = ("STRONG", "BUT", "WITH", "FINITE", "NOW", "CLITIC", "CURRENT")

# Somebody's death or a relative's past: "su padre murió de infarto", "mi tía tuvo un derrame".
OPENS_ANOTHERS_PAST = (
    "FAMILY ~5 HAD|DIED",
    "HISTORY familiares|familiar|heredofamiliares",
    "ahf",
    "DIED de|por|del",
)

ENDS_ANOTHERS_PAST = ("STRONG", "BUT", "RECENT", "CLITIC", "FINITE")

# "tuvo un infarto": the disease named right after is past unless the sentence says when, and it is recent.
PAST_DISEASE = "~2 DISEASE"

OPENS_A_HYPOTHESIS = (
    "en caso de",
    "riesgo|miedo|temor de|a|al|del",
    "MAY CAUSE",
    "PREVENT",
    "signos|sintomas|datos|senales|pautas de alarma COLON?",
    "cuando consultar|acudir|regresar|volver COLON?",
    "DIRECTIVE ~4 SI CLITIC? HAVE?",
    "MEDICINE ~2 para|contra",
)
# "Si presenta dolor torácico, acuda a urgencias": advice, closed by the directive.
CONDITION, DIRECTIVE = "SI", "DIRECTIVE"

# A sentence that speaks of no one in particular (no PERSONAL word) and has one of these teaches or asks.
STUDIES = (
    "<WITH STUDIED ~4 ABOUT",
    "WHAT DEFINES ARTICLE|COLON",
    "WHAT DEFINES TEACHABLE",
    "WHAT significa|significan",
    "a WHAT se debe|deben",
    "cuanta|cuanto|cuantas|cuantos ~2 se TREATED|pone|aplica",
    "curso de|sobre",
    "how is|are",
    "en que consiste",
    "como|cuando ~1 se ~1 TREATED",
    "como ~1 TO_TREAT",
    "que|cuando pedir|solicitar|usar|administrar|sospechar|indicar|iniciar",
    "que ~2 hacer|hago|hace ~4 SOMEONE",
    "EXPLAIN",
    "WHAT ~1 REMEDY ~4 ABOUT",
    "WHAT ~1 STUDIED",
    "cuanto|cuantos|cuantas|cuanta dura|tarda|personas|gente|tiempo",
    "es contagioso|hereditario|hereditaria",
    "how ~2 treat|manage",
    "TEACHABLE COLON? WHAT? ~2 STUDIED",
    "en|ante ~2 TEACHABLE COMMA? WHAT",
    "TEACHABLE COLON? que es|son",
)

# After an event: it is long ago or under control.
EVENT_IS_PAST = (
    "~1 PAST|MANAGED",
    "~4 en ARTICLE? CHILDHOOD",
    "~3 de muy? YOUNG",
    "~4 hace NUMBER|SOME ~1 LONG_AGO_UNIT",
    "~3 en YEAR",
    "~1 YEAR",
    "~4 ano|mes pasado",
    "~3 a los NUMBER",
    "~1 familiar|familiares",
    "cuando era|tenia",
)

# After anything: the chart says no.
DENIED_AFTER = (
    "~2 MINUS",
    "COLON? no|negativo|negativa|DENIED STRONG|COMMA|NEWLINE",
    "COLON no|niega|negativo|negado NEWLINE|NO|HAVE",
    "COLON? niega|niego|nega STRONG|COMMA|NEWLINE",
    "~1 DENIED",
    "no HAVE",
)
