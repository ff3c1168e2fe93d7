"""How many faults put into the code on purpose the tests notice: ``python -m tests.mutation --help``."""
