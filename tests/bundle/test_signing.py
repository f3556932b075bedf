"""Signatures on Windows programs, by the real osslsigncode and an authority for time stamps on this machine."""

from __future__ import annotations

import importlib
import shutil
import socket
import struct
from pathlib import Path
from types import ModuleType

import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
needs_tools = pytest.mark.skipif(
    not (shutil.which("osslsigncode") and shutil.which("openssl")),
    reason="osslsigncode and openssl are not installed; `dev.py package --windows-under-wine` installs them",
)


@pytest.fixture
def signing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BUILD))
    module = importlib.import_module("windows_signing")
    for name in (*module.SECRETS, "WINDOWS_TIMESTAMP"):
        monkeypatch.delenv(name, raising=False)
    return module


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The smallest that is a Windows program by its form: headers without a section."""
    dos = b"MZ".ljust(60, b"\0") + struct.pack("<I", 128)
    coff = struct.pack("<HHIIIHH", 0x8664, 0, 0, 0, 0, 240, 0x22)
    optional = bytearray(240)
    struct.pack_into("<H", optional, 0, 0x20B)
    struct.pack_into("<II", optional, 32, 4096, 512)
    struct.pack_into("<II", optional, 56, 4096, 512)
    struct.pack_into("<I", optional, 108, 16)
    path = tmp_path / "Pressmark əğ.exe"
    path.write_bytes((dos.ljust(128, b"\0") + b"PE\0\0" + coff + bytes(optional)).ljust(512, b"\0") + b"code" * 256)
    return path


def test_without_a_certificate_a_file_stays_as_it_is(signing: ModuleType, program: Path) -> None:
    before = program.read_bytes()
    signing.sign(program)
    assert program.read_bytes() == before


@pytest.mark.parametrize("only", ["WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD"])
def test_half_of_the_secrets_is_a_mistake(
    signing: ModuleType, program: Path, monkeypatch: pytest.MonkeyPatch, only: str
) -> None:
    monkeypatch.setenv(only, "eA==")
    with pytest.raises(importlib.import_module("common").PackagingError, match=r"both WINDOWS_CERTIFICATE and"):
        signing.sign(program)


@needs_tools
def test_a_program_is_signed_with_a_time_stamp(signing: ModuleType, program: Path) -> None:
    failure = importlib.import_module("common").PackagingError
    with signing.throw_away() as check:
        with pytest.raises(failure, match="the signature of Pressmark"):
            check(program)
        signing.sign(program)
        check(program)
        changed = program.with_name("changed.exe")
        content = bytearray(program.read_bytes())
        content[600] ^= 1
        changed.write_bytes(content)
        with pytest.raises(failure):
            check(changed)
    with signing.throw_away() as another, pytest.raises(failure):
        another(program)
    assert not signing.configured()


@needs_tools
def test_where_no_authority_answers_nothing_is_signed(
    signing: ModuleType, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program.read_bytes()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with signing.throw_away():
            monkeypatch.setenv("WINDOWS_TIMESTAMP", nobody)
            with pytest.raises(importlib.import_module("common").PackagingError, match=r"(?s)signing .* failed.*127"):
                signing.sign(program)
    assert program.read_bytes() == before


@needs_tools
def test_a_certificate_that_is_not_base64_is_told(
    signing: ModuleType, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "-----BEGIN CERTIFICATE-----")
    monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "x")
    with pytest.raises(importlib.import_module("common").PackagingError, match=r"\.pfx in base64"):
        signing.sign(program)


def test_the_newest_signtool_of_the_sdk_is_taken(
    signing: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    for version in ("10.0.9600.0", "10.0.22621.0", "10.0.19041.0"):
        tool = tmp_path / "Windows Kits/10/bin" / version / "x64/signtool.exe"
        tool.parent.mkdir(parents=True)
        tool.touch()
    assert "10.0.22621.0" in signing.signtool()
