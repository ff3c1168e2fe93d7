"""``python -m lawtrack.schema [DIR]``: write the published schemas anew."""

import sys
from pathlib import Path

from lawtrack.schema import write_schemas

sys.stdout.writelines(
    f"{p}\n" for p in write_schemas(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
)
