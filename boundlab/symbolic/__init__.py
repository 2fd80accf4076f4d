"""Growth orders, claims, decisions, certificates."""
