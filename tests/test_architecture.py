"""The plan of the house, kept true."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HUB = Path(__file__).parent.parent / "hub"

# From the cellar up. A room imports from floors below it and from itself, never from its own floor.
FLOORS: list[set[str]] = [
    {
        "paths",
        "clock",
        "refusals",
        "signals",
        "config",
        "spreadsheets",
        "misspelt",
        "processes",
        "slugs",
    },
    {"extensions", "db", "queue", "files", "embedded"},
    {"paging", "audit", "abandoned", "pictures", "documents", "mail", "translatable", "searchable"},
    {"web", "outbox"},
    {"branding"},
    {"members"},
    {"ledger"},
    {"notifications", "advocacy"},
    {"challenges", "rewards", "events", "alumni"},
    {"home", "console", "search"},
    {"translating", "spaces"},
    {"health", "cron", "demo"},
    {"app"},
    {"commands"},
    {"cli"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
PURE = ("models", "operations", "queries")
MAY_OPEN_TRANSACTIONS = ("commands", "demo", "cron", "outbox", "db")


def modules() -> list[Path]:
    return sorted(path for path in HUB.rglob("*.py") if path != HUB / "__init__.py")


def name_of(path: Path) -> str:
    parts = path.relative_to(HUB.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    return module.split(".")[1]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every module that is imported anywhere below `node`, as dotted names."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, child) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            assert child.level == 0, "relative import"
            for alias in child.names:
                inner = f"{child.module}.{alias.name}"
                yield (inner if is_module(inner) else child.module, child)


def is_module(dotted: str) -> bool:
    path = HUB.parent.joinpath(*dotted.split("."))
    return dotted.startswith("hub.") and (path.is_dir() or path.with_suffix(".py").exists())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_stands_on_the_floors_below_it(path):
    room = room_of(name_of(path))
    assert room in FLOOR_OF, f"give {room} a floor"
    for imported, _node in imports(tree(path)):
        if imported.startswith("hub.") and room_of(imported) != room:
            below = FLOOR_OF[room_of(imported)]
            assert below < FLOOR_OF[room], f"{name_of(path)} imports {imported}"


def test_no_module_imports_itself_through_others():
    known = {name_of(path) for path in modules()}
    edges = {
        name_of(path): {i for i, node in runtime_imports(path) if i in known} for path in modules()
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module not in done:
            for imported in edges[module]:
                visit(imported, (*trail, module))
            done.add(module)

    for module in edges:
        visit(module, ())


def runtime_imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Imports that run: those under `if TYPE_CHECKING` do not."""
    for node in tree(path).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield from imports(node)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_of_the_hub_is_imported_inside_a_function(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not [name for name, _ in imports(node) if name.startswith("hub")]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_database_module_commits(path):
    commits = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    ]
    assert not commits or path == HUB / "db.py"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_rules_and_questions_know_no_http(path):
    parts = path.relative_to(HUB).with_suffix("").parts
    if set(parts) & set(PURE):
        names = {name for name, _ in imports(tree(path))}
        assert not {name for name in names if name == "flask" or name.startswith("flask.")}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_operations_and_queries_take_part_in_transactions_and_open_none(path):
    parts = path.relative_to(HUB).with_suffix("").parts
    if set(parts) & {*PURE, "listeners"} and parts[0] not in MAY_OPEN_TRANSACTIONS:
        assert "transaction()" not in path.read_text()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_swallowed(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except at line {node.lineno}"
            only_pass = all(isinstance(line, ast.Pass) for line in node.body)
            assert not only_pass, f"swallowed at line {node.lineno}"


def test_templates_carry_no_script_style_or_handler():
    for path in (HUB.parent / "templates").rglob("*.html"):
        text = path.read_text()
        if path.parts[-2] == "mail" or "mail" in path.parts:
            continue
        for forbidden in ("<style", "style=", "<script>", "onclick=", "hx-on"):
            assert forbidden not in text, f"{path.name}: {forbidden}"
