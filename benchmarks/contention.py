"""`python -m benchmarks.contention [turns]`: two servers, 200 callers at once, one session over S3.

Each caller comes back when `Retry-After` says so, until its turn is answered; meanwhile a third process
binds, switches and ends that session. Then every turn has to stand once, with the patient that its reply
named, and a stock session manager has to read all of it. 1 if not.
"""

import logging
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import boto3

from benchmarks.s3_world import BUCKET, World, atomic_moto, quiet_environment
from tests.crash.kills import words
from tests.crash.servers import Answer, Server, environment, servers

SESSION = "sesion-disputada"
PATIENTS = ("Juan_Perez_1", "Maria_Garcia_2", "Rosa_Quispe_3")
_NAMING = "Esta sesión es del paciente {}. Anota {}."


@dataclass
class Contest:
    """What its callers were answered. `deadline` is in seconds of the monotonic clock."""

    ports: list[Server]
    deadline: float
    answers: dict[str, Answer] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    def insist(self, server: Server, text: str, word: str, *, polite: bool = True) -> None:
        """Ask until it is answered; no sooner than told, and not all in the same moment."""
        while time.monotonic() < self.deadline:
            answer = server.ask(SESSION, text, word, timeout=120)
            self.statuses[answer.status] += 1
            if answer.status == 200:
                self.answers[word] = answer
                return
            if answer.retry_after is None:
                raise AssertionError(f"{answer.status} that no retry cures: {answer.body}")
            time.sleep(answer.retry_after * random.uniform(1, 2) if polite else 0.02)

    def disturb(self, server: Server, first: int) -> None:
        """Bind, switch and end, again and again, until the callers are done; it pushes in."""
        from agents.bootstrap import session_reader
        from agents.config import Settings
        from agents.errors import AssistantError
        from agents.identity import loopback_caller

        reader = session_reader(Settings(session_store=f"s3://{BUCKET}/processed/", audit_trail="none"))
        number = first
        while not self.over.is_set():
            word = words(number)
            self.insist(server, _NAMING.format(PATIENTS[number % len(PATIENTS)], word), word, polite=False)
            if number % 4 == 3:
                try:
                    reader.end(loopback_caller(), SESSION)
                    self.statuses[-1] += 1
                except AssistantError as error:
                    self.statuses[error.status] += 1
            number += 1
            self.over.wait(0.3)


def contend(endpoint: str, turns: int, seconds: float) -> Contest:
    more = {key: os.environ[key] for key in os.environ if key.startswith("AWS_")}
    settings = environment(f"s3://{BUCKET}/processed/", **{**more, "AWS_ENDPOINT_URL_S3": endpoint})
    with servers() as running:
        three = [running.start(settings) for _ in range(3)]
        contest = Contest(three, time.monotonic() + seconds)
        third = threading.Thread(target=contest.disturb, args=(three[2], 100_000))
        callers = [
            threading.Thread(target=contest.insist, args=(three[number % 2], f"Anota {word}.", word))
            for number, word in enumerate(map(words, range(1, turns + 1)))
        ]
        for thread in (third, *callers):
            thread.start()
        for thread in callers:
            thread.join()
        contest.over.set()
        third.join()
    return contest


def found_broken(contest: Contest, turns: int) -> list[str]:
    """What does not stand as it was answered."""
    from agents.sessions.s3 import S3Store
    from tests.crash.promises import assert_sound, assert_stock_reads, conversations, texts

    store = S3Store(boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"]), BUCKET)
    broken = [
        f"{word} has no answer" for word in map(words, range(1, turns + 1)) if word not in contest.answers
    ]
    said = {place: texts(messages) for place, messages in conversations(store, SESSION).items()}
    for word, answer in contest.answers.items():
        if not answer.body["session_info"]["notes_saved"]:
            continue
        places = [place for place, lines in said.items() for line in lines if f"Anota {word}." in line]
        patient = answer.body["patient_context"]["patient_id"]
        if len(places) != 1:
            broken.append(f"{word} stands {len(places)} times")
        elif patient is not None and not places[0].startswith(f"processed/{patient}_medical_notes/"):
            broken.append(f"{word} was said of {patient} and stands in {places[0]}")
    for check in (assert_sound, assert_stock_reads):
        try:
            check(store, SESSION)
        except AssertionError as error:
            broken.append(f"{check.__name__}: {error}")
    return broken


def main() -> int:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    quiet_environment()
    logging.disable(logging.WARNING)
    started = time.monotonic()
    with atomic_moto() as endpoint:
        os.environ["AWS_ENDPOINT_URL_S3"] = endpoint
        World(endpoint, endpoint).client(endpoint).create_bucket(Bucket=BUCKET)
        contest = contend(endpoint, turns, seconds=600)
        broken = found_broken(contest, turns)
    seen = {"ended" if status == -1 else str(status): times for status, times in contest.statuses.items()}
    print(f"{turns} turns of two processes in {time.monotonic() - started:.0f} s; answers: {seen}")
    print("\n".join(broken) or "every turn stands once, with its patient; a stock session manager reads it")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
