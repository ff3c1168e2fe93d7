"""``python -m lawtrack.schema [DIR]``: write the published schemas anew."""

import sys
from pathlib import Path

from lawtrack.schema import write_schemas

for path in write_schemas(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent):
    sys.stdout.write(f"{path}\n")
