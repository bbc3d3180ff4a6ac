"""Synthesised templates as values: intrinsic functions resolved to plain text, policies asked questions."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
}


@dataclass(frozen=True)
class Template:
    resources: dict[str, dict[str, Any]]
    outputs: dict[str, Any]

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        found = {name: resource for name, resource in self.resources.items() if resource["Type"] == kind}
        assert found, f"the stack has no {kind}"
        return found

    def only(self, kind: str, having: str = "") -> dict[str, Any]:
        """The properties of the one resource of this kind whose logical id has `having` in it."""
        found = [resource for name, resource in self.of_type(kind).items() if having in name]
        assert len(found) == 1, f"{len(found)} of {kind}"
        properties: dict[str, Any] = resolve(found[0]["Properties"])
        return properties

    def named(self, kind: str, having: str = "") -> str:
        """The logical id of the one resource of this kind that has `having` in it."""
        (name,) = (name for name in self.of_type(kind) if having in name)
        return name

    def statements(self, role: str) -> list[dict[str, Any]]:
        """What the policies of the role whose logical id has `role` in it say."""
        policies = [p for name, p in self.of_type("AWS::IAM::Policy").items() if role in name]
        assert policies, f"no policy of {role}"
        documents = [resolve(policy["Properties"]["PolicyDocument"]) for policy in policies]
        return [statement for document in documents for statement in document["Statement"]]


def resolve(value: Any) -> Any:
    """`Ref X` is X, `GetAtt X.Arn` is `arn:X`, an address looks like one; joins are joined."""
    match value:
        case {"Ref": str(name)}:
            return PSEUDO.get(name, name)
        case {"Fn::GetAtt": [name, attribute]}:
            if attribute.endswith("Arn"):
                return f"arn:{name}"
            return f"https://{name}.example.org" if attribute.endswith("URL") else f"{name}.{attribute}"
        case {"Fn::Join": [separator, parts]}:
            return separator.join(resolve(part) for part in parts)
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([\w:]+)\}", lambda name: PSEUDO.get(name[1], name[1]), text)
        case dict():
            return {key: resolve(inner) for key, inner in value.items()}
        case list():
            return [resolve(inner) for inner in value]
        case _:
            return value


def permissions(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same statements with one action on one resource each."""
    return [
        {"Effect": statement["Effect"], "Action": action, "Resource": resource}
        for statement in statements
        for action in _list(statement["Action"])
        for resource in _list(statement["Resource"])
    ]


def allows(statements: list[dict[str, Any]], action: str, resource: str) -> bool:
    return any(
        statement["Effect"] == "Allow"
        and any(fnmatchcase(action, pattern) for pattern in _list(statement["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in _list(statement["Resource"]))
        for statement in statements
    )


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
