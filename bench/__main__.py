"""`python -m bench NAME [options]`: one measurement; without a name, that of the public pages."""

import ast
import importlib
import sys
from pathlib import Path

_WHOLE = "timeline_pages"


def names() -> dict[str, str]:
    """The measurements that there are, and what each says of itself."""
    found = {}
    for file in sorted(Path(__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text())
        if file.stem != "__main__" and any(
            isinstance(part, ast.FunctionDef) and part.name == "main" for part in tree.body
        ):
            found[file.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def main() -> int:
    """Run the measurement that the first argument names."""
    known = names()
    name, *options = sys.argv[1:] or [_WHOLE]
    if name.startswith("-"):
        name, options = _WHOLE, sys.argv[1:]
    if name in known:
        return int(importlib.import_module(f"bench.{name}").main(options) or 0)
    print("usage: python -m bench [NAME] [options]\n")
    for one, says in known.items():
        print(f"  {one:<16} {says}")
    return 2


if __name__ == "__main__":
    sys.exit(main())
