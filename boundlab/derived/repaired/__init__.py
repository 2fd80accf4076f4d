"""This project's own statements, as claims: what survives of the paper's theorems, and what speaks against them."""
