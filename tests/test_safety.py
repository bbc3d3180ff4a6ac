"""Promise 9: an emergency in the message is seen without model, tools or registry, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.safety import Emergency, RedFlag, screen
from agents.safety.language import LANGUAGE
from agents.safety.reading import fold, slips
from agents.safety.vocabulary import REAL_WORDS

ALARMS = {
    Emergency.CHEST_PAIN: """
        me duele el pecho
        ME DUELE EL PECHO
        me duele el pexo
        me duele mucho y muy fuerte el pecho
        me duele la cabeza, la espalda y el pecho
        doctor buenas tardes desde ayer tengo un dolor en el pecho que se me corre al brazo
        tengo una opresión en el pecho
        siento presion en el pecho
        siento un peso en el pecho
        el pecho me aprieta
        siento el pecho apretado y sudo frio
        me dio una puntada en el pecho
        tengo punzadas en el corazón
        me duele el corazon
        siento como un elefante encima del pecho
        dolor de pexo desde hace 2 horas
        dolr de pecho
        dolor en el pehco
        dolor toracico opresivo irradiado a brazo izquierdo
        Paciente masculino de 58 años con dolor torácico opresivo irradiado a brazo izquierdo
        dolor precordial de 2 horas de evolución
        dolor retroesternal con diaforesis
        precordalgia intensa
        creo que me está dando un infarto
        mi papá se está infartando
        IAMCEST anterior, llega a guardia
        síndrome coronario agudo con troponina positiva
        angina inestable
        ataque al corazón
        se me duerme el brazo izquierdo y me duele el pecho
        me duele el brazo izquierdo y la mandíbula
        dolor de estómago con sudor frío
        no se me quita el dolor de pecho
        no soporto el dolor de pecho
        no aguanto este dolor de pecho
        no puedo dormir por el dolor de pecho
        no me deja dormir el dolor en el pecho
        no he podido dormir por dolor de pecho
        no cede el dolor torácico con nitroglicerina
        no hay nada que calme el dolor de pecho
        no fui a trabajar porque me duele el pecho
        no tiene fiebre y le duele el pecho
        no tiene fiebre, solo dolor de pecho
        niega fiebre, pero tiene dolor torácico
        niega fiebre, tos, refiere dolor torácico
        niega alergias. Dolor torácico desde ayer
        niega fiebre y tos pero desde hoy con dolor torácico
        sin fiebre, con dolor torácico
        sin antecedentes de importancia, dolor torácico de 2 horas de evolución
        antecedente de infarto en 2019, acude por dolor torácico
        antecedente de HTA, dolor torácico desde hace 2 horas
        mi padre murió de infarto y ahora a mí me duele el pecho
        no me siento bien me duele el pecho
        no sé si es un infarto
        no se descarta infarto
        no es la primera vez que me duele el pecho
        qué puedo tomar para el dolor de pecho
        qué significa que me duele el pecho
        hace 2 meses que me duele el pecho
        me duele el pecho desde hace 3 meses
        ¿qué es un infarto? es que me duele el pecho
        ayer mi papá tuvo un infarto
        tuvo un infarto hace una hora
        mi esposa dice que le aprieta el pecho y le falta el aire
        se me aprieta el pecho cuando camino
        me arde el pecho y me suda todo
        tengo dolor de pecho pero no tengo fiebre
        dolor pecho brazo izquierdo
        estou com dor no peito
        sinto um aperto no peito
        chest pain
        my chest hurts
        he is having a heart attack
        motivo de consulta: dolor torácico
        MC: dolor precordial. Niega disnea
    """,
    Emergency.STROKE: """
        se me durmio un lado de la cara
        se me durmió medio cuerpo
        se le durmió la mitad de la cara
        se me adormeció el lado derecho
        tengo la mitad del cuerpo dormida
        no siento la mitad de la cara
        no siento un lado del cuerpo
        se le torció la boca
        tiene la boca chueca
        se le fue de lado la boca, la tiene torcida
        mi abuela tiene la cara torcida y no puede hablar
        se le jaló la boca
        se me viró la boca
        desviación de la comisura labial
        no puede hablar bien
        no puedo hablar
        habla enredado y no se le entiende
        está hablando raro desde hace un rato
        arrastra las palabras
        se le traba la lengua
        no le salen las palabras
        no se le entiende lo que dice
        no puede mover el brazo derecho
        no mueve la pierna ni el brazo
        perdió la fuerza del brazo derecho
        debilidad en el lado izquierdo
        perdí la visión de un ojo de golpe
        de repente dejé de ver
        de repente está confundida
        el peor dolor de cabeza de mi vida
        el peor dolor de cabeza de mi vida, de golpe
        me dio de golpe un dolor de cabeza horrible
        cefalea súbita intensa
        cefalea en trueno
        hemiparesia súbita
        hemiparesia derecha de inicio súbito, afasia
        Hemiparesia súbita, manejo?
        disartria y desviación de comisura
        parálisis facial
        le está dando un derrame
        le dio un derrame cerebral
        creo que es un ACV
        sospecha de EVC
        posible ictus
        accidente cerebrovascular
        hemorragia subaracnoidea
        déficit neurológico focal
        a mi mamá se le cayó la cara de un lado, tiene la boca torcida
        código ACV, NIHSS 12
        niega cefalea, pero presenta hemiparesia
        acho que é um avc
        he is having a stroke
        face drooping
        worst headache of my life
        paciente con diagnóstico de ACV isquémico en urgencias
        ingresa con síntomas de ACV
    """,
    Emergency.ANAPHYLAXIS: """
        se hinchó la lengua
        se me hincho la lengua
        se me está hinchando la lengua
        se me hincharon los labios después de comer camarones
        tengo los labios hinchados y ronchas
        la lengua se le hinchó
        se me cierra la garganta
        siento que se me está cerrando la garganta
        siento la garganta cerrada
        se me hinchó la cara después de la inyección
        comí maní y se me está hinchando la cara
        anafilaxia
        shock anafiláctico
        choque anafilactico tras penicilina
        edema de glotis
        angioedema por enalapril
        reacción alérgica grave
        reacción alérgica muy fuerte
        tengo ronchas por todo el cuerpo y no puedo respirar
        urticaria generalizada con disnea
        Tengo un paciente con anafilaxia, cuál es la dosis de adrenalina
        my throat is closing
        anaphylaxis
        choque anafilático
    """,
    Emergency.BREATHLESSNESS: """
        no puedo respirar
        NO PUEDO RESPIRAR
        no puedo rrespirar
        nopuedo respirar
        no puedo repirar
        no pueod respirar
        no puedo respirar ayuda
        mi hijo no puede respirar
        mi bebe no respira bien
        me falta el aire
        me falta el haire
        me falta mucho el aire cuando me acuesto
        me ahogo
        me aogo
        se está ahogando
        se ahoga
        siento que me ahogo
        tengo sensación de ahogo
        me estoy asfixiando
        se atragantó con un pedazo de carne
        se atoró con una moneda
        tengo dificultad para respirar
        me cuesta mucho respirar
        me cuesta respirar
        no me entra el aire
        respira muy rápido y se le hunden las costillas
        tiene los labios morados
        mi bebé se puso morado
        mi bebé está morado y no llora
        se quedó sin aire
        apenas puede respirar
        casi no puede respirar
        disnea en reposo
        paciente con disnea súbita
        disnea progresiva de 3 días
        dificultad respiratoria
        insuficiencia respiratoria aguda
        tirajes intercostales y aleteo nasal
        estridor laríngeo
        crisis asmática severa
        sat 82%
        saturación 82
        satura 85% al aire ambiente
        SpO2 84%
        spo2: 79 %
        saturando en 88
        no satura bien, sat de 80
        niega dolor torácico, pero no puede respirar
        no tiene fiebre, no puede respirar
        niega tos. Disnea en reposo
        não consigo respirar
        falta de ar
        i cant breathe
        I can't breathe
        I can’t breathe
        shortness of breath
        sin poder respirar
        no puedo respirar bien
        el inhalador no me hace nada y me falta el aire
    """,
    Emergency.SUICIDE: """
        me quiero matar
        me kiero matar
        mequiero matar
        me quiero morir
        quiero morirme
        quiero morir
        ya no quiero vivir
        ya no kiero vivir
        no quiero vivir más
        no quiero seguir viviendo
        no tengo ganas de vivir
        sin ganas de vivir
        ya no quiero vivir con este dolor
        no quiero vivir en este mundo
        no le encuentro sentido a la vida
        la vida ya no tiene sentido
        la vida no vale la pena
        no vale la pena vivir
        pienso en matarme
        estoy pensando en suicidarme
        he pensado en quitarme la vida
        quiero acabar con mi vida
        quiero acabar con todo
        quisiera dormirme y no despertar
        quisiera no despertar
        quiero desaparecer
        todos estarían mejor sin mí
        estaría mejor muerta
        quisiera estar muerto
        quiero hacerme daño
        quiero cortarme
        me voy a matar
        me corté las venas
        quiero tirarme de un puente
        mi hija dice que se quiere matar
        mi hermano intentó suicidarse anoche
        dice que se va a matar
        mi hijo se quiere morir
        ideación suicida
        ideación suicida activa con plan estructurado
        ideas de muerte recurrentes
        pensamientos suicidas
        intento de suicidio
        riesgo suicida alto
        intento autolítico con benzodiacepinas
        no niega ideación suicida
        niega insomnio, pero verbaliza ideas suicidas
        no quiero vivir asi
        no aguanto más esta vida
        no puedo más con mi vida
        quero morrer
        não quero mais viver
        quero me matar
        i want to die
        i want to kill myself
        suicidal thoughts
        me tomé todas las pastillas para morirme
        ganas de morir
        dejó una carta de despedida
    """,
    Emergency.BLEEDING: """
        no para de sangrar
        no deja de sangrar
        la herida no para de sangrar
        no puedo parar la sangre
        no se detiene la hemorragia
        sangra mucho
        está sangrando mucho
        está perdiendo mucha sangre
        hay mucha sangre
        le sale sangre a chorros
        se está desangrando
        sangrado profuso
        sangrado abundante
        sangrado activo
        sangrado vaginal abundante
        hemorragia posparto
        hemorragia masiva
        hemorragia digestiva alta
        hematemesis
        hematemesis y melena
        hemoptisis masiva
        vomita sangre
        está vomitando sangre
        vomité sangre
        tose sangre
        tos con sangre
        estoy embarazada y estoy sangrando
        sangrado en embarazo de 30 semanas
        lo apuñalaron
        le dieron un balazo
        herida de bala en el abdomen
        choque hipovolémico
        no tiene fiebre pero no para de sangrar
        niega dolor, sangrado profuso desde hace 1 hora
        não para de sangrar
        sangrando muito
        bleeding heavily
        coughing blood
        vomiting blood
        se cortó y sangra muchísimo
    """,
    Emergency.SEIZURE: """
        está convulsionando
        convulsionando
        mi hijo está combulsionando
        mi hijo esta convulcionando
        le dio una convulsión
        tuvo una convulsión
        convulsiona
        acaba de convulsionar
        crisis convulsiva
        crisis convulsiva tónico clónica generalizada
        status epiléptico
        estatus epiléptico
        estado epiléptico
        status convulsivo
        ataque epiléptico
        le está dando un ataque de epilepsia
        está botando espuma por la boca
        se le voltearon los ojos
        tiene los ojos en blanco y se sacude todo
        eclampsia
        qué hago si mi hijo está convulsionando
        no deja de convulsionar
        no para de convulsionar
        antecedente de epilepsia, hoy convulsionó dos veces
        niega trauma, presenta convulsiones
        convulsão
        he is having a seizure
        convulsionó hace 10 minutos
    """,
    Emergency.UNCONSCIOUS: """
        no despierta
        mi papá no despierta
        no reacciona
        no responde a estímulos
        mi abuelo está inconsciente
        se desmayó
        se desmalló
        se desmayó y no despierta
        perdió el conocimiento
        perdió la conciencia
        no tiene pulso
        no le encuentro el pulso
        no respira
        mi bebé no respira
        dejó de respirar
        paro cardíaco
        paro cardiorrespiratorio
        Glasgow 6
        glasgow de 7
        está en coma
        síncope
        no puedo despertarlo
        se está muriendo
        necesito una ambulancia
        se desplomó en la calle
        he passed out
        she is unconscious
        não respira
        sin pulso
    """,
    Emergency.POISONING: """
        se tomó cloro
        mi hijo tomó lejía
        mi bebé se tragó una pila
        tomó veneno para ratas
        se tomó un raticida
        ingirió plaguicida
        ingesta de paraquat
        bebió lavandina
        sobredosis
        sobredosis de paracetamol
        se tomó todas las pastillas
        se tomó un frasco de pastillas
        me tomé 20 pastillas
        tomó 30 comprimidos de clonazepam
        me picó un alacrán
        lo mordió una culebra
        mordedura de serpiente
        intoxicación por monóxido de carbono
        intoxicación por organofosforados
        se envenenó
        overdose
        accidente ofídico
    """,
}

QUIET = {
    "greetings and daily business": """
        hola
        buenos días doctor
        gracias
        quiero agendar una cita para mañana
        necesito una cita con cardiología
        ¿cuáles son mis próximas citas?
        muéstrame los documentos del paciente Juan Pérez
        el paciente se llama María López, cédula 12345678
        necesito los resultados de mis exámenes de sangre
        examen de sangre normal
        tipo de sangre O positivo
        banco de sangre
        quiero donar sangre
        sangre oculta en heces negativa
        me sacaron sangre para el laboratorio
        radiografía de tórax normal
        presión arterial 120/80, tórax sin alteraciones
        la consulta fue muy buena
        no puedo entrar a la página
        no puedo hablar ahora
        no puedo hablar con el doctor
        el doctor no responde mis mensajes
        no responde al tratamiento
        saturación 98%
        sat 97% al aire ambiente, fc 88
        SpO2 95%
        meta de saturación 88-92%
        Glasgow 15
        TA 130/80, FC 82, FR 18, sat 96%
    """,
    "lesser complaints": """
        me duele la cabeza
        dolor de cabeza
        tengo dolor de cabeza desde ayer
        cefalea tensional
        me duele la garganta
        tengo la garganta inflamada y fiebre
        tengo anginas
        me duele la espalda
        me duele el brazo por la vacuna
        me duele la barriga
        tengo fiebre y tos
        estoy resfriado
        tengo gripe y la nariz tapada
        no puedo respirar por la nariz
        no puedo dormir
        no tengo ganas de comer
        no quiero comer
        me sangran las encías cuando me cepillo
        sangrado de encías
        sangrado menstrual normal
        hemorragia subconjuntival
        hemorragia nasal leve
        se me hinchó el pie
        me picó una abeja y se me hinchó la mano
        tengo los ojos hinchados
        se me durmió la mano
        se me durmió el pie
        hormigueo en los dedos
        intoxicación alimentaria
        me dan mareos
        tengo acidez
        disnea de grandes esfuerzos
        disnea leve crónica
        dolor abdominal
        me duele la espalda y le doy pecho a mi bebé
        derrame pleural pequeño
        derrame articular en la rodilla
        tomo ácido fólico
        tomo losartán para la presión
        tomo 2 pastillas de paracetamol
        me tomé las pastillas que me recetó
        moretón morado en la pierna
        me falta dinero para la consulta
    """,
    "figures of speech": """
        me muero de risa
        me muero de hambre
        me estoy muriendo de sueño
        me quiero morir de la vergüenza
        me quiero morir de risa
        quiero morir de viejo
        esto me mata
        este trabajo me está matando
        mi jefe me quiere matar
        quiero matar a mi jefe
        me mata el dolor de cabeza
        sangre nueva en el equipo
        me ahogo en un vaso de agua
        me desmayo de hambre
        no quiero vivir en Lima
        no quiero vivir con mi suegra
        falta el aire acondicionado en la sala
        me quiero cortar el pelo
        quiero cortarme el cabello
        a lo hecho, pecho
        tomar a pecho las cosas
    """,
    "said not to be so": """
        niega dolor torácico
        niega fiebre, tos, dolor torácico y disnea
        Niega disnea, ortopnea, dolor precordial, síncope o palpitaciones.
        paciente niega dolor de pecho
        niego dolor de pecho
        sin dolor torácico
        sin dolor torácico ni disnea
        sin fiebre, tos ni dolor torácico
        sin disnea
        sin signos de dificultad respiratoria
        no dolor torácico, no disnea
        no ha convulsionado
        no convulsiona
        no está convulsionando
        no ha tenido convulsiones
        no presenta convulsiones
        no refiere dolor torácico
        no refiere fiebre ni dolor torácico
        no tiene dolor de pecho
        no tengo dolor de pecho
        no me duele el pecho
        no le duele el pecho
        ya no me duele el pecho
        no siento dolor en el pecho
        no es un infarto
        no es dolor de pecho, es de espalda
        nunca ha convulsionado
        nunca he tenido un infarto
        tampoco tiene dolor de pecho
        ni dolor de pecho ni falta de aire
        descarta ideación suicida
        se descarta infarto
        se descarta ACV
        infarto descartado
        niega ideación suicida
        niega ideas suicidas, niega plan
        sin ideación suicida
        no tiene ideación suicida
        no quiero matarme
        no me quiero matar
        no se quiere morir
        no quiero morir
        no me falta el aire
        no se desmayó
        no se ha desmayado
        no perdió el conocimiento
        sin pérdida del conocimiento
        sin sangrado activo
        sin hematemesis ni melena
        no vomita sangre
        no sangra mucho
        dolor torácico: no
        dolor torácico (-)
        Dolor torácico: negativo. Disnea: negativo.
        disnea negada
        convulsiones: niega
        negativo para ideación suicida
        dolor de pecho no tengo
        fiebre (-), dolor torácico (-), disnea (-)
        niega que le duela el pecho
        no hay dolor torácico
        ausencia de dolor torácico
        sin déficit neurológico
        sin focalidad neurológica
        no se le hinchó la lengua
        no chest pain
        denies chest pain or shortness of breath
        sem dor no peito
        nega dor no peito
        não tem dor no peito
        no tiene fiebre, tos ni dolor torácico
    """,
    "long ago, or another's": """
        antecedente de convulsiones en la infancia
        antecedentes: HTA, DM2, infarto en 2019
        antecedente de infarto
        antecedente de intento de suicidio en 2015
        APP: ACV en 2018, HTA
        historia de ACV
        infarto previo
        infarto antiguo en cara inferior
        secuelas de ACV
        tuvo un infarto en 2010
        tuve un infarto hace 5 años
        hace 10 años tuvo un infarto
        hace 3 años convulsionó
        convulsionó de niño
        convulsiones febriles en la infancia
        se desmayó hace 2 meses
        su padre murió de infarto
        mi abuelo falleció de un derrame cerebral
        mi mamá tuvo un ACV
        mi tía tuvo un derrame hace años
        antecedentes familiares: infarto en padre
        padre fallecido por infarto
        en 2015 tuvo un infarto
        antecedente de anafilaxia a penicilina
        epilepsia controlada
        toma valproato para las convulsiones
        paciente epiléptico en control
        murió por suicidio
        antecedentes de HTA, infarto y ACV
    """,
    "questions and teaching": """
        ¿qué es un ACV?
        que es un acv
        ¿qué es un infarto?
        ¿cuáles son los síntomas de un infarto?
        cuales son los sintomas de un infarto
        cuáles son los signos de un ACV
        protocolo de anafilaxia
        manejo de hemorragia posparto
        manejo del status epiléptico
        tratamiento de la crisis convulsiva en niños
        dosis de adrenalina en anafilaxia
        ¿cuál es la dosis de adrenalina para anafilaxia?
        criterios diagnósticos de anafilaxia
        guía de manejo del ACV isquémico
        diferencia entre angina inestable e infarto
        factores de riesgo de infarto
        causas de dolor torácico
        causas de disnea
        ¿cómo se trata el estatus epiléptico?
        ¿cómo prevenir un infarto?
        cómo reconocer un ACV
        explícame qué es una convulsión
        me puede explicar qué es un ACV
        tengo una duda: qué es un ACV
        prevención del suicidio
        escala de ideación suicida de Columbia
        primeros auxilios en caso de convulsión
        qué hacer en caso de convulsión
        qué hacer si alguien convulsiona
        ¿cuál es el manejo de un paciente con dolor torácico?
        diagnóstico diferencial de dolor torácico
        complicaciones del infarto
        signos de alarma: dolor torácico, disnea, sangrado abundante
        si presenta dolor torácico, acuda a urgencias
        acuda a urgencias si presenta dolor torácico o disnea
        en caso de dificultad respiratoria consulte a urgencias
        el ibuprofeno puede causar hemorragia digestiva
        riesgo de infarto
        para reducir el riesgo de ACV
        anafilaxia: definición y manejo
        infarto síntomas
        ¿qué medicamentos se usan en la anafilaxia?
        ¿qué laboratorios pido en un paciente con dolor torácico?
        fisiopatología de la anafilaxia
        epidemiología del suicidio en Colombia
        what is a stroke?
        symptoms of stroke
        quais são os sintomas de infarto
        rehabilitación después de un ACV en adultos mayores, información sobre fases
    """,
}


# Written to attack the rules after they stood, by kind of answer only; each once missed or might have been.
MORE_ALARMS = """
    Dr buenas me siento muy mal el pecho me aprieta demaciado
    tengo una presion aki en el pecho q no me deja
    me esta doliendo el pecho desde la mañana
    mi esposo tiene dolor en el pecho y esta sudando mucho
    siento q el corazon me aprieta
    siento que me da un infarto
    me va a dar un infarto
    mi papa esta pálido, sudando frio y se agarra el pecho
    dolor centrotorácico
    dolor en hemitórax izquierdo irradiado a mandíbula
    pcte con DT opresivo
    paciente con dolor tipo opresivo en región precordial, EVA 9/10
    dolor subesternal opresivo
    se me oprime el pecho
    me duele la boca del estomago y el brazo izquierdo
    SCACEST inferior
    ECG con supradesnivel del ST en cara inferior
    ataque cardiaco
    tengo el pecho trancado y no puedo respirar
    pecho apretado
    me duele el lado izquierdo del pecho
    me duele el tórax
    un dolor muy fuerte aquí en medio del pecho
    no he tenido fiebre pero sí dolor en el pecho
    no tengo tos. me duele el pecho
    sin fiebre pero con mucho dolor de pecho
    ¿es normal que me duela el pecho?
    será un infarto?
    no puedo repirar vien
    m falta el aire
    no me llega el aire
    siento q no me entra aire a los pulmones
    me estoy aogando
    mi niño respira muy rapido y se le hunde el pecho
    mi bebé tiene los labios azules
    la nena se puso azul
    mi abuelita está muy agitada, casi no puede respirar
    dificultá pa respirar
    le cuesta trabajo respirar
    no logra respirar
    se tragó un hueso y se está ahogando
    paciente con SatO2 78% con mascarilla
    satura 80
    saturación de oxígeno de 83%
    oxigenación en 75
    polipneico, tirajes, SpO2 86
    insuf respiratoria
    disnea de inicio súbito y dolor pleurítico
    edema agudo de pulmón
    no estoy pudiendo respirar
    no puede ni respirar
    ya no puede respirar
    mi mama amaneció con la boca torcida
    se le paralizó medio cuerpo
    no siente la mitad del cuerpo
    amanecio con la cara chueca
    de la nada empezó a hablar raro
    no coordina lo que dice, habla enredado
    no puede levantar el brazo izquierdo
    perdió la fuerza en la mitad del cuerpo
    se quedó sin fuerza en el brazo y pierna derecha
    hemiplejía izquierda de 1 hora de evolución
    afasia motora
    mi papá no puede hablar y tiene la cara caída
    tengo un dolor de cabeza espantoso que me empezó de golpe
    cefalea intensa de inicio brusco, la peor de su vida
    se me nubló la vista de repente
    perdió la vista de un ojo
    de repente no ve de un ojo
    se me durmio la cara
    se me adormecio media cara
    creo q le dio un derrame
    posible evc
    ACV isquémico agudo en ventana
    AIT
    isquemia cerebral transitoria
    pupilas anisocóricas, hemiparesia derecha
    se le esta hinchando la cara y la lengua
    tengo la lengua inchada
    se me cerro la garganta
    me pico una avispa y se me hincharon los labios
    comió camarones y le salieron ronchas y le cuesta respirar
    reaccion alergica fuerte
    choque anafiláctico
    quiero quitarme la vida
    ya no quiero estar en este mundo
    me quiero suicidar
    estoy pensando en acabar con todo
    nadie me va a extrañar si me muero
    mejor me muero
    mejor muerta
    ya no le veo sentido a vivir
    ya no aguanto vivir así
    tengo pensamientos de suicidio
    he pensado en matarme
    pienso en la muerte todo el tiempo, quiero morirme
    me corto los brazos
    mi hija se está cortando los brazos
    mi hija de 15 dice que no quiere vivir
    mi hermano amenaza con matarse
    paciente con ideación suicida estructurada
    refiere ideas de muerte
    intentó quitarse la vida ayer
    ingesta medicamentosa con fines autolíticos
    me quiero tirar por la ventana
    me voy a ahorcar
    no quiero despertar mañana
    quiero dejar de existir
    no encuentro razones para vivir
    la herida sangra un montón
    se cortó con un vidrio y no para la sangre
    le sale mucha sangre de la nariz y no para
    tiene una hemorragia
    vomitando con sangre
    vomitó sangre tres veces
    escupe sangre
    está sangrando por abajo y tiene 7 meses de embarazo
    puérpera con sangrado abundante
    HPP
    melena de 2 días
    evacuaciones negras como alquitrán
    se cortó el dedo con la sierra y se lo arrancó
    le pegaron un tiro
    se esta desangrando
    le esta dando un ataque y echa espuma
    esta temblando todo y no responde
    está convulcionando
    convulcion
    le dan convulsiones seguidas
    segundo episodio convulsivo hoy
    crisis tónico-clónicas generalizadas
    se le van los ojos para atrás y se pone tieso
    no me responde, está como dormido
    no despierta mi bebe
    esta inconciente
    se callo al piso y no reacciona
    perdio el sentido
    le dio un desmayo
    se desvaneció
    no le siento el pulso
    no está respirando
    dejó de respirar
    Glasgow 7/15
    ECG 8 puntos
    mi niño se tomo el cloro
    mi hijo se tragó una pila de reloj
    se tomó un montón de pastillas
    me tome como 40 pastillas
    se tomó una caja de clonazepam
    mi hermana se tomó veneno de ratas
    tomé demasiado paracetamol
    olió gas y está mareado
    me picó un escorpión
    le picó una víbora
    lo mordio una serpiente de cascabel
    falta d ar
    meu pai está com dor no peito
    minha mãe desmaiou
    quero me suicidar
    my dad is not breathing
    i feel like dying
    he had a stroke just now
    antecedente de asma, ahora no puede respirar
    no es ansiedad, me falta el aire
    no fumo, no bebo, tengo dolor de pecho
    niega tabaquismo y alcohol; dolor torácico opresivo hace 3 horas
    niega alergias, acude por disnea y dolor torácico
    niega otros síntomas además de dolor torácico
    consulta por dolor torácico
    hola doctora fijese que mi mamá trae un dolor en el pecho desde en la mañana
    oiga doc me dio un dolor bien feo en el pecho
    ando con dolor de pecho y el brazo dormido
    tengo una puntada en el pecho cuando respiro
    me agarro una opresion en el pecho che
    siento una cosa apretada en el pecho
    tengo como un hincón en el pecho
    le duele harto el pecho a mi viejo
    me late muy rápido el corazon y me duele
    el dolor del pecho no se me pasa con nada
    hace rato que me duele el pecho y se me va al cuello
    mi marido esta blanco como papel y con dolor en el pecho
    mi papá murió de infarto y me duele el pecho
    mi padre tuvo un infarto y hoy yo tengo el mismo dolor de pecho
    tengo miedo, me duele el pecho
    femenina 67a con dolor precordial y diaforesis
    dolor torácico típico, ECG con supra ST en V1-V4
    masculino de 45 años inicia hace 1 hora con dolor retroesternal
    infarto en curso
    paciente infartado en sala de choque
    no es muscular, es dolor de pecho opresivo
    niega disnea; refiere opresión torácica
    sin fiebre ni tos, refiere dolor torácico
    no mejora el dolor torácico
    persiste dolor torácico pese a morfina
    me siento ahogada
    estoy ahogandome
    no me pasa el aire
    me quedé sin aire al subir la escalera
    mi hijo se atragantó con una uva
    mi hija se puso morada
    está cianótico
    no alcanzo a respirar
    se me dificulta respirar
    me está costando respirar
    mi mama con covid tiene la saturacion en 84
    spo2 80% con reservorio
    saturacion 79 %
    sat O2: 86%
    disnea que progresa a ortopnea y DPN
    dificultad respiratoria marcada con tiraje
    asma severa, no puede hablar por la falta de aire
    siento que me asfixio
    le falta aire al bebé
    el bebe dejo de respirar unos segundos
    hola a mi suegro se le torcio la cara y no habla bien
    mi mamá se levantó hablando enredado
    tiene medio lado paralizado
    no siente el brazo ni la pierna derecha
    se le durmió todo el lado izquierdo
    no puedo mover un lado de mi cuerpo
    me dio un dolor de cabeza repentino y muy fuerte
    se me fue la vista de un ojo de repente
    de repente no podia hablar
    mi esposo no puede articular palabras
    paciente con afasia de 40 minutos
    desviación de comisura labial a la derecha y disartria
    derrame cerebral hace una hora
    stroke code, NIHSS 8
    se le puso la lengua gruesa y no puede hablar
    me comí una nuez y se me hincha la boca y la garganta
    siento la lengua hinchada
    los labios se me hincharon como bembas
    estoy teniendo una reacción alérgica severa
    posible anafilaxia por ceftriaxona
    no puedo tragar y se me cierra la garganta
    ya no le veo caso a vivir
    quiero q esto termine, me quiero morir
    estoy cansada de vivir
    no deseo vivir
    he intentado suicidarme
    mi amiga se quiere suicidar
    creo que mi hijo se quiere hacer daño
    tengo ganas de morirme
    tengo ganas de matarme
    me dan ganas de tirarme al metro
    a veces pienso que estaría mejor muerto
    quisiera no haber nacido
    ojalá me muera
    ojala no despertara mañana
    ya me despedí de todos, me voy a quitar la vida
    me tomé un frasco de pastillas para no despertar
    paciente con intento suicida por ahorcamiento
    ideación suicida sin plan
    presenta ideas suicidas pasivas
    niega plan pero refiere ideación suicida
    autolesiones en antebrazos
    pensamiento suicida
    la nariz no deja de sangrarle
    no le para la sangre
    se abrió la cabeza y le sale mucha sangre
    sangrado vaginal profuso con coágulos
    estoy botando mucha sangre
    está echando sangre por la boca
    tiene vómito con sangre
    vomitos en pozos de café
    herida por arma de fuego
    lo acuchillaron
    hemorragia que no cede con compresión
    STDA con hematemesis
    le cayó un ataque y está convulsionando
    mi bebe con fiebre alta y convulsiono
    convulsionó
    está en status
    paciente en estatus epileptico refractario
    no para de convulsionar hace 10 minutos
    lleva 5 minutos convulsionando
    se desmayo y se golpeo la cabeza
    mi mama perdio el conocimiento
    lo encontramos inconsciente
    no contesta ni abre los ojos
    no tiene pulso ni respira
    no esta respirando bien
    paro respiratorio
    ingresa con Glasgow de 5
    mi hijo se tomó un frasco de paracetamol
    se tomo como 15 pastillas de rivotril
    se metió cloro en la boca y lo tragó
    tomó raticida hace 30 minutos
    ingesta de órgano fosforado
    picadura de alacrán en niño de 3 años
    mordedura de víbora
    se intoxicó con gas
    sobredosis de fentanilo
    caiu e está inconsciente
    não consigo falar, boca torta
    he can't breathe and his lips are blue
    mire doctor que mi papá anda con un dolor en el pecho que le agarra hasta la espalda
    tengo 3 dias con presión en el pecho
    amanecí con dolor de pecho y ganas de vomitar
    me duele el pechito del lado izquierdo
    mi hijo de 5 años dice que le duele el pecho
    siento un dolor raro en el pecho, ¿voy a urgencias?
    pte de 70a c/ dolor torácico y sudoración
    cuadro de 1 hora de dolor precordial intenso, niega disnea
    dolor torácico en estudio, troponina pendiente
    no presenta fiebre, presenta dolor torácico
    no ha mejorado el dolor de pecho
    no tengo fiebre ni tos pero me duele el pecho
    el dolor de pecho me empezó hoy
    tuve dolor de pecho anoche
    se me sube un dolor del pecho a la quijada
    no agarro aire
    siento que no me alcanza el aire
    mi abuelo no respira bien y tiene los labios morados
    la guagua no puede respirar
    mi guagua está morada
    mi chamo se está ahogando
    mi wawa no respira
    estoy respirando muy mal
    necesita oxigeno, satura 70
    sat de 88 y bajando
    desaturación a 80%
    disnea mMRC 4 en reposo
    ayuda mi esposo no respira
    mi mujer quedó con media cara caída
    no puede levantar un brazo y habla como borracho
    se le trabó la lengua y no mueve la mano derecha
    de un momento a otro dejó de hablar
    se le cae un lado de la cara
    perdió el habla de repente
    me desperté con la mitad de la cara dormida
    hemiparesia fasciobraquiocrural
    paciente en ventana para trombolisis por ACV
    tengo la peor cefalea de mi vida
    comió maní y se está hinchando
    se me están hinchando los labios y la lengua
    me pusieron penicilina y me salieron ronchas y me falta el aire
    ya no puedo más, quiero morirme
    no le veo sentido a la vida
    estoy pensando en matarme
    mi hijo dijo que se iba a matar
    quiero suicidarme
    tengo pensamientos suicidas
    mi papá se quiere quitar la vida
    quisiera desaparecer para siempre
    me hice cortes en las venas
    mejor estar muerta
    preferiría estar muerto
    ideación autolítica
    se quiso matar con pastillas
    no para de sangrar la nariz
    mi esposa acaba de dar a luz y sangra mucho
    hemorragia vaginal
    vomito con coágulos de sangre
    perdió mucha sangre
    se hizo un corte profundo y le sale sangre a borbotones
    está convulsionando mi niña
    a mi hermano le dio convulsiones
    se puso morado y empezó a convulsionar
    crisis convulsiva en curso
    mi papá se desmayó en el baño
    no me responde y está frío
    está desmayado
    perdió el conocimiento dos minutos
    ya no respira
    se cayó de la escalera y está inconsciente
    mi hijo se tomó el insecticida
    se tragó varias pastillas de mi mamá
    tomó un frasco entero de acetaminofén
    me picó un alacrán y se me duerme la lengua
    le mordió una culebra en la finca
    intento de envenenamiento
    minha filha não consegue respirar
    my husband has chest pain and is sweating
    hematemesis, cuál es el manejo del shock
    Paciente con dolor torácico opresivo ¿qué dosis de aspirina doy?
    dolor torácico ¿cuál es el protocolo de infarto?
    convulsiona hace 5 min, dosis de diazepam?
    niega fiebre, niega tos, dolor torácico opresivo hace 2 horas
    no me duele la cabeza, vomito sangre, dolor de pecho
    mi papá tuvo un infarto y ahora mi hermano tiene dolor de pecho
    antecedente de ACV, hoy con hemiparesia súbita
    no tiene convulsiones pero no respira
    mi abuela murió de un derrame y a mi mamá se le torció la boca
    ¿qué hago? mi hijo se tragó una pila
    me falta el aire. ¿qué es la disnea?
    si me duele el pecho qué hago
    no sé qué hacer, me quiero morir
    no tengo a nadie, me quiero matar
    sin mejoría del dolor torácico
    no duermo por dolor de pecho
    ya no aguanto el dolor de pecho
    no solo me duele la cabeza, también el pecho
    no es la gastritis, me duele el pecho
    niega alcohol pero intentó suicidarse
    no niega ideas de muerte
    el dolor de pecho no se me quita
    el dolor en el pecho no mejora con reposo
    sangrado que no cede
    no puedo creer lo que pasa, mi hijo no respira
    sin querer se tomó el cloro
    no ha dejado de convulsionar
    no ha comido por el dolor de pecho
    no le duele la panza, le duele el pecho
