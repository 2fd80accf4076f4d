"""The smallest networks that reach an accuracy: searched by training, exact where the optimum is known, certified."""
