"""First, warm and cold turns of each contestant over the same S3, 30 ms away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks.contestants import (
    FIRST,
    WINDOW,
    Contestant,
    Ours,
    Snapshot,
    StockCached,
    StockRebuilt,
    Turn,
    begin,
    window_for_stock,
)
from benchmarks.model import TimedModel
from benchmarks.s3_world import World, world

LATENCY_MS = 30
MODEL_SECONDS = 0.2
LENGTHS = (10, 100, 1_000, 5_000)
WARM = (20, 60)  # messages: inside the window of 40, and past it, where stock managers count what they drop
_REPEATS = 7


@dataclass(frozen=True)
class Row:
    """One kind of turn of one contestant. `added` is in seconds: all but the model's own time."""

    who: str
    kind: str
    requests: int
    before: int
    during: int
    after: int
    in_all: int
    added: float
    dollars: float


@dataclass(frozen=True)
class Bar:
    """Something that has to hold."""

    text: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def measure() -> Iterator[Row]:
    """Row by row: `ROWS` of them."""
    with world(LATENCY_MS) as here:
        for kind in _CONTESTANTS:
            yield from _short(here, kind)
        for length in LENGTHS:
            yield from _cold(here, length)
        yield from _instant(here)


_CONTESTANTS = (StockRebuilt, StockCached, Snapshot, Ours)
ROWS = len(_CONTESTANTS) * (1 + len(WARM)) + 2 * len(LENGTHS) + 3


def _short(here: World, kind: type[Contestant]) -> Iterator[Row]:
    """First turns, and turns in a session of so many messages whose agent is warm where it can be."""
    contestant, name = kind(here, TimedModel(MODEL_SECONDS)), kind.__name__
    numbers = iter(range(100))
    yield _row(here, contestant, "first", lambda: contestant.measure(f"{name}-{next(numbers)}", FIRST))
    for messages in WARM:
        session = f"{name}-warm-{messages}"
        contestant.model.seconds = 0.0
        for number in range(messages // 2):
            contestant.measure(session, FIRST if number == 0 else f"Dato {number}")
        contestant.model.seconds = MODEL_SECONDS
        again = partial(contestant.measure, session, "Otro dato")
        yield _row(here, contestant, f"warm, {messages}", again)
    contestant.close()


def _cold(here: World, length: int) -> Iterator[Row]:
    """The first turn after a restart, in a session of about this length that ours wrote."""
    for kind in (StockRebuilt, Ours):
        contestant, session = kind(here, TimedModel(MODEL_SECONDS)), f"cold-{length}-{kind.__name__}"
        begin(here, session, length)
        if kind is StockRebuilt:
            window_for_stock(here, session, length)
        yield _row(here, contestant, f"cold, {length:,}", partial(_resumed, contestant, session))
        contestant.close()


def _resumed(contestant: Contestant, session: str) -> Turn:
    contestant.forget()
    return contestant.measure(session, "¿Qué te dije?")


def _instant(here: World) -> Iterator[Row]:
    """Ours with a model that takes no time: everything in series shows."""
    ours = Ours(here, TimedModel(0.0))
    numbers = iter(range(100))
    yield _row(here, ours, "instant, first", lambda: ours.measure(f"instant-{next(numbers)}", FIRST))
    yield _row(here, ours, "instant, warm", lambda: ours.measure("instant-1", "Otro dato"))
    yield _row(here, ours, "instant, cold", partial(_resumed, ours, "instant-1"))
    ours.close()


def _row(here: World, contestant: Contestant, kind: str, turn: Callable[[], Turn]) -> Row:
    """One turn behind the gate for what is counted, then some for the time: their median."""
    with here.gated():
        counted = turn()
    return Row(
        contestant.name,
        kind,
        requests=len(counted.traffic.requests),
        before=counted.before,
        during=counted.during,
        after=counted.after,
        in_all=counted.traffic.round_trips,
        added=median(turn().added for _ in range(_REPEATS)),
        dollars=counted.traffic.dollars_a_million,
    )


def bars(rows: list[Row]) -> list[Bar]:
    """What issue after issue must keep to; ratios are within this run."""
    by = {(row.who, row.kind): row for row in rows}
    ours = {kind: row for (who, kind), row in by.items() if who == "ours"}
    rebuilt, cached = by["stock, rebuilt", "warm, 20"], by["stock, cached", "warm, 60"]
    cold = [row for kind, row in ours.items() if kind.startswith("cold")]
    found = [
        Bar("first turn: round trips before the model", ours["first"].before, 1),
        Bar("warm turn: round trips before the model", ours["warm, 20"].before, 0),
        Bar("cold resume: round trips before the model", max(row.before for row in cold), 3),
        Bar(
            "round trips while the model works",
            max(row.during for kind, row in ours.items() if not kind.startswith("instant")),
            1,
        ),
        Bar("round trips after the model", max(ours[k].after for k in ("first", "warm, 20")), 1),
        Bar("instant model, first: round trips in all", ours["instant, first"].in_all, 3),
        Bar("instant model, warm: round trips in all", ours["instant, warm"].in_all, 2),
        Bar("instant model, cold: round trips in all", ours["instant, cold"].in_all, 5),
        Bar("warm turn: requests (2 messages + 2)", ours["warm, 20"].requests, 4),
        Bar("cold resume: requests (window + 8)", max(row.requests for row in cold), WINDOW + 8),
        Bar("warm, 20: added time, stock rebuilt / ours", rebuilt.added / ours["warm, 20"].added, 3, True),
        # Before its window is full a cached stock manager writes no agent.json: two round trips to our one.
        Bar("warm, 60: added time, stock cached / ours", cached.added / ours["warm, 60"].added, 2, True),
    ]
    for row in cold:
        ratio = by["stock, rebuilt", row.kind].added / row.added
        found.append(Bar(f"{row.kind}: added time, stock rebuilt / ours", ratio, 2, True))
    return found
