"""Makes sure the browser tests have a Chromium: finds one, installs Debian's where it may, else says how to get one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str | None:
    """Path of a Chromium on this machine: what JIANBAO_CHROMIUM names, or the first known one on PATH."""
    return os.environ.get("JIANBAO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    if browser():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("没有找到 Chromium，正在用 apt-get 安装…")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    if browser():
        return 0
    print(
        "浏览器测试需要 Chromium：apt-get install chromium，或用环境变量 JIANBAO_CHROMIUM 指明它的路径。",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
