"""cdk-nag's findings that we accept, each with its reason where the thing is made."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct

PARTITION = "<AWS::Partition>"
HERE = "<AWS::Region>:<AWS::AccountId>"


def accept(construct: IConstruct, finding: str, reason: str) -> None:
    """`finding` by cdk-nag's name, e.g. `AwsSolutions-IAM5[Resource::*]`, on all that `construct` holds."""
    Validations.of(construct).acknowledge(Acknowledgment(id=finding, reason=reason))


def accept_wildcard(role: IConstruct, resource: str, reason: str) -> None:
    """A permission of `role` on many resources. Only this one: another wildcard is another finding."""
    accept(role, f"AwsSolutions-IAM5[Resource::{resource}]", reason)


def accept_managed_policy(role: IConstruct, name: str, reason: str) -> None:
    arn = f"arn:{PARTITION}:iam::aws:policy/service-role/{name}"
    accept(role, f"AwsSolutions-IAM4[Policy::{arn}]", reason)