"""

MORE_QUIET = """
    buenas tardes, quisiera saber los horarios de atención
    tengo cita con el cardiólogo por mi corazón
    me gustaria cambiar la cita del jueves
    ¿me pueden mandar la receta?
    tengo diabetes y presión alta
    la presión la tengo en 140/90
    me duele la rodilla al caminar
    mi hijo tiene fiebre de 38
    me salió una roncha en el brazo
    me duele el estómago después de comer
    tengo ardor al orinar
    me arde el estómago
    me pica la garganta
    tengo mucosidad
    estoy embarazada de 12 semanas y tengo náuseas
    tengo el periodo muy abundante?
    sangrado nasal leve
    me corté el dedo cocinando, ya paró
    sangre en la encía
    hematuria microscópica
    orina con sangre
    me duelen los pechos, estoy en mi periodo
    le doy de lactar y me duele el seno
    me da miedo hablar en público
    no puedo caminar bien por la rodilla
    no puedo mover el cuello
    tengo tortícolis
    se me duerme la mano por las noches
    tengo las manos dormidas al despertar
    no despierta en la noche por dolor
    el dolor no lo despierta
    mi hijo no quiere despertar temprano
    mi hijo no quiere ir a la escuela
    no quiero tomar más pastillas
    no quiero operarme
    no quiero vivir tan lejos del hospital
    me muero por unas vacaciones
    casi me muero del susto
    me mató la clase de pilates
    me quiero morir de la pena
    este dolor de muela me está matando
    estoy muerta de cansancio
    mi perro murió ayer
    se murió mi abuelo
    mi abuelo murió de cáncer
    se me fue el aire acondicionado
    necesito aire fresco
    la silla me aprieta
    el zapato me aprieta
    los lentes me aprietan la cara
    bebe mucho café
    tomé mucha agua
    tomó sus pastillas en la mañana
    se tomó la pastilla para la presión
    tomo clonazepam para dormir
    ¿puedo tomar paracetamol con ibuprofeno?
    ¿cuántas pastillas de paracetamol puedo tomar al día?
    limpié el baño con cloro
    uso cloro para limpiar
    compré una batería para el carro
    le cambié la pila al reloj
    me picó un mosquito
    me picaron los zancudos
    mi perro mordió a mi hijo? no, solo jugaba
    Paciente asintomático cardiovascular, niega angina, disnea o síncope
    Niega convulsiones, síncope, cefalea.
    Niega dolor torácico, palpitaciones, edema, disnea paroxística nocturna.
    No disnea, no ortopnea, no edemas.
    No refiere dolor torácico ni disnea de esfuerzo
    Tórax: simétrico, no doloroso a la palpación
    Exploración: dolor a la palpación abdominal. Tórax normal
    Dolor abdominal, tórax normal
    SNC: sin déficit, Glasgow 15, no focalización
    Neurológico: consciente, orientado, sin focalidad
    Cardiovascular: ruidos rítmicos, sin soplos. Pulmonar: murmullo vesicular conservado
    Cicatriz de esternotomía por infarto en 2012
    Control post infarto, asintomático
    Paciente con antecedente de ACV en 2018 sin secuelas
    AP: epilepsia en tratamiento con levetiracetam, última convulsión hace 2 años
    Antecedentes personales: intento de suicidio en la adolescencia
    AF: padre IAM a los 50 años
    madre con ACV a los 70 años
    hermano fallecido por suicidio
    Mi papá murió de un infarto hace 10 años
    mi abuela sufrió un derrame cerebral hace tiempo
    ¿el estrés puede causar un infarto?
    ¿los anticonceptivos aumentan el riesgo de ACV?
    ¿qué es la anafilaxia?
    qué es hemorragia subaracnoidea
    definición de status epiléptico
    criterios de ingreso en hemorragia digestiva
    escala NIHSS para ACV
    ¿cuál es la primera línea para estatus epiléptico?
    ¿qué dosis de diazepam uso en crisis convulsivas pediátricas?
    dosis de aspirina en síndrome coronario agudo
    ¿cuándo está indicada la trombólisis en el ACV isquémico?
    hablame sobre el suicidio en adolescentes
    ¿cómo puedo prevenir un derrame cerebral?
    cómo actuar ante una convulsión
    ¿qué hago si alguien se desmaya?
    tratamiento de la anafilaxia en embarazadas
    clasificación de la disnea mMRC
    escala de disnea de Borg
    causas de dolor torácico no cardiaco
    ¿cuáles son los signos de alarma de un ACV?
    resumen de la guía de hemorragia posparto
    nota: se explica signos de alarma (dolor torácico, disnea, sangrado)
    se dan signos de alarma: dificultad para respirar, convulsiones, no despierta
    si hay sangrado abundante acudir a urgencias
    regrese si tiene dolor de pecho o dificultad para respirar
    en caso de convulsión llamar a emergencias
    profilaxis anticonvulsivante
    preeclampsia leve en control
    amenaza de aborto sin sangrado
    no ha vuelto a convulsionar
    no ha vuelto a tener dolor de pecho
    hace un año no convulsiona
    lleva 2 años sin convulsiones
    libre de convulsiones desde 2020
    ya respira bien
    ya puede respirar bien
    respira sin dificultad
    sin dificultad para respirar
    respiro bien
    puede hablar bien, mueve las cuatro extremidades
    no se ahoga al caminar
    no le falta el aire
    no tiene falta de aire
    no he perdido el conocimiento
    no me he desmayado
    no hay ideas de muerte ni suicidas
    niega ideas de muerte o de suicidio
    no presenta ideación suicida, niega alucinaciones
    PHQ-9 de 4, sin ideación autolítica
    no tiene hinchazón de labios ni lengua
    sin angioedema
    lengua sin edema
    no tiene la boca torcida
    no tiene sangrado
    sin sangrado
    no hay hemorragia
    PCR 12 mg/L, leucocitos normales
    saturando bien
    satura 94% ambiente
    la satisfacción fue del 80%
    tengo 85 años y presión alta
    temperatura 36.5, sat 99
    eu tenho dor de cabeça
    what are the symptoms of a heart attack
    no shortness of breath
    hola doctora, ¿cómo está?
    quiero sacar turno con clínica médica
    tengo una consulta sobre mis análisis
    me podría enviar la orden para la radiografía de tórax
    cambio de cita por favor
    el electro salió normal
    me hicieron un ecocardiograma, todo bien del corazón
    mi corazón está bien según el doctor
    tengo el colesterol alto y miedo al infarto
    me duele la muela
    tengo la cara hinchada por una muela
    me duele la panza y tengo diarrea
    tengo dolor de garganta y de cabeza
    me duelen las piernas
    tengo dolor lumbar
    dolor de espalda baja
    dolor en la pierna izquierda
    tengo migraña desde hace años
    cefalea leve de 3 días, sin signos de alarma
    dolor de cabeza leve
    tos seca sin dificultad respiratoria
    tos con flema
    tengo la nariz congestionada
    me cuesta dormir
    me cuesta levantarme temprano
    tengo problemas para dormir
    me falta energía
    le falta hierro
    tengo anemia
    estoy triste desde hace unas semanas
    me siento ansioso
    llevo días llorando
    no tengo ganas de salir
    no quiero ir al trabajo
    quiero vivir muchos años
    quiero dejar de fumar
    quiero morir de amor
    me muero de ganas de verte
    casi me ahogo de la risa
    me ahogo en trabajo
    me rompieron el corazón
    esa noticia me dejó sin aliento
    la pastilla me hinchó los pies
    tengo los tobillos hinchados
    mi hijo tiene el labio partido
    labios secos y partidos
    tengo un afta en la lengua
    lengua blanca
    se me durmió el pie de estar sentado
    me quedé dormido de lado
    duermo del lado izquierdo
    mi bebé se durmió tarde
    mi hijo aún no habla bien, tiene 2 años
    habla mal de los demás
    mi hija habla mucho
    no puedo hablar inglés
    no veo bien de lejos
    veo borroso sin lentes
    tengo un ojo rojo
    parálisis cerebral infantil
    tuve parálisis facial de niño
    me sangra la nariz a veces
    me sangró un poquito la herida
    la herida ya no sangra
    menstruación abundante desde siempre
    prueba de sangre
    me van a sacar sangre mañana
    presión alta y problema del corazón
    moretones en los brazos
    se cayó y tiene el pie morado
    uñas moradas por el golpe
    tomo tres pastillas al día
    me tomé dos pastillas para dormir
    tomé mucha cerveza ayer
    tomó agua con gas
    tomo insulina
    mi perro se tragó un juguete
    me picó una hormiga
    Niega DT, disnea, palpitaciones, síncope, edema.
    Asintomático. Niega angor, disnea, síncope.
    Paciente niega cefalea, mareos, convulsiones, pérdida de conciencia o déficit motor.
    No presenta disnea ni dolor precordial.
    No refiere dolor precordial, disnea ni síncope.
    No ha presentado nuevos episodios de dolor torácico.
    No ha presentado crisis convulsivas desde 2021.
    Sin dolor precordial, sin disnea, sin edemas.
    Sin datos de dificultad respiratoria ni sangrado activo
    Sin evidencia de sangrado activo
    No sangrado activo, no hematemesis
    Sin convulsiones, sin focalización.
    Afebril, eupneico, sat 98%
    Se descarta síndrome coronario agudo
    Troponinas negativas, se descarta infarto
    No hay ideación suicida ni autolesiva.
    Niega ideación o plan suicida.
    Paciente sin ideas de muerte, ideación suicida negada.
    Riesgo suicida: negado
    Antecedentes patológicos: HTA, DM, ACV 2017, IAM 2015
    APP: IAM hace 4 años con stent
    Infarto de miocardio en 2014, actualmente asintomático
    Antecedente quirúrgico: drenaje de hemorragia subdural en 2010
    Antecedente de convulsiones febriles
    Antecedentes familiares: madre con ACV, padre con IAM
    AHF: padre finado por infarto
    mi hermano se suicidó hace 5 años
    mi abuela murió de un derrame
    mi mamá falleció por un paro cardiaco
    su hermano falleció por sobredosis
    tuvo un intento de suicidio en 2010
    cuando era niño convulsionaba
    convulsionó a los 3 años
    le dio un infarto en 2016
    tuvo un ACV hace 3 años
    me operaron después de un infarto en 2020
    ¿qué alimentos previenen un infarto?
    ¿qué diferencia hay entre un infarto y un paro cardíaco?
    ¿cuánto tiempo dura la recuperación de un ACV?
    ¿es hereditario el derrame cerebral?
    ¿qué significa disnea?
    ¿a qué se debe la disnea?
    ¿cuáles son las causas de hemoptisis?
    ¿cuál es el tratamiento de elección en status epiléptico?
    ¿qué antibiótico uso en neumonía?
    ¿cuánta adrenalina se pone en anafilaxia pediátrica?
    dame el protocolo para hemorragia posparto
    pasos del código infarto
    código ictus: criterios de activación
    mecanismo de la cianosis
    quiero información sobre prevención de suicidio
    necesito una guía de manejo de sobredosis de paracetamol
    Resuma los criterios de Duke y los signos de ACV
    contraindicaciones de la trombólisis en ACV
    Indicaciones al alta: consultar si presenta disnea, dolor de pecho o sangrado
    Se explican pautas de alarma: acudir si dolor torácico, disnea o síncope
    vigilar datos de alarma como convulsiones o sangrado
    si convulsiona, llame al 123
    ¿puede la aspirina provocar sangrado?
    vacuna contra COVID y riesgo de trombosis cerebral
    charla sobre prevención del suicidio mañana
    curso de RCP y paro cardiorrespiratorio
    artículo sobre derrame cerebral
    how is anaphylaxis treated?
    no tengo dolor en el pecho ni me falta el aire
    ya no me falta el aire, gracias
    ¿a qué hora abre la farmacia?
    necesito certificado médico
    mi hijo tiene varicela
    tengo alergia al polen
    tengo ronchas en el brazo por el mosquito
    rinitis alérgica
    me duele el hombro derecho
    me duele la mandíbula al masticar
    dolor en el codo
    dolor menstrual fuerte
    me dan agruras
    tengo gastritis y ardor en la boca del estómago
    palpitaciones ocasionales con café
    estoy cansado
    mi mamá tiene Alzheimer y se le olvidan las cosas
    mi abuela no escucha bien
    hoy amanecí con mareo leve
    tengo insomnio
    tengo ansiedad por los exámenes
    me siento triste
    estoy harta de mi jefe
    quiero matar las hormigas de la casa
    quiero perder peso
    me muero de calor
    me mata de risa
    se me fue la sangre a los pies del susto
    análisis de sangre en ayunas
    ¿cuánto cuesta un examen de sangre?
    glucosa en sangre de 90
    sangra poquito al cepillarse
    mi bebé tiene cólicos
    mi bebé no quiere pecho
    leche de pecho
    dejé de dar pecho hace un mes
    bulto en el pecho izquierdo
    el agua con cloro irrita los ojos
    tomo vitaminas todos los días
    me tomé el jarabe
    tomó su tratamiento completo
    tomo aspirina por infarto previo
    Control prenatal normal, sin sangrado
    Paciente estable, niega dolor, niega disnea.
    Niega: fiebre, dolor torácico, disnea.
    REVISIÓN POR SISTEMAS: niega cefalea, síncope, convulsiones
    dolor torácico: niega; disnea: niega
    Refiere cefalea leve, niega convulsiones o pérdida de la conciencia
    Sin alteraciones, no dolor torácico
    no tiene disnea, ni dolor de pecho, ni palpitaciones
    nunca ha tenido dolor de pecho
    nunca se ha desmayado
    ha negado ideas suicidas
    no hay riesgo suicida actual
    no ha tenido ideas de muerte
    IAM antiguo
    ACV antiguo en TAC
    secuelas de hemorragia cerebral
    portador de stent por IAM en 2018
    tuvo convulsiones en la infancia
    se intentó suicidar hace 10 años
    mi tío murió de un infarto
    falleció por ACV
    mi abuelita tuvo un derrame en 2012
    ¿qué causa un derrame cerebral?
    ¿qué es una embolia cerebral?
    ¿en qué consiste el síndrome coronario agudo?
    ¿cuáles son los factores de riesgo de ACV?
    ¿cómo se previene el suicidio?
    tratamiento de intoxicación por organofosforados
    manejo inicial de anafilaxia
    antídoto para sobredosis de benzodiacepinas
    ¿cuál es el antídoto en intoxicación por paracetamol?
    manejo de la mordedura de serpiente
    dosis de labetalol en ACV hemorrágico
    criterios de Glasgow
    ¿qué puntaje de Glasgow es coma?
    ¿cuándo pedir troponinas en dolor torácico?
    diferencia entre síncope y convulsión
    si tiene dificultad para respirar vaya a emergencias
    señales de alarma: dolor de pecho, falta de aire
    Plan: signos de alarma explicados (disnea, dolor torácico), control en 1 mes
    educación sobre signos de ACV
    se educa sobre cuándo consultar: dolor torácico, disnea
    no me duele el pecho, me duele la panza
    no le duele el pecho ni le falta el aire
    ¿En anafilaxia cuál es la dosis de adrenalina?
    en status epiléptico, cuál es la primera línea de manejo
    niega dolor torácico; acude por control
    sin dolor en el pecho ni en la espalda
    no hay dolor, no hay disnea, no hay síncope
    no tuvo convulsiones ni perdió el conocimiento
    no ha tenido ni dolor de pecho ni disnea
    mi papá murió de un infarto, vengo por un chequeo
    hace 5 años me dio un infarto
    me operaron del corazón en 2015
    dice que no tiene ideas de matarse
    nunca ha intentado suicidarse
    jamás ha pensado en suicidarse
