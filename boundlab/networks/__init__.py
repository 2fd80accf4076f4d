"""The architectures as batched torch modules."""
