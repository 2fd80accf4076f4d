"""What is approximated: parametrised targets with their norms and exact derivatives."""
