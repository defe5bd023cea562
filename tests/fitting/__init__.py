"""How the importer's weights are fitted and measured: python -m tests.fitting (see fit.py)."""
