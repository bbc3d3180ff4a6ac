"""Synthesises every stage: `python infrastructure/app.py`. Deploying is the CDK CLI's, see docs/deploy.md.

With --package, which cdk.json passes, the Lambda package gets its dependencies (from uv.lock; needs uv, and
the package index once). Without, the templates are the same but for that package's hash, and need nothing.
"""

import json
import sys
from pathlib import Path

if not __package__:  # started as a script, whose own folder is on the path in the project's place
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    import infrastructure  # noqa: F401 - it says where Node is, and has to before aws_cdk comes

from aws_cdk import App, Tags, Validations
from cdk_nag import AwsSolutionsChecks

from infrastructure.lambda_package import build_package, sources_only
from infrastructure.stacks.assistant_stack import AssistantStack
from infrastructure.stage import read_stages

ROOT = Path(__file__).resolve().parent.parent
CONFIG = Path(__file__).with_name("cdk.json")


def build(outdir: str | None = None, *, package: bool = False) -> App:
    """The app with one stack a stage, and cdk-nag's checks on each: a finding fails the synthesis."""
    context = json.loads(CONFIG.read_text())["context"]
    app = App(outdir=outdir, context=context, analytics_reporting=False)
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    code = build_package(ROOT) if package else sources_only(ROOT)
    for stage in read_stages(app.node.get_context("stages")):
        stack = AssistantStack(app, f"HealthcareAssistant-{stage.name}", stage=stage, root=ROOT, code=code)
        Tags.of(stack).add("project", "healthcare-assistant")
        Tags.of(stack).add("stage", stage.name)
    return app


def main() -> None:
    if "--package" in sys.argv:  # the CDK CLI called; it says where to
        build(package=True).synth()
        return
    assembly = build(str(ROOT / "cdk.out")).synth()
    for stack in assembly.stacks:
        sys.stdout.write(f"{stack.stack_name}: {stack.template_full_path}\n")


if __name__ == "__main__":
    main()
