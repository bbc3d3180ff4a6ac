"""What differs between stages: `stages` in the context of cdk.json, checked."""

from dataclasses import dataclass, fields
from typing import Any

from aws_cdk import RemovalPolicy
from aws_cdk import aws_logs as logs

from agents.config import DEFAULT_BEDROCK_MODEL


@dataclass(frozen=True, slots=True)
class Stage:
    """`sandbox`: synthetic patients only; it may be deleted, and signing in needs no second factor."""

    name: str
    sandbox: bool
    log_days: int
    audit_days: int
    requests_per_second: int
    burst: int
    log_level: str = "INFO"
    model: str = DEFAULT_BEDROCK_MODEL

    @property
    def removal(self) -> RemovalPolicy:
        return RemovalPolicy.DESTROY if self.sandbox else RemovalPolicy.RETAIN

    @property
    def retention(self) -> logs.RetentionDays:
        return RETENTION[self.log_days]

    @property
    def audit_retention(self) -> logs.RetentionDays:
        return RETENTION[self.audit_days]


RETENTION = {
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
    1827: logs.RetentionDays.FIVE_YEARS,
    3653: logs.RetentionDays.TEN_YEARS,
}


def read_stages(context: dict[str, dict[str, Any]]) -> list[Stage]:
    """Raises ValueError that names the stage and what is wrong with it."""
    stages = []
    for name, values in context.items():
        unknown = set(values) - {field.name for field in fields(Stage)}
        if unknown:
            raise ValueError(f"stage {name}: unknown {', '.join(sorted(unknown))}")
        try:
            stage = Stage(name=name, **values)
        except TypeError as error:
            raise ValueError(f"stage {name}: {error}") from error
        for days in ("log_days", "audit_days"):
            if getattr(stage, days) not in RETENTION:
                raise ValueError(f"stage {name}: {days} must be one of {', '.join(map(str, RETENTION))}")
        stages.append(stage)
    return stages
