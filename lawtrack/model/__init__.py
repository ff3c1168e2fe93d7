"""The nouns: numerals, units, nodes and addresses of a statute. Imports attrs only."""
