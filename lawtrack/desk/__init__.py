"""The jobs of a drafter's desk, whoever asks for them: what was read becomes a result with its documents. Nothing here knows a terminal or a browser."""
