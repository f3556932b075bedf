"""What macOS asks for: the property list, the signature, notarisation and the disk image.

The signing steps run when their secrets are there (in the release workflow, from the repository's settings); without
them the app is signed "ad hoc", which every Apple-silicon Mac needs, and the user has to allow it by hand once.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import macos_image
from common import DIST, HERE, ICONS, WORK, PackagingError, machine, made, run, say
from icons import rendered

OLDEST_SYSTEM = (12, 0)
IDENTIFIER = "org.pressmark.Pressmark"
DOCUMENT_TYPE = "org.pressmark.project"
SIGNING = ("MACOS_CERTIFICATE", "MACOS_CERTIFICATE_PASSWORD", "MACOS_IDENTITY")
NOTARISING = ("MACOS_NOTARY_KEY", "MACOS_NOTARY_KEY_ID", "MACOS_NOTARY_ISSUER")


def information(version: str) -> bytes:
    """Info.plist, as `man 5 Info.plist` and Apple's "Bundle Resources" describe its keys."""
    return plistlib.dumps(
        {
            "CFBundleName": "Pressmark",
            "CFBundleDisplayName": "Pressmark",
            "CFBundleIdentifier": IDENTIFIER,
            "CFBundleExecutable": "pressmark",
            "CFBundlePackageType": "APPL",
            "CFBundleShortVersionString": version,
            "CFBundleVersion": version,
            "CFBundleIconFile": "pressmark.icns",
            "CFBundleDevelopmentRegion": "en",
            "LSApplicationCategoryType": "public.app-category.productivity",
            "LSMinimumSystemVersion": ".".join(map(str, OLDEST_SYSTEM)),
            "NSHighResolutionCapable": True,
            "NSRequiresAquaSystemAppearance": False,  # wears the dark look when the system does
            "NSSupportsAutomaticGraphicsSwitching": True,
            "NSHumanReadableCopyright": "MIT License",
            "CFBundleDocumentTypes": [
                {
                    "CFBundleTypeName": "Pressmark project",
                    "CFBundleTypeRole": "Editor",
                    "CFBundleTypeIconFile": "pressmark-document.icns",
                    "LSHandlerRank": "Owner",
                    "LSItemContentTypes": [DOCUMENT_TYPE],
                },
                {
                    "CFBundleTypeName": "Article",
                    "CFBundleTypeRole": "Viewer",
                    "LSHandlerRank": "Alternate",
                    "LSItemContentTypes": ["public.plain-text", "public.html", "net.daringfireball.markdown"],
                },
            ],
            "UTExportedTypeDeclarations": [
                {
                    "UTTypeIdentifier": DOCUMENT_TYPE,
                    "UTTypeDescription": "Pressmark project",
                    "UTTypeIconFile": "pressmark-document.icns",
                    "UTTypeConformsTo": ["public.data", "public.database"],
                    "UTTypeTagSpecification": {"public.filename-extension": ["pressmark"]},
                }
            ],
        }
    )


def secrets(names: tuple[str, ...], environ: Mapping[str, str]) -> dict[str, str]:
    """The values of these secrets, or nothing when none of them is set.

    Raises:
        PackagingError: only some are set, which is a mistake and no wish.
    """
    found = {name: environ[name] for name in names if environ.get(name)}
    if found and len(found) < len(names):
        missing = ", ".join(sorted(set(names) - set(found)))
        raise PackagingError(f"To sign for macOS all of {', '.join(names)} have to be set; {missing} is missing.")
    return found


def check_secrets(environ: Mapping[str, str]) -> None:
    """Refuses, before minutes of work, what Apple would refuse after them.

    Raises:
        PackagingError: only half of a set is there, or what is to be notarised would not be signed.
    """
    if secrets(NOTARISING, environ) and not secrets(SIGNING, environ):
        raise PackagingError(f"Apple notarises only what is signed: {', '.join(SIGNING)} have to be set too.")
    secrets(SIGNING, environ)


def sign(app: Path) -> None:
    """Signs the app with the hardened runtime; ad hoc when there is no certificate."""
    entitlements = HERE / "macos" / "entitlements.plist"
    shutil.copy2(ICONS / "pressmark-document.icns", app / "Contents" / "Resources")
    given = secrets(SIGNING, os.environ)
    identity, more = "-", []
    if given:
        import_certificate(given)
        identity, more = given["MACOS_IDENTITY"], ["--timestamp"]
    else:
        say("no certificate is configured: signing ad hoc")
    # Inside out: a signature covers what lies below it.
    inner = [path for path in sorted(app.rglob("*"), key=lambda p: -len(p.parts)) if is_code(path)]
    for path in [*inner, app]:
        extra = ["--entitlements", entitlements] if path == app or "MacOS" in path.parts[-2:] else []
        run(
            ["codesign", "--force", "--options", "runtime", *more, *extra, "--sign", identity, path],
            minutes=5,
            what=f"codesign {path.name}",
        )
    run(["codesign", "--verify", "--deep", "--strict", "--verbose=2", app], minutes=5, what="codesign --verify")


