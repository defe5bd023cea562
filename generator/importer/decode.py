"""The bytes of a page file as text with LF line ends, or one sentence on why they are none."""

from __future__ import annotations

import codecs
import re

from generator.faults import Fault, UserError

LARGEST = 2**20  # bytes; a full broadsheet page is some 50 kB
MOST_LINES = 4000  # with text in them; taking a page apart takes time and memory by the square of these
SAMPLE = 16 * 2**10  # bytes that the charset library is shown
BINARY_KINDS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"PK\x03\x04", "压缩包或 Word 文档"),
    (b"\xd0\xcf\x11\xe0", "Word 文档"),
    (b"{\\rtf", "RTF 文档"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE = ("gb18030", "big5hkscs")
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5"}
SAVE_AS_UTF8 = "用文字编辑器打开原文，另存为 UTF-8。"
SEND_TEXT = "只收纯文字的报纸版面，请先转成 .txt。"
LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Characters that are no text: XML forbids them and nobody sees them. They become spaces, so no letter is lost.
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
PAGE_CHARACTER = re.compile("[\t\r\n -~\u00b7\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def decode(data: bytes, path: str) -> str:
    """The text of a page file. `path` is what a fault names.

    Raises UserError with one fault: too large, binary, empty, or bytes that are no text (with the first one's line).
    """
    refuse_oversize(len(data), path)
    for signature, kind in BINARY_KINDS:
        if data.startswith(signature):
            raise _refusal(path, f"这是{kind}文件，不是文字。", SEND_TEXT)
    text = _clean(_text(data, path), path)
    if not text or text.isspace():
        what = "文件里只有空白，没有文字。" if data else "文件是空的，没有文字。"
        raise _refusal(path, what, "补上版面文字，或删去这个文件。")
    _refuse_overlong(text, path)
    return text


def refuse_oversize(size: int, path: str) -> None:
    """Raises UserError when a file of `size` bytes cannot be one page; for asking before the file is read."""
    if size > LARGEST:
        raise _refusal(
            path,
            f"文件有 {size / 2**20:.0f} MB，一个报纸版面没有这么大（上限 {LARGEST // 2**20} MB）。",
            "把它拆成一版一个文件。",
        )


def _refuse_overlong(text: str, path: str) -> None:
    if text.count("\n") < MOST_LINES:
        return
    lines = sum(1 for line in text.split("\n") if line and not line.isspace())
    if lines > MOST_LINES:
        what = f"有 {lines:,} 行文字，一个报纸版面没有这么多（上限 {MOST_LINES:,} 行）。"
        raise _refusal(path, what, "把它拆成一版一个文件。")


def _text(data: bytes, path: str) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, len(mark), encoding, path)
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if _is_damaged_utf8(data):
                raise _bad_byte(data, error.start, "utf-8", path) from None
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, 0, wide, path)
    if b"\0" in data:
        raise _refusal(path, "这是二进制文件，不是文字。", SEND_TEXT, data.count(b"\n", 0, data.index(b"\0")) + 1)
    return _strictly(data, 0, _chinese_encoding(data, path), path)


def _strictly(data: bytes, start: int, encoding: str, path: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad_byte(data, start + error.start, encoding, path) from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Nearly all that is not ASCII reads as UTF-8: then a wrong byte is damage, not another encoding."""
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    sound = sum(1 for character in read[: SAMPLE * 4] if character > "\x7f") - broken
    return sound > 0 and broken * 20 <= sound + 20 and sound > broken


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark: only where one byte order gives a page of Chinese and the other does not."""
    if len(data) % 2:
        return ""
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        read = data[:SAMPLE].decode(encoding, "replace")
        shares[encoding] = len(PAGE_CHARACTER.findall(read)) / max(1, len(read))
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.95 and min(shares.values()) < 0.8 else ""


def _chinese_encoding(data: bytes, path: str) -> str:
    """What the charset library takes the text for; where it finds nothing, the encoding that only a few bytes break."""
    from charset_normalizer import from_bytes  # slow to load, and hardly a page needs it

    cut = data.rfind(b"\n", 0, SAMPLE) + 1 if len(data) > SAMPLE else len(data)
    sample = data[: cut or SAMPLE]
    best = from_bytes(sample, cp_isolation=list(CHINESE), enable_fallback=False).best()
    if best:
        return next((name for name in CHINESE if codecs.lookup(best.encoding) == codecs.lookup(name)), best.encoding)
    for encoding in CHINESE:
        read = sample.decode(encoding, "replace")
        if read.count("\ufffd") * 50 <= len(read) and len(PAGE_CHARACTER.findall(read)) > 0.9 * len(read):
            return encoding
    raise _refusal(path, "看不出文字用的是什么编码。", SAVE_AS_UTF8)


def _clean(text: str, path: str) -> str:
    """Line ends become LF, characters that are no text spaces, byte order marks inside nothing."""
    if text.replace("\n", "").replace("\u3000", "").isprintable():  # ten times as quick as looking for each
        return text
    strange = NO_TEXT.findall(text)
    if "\0" in strange or len(strange) > 4 + len(text) // 50:
        raise _refusal(path, "这是二进制文件，不是文字。", SEND_TEXT)
    return NO_TEXT.sub(" ", LINE_END.sub("\n", text.replace("\ufeff", "")))


def _bad_byte(data: bytes, at: int, encoding: str, path: str) -> UserError:
    line = 0 if encoding.startswith(("utf-16", "utf-32")) else data.count(b"\n", 0, at) + 1
    name = NAMES.get(encoding, encoding.upper())
    what = f"第 {at + 1} 个字节（{data[at]:#04x}）不是 {name} 文字，文件可能损坏或没有传完。"
    return _refusal(path, what, SAVE_AS_UTF8, line)


def _refusal(path: str, what: str, mend: str, line: int = 0) -> UserError:
    return UserError([Fault(path, line, what, mend)])
