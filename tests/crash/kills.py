"""Kill -9 at a named step of a turn, a bind, a switch or a retry; then look whether anything was lost.

The steps are those of `tests.crash.faults`; `at` counts them from the turn's start. Each case names a step
that its turn certainly takes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from agents.sessions.file import FileStore
from agents.sessions.store import Store
from tests.crash.promises import assert_sound, assert_stock_reads, release, times_kept
from tests.crash.server import TOOL_WORD
from tests.crash.servers import Answer, Died, Server, Servers

IS_A, IS_B = "Esta sesión es del paciente {a}.", "Ahora las notas del paciente {b}."
_JSON = ("write session.json", "write agent.json")


@dataclass(frozen=True)
class Plan:
    """`before` are turns that are answered; `fatal` is not. `steps`: how often the fatal turn takes each."""

    name: str
    before: tuple[str, ...]
    fatal: str
    steps: dict[str, int]
    retries: tuple[str, int, bool] | None = (
        None  # the fatal request is sent again after a kill (step, at, after)
    )


PLANS = (
    Plan("first", (), "Hola", {"write record": 2, "write message": 2, **dict.fromkeys(_JSON, 1)}),
    Plan("turn", (IS_A,), f"La {TOOL_WORD}", {"write record": 2, "write message": 4}),
    Plan(
        "bind",
        ("Fiebre", "Tos"),
        IS_A,
        {
            "write record": 3,
            "write message": 6,
            "write alias": 2,
            "delete message": 4,
            **dict.fromkeys(_JSON, 1),
        },
    ),
    Plan(
        "switch",
        (IS_A,),
        IS_B,
        {"write record": 2, "write message": 2, "write alias": 2, **dict.fromkeys(_JSON, 1)},
    ),
    Plan(
        "retry",
        (IS_A,),
        f"La {TOOL_WORD}",
        {"write record": 2, "write message": 3},
        retries=("write message", 2, False),
    ),
    Plan(  # the tool's call is stored, and its result is not: it is not called again
        "retry, tool called",
        (IS_A,),
        f"La {TOOL_WORD}",
        {"write record": 2, "write message": 2},
        retries=("write message", 2, True),
    ),
)


@dataclass(frozen=True)
class Kill:
    plan: Plan
    step: str
    at: int
    after: bool

    @property
    def name(self) -> str:
        return f"{self.plan.name}: {self.step}"


def all_kills() -> list[list[Kill]]:
    """By name: every way to die there."""
    return [
        [Kill(plan, step, at, after) for at in range(1, times + 1) for after in (False, True)]
        for plan in PLANS
        for step, times in plan.steps.items()
    ]


def rounds(count: int) -> Iterator[Kill]:
    """So many kills, spread evenly over the names."""
    by_name = [cycle(kills) for kills in all_kills()]
    for _, kills in zip(range(count), cycle(by_name), strict=False):
        yield next(kills)


def words(number: int) -> str:
    """A word that stands in one message alone and looks like nobody's name or number."""
    letters = "abcdefghij"
    return "z" + "".join(letters[int(digit)] for digit in f"{number:06d}") + "x"


@dataclass
class Killer:
    """Runs kills against one store; `store` is this process's own view of it. No two sessions share patients:
    whoever is known has no alias to write."""

    servers: Servers
    store: Store
    environment: dict[str, str]
    used: int = 0
    sessions: int = 0

    @property
    def _late(self) -> bool:
        """Whether what a server asked of its store last may be done when it is long dead."""
        return not isinstance(self.store, FileStore)

    def kill(self, kill: Kill, session: str) -> None:
        """Raises AssertionError for a broken promise, or when the server outlived its kill."""
        self.sessions += 1
        kept, said = [], self._said(kill.plan.fatal)
        if kill.plan.retries:
            kept += self._die(Kill(kill.plan, *kill.plan.retries), session, said, kill.plan.before)
            release(self.store, session)
            self._die(kill, session, said, ())
        else:
            kept += self._die(kill, session, said, kill.plan.before)
        release(self.store, session)
        self._recover(session, said, kept)

    def _die(self, kill: Kill, session: str, said: tuple[str, str], before: tuple[str, ...]) -> list[str]:
        """The words that were acknowledged before it died."""
        server = self.servers.start(self.environment, kill.step, kill.at, after=kill.after)
        kept = []
        for start in before:
            text, word = self._said(start)
            answer = server.ask(session, text, word)
            assert answer.status == 200, answer
            assert answer.body["session_info"]["notes_saved"] is True
            kept.append(word)
        server.arm()
        try:
            answer = server.ask(session, *said)
        except Died:
            assert self.servers.reap(server) == 9
            return kept
        self.servers.end(server)
        raise AssertionError(f"{kill.name} {kill.at}: it survived, and answered {answer}")

    def _recover(self, session: str, said: tuple[str, str], kept: list[str]) -> None:
        server = self.servers.start(self.environment)
        try:
            first, second = (self._answered(server, session, said) for _ in range(2))
            assert first.text == second.text, "two answers"
            self._answered(server, session, self._said("Sigue igual."))
        finally:
            self.servers.end(server)
        for word in (*kept, said[1]):
            assert times_kept(self.store, word, session, left=self._late) == 1, f"{word} is lost or doubled"
        assert_sound(self.store, session, left=self._late)
        assert_stock_reads(self.store, session)

    def _answered(self, server: Server, session: str, said: tuple[str, str]) -> Answer:
        """Once more for a lease that the dead server's last write brought: it may arrive after its death."""
        answer = server.ask(session, *said)
        if answer.status == 409 and answer.retry_after and self._late:
            release(self.store, session)
            answer = server.ask(session, *said)
        assert answer.status == 200, f"{answer.status}: {answer.body}"
        return answer

    def _said(self, start: str) -> tuple[str, str]:
        """A message, and the word in it that is also its messageId."""
        self.used += 1
        word = words(self.used)
        start = start.format(a=f"Juan_Perez_{self.sessions}", b=f"Maria_Garcia_{self.sessions}")
        return f"{start} Anota {word}.", word
