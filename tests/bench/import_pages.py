"""How fast pages are imported, what memory that takes, and how both grow.

Copies with changes of marked pages (those of the shared folder where it is there, else our own): names and numbers
differ from copy to copy, so that no two pages are alike. Prints seconds, milliseconds a page, and ratios.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared" / "pages-sim" / "pages"
OWN = HERE / "tests" / "cases" / "pages"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
TIMED = """
import resource, sys, runpy
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print("peak", max(resource.getrusage(kind).ru_maxrss for kind in kinds), file=sys.stderr)
"""


def changed(text: str, number: int) -> str:
    """The page with other digits, and with other characters in the place of some of its surnames."""
    chance = random.Random(number)
    swaps = str.maketrans({name: chance.choice(SURNAMES) for name in chance.sample(SURNAMES, 8)})
    return re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), text).translate(swaps)


def make(folder: Path, count: int) -> None:
    """`count` page files, below one folder a hundred."""
    pages = [
        path.read_text(encoding="utf-8-sig") for path in sorted((SHARED if SHARED.is_dir() else OWN).glob("*.txt"))
    ]
    for number in range(count):
        path = folder / f"{number // 100:04}" / f"page-{number:06}.txt"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(changed(pages[number % len(pages)], number), encoding="utf-8")


def measure(pages: Path, content: Path, jobs: int) -> tuple[float, float]:
    """Seconds, and the peak of memory of the largest process in MB."""
    content.mkdir(exist_ok=True)
    command = [sys.executable, "-c", TIMED, "build.py", "import", str(pages), "--content", str(content)]
    command += ["--jobs", str(jobs)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    peak = next(line for line in done.stderr.splitlines()[::-1] if line.startswith("peak"))
    return seconds, int(peak.split()[1]) / 1024


def main() -> None:
    """The table."""
    counts = [int(argument) for argument in sys.argv[1:]] or [100, 1000]
    print(f"{'pages':>6} {'jobs':>4} {'seconds':>8} {'ms/page':>8} {'peak MB':>8}   again, s")
    rows = {}
    with tempfile.TemporaryDirectory() as where:
        for count in counts:
            make(Path(where) / f"pages{count}", count)
            for jobs in (1, 2):
                content = Path(where) / f"content{count}-{jobs}"
                seconds, peak = measure(Path(where) / f"pages{count}", content, jobs)
                again, _ = measure(Path(where) / f"pages{count}", content, jobs)
                rows[count, jobs] = seconds, peak
                print(
                    f"{count:6} {jobs:4} {seconds:8.2f} {seconds / count * 1000:8.1f} {peak:8.0f}   {again:.2f}",
                    flush=True,
                )
    few, many = min(counts), max(counts)
    print(f"2 jobs against 1: {rows[many, 2][0] / rows[many, 1][0]:.2f} of the time")
    print(
        f"{many} pages against {few}: {rows[many, 2][0] / rows[few, 2][0] * few / many:.2f} of the time a page, ",
        end="",
    )
    print(f"{rows[many, 2][1] / rows[few, 2][1]:.2f} of the memory")


if __name__ == "__main__":
    main()
