"""The actions of ``lawtrack archive`` and their arguments, with help in the reader's language."""

from __future__ import annotations

from typing import Any

HELP: dict[str, tuple[str, str]] = {
    "add": ("收录文件、目录、公报；可以反复执行", "add files, folders and gazettes; may be run again and again"),
    "list": ("列出法规及其时效性", "list the statutes and whether they are in force"),
    "versions": ("列出一部法规的各个版本", "list the versions of a statute"),
    "as-of": ("写出某日有效的文本", "write the text in force on a day"),
    "blame": ("每一款项自何时、由哪个决定的哪一项写成这样", "since when, and by which instruction, each provision reads so"),
    "history": ("一个条款项的全部沿革", "the whole story of one provision"),
    "trace": ("由旧的引用找到今天的条文（如 1997-刑法第一百九十九条）", "follow an old citation to the text of another day"),
    "search": ("全文检索，结果是条款项", "full-text search, answered with provisions"),
    "changed": ("两个日期之间哪些法规有变化", "what came into force between two days"),
    "citing": ("哪些条文引用了某部法规或者某条", "which provisions refer to a statute or provision"),
    "dangling": ("某日有效的条文中，哪些引用已废止或者不存在的条文", "references to what is repealed or does not exist"),
    "impact": ("修改使其他法规中哪些引用、抄录和用语过时", "what a change makes stale in other statutes"),
    "parallels": ("哪些条文抄自某部法规而没有随之修改", "provisions copied from a statute and left behind"),
    "conform": ("为一个机关的法规写出改正引用的修改决定", "the decision by which a body corrects the citations of its statutes"),
    "findings": ("列出收录和推算中的全部提示", "list everything that was doubtful"),
    "check": ("逐字节自检：存着的是否就是当初写入的", "prove that every byte is what was written"),
    "check-citations": ("核对一份文件引用的法规条款：有没有该条、是否有效、序号是否已变、引文是否相符", "check every citation of a statute in a file"),
    "export": ("导出为目录（text、md、html、json、docx、akn）、git 仓库，或者逐条的表（jsonl、csv、xlsx、Arrow、Parquet）", "export as files, git, or tables with a row an article (jsonl, csv, xlsx, Arrow, Parquet)"),
    "export-git": ("导出为 git 仓库，每个版本一次提交", "export as a git repository, one commit per version"),
}  # fmt: skip


WORDS: dict[str, tuple[str, str]] = {
    "DB": ("存档文件（或者 postgresql:// 地址）", "archive file, or a postgresql:// address"),
    "PATH": ("文件或者目录", "file or folder"),
    "TITLE": ("法规名称，可以省去“中华人民共和国”", "title of a statute"),
    "ADDRESS": ("条款项，如 第八条第一款第三项", "provision, such as 第八条第一款第三项"),
    "CITATION": ("旧的引用，如 1997-刑法第一百九十九条", "an old citation, such as 1997-刑法第一百九十九条"),
    "WORDS": ("检索词，须全部出现", "words, all of which must occur"),
    "DATE": ("日期，如 2015-06-01", "a date, such as 2015-06-01"),
    "FOLDER": ("新目录；git 导出时 - 为标准输出（fast-import 流）", "a new folder; for git, - writes the fast-import stream"),
    "from": ("只算这一天之后施行的修改", "changes in force after this day"),
    "to": ("只算到这一天为止施行的修改", "changes in force up to this day"),
    "decision": ("修改决定的文件；可以是还没有收入存档的", "an amending decision, in the archive or not"),
    "body": ("作出决定的机关", "the body that decides"),
    "named": ("决定的名称", "title of the decision"),
    "adopted": ("通过的日期", "day of adoption"),
    "effective": ("施行的日期", "day of taking effect"),
    "replay": ("再由补丁重演每个版本（与重新执行全部决定一样久）", "also carry out the patches of every version again, which takes as long as all decisions did"),
    "again": ("已收录的文件也重新读", "read known files once more"),
    "known": ("只算到这一天已经公布的", "as known on this day"),
    "given": ("给出一个文件的日期，代替文中所写", "a date for one file, instead of what it says"),
    "limit": ("最多几条结果", "how many hits at most"),
    "day": ("按这一天有效的文本核对（默认今天）", "against the texts in force on this day (default: today)"),
    "written": ("文件写成的日期：引用的是那一天的文本", "the day whose texts the file cites"),
    "FILE": ("要核对的文件", "the file to check"),
    "as": ("导出的格式", "format of the export"),
}  # fmt: skip
KINDS = ("text", "md", "html", "json", "docx", "akn", "git", "arrow", "parquet", "jsonl", "csv", "xlsx")


def add_actions(actions: Any, language: str) -> None:
    """Hang the actions of ``archive`` under it."""
    index = 0 if language == "zh" else 1

    def action(name: str, *words: str) -> Any:
        """An action with its arguments; a word in brackets may be left out."""
        made = actions.add_parser(name, help=HELP[name][index], description=HELP[name][index], language=language)
        for word in ("DB", *words):
            plain = word.strip("[].")
            many: dict[str, Any] = (
                {"nargs": "?", "default": ""} if word[0] == "[" else {"nargs": "+"} if word[-1] == "." else {}
            )
            made.add_argument(plain.lower(), metavar=plain, help=WORDS[plain][index], **many)
        return made

    def option(p: Any, name: str, word: str = "DATE", **options: Any) -> Any:
        metavar = {"metavar": "DATE"} if word in ("DATE", "known", "given") else {}
        p.add_argument(name, help=WORDS[word][index], **({"default": ""} | metavar | options))
        return p

    p = action("add", "PATH.")
    p.add_argument("--again", action="store_true", help=WORDS["again"][index])
    for name in ("adopted", "promulgated", "effective"):
        option(p, f"--{name}", "given")
    option(action("list"), "--on")
    action("versions", "TITLE")
    p = action("as-of", "TITLE", "[DATE]")
    option(p, "--known", "known")
    option(action("blame", "TITLE", "[ADDRESS]"), "--on")
    option(action("history", "TITLE", "ADDRESS"), "--on")
    option(action("trace", "CITATION"), "--to")
    p = option(option(action("search", "WORDS."), "--on"), "--title", "TITLE")
    option(p, "--limit", "limit", type=int, default=50)
    for name in ("impact", "conform"):
        p = action(name, "[TITLE]")
        option(p, "--from", "from", dest="since", metavar="DATE")
        option(p, "--to", "to", dest="until", metavar="DATE")
        option(p, "--decision", "decision", metavar="FILE")
    option(p, "--body", "body", required=True, metavar="BODY")
    for name, word in (("--title", "named"), ("--date", "adopted"), ("--effective", "effective")):
        option(p, name, word, dest={"--title": "named"}.get(name, name[2:]), metavar=name[2:].upper())
    action("parallels", "TITLE", "[ADDRESS]")
    p = action("changed", "DATE")
    p.add_argument("until", metavar="DATE", help=WORDS["DATE"][index])
    option(action("citing", "TITLE", "[ADDRESS]"), "--on")
    action("dangling", "DATE")
    option(option(action("check-citations", "FILE"), "--on", "day"), "--written", "written", metavar="DATE")
    action("findings", "[TITLE]")
    action("check").add_argument("--replay", action="store_true", help=WORDS["replay"][index])
    p = option(option(action("export", "FOLDER"), "--on"), "--title", "TITLE")
    option(p, "--as", "as", dest="kind", default="akn", choices=KINDS)
    option(action("export-git", "FOLDER"), "--title", "TITLE")
