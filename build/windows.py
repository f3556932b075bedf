"""What Windows asks for: the version resource, the installer for one user (NSIS), the MSI for managed machines.

Both installers are made by free programs that run on Linux and Windows alike: `makensis` and, off Windows, `wixl`.
`windows_signing.py` puts signatures on programs, installers and the uninstaller when a certificate is configured.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import uuid
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from common import DIST, HERE, ICONS, ROOT, SUMMARY, VERSION, WORK, PackagingError, files, made, need, run, say
from windows_signing import configured, sign

PUBLISHER = "The Pressmark authors"
UPGRADE_CODE = "7B0D6C0E-52C4-4C0E-9C47-6C2C3C1B5E1F"  # the same for ever: by it an MSI finds the version before it
_CODE = (".exe", ".dll", ".pyd")
_NAMESPACE = uuid.UUID(UPGRADE_CODE)


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers."""
    first, second, third = (re.match(r"\d*", part)[0] for part in (*version.split("."), "", "")[:3])  # pyright: ignore[reportOptionalSubscript]
    return int(first or 0), int(second or 0), int(third or 0), 0


def version_resource(version: str) -> str:
    """What Explorer shows under Details, in the form that PyInstaller reads."""
    four = numbers(version)
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": "Pressmark",
        "FileVersion": version,
        "InternalName": "pressmark",
        "LegalCopyright": "MIT License",
        "OriginalFilename": "Pressmark.exe",
        "ProductName": "Pressmark",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', "
        f"[{table}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def installer(folder: Path, *, target: Path | None = None) -> Path:
    """The installer for one user: no administrator, `/S` for silence, an older version replaced in place.

    Args:
        folder: the bundle.
        target: the file to write; one in `dist/` named after the version when None.
    """
    target = target or DIST / f"Pressmark-{VERSION}-windows-x86_64-setup.exe"
    laying = WORK / "install.nsh"
    laying.write_text("\n".join(placing(folder)) + "\n", "utf-8-sig")
    listing = WORK / "uninstall.nsh"
    listing.write_text("\n".join(removal(folder)) + "\n", "utf-8-sig")
    values = {
        "VERSION": VERSION,
        "NUMBERS": ".".join(map(str, numbers(VERSION))),
        "LAYING": str(laying),
        "TARGET": str(target),
        "LISTING": str(listing),
        "ICONS": str(ICONS),
        "LICENSE": str(ROOT / "LICENSE"),
        "PUBLISHER": PUBLISHER,
        "SUMMARY": SUMMARY,
        "KILOBYTES": str(sum(path.stat().st_size for path in files(folder)) // 1024),
    }
    sign(folder / "Pressmark.exe", folder / "pressmark-cli.exe")
    line = [makensis(), "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in values.items())]
    line += ["-DSIXTYFOUR=yes"] if has_64_bit_stub() else []
    if configured():
        line += [f"-DPYTHON={sys.executable}", f"-DSIGNER={HERE / 'windows_signing.py'}"]
    script = HERE / "windows" / "pressmark.nsi"
    run([*line, "-DSOLID=yes", script], minutes=30, what="makensis")
    if not has_right_sum(target):
        say("in one piece the installer has a wrong checksum; it is made of separate files, which is larger")
        run([*line, script], minutes=30, what="makensis again")
    check_sum(target)
    sign(target)
    return made(target)


def check_sum(installer: Path) -> None:
    """Compares the installer with the checksum at its end, as it does itself when it starts.

    Raises:
        PackagingError: it would refuse to start.
    """
    if not has_right_sum(installer):
        raise PackagingError(f"{installer.name} has a wrong checksum, so it would refuse to start.")


def has_right_sum(installer: Path) -> bool:
    """Whether an installer's content fits the checksum at its end."""
    content = installer.read_bytes()
    return zlib.crc32(content[512:-4]) == int.from_bytes(content[-4:], "little")


def makensis() -> str:
    """The NSIS compiler, which its Windows installer does not put on the PATH."""
    if sys.platform == "linux":
        need({"makensis": "nsis"})
    found = shutil.which("makensis")
    beside = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "NSIS" / "makensis.exe"
    if found is None and beside.is_file():
        return str(beside)
    if found is None:
        raise PackagingError("There is no makensis here; install the package nsis.")
    return found


def has_64_bit_stub() -> bool:
    """Whether this NSIS makes 64-bit installers, which Debian's does and which Wine without 32-bit parts needs.

    NSIS's own release for Windows makes 32-bit ones only, which every 64-bit Windows runs as well.
    """
    return Path("/usr/share/nsis/Stubs/lzma_solid-amd64-unicode").is_file()


def placing(folder: Path) -> Iterator[str]:
    """What the installer lays down, machine code first and like beside like, since it is packed in one piece.

    Several packages bring the same libraries of Visual C++, signed at another time: what has one name lies side by
    side, since the packer sees only 64 MB back.
    """
    paths = list(files(folder))
    often = Counter(path.name for path in paths)

    def by_kind(path: Path) -> tuple[str, str, Path]:
        code = path.suffix in _CODE
        return "" if code else path.suffix or "-", path.name if code and often[path.name] > 1 else "", path

    last = None
    for path in sorted(paths, key=by_kind):
        relative = path.relative_to(folder)
        if relative.parent != last:
            last = relative.parent
            yield f'SetOutPath "$INSTDIR\\{_windows(last)}"' if last.parts else 'SetOutPath "$INSTDIR"'
        yield f'File "{str(path).replace("$", "$$")}"'


def removal(folder: Path) -> Iterator[str]:
    """What the uninstaller removes: exactly what was installed, so that nobody's own file is ever taken with it."""
    folders: set[Path] = set()
    for path in files(folder):
        relative = path.relative_to(folder)
        folders.update(relative.parents)
        yield f'Delete "$INSTDIR\\{_windows(relative)}"'
    for inner in sorted(folders - {Path()}, key=lambda p: (-len(p.parts), str(p))):
        yield f'RMDir "$INSTDIR\\{_windows(inner)}"'


def _windows(path: Path) -> str:
    return str(path).replace("/", "\\").replace("$", "$$")


def managed_installer(folder: Path) -> Path:
    """The MSI, for administrators who install on many machines: for all users, in Program Files.

    Written in the few elements that both WiX 3 and wixl read; this is made by wixl, on Linux.
    """
    target = DIST / f"Pressmark-{VERSION}-windows-x86_64.msi"
    odd = [path.name for path in files(folder) if not path.name.isascii()]
    if odd:
        raise PackagingError(f"wixl crashes on file names that are not ASCII: {', '.join(odd[:5])}")
    source = WORK / "pressmark.wxs"
    source.write_text(description(folder), "utf-8")
    need({"wixl": "wixl", "msiinfo": "msitools"})
    run(["wixl", "--arch", "x64", "-o", target, source.name], minutes=15, what="wixl", cwd=WORK)
    sign(target)
    return made(target)


def check_managed(msi: Path, folder: Path) -> None:
    """Reads an MSI back: it has every file of the bundle, the file type and the start-menu entry.

    Raises:
        PackagingError: it has not.
    """
    table = {name: run(["msiinfo", "export", msi, name], minutes=2, what=f"reading the MSI's {name}") for name in _READ}
    listed = len(table["File"].splitlines()) - 3  # three lines of headings
    expected = sum(1 for _ in files(folder))
    if listed != expected:
        raise PackagingError(f"The MSI lists {listed} files, and the bundle has {expected}.")
    for name, wanted in (("Shortcut", "Pressmark"), ("Registry", ".pressmark"), ("Upgrade", UPGRADE_CODE)):
        if wanted not in table[name]:
            raise PackagingError(f"The MSI's table {name} has no {wanted}.")


_READ = ("File", "Shortcut", "Registry", "Upgrade")


def description(folder: Path) -> str:
    """The MSI's contents. Each file is a component whose id follows from its path, as Windows Installer wants it."""
    four = numbers(VERSION)
    components: list[str] = []

    def entries(inner: Path, depth: int) -> Iterator[str]:
        pad = " " * depth
        for path in sorted(inner.iterdir()):
            relative = path.relative_to(folder).as_posix()
            key = uuid.uuid5(_NAMESPACE, relative).hex
            if path.is_dir():
                yield f'{pad}<Directory Id="d{key}" Name={quoteattr(path.name)}>'
                yield from entries(path, depth + 1)
                yield f"{pad}</Directory>"
                continue
            components.append(key)
            yield f'{pad}<Component Id="c{key}" Guid="{uuid.UUID(key)}" Win64="yes">'
            source = quoteattr(_from_work(path))
            yield f'{pad} <File Id="f{key}" Source={source} Name={quoteattr(path.name)} KeyPath="yes"/>'
            if relative == "Pressmark.exe":
                yield from _shell(pad + " ")
            yield f"{pad}</Component>"

    tree = "\n".join(entries(folder, 6))
    references = "\n".join(f'   <ComponentRef Id="c{key}"/>' for key in components)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="*" Name="Pressmark" Language="1033" Version="{".".join(map(str, four[:3]))}" Manufacturer="{PUBLISHER}"
          UpgradeCode="{UPGRADE_CODE}">
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="{SUMMARY}"/>
  <MajorUpgrade DowngradeErrorMessage="A newer Pressmark is installed already."/>
  <Media Id="1" Cabinet="pressmark.cab" EmbedCab="yes"/>
  <Icon Id="pressmark.ico" SourceFile={quoteattr(_from_work(ICONS / "pressmark.ico"))}/>
  <Property Id="ARPPRODUCTICON" Value="pressmark.ico"/>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramMenuFolder"/>
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLDIR" Name="Pressmark">
{tree}
    </Directory>
   </Directory>
  </Directory>
  <Feature Id="Everything" Level="1">
{references}
  </Feature>
 </Product>
</Wix>
"""


def _from_work(path: Path) -> str:
    """A path from the folder of the description: wixl takes no other."""
    return os.path.relpath(path, WORK)


def _shell(pad: str) -> Iterator[str]:
    """The start-menu entry and the file association, which live and die with the program's own file."""
    yield (
        f'{pad}<Shortcut Id="menu" Directory="ProgramMenuFolder" Name="Pressmark" '
        'Target="[INSTALLDIR]Pressmark.exe" Icon="pressmark.ico" WorkingDirectory="INSTALLDIR"/>'
    )
    for key, value in (
        (".pressmark", "Pressmark.Project"),
        ("Pressmark.Project", "Pressmark project"),
        ("Pressmark.Project\\DefaultIcon", "[INSTALLDIR]_internal\\resources\\icons\\pressmark-document.ico"),
        ("Pressmark.Project\\shell\\open\\command", '"[INSTALLDIR]Pressmark.exe" "%1"'),
    ):
        path = quoteattr(f"Software\\Classes\\{key}")
        yield f'{pad}<RegistryValue Root="HKLM" Key={path} Type="string" Value={quoteattr(value)}/>'


def make_and_try(folder: Path) -> None:
    """On Windows: makes the installers, installs for this user, tests, upgrades, and uninstalls.

    Raises:
        PackagingError: something was not right.
    """
    import bundle

    setup = installer(folder)
    wix = os.environ.get("WIX")
    if wix and (Path(wix) / "bin" / "candle.exe").is_file():
        managed_installer_by_wix(folder, Path(wix) / "bin")
    else:
        say("there is no WiX 3 here: no MSI was made")
    target = Path(os.environ["LOCALAPPDATA"]) / "Programs" / "Pressmark"
    run([setup, "/S"], minutes=10, what="installing silently")
    bundle.self_test(
        [target / "pressmark-cli.exe"], what="the installed program's self-test", platform_plugin="windows"
    )
    run([setup, "/S"], minutes=10, what="installing over it")
    bundle.self_test([target / "pressmark-cli.exe"], what="the self-test after it", platform_plugin="windows")
    run([target / "uninstall.exe", "/S"], minutes=5, what="uninstalling silently")
    until = time.monotonic() + 120
    while target.exists() and time.monotonic() < until:
        time.sleep(1)
    if target.exists():
        left = ", ".join(str(path.relative_to(target)) for path in sorted(target.rglob("*"))[:8])
        raise PackagingError(f"After uninstalling there is still {target} with {left}.")


def managed_installer_by_wix(folder: Path, tools: Path) -> Path:
    """The MSI, made by WiX 3 on Windows from the same description."""
    target = DIST / f"Pressmark-{VERSION}-windows-x86_64.msi"
    source, compiled = WORK / "pressmark.wxs", WORK / "pressmark.wixobj"
    source.write_text(description(folder), "utf-8")
    run(
        [tools / "candle.exe", "-nologo", "-arch", "x64", "-out", compiled, source], minutes=10, what="candle", cwd=WORK
    )
    # ICE38, 64 and 91 speak of what is installed for one user; this one is for all.
    run(
        [tools / "light.exe", "-nologo", "-sice:ICE38", "-sice:ICE64", "-sice:ICE91", "-out", target, compiled],
        minutes=20,
        what="light",
        cwd=WORK,
    )
    sign(target)
    return made(target)