def is_code(path: Path) -> bool:
    """Whether a file in the app has to be signed on its own."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")  # Mach-O, one processor or several


def import_certificate(given: Mapping[str, str]) -> None:
    """Puts the certificate (base64 of a .p12) into a keychain of its own, which is thrown away with the machine."""
    import base64

    keychain = WORK / "signing.keychain-db"
    password = os.urandom(16).hex()
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder) / "certificate.p12"
        certificate.write_bytes(base64.b64decode(given["MACOS_CERTIFICATE"]))
        for command in (
            ["create-keychain", "-p", password, keychain],
            ["set-keychain-settings", "-lut", "3600", keychain],
            ["unlock-keychain", "-p", password, keychain],
            ["import", certificate, "-P", given["MACOS_CERTIFICATE_PASSWORD"], "-A", "-t", "cert", "-f", "pkcs12"]
            + ["-k", keychain],
            ["set-key-partition-list", "-S", "apple-tool:,apple:", "-k", password, keychain],
            ["list-keychains", "-d", "user", "-s", keychain],
        ):
            run(["security", *command], minutes=2, what=f"security {command[0]}")


def disk_image(app: Path) -> Path:
    """The .dmg that shows the app beside the Applications folder; notarised when the secrets are there."""
    target = DIST / f"{app.stem}-{information_of(app)['CFBundleShortVersionString']}-macos-{machine()}.dmg"
    target.unlink(missing_ok=True)
    picture = WORK / "dmg" / "drag.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    for path, times in ((picture, 1), (picture.with_stem("drag@2x"), 2)):
        path.write_bytes(rendered(HERE / "macos" / "drag.svg", *(times * length for length in macos_image.PICTURE)))
    line = [sys.executable, HERE / "macos_image.py", app, picture, target]
    run(line, minutes=15, what="the disk image")
    signing = secrets(SIGNING, os.environ)
    if signing:
        run(["codesign", "--sign", signing["MACOS_IDENTITY"], "--timestamp", target], minutes=5, what="codesign dmg")
    notarise(target)
    return made(target)


def information_of(app: Path) -> dict[str, str]:
    """The property list of an app that was made."""
    return plistlib.loads((app / "Contents" / "Info.plist").read_bytes())


def notarise(image: Path) -> None:
    """Has Apple look at the image and staples its answer to it, when the secrets are there."""
    given = secrets(NOTARISING, os.environ)
    if not given:
        say("no notary key is configured: the image is not notarised")
        return
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key.p8"
        key.write_text(given["MACOS_NOTARY_KEY"], "ascii")
        said = run(
            ["xcrun", "notarytool", "submit", image, "--wait", "--timeout", "40m", "--key", key]
            + ["--key-id", given["MACOS_NOTARY_KEY_ID"], "--issuer", given["MACOS_NOTARY_ISSUER"]],
            minutes=45,
            what="notarytool",
        )
    # It ends with 0 when Apple has answered, whatever the answer was.
    if "status: Accepted" not in said:
        raise PackagingError(f"Apple did not accept {image.name}:\n{said.strip()[-2000:]}")
    run(["xcrun", "stapler", "staple", image], minutes=5, what="stapler")
    run(["xcrun", "stapler", "validate", image], minutes=5, what="stapler validate")


def make_and_try(app: Path) -> Path:
    """Signs the app, makes the disk image, installs from it as a user does, and runs the installed app's self-test."""
    import bundle

    check_secrets(os.environ)
    sign(app)
    image = disk_image(app)
    volume = WORK / "volume"
    applications = WORK / "Applications əğ"
    shutil.rmtree(applications, ignore_errors=True)
    applications.mkdir(parents=True)
    run(
        ["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", volume, image], minutes=5, what="opening the dmg"
    )
    try:
        if not (volume / "Applications").is_symlink():
            raise PackagingError("The disk image does not show the Applications folder.")
        if not (volume / ".DS_Store").is_file() or not (volume / ".background.tiff").is_file():
            raise PackagingError("The disk image has no picture that says where to drag the app.")
        run(["ditto", volume / app.name, applications / app.name], minutes=5, what="copying to Applications")
    finally:
        run(["hdiutil", "detach", volume, "-force"], minutes=5, what="closing the dmg")
    installed = applications / app.name
    run(["codesign", "--verify", "--deep", "--strict", installed], minutes=5, what="codesign --verify after copying")
    bundle.self_test([bundle.program(installed)], what="the installed app's self-test", platform_plugin="cocoa")
    return image
