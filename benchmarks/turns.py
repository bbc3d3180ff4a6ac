"""First, warm and cold turns of each contestant over the same S3, 30 ms away."""

from dataclasses import dataclass
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
    lengthen,
    window_for_stock,
)
from benchmarks.model import TimedModel
from benchmarks.s3_world import World, world

LATENCY_MS = 30
MODEL_SECONDS = 0.2
LENGTHS = (10, 100, 1_000, 5_000)
_REPEATS = 5


@dataclass(frozen=True)
class Row:
    """One kind of turn of one contestant: the median of a few."""

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


def measure() -> list[Row]:
    with world(LATENCY_MS) as here:
        rows = [row for kind in _CONTESTANTS for row in _short(here, kind)]
        for length in LENGTHS:
            rows += _cold(here, length)
        rows += _instant(here)
    return rows


_CONTESTANTS = (StockRebuilt, StockCached, Snapshot, Ours)


def _short(here: World, kind: type[Contestant]) -> list[Row]:
    """First turns, and turns in a session of 20 messages whose agent is warm where it can be."""
    contestant, name = kind(here, TimedModel(MODEL_SECONDS)), kind.__name__
    first = [contestant.measure(f"{name}-first-{number}", FIRST) for number in range(_REPEATS)]
    session = f"{name}-warm"
    contestant.measure(session, FIRST)
    contestant.model.seconds = 0.0
    for number in range(9):
        contestant.measure(session, f"Dato {number}")
    contestant.model.seconds = MODEL_SECONDS
    warm = [contestant.measure(session, "Otro dato") for _ in range(_REPEATS)]
    contestant.close()
    return [_row(contestant.name, "first", first), _row(contestant.name, "warm, 20", warm)]


def _cold(here: World, length: int) -> list[Row]:
    """The first turn after a restart, in a session of this length that ours wrote."""
    ours, stock = Ours(here, TimedModel(MODEL_SECONDS)), StockRebuilt(here, TimedModel(MODEL_SECONDS))
    turns: dict[str, list[Turn]] = {ours.name: [], stock.name: []}
    for number in range(_REPEATS if length <= 100 else 2):
        for contestant in (ours, stock):
            session = f"cold-{length}-{number}-{type(contestant).__name__}"
            ours.measure(session, FIRST)
            lengthen(here, session, length)
            if contestant is stock:
                window_for_stock(here, session, length)
            contestant.forget()
            turns[contestant.name].append(contestant.measure(session, "¿Qué te dije?"))
    ours.close()
    stock.close()
    return [_row(name, f"cold, {length:,}", measured) for name, measured in turns.items()]


def _instant(here: World) -> list[Row]:
    """Ours with a model that takes no time: everything in series shows."""
    ours = Ours(here, TimedModel(0.0))
    first = [ours.measure(f"instant-{number}", FIRST) for number in range(_REPEATS)]
    warm = [ours.measure(f"instant-{number}", "Otro dato") for number in range(_REPEATS)]
    ours.forget()
    cold = [ours.measure(f"instant-{number}", "Otro dato") for number in range(_REPEATS)]
    ours.close()
    kinds = zip(("first", "warm", "cold"), (first, warm, cold), strict=True)
    return [_row(ours.name, f"instant, {kind}", turns) for kind, turns in kinds]


def _row(who: str, kind: str, turns: list[Turn]) -> Row:
    middle = sorted(turns, key=lambda turn: turn.added)[len(turns) // 2]
    return Row(
        who,
        kind,
        requests=round(median(len(turn.traffic.requests) for turn in turns)),
        before=round(median(turn.before for turn in turns)),
        during=round(median(turn.during for turn in turns)),
        after=round(median(turn.after for turn in turns)),
        in_all=round(median(turn.traffic.round_trips for turn in turns)),
        added=middle.added,
        dollars=middle.traffic.dollars_a_million,
    )


def bars(rows: list[Row]) -> list[Bar]:
    """What issue after issue must keep to; ratios are within this run."""
    by = {(row.who, row.kind): row for row in rows}
    ours = {kind: row for (who, kind), row in by.items() if who == "ours"}
    rebuilt, cached = by["stock, rebuilt", "warm, 20"], by["stock, cached", "warm, 20"]
    cold = [row for kind, row in ours.items() if kind.startswith("cold")]
    found = [
        Bar("first turn: round trips before the model", ours["first"].before, 1),
        Bar("warm turn: round trips before the model", ours["warm, 20"].before, 0),
        Bar("cold resume: round trips before the model", max(row.before for row in cold), 3),
        Bar("round trips while the model works", max(row.during for row in ours.values()), 1),
        Bar("round trips after the model", max(ours[k].after for k in ("first", "warm, 20")), 1),
        Bar("instant model, first: round trips in all", ours["instant, first"].in_all, 3),
        Bar("instant model, warm: round trips in all", ours["instant, warm"].in_all, 2),
        Bar("instant model, cold: round trips in all", ours["instant, cold"].in_all, 5),
        Bar("warm turn: requests (2 messages + 2)", ours["warm, 20"].requests, 4),
        Bar("cold resume: requests (window + 8)", max(row.requests for row in cold), WINDOW + 8),
        Bar("warm: added time, stock rebuilt / ours", rebuilt.added / ours["warm, 20"].added, 3, True),
        Bar("warm: added time, stock cached / ours", cached.added / ours["warm, 20"].added, 2, True),
    ]
    for row in cold:
        ratio = by["stock, rebuilt", row.kind].added / row.added
        found.append(Bar(f"{row.kind}: added time, stock rebuilt / ours", ratio, 2, True))
    return found
