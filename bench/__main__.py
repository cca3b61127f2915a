"""`python -m bench NAME [options]`: one measurement; without a name, the list of them."""

import ast
import importlib
import sys
from pathlib import Path


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
    if sys.argv[1:2] and sys.argv[1] in known:
        return int(importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:]) or 0)
    print("usage: python -m bench NAME [options]\n")
    for name, says in known.items():
        print(f"  {name:<10} {says}")
    return 2 if sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