"""


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


ALARMING = [(emergency, line) for emergency, block in ALARMS.items() for line in _lines(block)]
ANY_ALARM = [*(line for _, line in ALARMING), *_lines(MORE_ALARMS)]
CALM = [*(line for block in QUIET.values() for line in _lines(block)), *_lines(MORE_QUIET)]

UNRELATED = (
    "Hola.",
    "Buenas tardes doctor.",
    "¿A qué hora abre la farmacia?",
    "Mi cita es el jueves.",
    "Niega alergias.",
    "No tiene fiebre.",
    "¿Qué es la diabetes?",
    "Antecedente de apendicectomía.",
    "Su padre murió de cáncer.",
    "Gracias.",
)


def _found(message: str) -> set[Emergency]:
    flag = screen(message)
    return set(flag.emergencies) if flag else set()


@pytest.mark.parametrize(("emergency", "message"), ALARMING)
def test_an_emergency_is_seen(emergency: Emergency, message: str) -> None:
    assert emergency in _found(message)


@pytest.mark.parametrize("message", _lines(MORE_ALARMS))
def test_an_emergency_told_otherwise_is_seen(message: str) -> None:
    assert _found(message)


@pytest.mark.parametrize("message", CALM)
def test_no_alarm_without_an_emergency(message: str) -> None:
    assert _found(message) == set()


def test_two_emergencies_stand_in_order_of_urgency_with_one_call_line() -> None:
    flag = screen(
        "me quiero matar, me tomé todas las pastillas y ahora me duele el pecho y no puedo respirar"
    )
    assert flag is not None
    assert flag.emergencies == (
        Emergency.BREATHLESSNESS,
        Emergency.CHEST_PAIN,
        Emergency.POISONING,
        Emergency.SUICIDE,
    )
    assert flag.text.count("Llame ahora") == 1
    assert flag.text.count("no reemplaza") == 1


@pytest.mark.parametrize("emergency", Emergency)
def test_every_emergency_says_whom_to_call_and_what_to_do(emergency: Emergency) -> None:
    text = RedFlag.of([emergency]).text
    assert text.startswith("POSIBLE EMERGENCIA: ")
    assert text.index("Llame ahora") < text.index("Mientras llega la ayuda") < text.index("no debe conducir")
    assert len(text) < 1200


def test_suicide_is_never_left_alone() -> None:
    assert "No se quede solo" in RedFlag.of([Emergency.SUICIDE]).text


@given(st.lists(st.sampled_from(Emergency), min_size=1))
def test_a_flag_holds_each_emergency_once_whatever_the_order_found(found: list[Emergency]) -> None:
    flag = RedFlag.of(found)
    assert flag == RedFlag.of(reversed(found))
    assert sorted(flag.emergencies, key=list(Emergency).index) == list(flag.emergencies)
    assert set(flag.emergencies) == set(found)


@given(st.sampled_from([*ANY_ALARM, *CALM]))
def test_case_accents_and_spacing_do_not_change_the_result(message: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", message) if not unicodedata.combining(c))
    for variant in (message.upper(), message.lower(), plain, unicodedata.normalize("NFD", message)):
        assert _found(variant) == _found(message)
    assert _found(f"  {message.replace(' ', '   ')} ") == _found(message)


@given(st.sampled_from(ANY_ALARM), st.sampled_from(UNRELATED), st.sampled_from(UNRELATED))
def test_an_unrelated_sentence_never_removes_an_alarm(message: str, before: str, after: str) -> None:
    assert _found(f"{message}. {after}") >= _found(message)
    assert _found(f"{before} {message}") >= _found(message)
    assert _found(f"{before}\n{message}\n{after}") >= _found(message)


@given(st.sampled_from(CALM), st.sampled_from(UNRELATED))
def test_an_unrelated_sentence_never_adds_an_alarm(message: str, unrelated: str) -> None:
    assert _found(f"{unrelated} {message}. {unrelated}") == set()


@given(st.sampled_from(ANY_ALARM), st.sampled_from(CALM))
def test_a_calm_sentence_before_or_after_does_not_hide_an_alarm(message: str, calm: str) -> None:
    assert _found(f"{calm}. {message}") >= _found(message)
    assert _found(f"{message}. {calm}") >= _found(message)


@given(st.sampled_from(ANY_ALARM), st.from_regex(r"[a-z]{12,20}", fullmatch=True))
def test_the_text_holds_no_word_of_the_caller(message: str, secret: str) -> None:
    flag = screen(f"Soy {secret}. {message}. Firma {secret}")
    assert flag is not None
    assert secret not in flag.text
    assert flag.text == RedFlag.of(flag.emergencies).text


@given(st.text())
def test_any_text_is_answered_and_always_the_same(text: str) -> None:
    assert screen(text) == screen(text)


@given(
    st.sampled_from(["dolor de pecho", "esta convulsionando", "no puedo respirar", "pensamientos suicidas"]),
    st.data(),
)
def test_one_slip_of_the_thumb_does_not_hide_an_alarm(message: str, data: st.DataObject) -> None:
    words = message.split()
    at = data.draw(st.sampled_from([i for i, word in enumerate(words) if len(word) > 4]))
    typed = data.draw(st.sampled_from([slip for slip in slips(words[at]) if fold(slip) not in _REAL]))
    assert _found(" ".join([*words[:at], typed, *words[at + 1 :]]))


@pytest.mark.parametrize(
    "flood", ["no ", "a,", ".", "\n", " ", "sin dolor ", "dosis de ", "é", "\ufdfa", "e\u0301", "\ud800"]
)
def test_a_megabyte_of_nothing_raises_no_alarm_and_hides_none(flood: str) -> None:
    hostile = (flood * (1_000_000 // len(flood)))[:1_000_000]
    assert screen(hostile) is None
    assert _found(f"me duele el pecho. {hostile}") == {Emergency.CHEST_PAIN}
    assert _found(f"{hostile}. Me duele el pecho") == {Emergency.CHEST_PAIN}


@pytest.mark.parametrize("before", [4_950, 4_990, 4_996, 4_999, 5_000, 5_010, 5_140, 10_000, 30_000])
def test_a_sentence_without_end_hides_no_alarm(before: int) -> None:
    """It is read in pieces; wherever the alarm stands, one of them has it whole."""
    words = "la tos del lunes y el mareo no es de la mama con dolor ni fiebre o algo".split()
    endless = " ".join(words[number % len(words)] for number in range(before))
    assert _found(f"{endless} me duele desde ayer mucho el pecho {endless}") == {Emergency.CHEST_PAIN}
    assert _found(f"{endless} {endless}") == set()


@pytest.mark.parametrize("message", ["esta temblando y no responde", "no responde", "no responde\n"])
def test_what_an_alarm_needs_at_the_end_of_a_sentence_may_be_the_end_of_the_message(message: str) -> None:
    assert Emergency.UNCONSCIOUS in _found(message)


@pytest.mark.parametrize(
    "message", ["Paracetamol, p. ej.", "P/A 120/80", "vitamina p", "P: control en un mes"]
)
def test_one_letter_is_no_abbreviation_of_a_haemorrhage(message: str) -> None:
    assert _found(message) == set()
    assert _found(f"{message}. HPP severa") == {Emergency.BLEEDING}


def test_a_concept_nobody_defined_is_an_error() -> None:
    with pytest.raises(KeyError):
        LANGUAGE.compile("PAIN ~2 NOWHERE")


@pytest.mark.parametrize("opens", ["~2 DISEASE", "!muy DISEASE"])
def test_a_frame_says_what_it_starts_with(opens: str) -> None:
    with pytest.raises(ValueError, match="starts"):
        LANGUAGE.frame(["NO", opens], "")


def test_a_malformed_gap_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a gap"):
        LANGUAGE.compile("PAIN !leve|~2:CHEST")


_REAL = {fold(word) for word in REAL_WORDS}
