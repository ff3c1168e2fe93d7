"""Comparing two versions of a code of 1,260 articles, beside whole-text difflib, diff-match-patch and xmldiff on the same pair.

    python benchmarks/bench_compare.py [--limit SECONDS] [--markdown]

The code is made up here: "heavy" rewrites words in half of its articles, adds a fifth, drops a tenth, moves some and splits some;
"unrelated" is a second code of the same size. Every tool runs in a process of its own and is stopped after the limit (60 s); seconds are those of the processor. "Marked" are the
characters it calls deleted or inserted: the fewer, the less a reader has to look at. xmldiff needs ``pip install xmldiff``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
from collections.abc import Callable
from typing import Any

import attrs

from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.provisions import Article, Item, Paragraph

_WHO = "自然人 法人 非法人组织 监护人 代理人 债务人 债权人 保证人 抵押人 出租人 承租人 承揽人 托运人 保管人 受托人 中介人".split()
_WHAT = "合同 债务 标的物 价款 押金 利息 遗产 份额 通知 声明 担保 登记 交付 验收 保管物 运输单证 图纸".split()
_HOW = "履行 变更 解除 转让 返还 登记 公示 交付 检验 保存 赔偿 通知 提存 抵销 催告 追认".split()
_WHEN = "在合理期限内 自收到之日起十日内 在约定的期限内 及时 在一年内 在诉讼时效期间内 自知道之日起三十日内 于履行期届满前".split()
_ELSE = "但是另有约定的除外 法律另有规定的，依照其规定 造成损失的，应当承担赔偿责任 对方有过错的，可以相应减轻责任 不得对抗善意第三人".split()


def made_up(articles: int, seed: int) -> Statute:
    """A code of invented provisions."""
    chance = random.Random(seed)

    def sentence() -> str:
        pick = chance.choice
        return f"{pick(_WHO)}与{pick(_WHO)}就{pick(_WHAT)}和{pick(_WHAT)}发生争议的，应当{pick(_WHEN)}{pick(_HOW)}{pick(_WHAT)}，并{pick(_HOW)}{pick(_WHAT)}；{pick(_ELSE)}。"

    made = []
    for n in range(1, articles + 1):
        items = tuple(
            Item(f"（{numeral(k)}）", f"{chance.choice(_HOW)}{chance.choice(_WHAT)}{'。' if k == 3 else '；'}")
            for k in (1, 2, 3)
        )
        body = [Paragraph(sentence()) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.2:
            body.append(
                Paragraph(
                    f"{chance.choice(_WHO)}有下列情形之一的，可以{chance.choice(_HOW)}{chance.choice(_WHAT)}：", items
                )
            )
        made.append(Article(f"第{numeral(n)}条", "", tuple(body)))
    return Statute("例法典", children=tuple(made))


def heavy(law: Statute, seed: int) -> Statute:
    """The same code after a heavy revision."""
    chance = random.Random(seed)
    fresh = list(made_up(len(law.articles) // 5, seed + 1).articles)
    out: list[Article] = []
    for article in law.articles:
        dice = chance.random()
        if dice < 0.1:
            continue
        paragraphs = list(article.paragraphs)
        if chance.random() < 0.5:
            k = chance.randrange(len(paragraphs))
            text = paragraphs[k].text.replace("应当", chance.choice(("可以", "应当依法", "有权")), 1)
            paragraphs[k] = attrs.evolve(paragraphs[k], text=text.replace("争议", "纠纷", 1))
        if dice > 0.97 and len(paragraphs) > 1:
            out.append(attrs.evolve(article, paragraphs=tuple(paragraphs[:1])))
            paragraphs = paragraphs[1:]
        out.append(attrs.evolve(article, paragraphs=tuple(paragraphs)))
        if fresh and chance.random() < 0.2:
            out.append(fresh.pop())
    for _ in range(len(out) // 20):
        out.insert(chance.randrange(len(out)), out.pop(chance.randrange(len(out))))
    return Statute(law.title, children=tuple(attrs.evolve(a, label=f"第{numeral(n)}条") for n, a in enumerate(out, 1)))


def by_lawtrack(old: Statute, new: Statute) -> int:
    from lawtrack.comparison.compare import compare
    from lawtrack.patch.ops import Delete, EditText, Insert

    patch = compare(old, new)
    if patch.apply(old) != new:
        raise AssertionError("law 7")
    marked = 0
    for op in patch.ops:
        if isinstance(op, EditText):
            marked += sum(s.end - s.start + len(s.text) for s in op.splices)
        elif isinstance(op, (Insert, Delete)):
            marked += sum(len(u.text) for u in op.units)
    return marked


def by_difflib_lines(old: Statute, new: Statute) -> int:
    import difflib

    a, b = old.to_text().splitlines(), new.to_text().splitlines()
    opcodes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(len("".join(a[i:j])) + len("".join(b[k:m])) for tag, i, j, k, m in opcodes if tag != "equal")


def by_difflib(old: Statute, new: Statute) -> int:
    import difflib

    a, b = old.to_text(), new.to_text()
    opcodes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(j - i + m - k for tag, i, j, k, m in opcodes if tag != "equal")


def by_diff_match_patch(old: Statute, new: Statute) -> int:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(old.to_text(), new.to_text())
    engine.diff_cleanupSemantic(diffs)
    return sum(len(text) for kind, text in diffs if kind)


def by_diff_match_patch_default(old: Statute, new: Statute) -> int:
    from diff_match_patch import diff_match_patch

    diffs = diff_match_patch().diff_main(old.to_text(), new.to_text())
    return sum(len(text) for kind, text in diffs if kind)


def by_xmldiff(old: Statute, new: Statute) -> int:
    from lxml import etree
    from xmldiff import main

    def tree(law: Statute) -> Any:
        root = etree.Element("law")
        for article in law.articles:
            node = etree.SubElement(root, "article", num=article.label)
            for paragraph in article.paragraphs:
                etree.SubElement(node, "p").text = paragraph.text
                for item in paragraph.items:
                    etree.SubElement(node, "item", num=item.label).text = item.text
        return root

    actions = main.diff_trees(tree(old), tree(new))
    return sum(len(getattr(a, "text", None) or "") for a in actions)


TOOLS: tuple[tuple[str, Callable[[Statute, Statute], int]], ...] = (
    ("lawtrack compare", by_lawtrack),
    ("difflib, lines", by_difflib_lines),
    ("difflib, whole text", by_difflib),
    ("diff-match-patch, whole text, no time limit", by_diff_match_patch),
    ("diff-match-patch, whole text, its default of 1 s", by_diff_match_patch_default),
    ("xmldiff", by_xmldiff),
)


def _work(tool: Callable[[Statute, Statute], int], old: Statute, new: Statute, out: Any) -> None:
    tool(made_up(3, 9), made_up(3, 8))  # imports
    start = time.process_time()
    try:
        marked = tool(old, new)
    except ImportError:
        out.put((None, "not installed"))
        return
    except Exception as error:
        out.put((None, type(error).__name__))
        return
    out.put((time.process_time() - start, marked))


def timed(tool: Callable[[Statute, Statute], int], old: Statute, new: Statute, limit: float) -> tuple[str, str]:
    """(seconds, marked characters) as text; the tool is stopped after ``limit`` seconds."""
    out: Any = multiprocessing.Queue()
    process = multiprocessing.get_context("fork").Process(target=_work, args=(tool, old, new, out))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.terminate()
        process.join()
        return f"> {limit:.0f}", ""
    took, marked = out.get() if not out.empty() else (None, "failed")
    return (f"{took:.2f}", f"{marked:,}") if took is not None else ("", str(marked))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--articles", type=int, default=1260)
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    code = made_up(args.articles, 1)
    pairs = {"heavy": (code, heavy(code, 2)), "unrelated": (code, made_up(args.articles, 3))}
    for name, (old, new) in pairs.items():
        head = f"{name}: {len(old.articles):,} and {len(new.articles):,} articles, {len(old.to_text()):,} and {len(new.to_text()):,} characters"
        print(head)
        if args.markdown:
            print("\n| tool | seconds | marked characters |\n|---|---:|---:|")
        for label, tool in TOOLS:
            took, marked = timed(tool, old, new, args.limit)
            print(f"| {label} | {took} | {marked} |" if args.markdown else f"  {label:50} {took:>8} {marked:>12}")
        print()


if __name__ == "__main__":
    main()
