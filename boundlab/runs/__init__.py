"""The machinery of long work: tasks, who holds them, the store of what is finished, back ends and progress."""
