"""Reads a plan file into a `Plan`, or tells everything that is wrong with it, line by line.

The only module that knows YAML, and it lets in only a part of it: one document of mappings,
lists and texts, without tabs, tags, anchors or aliases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import Resolver
from yaml.scanner import Scanner

from schedules.collector import uncollected
from schedules.plan import Plan
from schedules.plan_build import build
from schedules.plan_checks import check
from schedules.plan_problem import Finding, Problem, Severity, Shadow, shown
from schedules.plan_schema import validate
from schedules.plan_terms import Resolved
from schedules.plan_text import (
    TOP,
    Fault,
    Place,
    UnreadableError,
    ill_formed,
    tabs,
    text_of,
    unprintable,
)
from schedules.plan_values import Plain

MAX_DEPTH = 20
"""Deeper nesting is refused before it can exhaust a stack; the schema needs 7."""

BLANK = frozenset({"", "~", "null", "Null", "NULL"})

# Begins with what is rare, which makes the search several times faster.
_ANCHOR = re.compile(r"[&*](?<![^\s\[{,][&*])[\w-]")

_GUESSES = Resolver.yaml_implicit_resolvers
"""By first letter, the patterns by which YAML 1.1 takes a bare word for something else."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a file: its plan if there is no error, and every problem in file order."""

    name: str
    plan: Plan | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way of the plan."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a look and travels with the plan."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)


def find(path: Path) -> list[Path]:
    """The plan files that a path means: every *.yaml of a folder, sorted; else the path itself."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.glob("*.yaml") if file.is_file())


def load(path: Path) -> Loaded:
    """Read one plan file. Raises neither for what it holds nor for its absence."""
    name = str(path)
    try:
        return parse(text_of(path), name)
    except UnreadableError as error:
        return Loaded(name, None, (_fatal(name, error.fault),))


def parse(text: str, name: str) -> Loaded:
    """Read a plan from text; `name` is what its problems call the file."""
    text = text.removeprefix("\ufeff")
    with uncollected():
        problems, plan = _read(text, name)
    ordered = sorted(set(problems), key=lambda p: (p.line, p.column, p.code, p.message))
    return Loaded(name, plan, tuple(ordered))


def _read(text: str, name: str) -> tuple[list[Problem], Plan | None]:
    """The problems of a text, and its plan if none of them is an error."""
    source = normalize("NFC", text)
    problems = [_fatal(name, fault) for fault in tabs(source)]
    try:
        root = _mapping(_composed(source.replace("\t", " ")))
    except UnreadableError as error:
        # With tabs in it, what else is wrong may be only their doing.
        return problems or [_fatal(name, error.fault)], None
    tree = _Tree()
    raw = tree.mapping(root)
    problems += [_fatal(name, fault) for fault in tree.faults]
    document, findings = validate(raw)
    resolved = None if document is None else Resolved(document)
    if resolved is not None:
        shadow = Shadow(findings)
        findings += [finding for finding in check(resolved) if not shadow.hides(finding)]
    problems += [_located(name, root, finding) for finding in findings]
    if resolved is None or any(problem.severity is Severity.ERROR for problem in problems):
        return problems, None
    return problems, build(resolved, text=text)


def _fatal(name: str, fault: Fault) -> Problem:
    line, column = fault.place
    return Problem(Severity.ERROR, name, line + 1, column + 1, fault.code, fault.message)


def _located(name: str, root: yaml.MappingNode, finding: Finding) -> Problem:
    line, column = _place_of(root, finding)
    return Problem(finding.severity, name, line + 1, column + 1, finding.code, finding.message)


def _place_of(root: yaml.MappingNode, finding: Finding) -> Place:
    """Where a finding's path leads; parts that lead nowhere are skipped."""
    node: yaml.Node = root
    mark = root.start_mark
    for part in finding.loc:
        step = _step(node, part)
        if step is not None:
            key, node = step
            mark = key.start_mark if finding.at_key else node.start_mark
    return _of(mark)


