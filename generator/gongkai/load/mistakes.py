"""The mistakes in the text of a file, each in words. What is found where is decided elsewhere.

One function a code (GK102–GK115); the docstring is its documentation and its examples are run.
"""

from __future__ import annotations

from ..model.rule import Defect, mistake
from .characters import is_space, name_of, shown


@mistake("GK102")
def syntax(problem: str, fix: str) -> Defect:
    """YAML 写法有误

    依据：报告文件是 YAML 格式：一行一个“键: 值”，用两个空格缩进，方括号、引号成对。
    改法：按提示改正该行；拿不准时与上一年的文件对照。
    错例：
        disclosure_requests:
          received_this_year: [0, 0, 0
    正例：
        disclosure_requests:
          received_this_year: [0, 0, 0, 0, 0, 0, 0]
    """
    return Defect(problem, fix)


@mistake("GK103")
def full_width_colon(key: str) -> Defect:
    """键后用了全角冒号

    依据：YAML 只认半角冒号加空格（“: ”），全角“：”会被当作文字。
    改法：把“：”改成半角冒号，并在后面留一个空格。
    错例：
        overview：本年共公开信息三百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    return Defect(f"“{shown(key)}”后面是全角冒号“：”", f"写成“{shown(key)}: ”（半角冒号加一个空格）")


@mistake("GK104")
def full_width_figure(text: str, plain: str) -> Defect:
    """表中数字用了全角字符

    依据：GB/T 15835—2011 统计数字用阿拉伯数字；全角的数字、逗号、括号不能参加计算。
    改法：切换到英文输入法，改用半角字符。
    错例：
        disclosure_requests:
          received_this_year: [３５，0，0，0，11，0，46]
    正例：
        disclosure_requests:
          received_this_year: [35, 0, 0, 0, 11, 0, 46]
    """
    return Defect(f"“{shown(text)}”用了全角字符", f"写成“{shown(plain)}”（半角）")


@mistake("GK105")
def chinese_quotes(text: str) -> Defect:
    """用中文引号代替了 YAML 引号

    依据：YAML 的引号是半角的 " 或 '；中文引号“”会成为文字的一部分。
    改法：删去中文引号，或改成半角双引号。
    错例：
        published: “2021-01-19”
    正例：
        published: 2021-01-19
    """
    text = shown(text)
    bare = text.strip("“”‘’\"'")
    return Defect(f"{text} 用了中文引号", f'写成 {bare} 或 "{bare}"')


@mistake("GK106")
def wrong_space(character: str) -> Defect:
    """用了制表符或全角空格

    依据：YAML 只认半角空格；制表符和全角空格看上去一样，读出来不一样。
    改法：删去它，改用半角空格（缩进每级两个）。
    错例：
        disclosure_requests:
        \u3000\u3000received_this_year: [0, 0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          received_this_year: [0, 0, 0, 0, 0, 0, 0]
    """
    return Defect(f"这里有{name_of(character)}", "删去它，改用半角空格")


@mistake("GK107")
def repeated_key(key: str, first: str, line: int) -> Defect:
    """同一个键写了两次

    依据：同名的键只能有一个值；写两次时别的程序会悄悄丢掉前一个。
    改法：核对两处，删去多余的一处。
    错例：
        overview: 本年共公开信息三百件。
        overview: 本年共公开信息四百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    same = "" if key == first else f"（与“{shown(first)}”视为同一个键）"
    return Defect(f"“{shown(key)}”重复{same}，第 {line} 行已写过", "核对两处的值，只留一处")


@mistake("GK108")
def not_used(feature: str, fix: str) -> Defect:
    """用了报告文件不采用的 YAML 功能

    依据：别名（*）、锚（&）、标签（!）、合并键（<<）、指令（%）和多个文档会让看到的文字与读出的数据不同。
    改法：直接写出数据；文字以这些符号开头时用半角引号括起来。
    错例：
        overview: &a 本年共公开信息三百件。
        other_matters: *a
    正例：
        overview: 本年共公开信息三百件。
        other_matters: 无。
    """
    return Defect(f"这里用了{feature}", fix)


@mistake("GK109")
def too_big(what: str, limit: str, fix: str = "删去误贴的内容") -> Defect:
    """文件过大或嵌套过深

    依据：一份年度报告只有几十 KB、四五层；远超于此的多半是误贴，也可能拖垮电脑。
    改法：删去误贴的内容；附件另存为 PDF 后以 attachment 引用。
    错例：
        overview: [[[[[[[[[[[[[1]]]]]]]]]]]]]
    正例：
        overview: 本年共公开信息三百件。
    """
    return Defect(f"{what}，超过上限（{limit}）", fix)


@mistake("GK110")
def hidden_character(character: str, fix: str = "") -> Defect:
    """含有看不见的字符

    依据：零宽字符、双向控制符、私用区字符和控制字符看不见或显示为方框，会使检索、比对出错，也可被用来隐藏内容。
    改法：删去该字符；多由 Word、微信或 PDF 粘贴带入，可先粘贴到记事本再复制。
    错例：
        overview: 本年共公开\u200b信息三百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    if character == "\ufffd":
        return Defect("这里有乱码（U+FFFD，原来的字已经丢失）", "对照原件补上这个字")
    what = f"这里有看不见的字符：{name_of(character)}（U+{ord(character):04X}）"
    return Defect(what, fix or ("改用半角空格" if is_space(character) else "删去它；重新粘贴时先经过记事本"))


@mistake("GK111")
def cut_by_comment(lost: str) -> Defect:
    """文字被 # 截断

    依据：YAML 中空格加 # 之后是注释，不会发布。
    改法：整句用半角双引号括起来，或用“|”另起一行书写。
    错例：
        overview: 本年共公开信息 #三百件
    正例：
        overview: "本年共公开信息 #三百件"
    """
    return Defect(f"“{shown(lost)}”在 # 之后，会被当作注释丢掉", "用半角双引号括起整句，或用“|”另起一行书写")


@mistake("GK112")
def unknown_key(key: str, near: str, known: str, foreign: str = "") -> Defect:
    """不认识的键

    依据：键名由表式规定（见参考手册“表式”）；写错的键，其内容不会发布。
    改法：按提示改正键名；表式没有的内容不要写在这里。
    错例：
        overvew: 本年共公开信息三百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    why = f"，其中“{foreign}”（U+{ord(foreign):04X}）不是半角英文字母" if foreign else ""
    fix = f"是否应为“{near}”？" if near else f"这里可以写：{known}"
    return Defect(f"不认识的键“{shown(key)}”{why}", fix)


@mistake("GK113")
def wrong_shape(expected: str, found: str) -> Defect:
    """该处内容的形式不对

    依据：有的键后面写文字，有的写一行方括号数据，有的下面另有各行。
    改法：照提示的形式书写；可运行 gongkai new 得到一份空白报告对照。
    错例：
        disclosure_requests:
          received_this_year: 46
    正例：
        disclosure_requests:
          received_this_year: [35, 0, 0, 0, 11, 0, 46]
    """
    gap = " " if expected[0].isascii() else ""
    return Defect(f"这里应是{gap}{expected}，现在是{found}", f"改写成{gap}{expected}")


@mistake("GK114")
def bad_value(name: str, text: str, expected: str) -> Defect:
    """元数据的值不合要求

    依据：发布日期等须是真实、可比较的值（伪造发稿日期属单项否决事项）。
    改法：按提示的格式填写；尚不知道时写 ~。
    错例：
        published: 2021年1月19日
    正例：
        published: 2021-01-19
    """
    given = f"{name}“{shown(text)}”" if text else name
    gap = " " if expected[0].isascii() else ""
    return Defect(f"{given}不合要求", f"应为{gap}{expected}")


@mistake("GK115")
def folded_text(how: str) -> Defect:
    """文字跨行书写的方式不对

    依据：报告文字一行就是一段；折叠写法（>）和没有“|”的跨行文字会把几段并成一段。
    改法：键后写“|”，从下一行起缩进书写，一段一行。
    错例：
        overview: >
          本年共公开信息三百件。
          其中主动公开二百件。
    正例：
        overview: |
          本年共公开信息三百件。
          其中主动公开二百件。
    """
    return Defect(f"{how}，各行会被并成一段", "键后写“|”，从下一行起缩进书写，一段一行")
