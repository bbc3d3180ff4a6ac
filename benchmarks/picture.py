"""The benchmark as a picture: time that keeping the notes adds to a turn, as multiples of ours. Plain SVG."""

from collections.abc import Sequence

from benchmarks.turns import Row

_COLOURS = {
    "stock, rebuilt": "#c0603a",
    "stock, cached": "#d9a441",
    "snapshot, rebuilt": "#8a8f98",
    "ours": "#2f7f79",
}
_KINDS = ("first", "warm, 20", "warm, 60", "cold, 100", "cold, 1,000", "cold, 5,000")
_BAR, _GAP, _LEFT, _WIDTH = 20, 18, 230, 860


def draw(rows: Sequence[Row], title: str) -> str:
    shown = [(kind, [row for row in rows if row.kind == kind]) for kind in _KINDS]
    ratios = {(r.who, r.kind): r.added / _ours(group).added for _, group in shown for r in group}
    scale = (_WIDTH - _LEFT - 160) / max(ratios.values())
    parts, y = [], 56
    for kind, group in shown:
        for place, row in enumerate(group):
            ratio = ratios[row.who, row.kind]
            label = kind if place == 0 else ""
            parts.append(_bar(y, label, row, ratio, scale))
            y += _BAR + 4
        y += _GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" font-family="sans-serif" '
        f'font-size="13"><title>{title}</title><rect width="{_WIDTH}" height="{y}" fill="#ffffff"/>'
        f'<text x="16" y="28" font-size="16" font-weight="bold" fill="#222">{title}</text>'
    )
    return "\n".join([head, *parts, "</svg>\n"])


def _ours(group: Sequence[Row]) -> Row:
    return next(row for row in group if row.who == "ours")


def _bar(y: int, label: str, row: Row, ratio: float, scale: float) -> str:
    width = max(2.0, ratio * scale)
    text = f"{ratio:.1f}x, {row.requests} requests"
    return (
        f'<text x="16" y="{y + 15}" fill="#222" font-weight="bold">{label}</text>'
        f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end" fill="#444">{row.who}</text>'
        f'<rect x="{_LEFT}" y="{y}" width="{width:.0f}" height="{_BAR}" fill="{_COLOURS[row.who]}"/>'
        f'<text x="{_LEFT + width + 8:.0f}" y="{y + 15}" fill="#222">{text}</text>'
    )
