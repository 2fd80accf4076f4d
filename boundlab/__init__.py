"""boundlab: a laboratory for theorems about how many parameters a neural network needs."""

__version__ = "0.1.0"
