"""Bad report files, each with every finding that it gives: `line:column code what。fix`.

An edit replaces one piece of the base report (tests/cases/report.yml, or the seed); without a
base the text is the whole file.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One bad file and what is said about it."""

    name: str
    base: str
    edits: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]


CASES = (
    Case(
        "alias-bomb",
        "",
        (("", "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"),),
        ("1:4 GK108 这里用了锚（&）。删去 & 及其名称；文字以 & 开头时用半角引号括起来",),
    ),
    Case("alias", "", (("", "overview: *无\n"),), ("1:11 GK102 文字以“*”或“&”开头。用半角双引号括起整句",)),
    Case(
        "merge-key",
        "",
        (("", "overview: 一\n<<: {other_matters: 无}\n"),),
        ("2:1 GK108 这里用了合并键（<<）。直接写出数据",),
    ),
    Case(
        "tag-python",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: !!python/object/apply:os.system ['touch pwned']",
            ),
        ),
        (
            "66:16 GK108 这里用了标签（tag:yaml.org,2002:python/object/apply:os…）。删去它；文字以 ! 开头时用半角引号括起来",
        ),
    ),
    Case(
        "tag-own",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: !无 其他事项"),),
        ("66:16 GK102 文字以“!”开头。用半角双引号括起整句",),
    ),
    Case(
        "tag-undefined-handle",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: !甲!乙 其他事项"),),
        ("66:16 GK102 文字以“!”开头。用半角双引号括起整句",),
    ),
    Case(
        "tag-on-list",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: !!set [0, 0, 0, 0, 0, 0, 0]"),),
        ("25:17 GK108 这里用了标签（tag:yaml.org,2002:set）。删去它；文字以 ! 开头时用半角引号括起来",),
    ),
    Case(
        "anchor",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: &注 其他事项"),),
        ("66:16 GK102 文字以“*”或“&”开头。用半角双引号括起整句",),
    ),
    Case(
        "second-document",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\n---\noverview: 另一份",
            ),
        ),
        ("67:1 GK108 这里用了第二个文档（---）。一份文件只写一份报告，删去 --- 及其后的内容",),
    ),
    Case(
        "document-end",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\n...\nsecret: 1",
            ),
        ),
        ("68:1 GK102 前面的内容已经结束，这里多出了文字。与同级的键左对齐，写成“键: 值”",),
    ),
    Case(
        "yaml-directive",
        "",
        (("", "%YAML 1.1\n---\noverview: 无\n"),),
        ("1:1 GK108 这里用了YAML 指令（%）。删去以 % 开头的行",),
    ),
    Case(
        "tag-directive",
        "",
        (("", "%TAG ! tag:example.org,2026:\n---\noverview: 无\n"),),
        ("1:1 GK108 这里用了YAML 指令（%）。删去以 % 开头的行",),
    ),
    Case(
        "deep-brackets",
        "",
        (("", "overview: " + "[" * 5000 + "\n"),),
        ("1:22 GK109 嵌套过深，超过上限（12 层）。删去误贴的内容",),
    ),
    Case(
        "deep-mappings",
        "",
        (
            (
                "",
                "a:\n  a:\n    a:\n      a:\n        a:\n          a:\n            a:\n              a:\n                a:\n                  a:\n                    a:\n                      a:\n                        a:\n                          a:\n",
            ),
        ),
        ("13:25 GK109 嵌套过深，超过上限（12 层）。删去误贴的内容",),
    ),
    Case(
        "key-is-a-list",
        "",
        (("", "[overview]: 无\n"),),
        ("1:1 GK113 这里应是键名，现在是方括号或花括号。改写成键名",),
    ),
    Case(
        "explicit-key",
        "",
        (("", "? {overview: 1}\n: 无\n"),),
        ("1:3 GK113 这里应是键名，现在是方括号或花括号。改写成键名",),
    ),
    Case(
        "root-is-a-list",
        "",
        (("", "- overview: 无\n"),),
        ("1:1 GK113 这里应是“键: 值”各行，现在是别的内容。改写成“键: 值”各行",),
    ),
    Case(
        "root-is-text",
        "",
        (("", "本年度没有收取信息处理费。\n"),),
        ("1:1 GK113 这里应是“键: 值”各行，现在是别的内容。改写成“键: 值”各行",),
    ),
    Case(
        "root-full-width-colon",
        "",
        (("", "overview：无。\n"),),
        ("1:9 GK103 “overview”后面是全角冒号“：”。写成“overview: ”（半角冒号加一个空格）",),
    ),
    Case("empty", "", (("", ""),), ("1:1 GK118 文件里没有内容。运行 gongkai new 重新生成，或删去此文件",)),
    Case(
        "comments-only",
        "",
        (("", "# 待填\n\n# 待填\n"),),
        ("1:1 GK118 文件里没有内容。运行 gongkai new 重新生成，或删去此文件",),
    ),
    Case(
        "blank-lines-only",
        "",
        (("", "\n\n\n"),),
        ("1:1 GK118 文件里没有内容。运行 gongkai new 重新生成，或删去此文件",),
    ),
    Case(
        "null-document",
        "",
        (("", "~\n"),),
        ("1:1 GK118 文件里没有内容。运行 gongkai new 重新生成，或删去此文件",),
    ),
    Case(
        "duplicate-section",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\noverview: 本年共公开三百件。",
            ),
        ),
        ("67:1 GK107 “overview”重复，第 5 行已写过。核对两处的值，只留一处",),
    ),
    Case(
        "duplicate-row",
        "report",
        (
            (
                "  carried_over: [0, 0, 0, 0, 0, 0, 0]",
                "  carried_over: [0, 0, 0, 0, 0, 0, 0]\n  carried_over: [0, 0, 0, 0, 0, 0, 0]",
            ),
        ),
        ("26:3 GK107 “carried_over”重复，第 25 行已写过。核对两处的值，只留一处",),
    ),
    Case(
        "duplicate-by-case",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\nOther_Matters: 无。",
            ),
        ),
        (
            "67:1 GK107 “Other_Matters”重复（与“other_matters”视为同一个键），第 66 行已写过。核对两处的值，只留一处",
        ),
    ),
    Case(
        "duplicate-by-width",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\nｏther_matters: 无。",
            ),
        ),
        (
            "67:1 GK107 “ｏther_matters”重复（与“other_matters”视为同一个键），第 66 行已写过。核对两处的值，只留一处",
        ),
    ),
    Case(
        "unknown-key-near",
        "report",
        (("overview: |", "overveiw: |"),),
        ("5:1 GK112 不认识的键“overveiw”。是否应为“overview”？",),
    ),
    Case(
        "unknown-key-far",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\nremarks: 无。",
            ),
        ),
        (
            "67:1 GK112 不认识的键“remarks”。这里可以写：form、title、published、written、index_number、document_number、period、preamble、overview、proactive_disclosure、disclosure_requests、reconsideration_and_litigation 等",
        ),
    ),
    Case(
        "unknown-key-in-results",
        "report",
        (("    disclosed: [", "    disclosd: ["),),
        ("27:5 GK112 不认识的键“disclosd”。是否应为“disclosed”？",),
    ),
    Case(
        "unknown-table",
        "report",
        (("  article_20_8:", "  article_20_7:"),),
        ("19:3 GK112 不认识的键“article_20_7”。是否应为“article_20_8”？",),
    ),
    Case(
        "homoglyph-key",
        "report",
        (("overview: |", "оverview: |"),),
        ("5:1 GK112 不认识的键“оverview”，其中“о”（U+043E）不是半角英文字母。是否应为“overview”？",),
    ),
    Case(
        "homoglyph-row",
        "seed",
        (("    normative_documents: ", "    nоrmative_documents: "),),
        (
            "15:5 GK112 不认识的键“nоrmative_documents”，其中“о”（U+043E）不是半角英文字母。是否应为“normative_documents”？",
        ),
    ),
    Case(
        "full-width-key",
        "report",
        (("overview: |", "ｏｖｅｒｖｉｅｗ: |"),),
        ("5:1 GK112 不认识的键“ｏｖｅｒｖｉｅｗ”，其中“ｏ”（U+FF4F）不是半角英文字母。是否应为“overview”？",),
    ),
    Case(
        "upper-case-key",
        "report",
        (("overview: |", "Overview: |"),),
        ("5:1 GK112 不认识的键“Overview”。是否应为“overview”？",),
    ),
    Case(
        "chinese-quotes-key",
        "report",
        (("overview: |", "“overview”: |"),),
        ('5:1 GK105 “overview” 用了中文引号。写成 overview 或 "overview"',),
    ),
    Case(
        "long-key",
        "",
        (("", "a" * 900 + ": 无\n"),),
        (
            "1:1 GK112 不认识的键“aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…”。这里可以写：form、title、published、written、index_number、document_number、period、preamble、overview、proactive_disclosure、disclosure_requests、reconsideration_and_litigation 等",
        ),
    ),
    Case(
        "long-explicit-key",
        "",
        (("", "? " + "长" * 3000 + "\n: 无\n"),),
        (
            "1:3 GK112 不认识的键“长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长…”。这里可以写：form、title、published、written、index_number、document_number、period、preamble、overview、proactive_disclosure、disclosure_requests、reconsideration_and_litigation 等",
        ),
    ),
    Case(
        "empty-key",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: 本年度没有收取信息处理费。\n"": 无'),),
        (
            "67:1 GK112 不认识的键“”。这里可以写：form、title、published、written、index_number、document_number、period、preamble、overview、proactive_disclosure、disclosure_requests、reconsideration_and_litigation 等",
        ),
    ),
    Case(
        "full-width-colon-section",
        "report",
        (("problems_and_improvements: |", "problems_and_improvements：|"),),
        (
            "62:26 GK103 “problems_and_improvements”后面是全角冒号“：”。写成“problems_and_improvements: ”（半角冒号加一个空格）",
        ),
    ),
    Case(
        "full-width-colon-row",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over：[0, 0, 0, 0, 0, 0, 0]"),),
        ("25:15 GK103 “carried_over”后面是全角冒号“：”。写成“carried_over: ”（半角冒号加一个空格）",),
    ),
    Case(
        "full-width-colon-all-rows",
        "report",
        (
            ("    rules: [", "    rules：["),
            ("    normative_documents: [", "    normative_documents：["),
        ),
        (
            "12:10 GK103 “rules”后面是全角冒号“：”。写成“rules: ”（半角冒号加一个空格）",
            "12:5 GK113 这里应是分行填写的内容，现在是文字。改写成分行填写的内容",
        ),
    ),
    Case(
        "full-width-colon-last-line",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters：本年度没有收取信息处理费。"),),
        ("66:14 GK103 “other_matters”后面是全角冒号“：”。写成“other_matters: ”（半角冒号加一个空格）",),
    ),
    Case(
        "full-width-colon-in-quotes-of-key",
        "report",
        (("  article_20_5:\n", "  article_20_5：\n"),),
        ("14:15 GK103 “article_20_5”后面是全角冒号“：”。写成“article_20_5: ”（半角冒号加一个空格）",),
    ),
    Case(
        "no-space-after-colon",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over:[0, 0, 0, 0, 0, 0, 0]"),),
        ("25:15 GK102 “carried_over:”的冒号后面没有空格。写成“carried_over: ”（冒号后留一个空格）",),
    ),
    Case(
        "no-space-after-colon-prose",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters:本年度没有收取信息处理费。"),),
        ("66:14 GK102 “other_matters:”的冒号后面没有空格。写成“other_matters: ”（冒号后留一个空格）",),
    ),
    Case(
        "tab-indent",
        "report",
        (("  carried_over", "\tcarried_over"),),
        ("25:1 GK106 这里有制表符（Tab）。删去它，改用半角空格",),
    ),
    Case(
        "tab-in-prose",
        "report",
        (("  开展社会评议", "  \t开展社会评议"),),
        ("7:3 GK106 这里有制表符（Tab）。删去它，改用半角空格",),
    ),
    Case(
        "full-width-indent",
        "report",
        (("  carried_over", "\u3000\u3000carried_over"),),
        ("25:1 GK106 这里有全角空格。删去它，改用半角空格",),
    ),
    Case(
        "full-width-indent-first-row",
        "report",
        (("  received_this_year", "\u3000\u3000received_this_year"),),
        ("24:1 GK106 这里有全角空格。删去它，改用半角空格",),
    ),
    Case(
        "wrong-indent",
        "report",
        (("  carried_over", "   carried_over"),),
        (
            "25:4 GK102 缩进与前面各行不一致，或括号、引号之后还有文字。与同级的键左对齐；引号里的引号改用中文引号“”",
        ),
    ),
    Case(
        "outdented-prose",
        "report",
        (("  开展社会评议", "开展社会评议"),),
        ("7:1 GK102 这一行缺少半角冒号。写成“键: 值”；如是正文，请与上一行文字对齐缩进",),
    ),
    Case(
        "missing-colon",
        "report",
        (("disclosure_requests:", "disclosure_requests"),),
        ("23:20 GK102 “disclosure_requests”后面缺少半角冒号。写成“disclosure_requests:”",),
    ),
    Case(
        "colon-in-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: 结果: 维持。"),),
        ("66:16 GK102 文字里有半角冒号加空格，会被当作另一个键。用半角双引号括起整句，或用“|”另起一行书写",),
    ),
    Case(
        "colon-at-end-of-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: 包括以下事项: "),),
        ("66:16 GK102 文字里有半角冒号加空格，会被当作另一个键。用半角双引号括起整句，或用“|”另起一行书写",),
    ),
    Case(
        "comment-cuts-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: 第1项 #不可见"),),
        ("66:16 GK111 “#不可见”在 # 之后，会被当作注释丢掉。用半角双引号括起整句，或用“|”另起一行书写",),
    ),
    Case(
        "comment-cuts-title",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\ntitle: 示例镇 2024 年报 # 草稿"),),
        ("3:8 GK111 “# 草稿”在 # 之后，会被当作注释丢掉。用半角双引号括起整句，或用“|”另起一行书写",),
    ),
    Case(
        "starts-with-star",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: *无"),),
        ("66:16 GK102 文字以“*”或“&”开头。用半角双引号括起整句",),
    ),
    Case(
        "starts-with-and",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: &"),),
        ("66:16 GK102 文字以“*”或“&”开头。用半角双引号括起整句",),
    ),
    Case(
        "starts-with-exclamation",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: !注意：无。"),),
        ("66:16 GK102 文字以“!”开头。用半角双引号括起整句",),
    ),
    Case(
        "starts-with-percent",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: %无"),),
        ("66:16 GK102 这一行以 YAML 保留的符号（如 @、`、%）开头。用半角双引号括起来",),
    ),
    Case(
        "starts-with-at",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: @无"),),
        ("66:16 GK102 这一行以 YAML 保留的符号（如 @、`、%）开头。用半角双引号括起来",),
    ),
    Case(
        "starts-with-backtick",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: `无`"),),
        ("66:16 GK102 这一行以 YAML 保留的符号（如 @、`、%）开头。用半角双引号括起来",),
    ),
    Case(
        "starts-with-bracket",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: [无] 其他事项"),),
        (
            "66:20 GK102 缩进与前面各行不一致，或括号、引号之后还有文字。与同级的键左对齐；引号里的引号改用中文引号“”",
        ),
    ),
    Case(
        "list-as-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: [无, 无]"),),
        ("66:16 GK113 这里应是文字，现在是方括号或“- ”列表。改写成文字",),
    ),
    Case(
        "mapping-as-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: {收费: 无}"),),
        ("66:16 GK113 这里应是文字，现在是分行填写的内容。改写成文字",),
    ),
    Case(
        "dash-list-as-text",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters:\n  - 没有收取信息处理费。\n  - 无其他事项。",
            ),
        ),
        ("67:3 GK113 这里应是文字，现在是方括号或“- ”列表。改写成文字",),
    ),
    Case(
        "folded",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: >\n  没有收取信息处理费。\n  无其他事项。",
            ),
        ),
        ("66:16 GK115 这里用了折叠写法（>），各行会被并成一段。键后写“|”，从下一行起缩进书写，一段一行",),
    ),
    Case(
        "plain-lines",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 没有收取信息处理费。\n  无其他事项。",
            ),
        ),
        ("66:16 GK115 这段文字没有“|”却跨了几行，各行会被并成一段。键后写“|”，从下一行起缩进书写，一段一行",),
    ),
    Case(
        "quoted-lines",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                'other_matters: "没有收取信息处理费。\n  无其他事项。"',
            ),
        ),
        ("66:16 GK115 这段文字没有“|”却跨了几行，各行会被并成一段。键后写“|”，从下一行起缩进书写，一段一行",),
    ),
    Case(
        "chinese-quotes-text",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: “无。”"),),
        ('66:16 GK105 “无。” 用了中文引号。写成 无。 或 "无。"',),
    ),
    Case(
        "unclosed-double-quote",
        "report",
        (("overview: |\n", 'title: "示例镇\noverview: |\n'),),
        ("5:8 GK102 引号没有配对。在文字末尾补上同样的半角引号",),
    ),
    Case(
        "unclosed-single-quote",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", "other_matters: '无其他事项。"),),
        ("66:16 GK102 引号没有配对。在文字末尾补上同样的半角引号",),
    ),
    Case(
        "text-after-quote",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无"其他事项。'),),
        (
            "66:19 GK102 缩进与前面各行不一致，或括号、引号之后还有文字。与同级的键左对齐；引号里的引号改用中文引号“”",
        ),
    ),
    Case(
        "backslash",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "见 C:\\公开\\年报"'),),
        ("66:21 GK102 双引号里有反斜杠“\\”。删去反斜杠，或改用半角单引号",),
    ),
    Case(
        "escape-null",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无\\0其他"'),),
        ("66:16 GK110 这里有看不见的字符：控制字符（U+0000）。删去双引号里的反斜杠和它后面的代码",),
    ),
    Case(
        "escape-esc",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无\\x1b[31m其他"'),),
        ("66:16 GK110 这里有看不见的字符：控制字符（U+001B）。删去双引号里的反斜杠和它后面的代码",),
    ),
    Case(
        "escape-surrogate",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无\\ud800其他"'),),
        ("66:20 GK102 双引号里有反斜杠“\\”。删去反斜杠和它后面的代码",),
    ),
    Case(
        "escape-newline",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无\\n其他"'),),
        ("66:16 GK110 这里有看不见的字符：换行符（U+000A）。删去双引号里的反斜杠和它后面的代码",),
    ),
    Case(
        "escape-zero-width",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", 'other_matters: "无\\u200b其他"'),),
        ("66:16 GK110 这里有看不见的字符：零宽空格（U+200B）。删去双引号里的反斜杠和它后面的代码",),
    ),
    Case(
        "escape-bidi-key",
        "report",
        (("other_matters: 本年度没有收取信息处理费。", '"other_\\u202ematters": 无。'),),
        (
            "66:1 GK110 这里有看不见的字符：双向控制符（U+202E）。删去双引号里的反斜杠和它后面的代码",
            "66:1 GK112 不认识的键“other_[U+202E]matters”。是否应为“other_matters”？",
        ),
    ),
    Case(
        "text-after-bar",
        "report",
        (("overview: |\n", "overview: | 总的情况\n"),),
        ("5:13 GK102 “|”后面不能接着写文字。文字从下一行起缩进书写",),
    ),
    Case(
        "hidden-null",
        "report",
        (("开展社会评议", "开展\x00社会评议"),),
        ("7:5 GK110 这里有看不见的字符：控制字符（U+0000）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-stx",
        "report",
        (("开展社会评议", "开展\x02社会评议"),),
        ("7:5 GK110 这里有看不见的字符：控制字符（U+0002）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-escape",
        "report",
        (("开展社会评议", "开展\x1b社会评议"),),
        ("7:5 GK110 这里有看不见的字符：控制字符（U+001B）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-delete",
        "report",
        (("开展社会评议", "开展\x7f社会评议"),),
        ("7:5 GK110 这里有看不见的字符：控制字符（U+007F）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-lone-cr",
        "report",
        (("开展社会评议", "开展\r社会评议"),),
        ("7:5 GK110 这里有看不见的字符：单独的回车符（U+000D）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-nel",
        "report",
        (("开展社会评议", "开展\x85社会评议"),),
        ("7:5 GK110 这里有看不见的字符：NEL 换行符（U+0085）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-line-separator",
        "report",
        (("开展社会评议", "开展\u2028社会评议"),),
        ("7:5 GK110 这里有看不见的字符：行分隔符（U+2028）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-paragraph-separator",
        "report",
        (("开展社会评议", "开展\u2029社会评议"),),
        ("7:5 GK110 这里有看不见的字符：段分隔符（U+2029）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-zero-width-space",
        "report",
        (("开展社会评议", "开展\u200b社会评议"),),
        ("7:5 GK110 这里有看不见的字符：零宽空格（U+200B）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-zero-width-joiner",
        "report",
        (("开展社会评议", "开展\u200d社会评议"),),
        ("7:5 GK110 这里有看不见的字符：零宽连接符（U+200D）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-word-joiner",
        "report",
        (("开展社会评议", "开展\u2060社会评议"),),
        ("7:5 GK110 这里有看不见的字符：词连接符（U+2060）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-bom-inside",
        "report",
        (("开展社会评议", "开展\ufeff社会评议"),),
        ("7:5 GK110 这里有看不见的字符：字节顺序标记（U+FEFF）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-soft-hyphen",
        "report",
        (("开展社会评议", "开展\xad社会评议"),),
        ("7:5 GK110 这里有看不见的字符：软连字符（U+00AD）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-bidi-override",
        "report",
        (("开展社会评议", "开展\u202e社会评议"),),
        ("7:5 GK110 这里有看不见的字符：双向控制符（U+202E）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-bidi-isolate",
        "report",
        (("开展社会评议", "开展\u2066社会评议"),),
        ("7:5 GK110 这里有看不见的字符：双向控制符（U+2066）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-nbsp",
        "report",
        (("开展社会评议", "开展\xa0社会评议"),),
        ("7:5 GK110 这里有看不见的字符：不换行空格（U+00A0）。改用半角空格",),
    ),
    Case(
        "hidden-em-space",
        "report",
        (("开展社会评议", "开展\u2003社会评议"),),
        ("7:5 GK110 这里有看不见的字符：特殊空格（U+2003）。改用半角空格",),
    ),
    Case(
        "hidden-private-use",
        "report",
        (("开展社会评议", "开展\ue004社会评议"),),
        ("7:5 GK110 这里有看不见的字符：私用区字符（U+E004）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-tag",
        "report",
        (("开展社会评议", "开展\U000e0041社会评议"),),
        ("7:5 GK110 这里有看不见的字符：格式控制符（U+E0041）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-variation-selector",
        "report",
        (("开展社会评议", "开展\ufe0f社会评议"),),
        ("7:5 GK110 这里有看不见的字符：变体选择符（U+FE0F）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-hangul-filler",
        "report",
        (("开展社会评议", "开展\u3164社会评议"),),
        ("7:5 GK110 这里有看不见的字符：不可见字符（U+3164）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-replacement",
        "report",
        (("开展社会评议", "开展\ufffd社会评议"),),
        ("7:5 GK110 这里有乱码（U+FFFD，原来的字已经丢失）。对照原件补上这个字",),
    ),
    Case(
        "hidden-noncharacter",
        "report",
        (("开展社会评议", "开展\ufdd0社会评议"),),
        ("7:5 GK110 这里有看不见的字符：不可见字符（U+FDD0）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "hidden-many",
        "report",
        (
            (
                "开展社会评议",
                "开展\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b社会评议",
            ),
        ),
        ("7:5 GK110 这里有看不见的字符：零宽空格（U+200B）。删去它；重新粘贴时先经过记事本",),
    ),
    Case(
        "too-few-cells",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, 0, 0, 0, 0, 0]"),),
        (
            "25:17 GK203 这一行应有 7 格（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计），现有 6 格。与表头逐格核对；空白的格写 ~",
        ),
    ),
    Case(
        "too-many-cells",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, 0, 0, 0, 0, 0, 0, 0]"),),
        (
            "25:17 GK203 这一行应有 7 格（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计），现有 8 格。与表头逐格核对；空白的格写 ~",
        ),
    ),
    Case(
        "thousands",
        "report",
        (
            (
                "received_this_year: [35, 0, 0, 0, 11, 0, 46]",
                "received_this_year: [1,234, 0, 0, 0, 11, 0, 1245]",
            ),
        ),
        (
            "24:23 GK203 这一行应有 7 格（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计），现有 8 格。数字里不要写千位分隔符（1,234 应写 1234）",
        ),
    ),
    Case(
        "thousands-quoted",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", '  carried_over: ["1,234", 0, 0, 0, 0, 0, 0]'),),
        ("25:18 GK205 “1,234”：数字里不要写千位分隔符。核对后改写，例如 1234",),
    ),
    Case(
        "blank-row",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: "),),
        ("25:16 GK113 这里应是方括号里的 7 格，现在是空。改写成方括号里的 7 格",),
    ),
    Case(
        "empty-list",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: []"),),
        (
            "25:17 GK203 这一行应有 7 格（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计），现有 0 格。与表头逐格核对；空白的格写 ~",
        ),
    ),
    Case(
        "number-for-a-row",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: 46"),),
        ("25:17 GK113 这里应是方括号里的 7 格，现在是文字。改写成方括号里的 7 格",),
    ),
    Case(
        "mapping-for-a-row",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: {总计: 46}"),),
        ("25:17 GK113 这里应是方括号里的 7 格，现在是分行填写的内容。改写成方括号里的 7 格",),
    ),
    Case(
        "list-in-a-cell",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [[0], 0, 0, 0, 0, 0, 0]"),),
        ("25:18 GK113 这里应是一个数字，现在是方括号或“- ”列表。改写成一个数字",),
    ),
    Case(
        "missing-cell",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, , 0, 0, 0, 0, 0]"),),
        ("25:21 GK102 方括号里缺少一格，或多了一个逗号。空白的格写 ~，例如 [35, ~, 0]",),
    ),
    Case(
        "star-in-brackets",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, *, 0, 0, 0, 0, 0]"),),
        ('25:21 GK102 “*”直接写在方括号里。用半角引号括起来：["*", …]',),
    ),
    Case(
        "unclosed-bracket",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, 0, 0, 0, 0, 0, 0"),),
        ("25:17 GK102 方括号没有配对，或少了逗号。在行末补上“]”，各格之间用半角逗号加空格",),
    ),
    Case(
        "unclosed-bracket-last-row",
        "report",
        (
            (
                "  litigation_after_reconsideration: [0, 0, 0, 0, 0]",
                "  litigation_after_reconsideration: [0, 0, 0, 0, 0",
            ),
        ),
        ("59:37 GK102 方括号没有配对，或少了逗号。在行末补上“]”，各格之间用半角逗号加空格",),
    ),
    Case(
        "closed-twice",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, 0, 0, 0, 0, 0, 0]]"),),
        (
            "25:38 GK102 缩进与前面各行不一致，或括号、引号之后还有文字。与同级的键左对齐；引号里的引号改用中文引号“”",
        ),
    ),
    Case(
        "unclosed-brace",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: {总计: 46"),),
        ("25:17 GK102 花括号没有配对，或少了逗号。在行末补上“}”，各项之间用半角逗号加空格",),
    ),
    Case(
        "full-width-brackets",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: ［0, 0, 0, 0, 0, 0, 0］"),),
        ("25:17 GK104 “［”用了全角字符。写成“[”（半角）",),
    ),
    Case(
        "chinese-brackets",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: 【0, 0, 0, 0, 0, 0, 0】"),),
        ("25:17 GK104 “【”用了全角字符。写成“[”（半角）",),
    ),
    Case(
        "full-width-closing-bracket",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0, 0, 0, 0, 0, 0, 0］"),),
        ("25:17 GK102 方括号没有配对，或少了逗号。在行末补上“]”，各格之间用半角逗号加空格",),
    ),
    Case(
        "full-width-commas",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0，0，0，0，0，0，0]"),),
        ("25:18 GK104 “0，0，0，0，0，0，0”用了全角字符。写成“0, 0, 0, 0, 0, 0, 0”（半角）",),
    ),
    Case(
        "enumeration-commas",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0、0、0、0、0、0、0]"),),
        ("25:18 GK104 “0、0、0、0、0、0、0”用了全角字符。写成“0, 0, 0, 0, 0, 0, 0”（半角）",),
    ),
    Case(
        "full-width-digits",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [４６, 0, 0, 0, 0, 0, 46]"),),
        ("25:18 GK104 “４６”用了全角字符。写成“46”（半角）",),
    ),
    Case(
        "arabic-indic-digits",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [٤٦, 0, 0, 0, 0, 0, 46]"),),
        ('25:18 GK204 “٤٦”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "full-width-point",
        "report",
        (("administrative_fees: [0]", "administrative_fees: [３．５]"),),
        ("20:27 GK104 “３．５”用了全角字符。写成“3.5”（半角）",),
    ),
    Case(
        "unicode-minus",
        "seed",
        (("[0, +431, 250]", "[0, −18, 250]"),),
        ("24:36 GK104 “−18”用了全角字符。写成“-18”（半角）",),
    ),
    Case(
        "chinese-quotes-cell",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [“46”, 0, 0, 0, 0, 0, 46]"),),
        ('25:18 GK105 “46” 用了中文引号。写成 46 或 "46"',),
    ),
    Case(
        "words",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [无, 0, 0, 0, 0, 0, 0]"),),
        ('25:18 GK204 “无”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "chinese-numeral",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [四十六, 0, 0, 0, 0, 0, 46]"),),
        ('25:18 GK204 “四十六”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "unit-in-cell",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [46件, 0, 0, 0, 0, 0, 46]"),),
        ("25:18 GK204 “46件”不是数字。只写 46",),
    ),
    Case(
        "no",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [NO, 0, 0, 0, 0, 0, 0]"),),
        ('25:18 GK204 “NO”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "octal",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [010, 0, 0, 0, 0, 0, 10]"),),
        ("25:18 GK205 “010”：数字前面不要补 0。核对后改写，例如 10",),
    ),
    Case(
        "exponent",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [1e3, 0, 0, 0, 0, 0, 1000]"),),
        ('25:18 GK204 “1e3”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "nan",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [.nan, 0, 0, 0, 0, 0, 0]"),),
        ('25:18 GK204 “.nan”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "infinity",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [.inf, 0, 0, 0, 0, 0, 0]"),),
        ('25:18 GK204 “.inf”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "hexadecimal",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [0x1F, 0, 0, 0, 0, 0, 31]"),),
        ('25:18 GK204 “0x1F”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "sexagesimal",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [1:30, 0, 0, 0, 0, 0, 90]"),),
        ('25:18 GK204 “1:30”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "underscore",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [1_000, 0, 0, 0, 0, 0, 1000]"),),
        ('25:18 GK204 “1_000”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "5000-digits",
        "report",
        (
            (
                "  carried_over: [0, 0, 0, 0, 0, 0, 0]",
                "  carried_over: [" + "9" * 5000 + ", 0, 0, 0, 0, 0, 0]",
            ),
        ),
        ("25:18 GK205 “9999999999999999999999999999999999999999…”：超过 80 个字符。按该格的类型填写。",),
    ),
    Case(
        "13-digits",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [1234567890123, 0, 0, 0, 0, 0, 0]"),),
        ("25:18 GK205 “1234567890123”：超过 12 位。按该格的类型填写。",),
    ),
    Case(
        "negative",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [-1, 0, 0, 0, 0, 0, -1]"),),
        (
            "25:18 GK205 “-1”：这一格不带正负号。核对后改写，例如 1",
            "25:37 GK205 “-1”：这一格不带正负号。核对后改写，例如 1",
        ),
    ),
    Case(
        "sign",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [+1, 0, 0, 0, 0, 0, 1]"),),
        ("25:18 GK205 “+1”：这一格不带正负号。核对后改写，例如 1",),
    ),
    Case(
        "decreased",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [减少8, 0, 0, 0, 0, 0, 0]"),),
        ("25:18 GK205 “减少8”：这一格不带正负号。核对后改写，例如 8",),
    ),
    Case(
        "decimal",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [1.5, 0, 0, 0, 0, 0, 1]"),),
        ("25:18 GK205 “1.5”：这一格应是整数。核对后改写，例如 1",),
    ),
    Case(
        "money-in-a-count",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [251000元, 0, 0, 0, 0, 0, 0]"),),
        ("25:18 GK205 “251000元”：这一格应是整数。核对后改写，例如 251000",),
    ),
    Case(
        "two-numbers",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [8 1, 0, 0, 0, 0, 0, 9]"),),
        ('25:18 GK204 “8 1”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "unclosed-note",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [22（其中修订16件, 0, 0, 0, 0, 0, 22]"),),
        ('25:18 GK204 “22（其中修订16件”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "true",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]", "  carried_over: [true, 0, 0, 0, 0, 0, 0]"),),
        ('25:18 GK204 “true”不是数字。写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"',),
    ),
    Case(
        "missing-section",
        "report",
        (("other_matters: 本年度没有收取信息处理费。\n", ""),),
        ("2:1 GK201 缺少“六、其他需要报告的事项”。补上 other_matters；确无内容的写“无。”",),
    ),
    Case(
        "missing-row",
        "report",
        (("  carried_over: [0, 0, 0, 0, 0, 0, 0]\n", ""),),
        ("24:3 GK202 缺少“二、上年结转政府信息公开申请数量”一行。补上 carried_over: […]，没有发生的填 0",),
    ),
    Case(
        "missing-group",
        "report",
        (
            (
                "    other_handling:\n      overdue_correction: [0, 0, 0, 0, 0, 0, 0]\n      overdue_fee: [0, 0, 0, 0, 0, 0, 0]\n      other: [0, 0, 0, 0, 0, 0, 0]\n",
                "",
            ),
        ),
        ("27:5 GK202 缺少“（六）其他处理”各行。补上 other_handling: 及其各行，没有发生的填 0",),
    ),
    Case(
        "empty-group",
        "report",
        (
            (
                "    other_handling:\n      overdue_correction: [0, 0, 0, 0, 0, 0, 0]\n      overdue_fee: [0, 0, 0, 0, 0, 0, 0]\n      other: [0, 0, 0, 0, 0, 0, 0]\n",
                "    other_handling:\n",
            ),
        ),
        ("48:5 GK202 缺少“（六）其他处理”各行。补上 other_handling: 及其各行，没有发生的填 0",),
    ),
    Case(
        "missing-table",
        "report",
        (("  article_20_8:\n    administrative_fees: [0]\n", ""),),
        ("11:3 GK202 缺少“第二十条第（八）项”一表。补上 article_20_8: 及其各行，没有发生的填 0",),
    ),
    Case(
        "empty-tables",
        "report",
        (
            (
                "reconsideration_and_litigation:\n  reconsideration: [0, 0, 0, 0, 0]\n  litigation_direct: [0, 0, 0, 0, 0]\n  litigation_after_reconsideration: [0, 0, 0, 0, 0]\n",
                "reconsideration_and_litigation:\n",
            ),
        ),
        (
            "56:32 GK202 缺少“四、政府信息公开行政复议、行政诉讼情况”一表。补上 reconsideration_and_litigation: 及其各行，没有发生的填 0",
        ),
    ),
    Case(
        "text-for-a-table",
        "report",
        (("  article_20_8:\n    administrative_fees: [0]\n", "  article_20_8: 无\n"),),
        ("19:17 GK113 这里应是分行填写的内容，现在是文字。改写成分行填写的内容",),
    ),
    Case(
        "text-for-tables",
        "report",
        (
            (
                "reconsideration_and_litigation:\n  reconsideration: [0, 0, 0, 0, 0]\n  litigation_direct: [0, 0, 0, 0, 0]\n  litigation_after_reconsideration: [0, 0, 0, 0, 0]\n",
                "reconsideration_and_litigation: 无。\n",
            ),
        ),
        ("56:33 GK113 这里应是分行填写的内容，现在是文字。改写成分行填写的内容",),
    ),
    Case(
        "list-for-a-group",
        "report",
        (
            (
                "      overdue_correction: [0, 0, 0, 0, 0, 0, 0]\n      overdue_fee: [0, 0, 0, 0, 0, 0, 0]\n      other: [0, 0, 0, 0, 0, 0, 0]\n",
                "      - [0, 0, 0, 0, 0, 0, 0]\n",
            ),
        ),
        ("49:7 GK113 这里应是分行填写的内容，现在是方括号或“- ”列表。改写成分行填写的内容",),
    ),
    Case(
        "local-row-refused",
        "report",
        (
            (
                "  carried_over: [0, 0, 0, 0, 0, 0, 0]",
                "  carried_over: [0, 0, 0, 0, 0, 0, 0]\n  其他情况: [0, 0, 0, 0, 0, 0, 0]",
            ),
        ),
        ("26:3 GK207 “这张表”不能增设“其他情况”一行。删去该行，或核对键名",),
    ),
    Case(
        "local-row-name",
        "seed",
        (("      行政确认:    ", "      行政 确认:   "),),
        (
            "21:7 GK114 细分事项名称“行政 确认”不合要求。应为不超过 40 字的中文名称，不含空格、逗号、句号和冒号",
        ),
    ),
    Case(
        "local-row-deep",
        "seed",
        (("      行政确认:               [0, 0, 0]", "      行政确认: {甲: [0, 0, 0]}"),),
        ("21:13 GK113 这里应是方括号里的 3 格，现在是分行填写的内容。改写成方括号里的 3 格",),
    ),
    Case(
        "local-rows-empty",
        "seed",
        (
            (
                "      行政检查:               [0, 0, 0]\n      行政确认:               [0, 0, 0]\n",
                "      {}\n",
            ),
        ),
        ("20:7 GK113 这里应是方括号里的 3 格，现在是分行填写的内容。改写成方括号里的 3 格",),
    ),
    Case(
        "columns-unknown",
        "seed",
        (("      procurement_amount: {label", "      procurement_amout: {label"),),
        ("31:7 GK112 不认识的键“procurement_amout”。是否应为“procurement_amount”？",),
    ),
    Case(
        "columns-as-text",
        "seed",
        (
            (
                "      procurement_amount: {label: 采购总金额（万元，保留四位小数）, unit: 万元}",
                "      procurement_amount: 万元",
            ),
        ),
        ("31:27 GK113 这里应是 label 和 unit 两项，现在是文字。改写成 label 和 unit 两项",),
    ),
    Case(
        "form-unknown",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nform: 2020"),),
        ("3:7 GK206 没有名为“2020”的表式。现有表式：2019、2021、archive",),
    ),
    Case(
        "hybrid-unknown-section",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nform: {disclosure_request: 2019}"),),
        ("3:8 GK112 不认识的键“disclosure_request”。是否应为“disclosure_requests”？",),
    ),
    Case(
        "hybrid-unknown-form",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nform: {disclosure_requests: 2020}"),),
        ("3:29 GK206 没有名为“2020”的表式。现有表式：2019、2021、archive",),
    ),
    Case(
        "form-as-list",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nform: [2019, 2021]"),),
        ("3:7 GK113 这里应是文字，现在是方括号或“- ”列表。改写成文字",),
    ),
    Case(
        "date-impossible",
        "report",
        (("published: 2025-01-20", "published: 2021-02-30"),),
        ("2:12 GK114 发布日期“2021-02-30”不合要求。应为日历上有的日期",),
    ),
    Case(
        "date-slashes",
        "report",
        (("published: 2025-01-20", "published: 2021/1/19"),),
        ("2:12 GK114 发布日期“2021/1/19”不合要求。应为日期，写作 2021-01-19",),
    ),
    Case(
        "date-chinese",
        "report",
        (("published: 2025-01-20", "published: 2021年1月19日"),),
        ("2:12 GK114 发布日期“2021年1月19日”不合要求。应为日期，写作 2021-01-19",),
    ),
    Case(
        "date-chinese-quotes",
        "report",
        (("published: 2025-01-20", "published: “2021-01-19”"),),
        ('2:12 GK105 “2021-01-19” 用了中文引号。写成 2021-01-19 或 "2021-01-19"',),
    ),
    Case(
        "date-full-width",
        "report",
        (("published: 2025-01-20", "published: ２０２１-01-19"),),
        ("2:12 GK114 发布日期“２０２１-01-19”不合要求。应为日期，写作 2021-01-19",),
    ),
    Case(
        "date-time",
        "report",
        (("published: 2025-01-20", "published: 2021-01-19 08:00"),),
        ("2:12 GK114 发布日期“2021-01-19 08:00”不合要求。应为日期，写作 2021-01-19",),
    ),
    Case(
        "date-list",
        "report",
        (("published: 2025-01-20", "published: [2021-01-19]"),),
        (
            "2:12 GK113 这里应是日期（写作 2021-01-19），现在是方括号或“- ”列表。改写成日期（写作 2021-01-19）",
        ),
    ),
    Case(
        "period-one-day",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nperiod: 2024-01-01"),),
        ("3:9 GK114 统计期限不合要求。应为起止日期，写作 [2020-01-01, 2020-12-31]",),
    ),
    Case(
        "period-reversed",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nperiod: [2024-12-31, 2024-01-01]"),),
        ("3:9 GK114 统计期限不合要求。应为起止日期，写作 [2020-01-01, 2020-12-31]",),
    ),
    Case(
        "period-bad-day",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\nperiod: [2024-01-01, 2024-11-31]"),),
        ("3:22 GK114 统计期限“2024-11-31”不合要求。应为日历上有的日期",),
    ),
    Case(
        "title-of-lines",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\ntitle: |\n  示例镇\n  年度报告"),),
        ("3:8 GK113 这里应是一行文字，现在是几行文字。改写成一行文字",),
    ),
    Case(
        "title-as-list",
        "report",
        (("published: 2025-01-20", "published: 2025-01-20\ntitle: [示例镇]"),),
        ("3:8 GK113 这里应是文字，现在是方括号或“- ”列表。改写成文字",),
    ),
    Case(
        "accepted-as-text",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\naccepted: 无",
            ),
        ),
        ("67:11 GK113 这里应是“- ”列表，现在是文字。改写成“- ”列表",),
    ),
    Case(
        "accepted-item-as-text",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\naccepted:\n  - GK301",
            ),
        ),
        ("68:5 GK113 这里应是 check、at 和 because 各项，现在是文字。改写成 check、at 和 because 各项",),
    ),
    Case(
        "accepted-unknown-key",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\naccepted:\n  - {check: GK301, where: overview, because: 原文如此}",
            ),
        ),
        ("68:20 GK112 不认识的键“where”。这里可以写：check、at、because",),
    ),
    Case(
        "correction-incomplete",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\ncorrections:\n  - {on: 2025-02-01, at: overview, was: 7, now: 9}",
            ),
        ),
        ("68:5 GK114 更正不合要求。应为 on（日期）、at（位置）和 because（原因）齐全",),
    ),
    Case(
        "correction-bad-date",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\ncorrections:\n  - {on: 2025-2-1, at: overview, was: 7, now: 9, because: 笔误}",
            ),
        ),
        ("68:10 GK114 更正日期“2025-2-1”不合要求。应为日期，写作 2021-01-19",),
    ),
    Case(
        "attachment-as-text",
        "report",
        (
            (
                "other_matters: 本年度没有收取信息处理费。",
                "other_matters: 本年度没有收取信息处理费。\nattachment: 年报.pdf",
            ),
        ),
        ("67:13 GK113 这里应是 file、title 和 sha256 各项，现在是文字。改写成 file、title 和 sha256 各项",),
    ),
)
