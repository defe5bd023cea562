"""Why the disk or the network refused, in plain Chinese: the operating system says it in English."""

from __future__ import annotations

import errno

REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "这里已经有一个同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.EADDRNOTAVAIL: "这台电脑没有这个地址",
}


def reason(error: OSError) -> str:
    """A few words without a full stop; those of the operating system where we have none."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
