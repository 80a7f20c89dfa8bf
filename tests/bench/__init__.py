"""What the program costs, each time as a ratio to a baseline measured in the same run.

`make bench`, or `python -m tests.bench [NAME …] [--full] [--json FILE]`. Absolute figures belong to
the machine and to what else it was doing; only the ratios say something.
"""
