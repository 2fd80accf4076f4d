"""The proofs of the theorems, executed: one file per lemma or theorem."""
