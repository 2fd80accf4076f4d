"""Kernels of infinitely wide networks: plain ReLU networks, and hypernetworks of two of them."""
