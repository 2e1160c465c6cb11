"""A model zoo on MNIST and its comparison: every row trained, exported, measured and shown in one report."""
