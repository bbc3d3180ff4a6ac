from tests.crash.test_any_order import *


def test_r(settings_of):
    class Here(AnyOrder):
        make_settings = staticmethod(settings_of)

    log = []
    import tests.crash.faults as F

    orig = F.FaultyStore._do
    ids = {}

    def do(self, op, key, work):
        i = ids.setdefault(id(self), len(ids))
        if op != "folders" and "alias" not in key:
            log.append((i, op, key[-55:]))
        try:
            return orig(self, op, key, work)
        except BaseException as e:
            log.append((i, op, key[-55:], repr(e)))
            raise

    F.FaultyStore._do = do
    state = Here()
    try:
        t = state.take

        async def take(which, said):
            log.append(f"--- {which} {said}")
            try:
                return await t(which, said)
            finally:
                log.append(f"=== {which} {said} {state.answered.get(said) and state.answered[said].message}")

        state.take = take
        B_ = "Ahora las notas del paciente Maria_Garcia. "
        state.say(start="", tool=False, trouble=Trouble("fail", "write *.json", 1, True), which=0)
        state.say_while_the_other_does(
            other=B_, start="", trouble=Trouble("fail", "write record", 3, True), which=1
        )
        state.retry(pick=73, trouble=None, which=1)
        state.say(start=B_, tool=False, trouble=Trouble("kill", "write record", 3, False), which=0)
        state.retry(pick=40, trouble=Trouble("fail", "write record", 1, False), which=1)
        state.teardown()
    finally:
        print(*log, sep="\n")


del test_the_promises_hold_in_any_order