def _step(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The key (or the item itself) and the value one step further down."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _of(mark: Any) -> Place:
    return (mark.line, mark.column) if mark else TOP


class _Bare:
    """Composing with no guess at types, and with a bound on depth.

    Implicit tags become None, so that any other tag is one that the file wrote. The bound is
    here because the C composer recurses without one and ends the process.
    """

    depth = 0

    def resolve(self, *_: object) -> None:
        """Give no tag."""

    def descend_resolver(self, node: yaml.Node | None, _: object) -> None:
        """Count one level more; called by both composers before each node."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"các mục lồng nhau quá {MAX_DEPTH} mức; kế hoạch không cần sâu đến thế."
            raise UnreadableError(_of(node and node.start_mark), "too_deep", message)

    def ascend_resolver(self) -> None:
        """Count one level less."""
        self.depth -= 1


class _PythonParser(_Bare, Reader, Scanner, Parser, Composer):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML built without libyaml: the same results, seven times slower
    _parser: Any = _PythonParser
else:

    class _CParser(_Bare, CParser):
        pass

    _parser = _CParser


def _composed(text: str) -> yaml.Node | None:
    """The one document of a text; None if it holds nothing. Raises `UnreadableError`."""
    _refuse_anchors(text)
    try:
        return _composed_by(_parser(text))
    except yaml.MarkedYAMLError as error:
        raise ill_formed(_stumble(error), error.problem or "") from None
    except (yaml.YAMLError, UnicodeEncodeError):
        raise unprintable(text) from None


def _stumble(error: yaml.MarkedYAMLError) -> Place:
    """Where the parser stumbled; a quotation that never ends is at fault where it begins."""
    endless = "end of stream" in (error.problem or "")
    marks = (error.problem_mark, error.context_mark)
    return _of(next(filter(None, reversed(marks) if endless else marks)))


def _composed_by(parser: Any) -> yaml.Node | None:
    try:
        node: yaml.Node | None = parser.get_single_node()
        return node
    finally:
        parser.dispose()


def _refuse_anchors(text: str) -> None:
    """Refuse anchors and aliases: a few of them can stand for gigabytes."""
    if not _ANCHOR.search(text):
        return
    for token in _tokens(text):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            message = (
                "dấu & hoặc * ở đầu nội dung là ký hiệu riêng của YAML, không dùng ở đây;"
                ' nếu là chữ thì đặt cả nội dung trong dấu ngoặc kép "…".'
            )
            raise UnreadableError(_of(token.start_mark), "anchor", message)


def _tokens(text: str) -> Iterator[yaml.Token]:
    try:
        parser = _parser(text)
        while parser.check_token():
            yield parser.get_token()
    except (yaml.YAMLError, UnicodeEncodeError):
        return  # composing meets the same fault and tells it


def _mapping(root: yaml.Node | None) -> yaml.MappingNode:
    if root is None:
        raise UnreadableError(
            TOP, "empty_file", "tệp trống; cần có “plan”, “units” và “activities”."
        )
    if not isinstance(root, yaml.MappingNode):
        message = "tệp phải gồm các mục “plan:”, “units:”, “activities:”… ở đầu dòng."
        raise UnreadableError(_of(root.start_mark), "not_a_mapping", message)
    return root


class _Tree:
    """Turns nodes into plain values, and keeps the faults that only nodes can show."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def value(self, node: Any) -> Any:
        """A text, a `Plain`, None, a list or a dict."""
        if node.tag:
            message = f"không dùng thẻ kiểu {shown(node.tag)}; bỏ phần bắt đầu bằng dấu “!”."
            self.faults.append(Fault(_of(node.start_mark), "tag", message))
        kind = node.__class__
        if kind is yaml.ScalarNode:
            return node.value if node.style else _bare(node.value)
        if kind is yaml.SequenceNode:
            return [self.value(item) for item in node.value]
        return self.mapping(node)

    def mapping(self, node: Any) -> dict[str, Any]:
        """The keys and values of a mapping; of a repeated key, the first."""
        values: dict[str, Any] = {}
        for key, value in node.value:
            read = self.value(value)
            name = key.value
            if key.__class__ is not yaml.ScalarNode or key.tag:
                self._refuse(key, "bad_key", "tên mục phải là một từ.")
            elif name in values:
                message = f"mục {shown(name)} ghi hai lần; chỉ giữ lại một."
                self._refuse(key, "duplicate_key", message)
            elif name == "<<":
                self._refuse(key, "anchor", "không dùng “<<” để chép mục; ghi đủ ra.")
            else:
                values[name] = read
        return values

    def _refuse(self, key: yaml.Node, code: str, message: str) -> None:
        self.faults.append(Fault(_of(key.start_mark), code, message))


def _bare(text: str) -> str | None:
    """A word without quotation marks: itself, None for a blank, `Plain` if it looks like more."""
    guesses = _GUESSES.get(text[:1])
    if guesses is None:
        return text
    if text in BLANK:
        return None
    for _, guess in guesses:
        if guess.match(text):
            return Plain(text)
    return text
