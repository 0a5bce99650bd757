"""The mistakes of a file as such, each in words: its encoding, name, place, and what is beside it.

One function a code (GK101, GK116–GK119); documented and run as in `mistakes`.
"""

from __future__ import annotations

from ..model.finding import Severity
from ..model.rule import Defect, mistake


@mistake("GK101")
def wrong_encoding(encoding: str) -> Defect:
    """文件编码不是 UTF-8

    依据：各机关、各系统交换文件须用同一编码；GBK、UTF-16 在其他电脑上会变成乱码。
    改法：用记事本或 WPS“另存为”，编码选 UTF-8，再提交。
    错例：
        bytes: gb18030
        overview: 本年共公开信息三百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    what = f"文件编码像是 {encoding}，不是 UTF-8" if encoding else "文件含有无法识别的字节，不是 UTF-8"
    return Defect(what, "用记事本或 WPS“另存为”，编码选 UTF-8")


@mistake("GK116", Severity.NOTE)
def byte_order_mark() -> Defect:
    """文件开头有字节顺序标记

    依据：Windows 记事本的“UTF-8（带 BOM）”会在文件开头加入不可见的标记；不影响读取，但与其他文件不一致。
    改法：另存为 UTF-8（无 BOM）；运行 gongkai fmt 会自动去掉。
    错例：
        bytes: utf-8-sig
        overview: 本年共公开信息三百件。
    正例：
        overview: 本年共公开信息三百件。
    """
    return Defect("文件开头有字节顺序标记（BOM）", "运行 gongkai fmt 去掉，或另存为不带 BOM 的 UTF-8")


@mistake("GK117")
def bad_path(name: str, problem: str, fix: str) -> Defect:
    """文件或文件夹的名称、位置不对

    依据：reports/ 下的路径就是机关的身份和网页地址，一经发布不再改变。
    改法：文件夹用小写字母、数字和连字符；报告用四位年份命名，放在有 body.yml 的文件夹里。
    错例：
        path: reports/Qing_Yun/2020.yml
    正例：
        path: reports/qingyun/2020.yml
    """
    return Defect(f"“{name}”{problem}", fix)


@mistake("GK118")
def empty_file() -> Defect:
    """文件是空的

    依据：空文件没有可以核验和发布的内容。
    改法：运行 gongkai new 生成该年报告，或删去此文件。
    错例：
        # 只有注释
    正例：
        overview: 无。
    """
    return Defect("文件里没有内容", "运行 gongkai new 重新生成，或删去此文件")


@mistake("GK119")
def bad_attachment(name: str, problem: str, fix: str) -> Defect:
    """附件不能采用

    依据：附件与报告一并长期保存，须是 PDF 或 Word 文件、不超过 20 MB，且内容与登记的 SHA-256 一致。
    改法：把附件放在报告同一文件夹，填对文件名和 SHA-256。
    错例：
        attachment:
          file: 没有的文件.pdf
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
    正例：
        attachment: ~
    """
    return Defect(f"附件“{name}”{problem}", fix)
