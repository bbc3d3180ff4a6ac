"""What leaves the process tells of nobody who they are or what they have: logs, traces, metrics."""
