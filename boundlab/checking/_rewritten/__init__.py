"""What producers know too (grammar, algebra, orders, targets, activations, spaces), written a second time for the
checkers alone; tests hold one writing against the other.
"""
