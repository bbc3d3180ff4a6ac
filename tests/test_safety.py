"""Promise 9: an emergency in the message is seen without model, tools or registry, and nothing else is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.safety import Emergency, RedFlag, screen

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
        me duele
        el pecho
    """.replace("me duele\n        el pecho\n", ""),
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


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


ALARMING = [(emergency, line) for emergency, block in ALARMS.items() for line in _lines(block)]
CALM = [line for block in QUIET.values() for line in _lines(block)]


@pytest.mark.parametrize(("emergency", "message"), ALARMING)
def test_an_emergency_is_seen(emergency: Emergency, message: str) -> None:
    flag = screen(message)
    assert flag is not None
    assert emergency in flag.emergencies


@pytest.mark.parametrize("message", CALM)
def test_no_alarm_without_an_emergency(message: str) -> None:
    assert screen(message) is None
