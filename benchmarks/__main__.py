"""`make bench`: what keeping the notes costs, beside strands' stock managers in the same run.

Prints a table, then each bar and whether it holds; writes docs/benchmarks.svg. 1 if a bar does not hold.
"""

import logging
import sys
from pathlib import Path

from benchmarks.s3_world import quiet_environment

_PICTURE = Path(__file__).parent.parent / "docs" / "benchmarks.svg"
_HEAD = ("", "turn", "requests", "before", "during", "after", "in all", "added / ours", "$ a million")


def main() -> int:
    quiet_environment()
    logging.disable(logging.WARNING)
    from benchmarks import picture, process, turns

    rows = []
    for row in turns.measure():
        rows.append(row)
        done = "#" * len(rows) + "." * (turns.ROWS - len(rows))
        sys.stderr.write(f"\rturns over S3, 30 ms away  [{done}]  {row.who}: {row.kind:<20}")
    sys.stderr.write("\n")
    _table(rows)
    sys.stderr.write("start, memory and CPU of a process ...\n")
    bars = [*turns.bars(rows), *process.measure()]
    for bar in bars:
        sign = ">=" if bar.at_least else "<="
        print(f"{'ok  ' if bar.holds else 'FAIL'} {bar.text}: {bar.value:.2f} ({sign} {bar.limit:g})")
    _PICTURE.write_text(picture.draw(rows, "Time that keeping the notes adds to a turn (ours = 1)"))
    return 0 if all(bar.holds for bar in bars) else 1


def _table(rows: "list[turns.Row]") -> None:  # type: ignore[name-defined]  # noqa: F821
    ours = {row.kind: row for row in rows if row.who == "ours"}
    lines = [_HEAD]
    for row in sorted(rows, key=lambda row: list(ours).index(row.kind)):
        trips = (row.before, row.during, row.after, row.in_all)
        ratio, dollars = row.added / ours[row.kind].added, f"{row.dollars:.2f}"
        lines.append((row.who, row.kind, str(row.requests), *map(str, trips), f"{ratio:.1f}", dollars))
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
