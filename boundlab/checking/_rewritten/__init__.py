"""What producers know too, written a second time for the checkers alone; tests hold one writing against the other."""
