"""The modularity gap, measured: how large the primary network of a hypernetwork and of an embedding method must be."""
