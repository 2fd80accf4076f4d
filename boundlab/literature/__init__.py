"""One file per paper: its claims as data, nothing else."""
