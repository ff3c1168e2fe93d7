"""Help and messages of the command line in Chinese and English, chosen by locale."""

from __future__ import annotations

from lawtrack.display import language_of as language_of

HELP: dict[str, tuple[str, str]] = {
    "about": (
        "追踪法规的修改：读法规和修改决定，合并、核对、回推、比较、起草。",
        "Track how law changes: read statutes and amending decisions, consolidate, verify, rewind, compare, draft.",
    ),
    "more": (
        "文件名写 - 表示标准输入。-o 的后缀决定格式（.txt .md .html .json .docx .akn.xml）。\n"
        "退出码：0 没有错误；1 有级别为“错误”的发现；2 输入不能用。环境变量 NO_COLOR 关闭颜色。",
        "A file name - reads standard input. The suffix of -o chooses the format (.txt .md .html .json .docx .akn.xml).\n"
        "Exit status: 0 clean; 1 findings of severity error; 2 bad input. NO_COLOR turns colour off.",
    ),
    "commands": ("命令", "commands"),
    "options": ("选项", "options"),
    "arguments": ("参数", "arguments"),
    "usage": ("用法：", "usage: "),
    "help": ("显示帮助", "show this help"),
    "version": ("显示版本", "show the version"),
    "output": (
        "写入文件（后缀只决定格式，写哪一部分由 --part 定）或者目录（以 / 结尾：写出全部文件）；- 为标准输出",
        "write here: a file (its suffix chooses the format only, --part the content) or a folder (ends with /: all documents)",
    ),
    "format": ("输出格式", "output format"),
    "corrections": (
        "更正文件：决定的哪些文字应当怎样读（每行“原来所印 → 应当读作”）",
        "corrections file: how printed clauses of the decision are to be read",
    ),
    "again": (
        "题注已列有这个决定的，也再执行一次",
        "carry out a decision that the adoption note lists already once more",
    ),
    "strict": ("有一处不能稳妥执行就停止并报错", "stop with an error where something cannot be done safely"),
    "strict.gazette": (
        "公报文本有差错时退出码为 1（不加时为 0，差错只列出）",
        "exit 1 for slips in the gazette's own text (otherwise they are only listed)",
    ),
    "verbose": ("级别为“提示”的发现也逐项列出", "list findings of severity info one by one, too"),
    "quiet": ("标准错误上只写错误", "write nothing but errors to standard error"),
    "gazette": (
        "找出公报中的各个文件；--consolidate 一步完成合并与核对",
        "find the instruments in a gazette; --consolidate does the whole job",
    ),
    "bills": (
        "公报各报告对法规草案的修改建议：针对哪一稿哪一条，公布文本是否采纳",
        "proposals in the reports of a gazette: for which stage and provision, and what became of them",
    ),
    "gazette.file": ("公报文本", "text of a gazette"),
    "extract": ("把每个文件另存到目录", "write each instrument into this folder"),
    "consolidate": (
        "用公报里的修改决定和重新公布的文本：回推原文、合并、核对，结果放进目录",
        "from the decision and the republished text: rewind, amend, verify, and leave all results in this folder",
    ),
    "parse": ("读法规（或者修改决定），写出结构", "read a statute (or a decision) and write its structure"),
    "parse.file": ("法规或者修改决定", "statute or decision"),
    "kind": ("文件是什么", "what the file is"),
    "repair": (
        "采纳各项发现所附的修复建议，读修复后的法规（不加时只列出建议，原文不动）",
        "read the statute with the proposed repairs made (otherwise they are only listed and the text stays as it is)",
    ),
    "amend": ("按修改决定合并出新文本", "carry out amending decisions on a statute"),
    "amend.base": ("修改前的法规", "the statute before"),
    "amend.decision": ("修改决定，可以有几个，依次执行", "amending decisions, carried out in order"),
    "border": (
        "章与章交界处的新条文归后一章（可多次）",
        "put this new article at a chapter border into the later chapter",
    ),
    "part": (
        "写结果的哪一部分：新文本（text），对照表（table），全部对照表（table-all，.docx），报告（report），修订稿（redline，.docx），决定（decision），三栏表（columns），补丁（patch），发现（findings）",
        "which part: the new text, the comparison table, the report, tracked changes (.docx), the decision, the patch, the findings",
    ),
    "verify": ("核对公布文本与修改决定是否一致", "check a published text against the decision"),
    "verify.decision": ("修改决定", "the amending decision"),
    "verify.published": ("修改后公布的文本", "the text published after it"),
    "verify.base": (
        "修改前的文本；没有时只核对决定涉及的部分",
        "the text before; without it only what the decision touches is checked",
    ),
    "rewind": (
        "由修改后的文本和修改决定回推修改前的文本",
        "rebuild the text before from the text after and the decision",
    ),
    "compare": ("比较两个版本", "compare two versions"),
    "compare.old": (
        "修改前；只给一个文件时，是带修订标记的文件或者对照表",
        "the version before; a single file is one with tracked changes, or a comparison table",
    ),
    "compare.new": ("修改后", "the version after"),
    "table": ("对照表", "comparison table"),
    "table.columns": (
        "两栏或者三栏的名称，用逗号分开，例如“现行条文,修正案草案,修改说明”；第三栏叫“修改依据”的写明依据哪一项，叫别的名字的留空待填",
        "names of the two or three columns, with commas between; with a third one of any name but that of the default, which cites the item, it is left empty to fill in",
    ),
    "table.rows": (
        "只列这几类，用逗号分开，例如“修改,新增,删除”",
        "only these kinds, by their Chinese names, with commas between",
    ),
    "table.remarks": (
        "填写第三栏的说明表（.xlsx 或者 .csv：条号、说明两列；条号指修改后的，删去的条文写“原第八条”）",
        "what fills the third column (.xlsx or .csv: article number and words; numbers are the new ones)",
    ),
    "table.renumbered": (
        "仅序号调整的条文：summed 合计一行（默认）、listed 逐条列出、omitted 不列",
        "provisions that only got another number: one line, rows, or left out",
    ),
    "table.portrait": ("纸张竖放（默认横放）", "upright page instead of landscape"),
    "table.findings": ("把发现附在对照表后面", "findings behind the table"),
    "full": ("未变的条文也列出", "list unchanged provisions too"),
    "anyway": (
        "名称不同、条文也几乎不同的两件法规也照样比较",
        "compare two statutes that have next to nothing in common, too",
    ),
    "draft": ("由两个版本起草修改决定", "draft the amending decision that leads from one version to the other"),
    "draft.title": ("决定的标题", "title of the decision"),
    "draft.body": ("作出决定的机关（默认从题注读取）", "the body that decides (read off the adoption note by default)"),
    "draft.date": ("通过日期，如 2024-03-01", "date of adoption, such as 2024-03-01"),
    "draft.effective": ("施行日期（默认自公布之日起）", "date of taking effect (on promulgation by default)"),
    "draft.style": (
        "decision 修改决定；amendment 修正案，不改变条号",
        "decision, or amendment as of the criminal law, which renumbers nothing",
    ),
    "tracked": (
        "文件有修订标记、手工删除线或者是对照表时，读修改前（old）还是修改后（new）的文字",
        "which text of a file with tracked changes, words struck by hand, or a comparison table is meant",
    ),
    "on": (
        "只执行到这一天已经施行的部分，如 2024-03-01",
        "carry out only what is in force on this day, such as 2024-03-01",
    ),
    "promulgated": (
        "决定的公布日期（文本没有附令、公告时），如 2024-03-10",
        "the day on which the decision was made public, where its text does not tell",
    ),
    "merge": ("合并对同一文本的两份修改决定或者两个补丁", "merge two decisions, or two patches, on one base"),
    "merge.file": (
        "法规和两份修改决定；或者两个补丁（或含补丁的结果，.json）",
        "a statute and two decisions; or two patches (or results that hold one, .json)",
    ),
    "references": ("列出法规内部的引用", "list the cross-references of a statute"),
    "coverage.folder": ("存放修改决定的文件夹或者文件", "a folder of decisions, or a file"),
    "coverage": ("统计修改决定中读懂了多少", "how much of each decision was understood"),
    "mcp": (
        "MCP 服务器：供智能助手查法规、核引文、作合并（经标准输入输出）",
        "MCP server: law for assistants, over standard input and output",
    ),
    "mcp.archive": (
        "所用的存档；不给出时只有对所给文本的合并、核对和比较",
        "the archive; without one only verbs on given texts",
    ),
    "mcp.write": ("允许收入新的文本和决定（默认只读）", "allow adding to the archive (read-only by default)"),
    "archive": ("法规版本库：收录、按日期查、溯源", "archive of versions: add, look up by date, trace"),
    "serve": (
        "在浏览器里打开修改台：拖入文件，看报告，取走全部文件（需要 lawtrack[serve]）",
        "open the desk in the browser: drop files, see the report, take the documents (needs lawtrack[serve])",
    ),
    "serve.port": ("端口（默认 8610；0 为任意空闲端口）", "port (8610 by default; 0 for any free one)"),
    "serve.host": (
        "在哪个地址上监听；默认 127.0.0.1，只有本机能打开。别的地址必须同时给出 --token",
        "address to listen on; 127.0.0.1 by default, this machine only. Any other needs --token",
    ),
    "serve.token": (
        "口令，至少 16 个字符；页面的每次请求都要出示",
        "token of 16 characters or more that every request must show",
    ),
    "serve.name": (
        "允许用这个名称打开（可多次），如 desk.example.cn",
        "a further name under which the page may be asked for (may be repeated)",
    ),
    "serve.archive": (
        "法规版本库（lawtrack archive 的 DB）：可以查找、按日期阅读、溯源、看影响",
        "an archive to search, read as of a day, trace, and ask for impact",
    ),
    "serve.no-open": ("不自动打开浏览器", "do not open the browser"),
    "serve.file-mb": ("每个文件最大多少 MB（默认 20）", "largest file in MB (20)"),
    "serve.files": ("一次最多几个文件（默认 10）", "files at once (10)"),
    "serve.seconds": ("一件工作最长多少秒（默认 60）", "longest time of a job in seconds (60)"),
    "serve.memory-mb": (
        "一件工作最多用多少 MB 内存（默认 1024；Windows 上不限）",
        "most memory of a job in MB (1024; not bounded on Windows)",
    ),
    "serve.at-once": ("同时进行几件工作，其余排队（默认 2）", "jobs side by side, others wait in line (2)"),
    "serve.keep-seconds": ("结果在内存里暂存多少秒（默认 900）", "seconds that a result stays in memory (900)"),
    "completion": ("输出命令补全脚本", "print a completion script"),
    "completion.shell": ("外壳", "shell"),
}


def say(key: str, language: str) -> str:
    """The text for ``key`` in a language."""
    return HELP[key][0 if language == "zh" else 1]
