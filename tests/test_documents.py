"""What the documents say is so: settings, commands, links, and the plan in the clerk's guide."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings
from schedules import plan_file

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def settings() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


def links(document: Path) -> Iterator[str]:
    targets = re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8"))
    return (target for target in targets if not target.startswith("http"))


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def leads_nowhere(document: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = document.parent / path if path else document
    return not found.exists() or bool(anchor and anchor not in anchors(found))


def test_the_example_lists_every_setting_and_no_other() -> None:
    listed = re.findall(r"^#?([A-Z_]+)=", text(".env.example"), re.MULTILINE)

    assert sorted(listed) == sorted(settings())


def test_the_administrators_guide_explains_every_setting_and_no_other() -> None:
    explained = re.findall(r"^\| `([A-Z_]+)` \|", text("docs/quan-tri.md"), re.MULTILINE)

    assert sorted(explained) == sorted(settings())


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_lists_every_command(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, re.MULTILINE))

    listed = set(re.findall(r"`nhacviec ([a-z]+)", text(readme)))

    assert commands
    assert commands == listed


def test_the_plan_of_the_clerks_guide_is_a_good_one() -> None:
    found = re.search(r"```yaml\n(.*?)```", text("docs/van-thu.md"), re.DOTALL)

    assert found
    assert plan_file.parse(found[1], "docs/van-thu.md").problems == ()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [target for target in links(document) if leads_nowhere(document, target)] == []
