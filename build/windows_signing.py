"""Signatures on Windows programs and installers (Authenticode), each with a time stamp from an authority.

Without the time stamp a signature ends with its certificate, after a year or three; so where the authority can't be
reached, signing fails, and no release goes out.
"""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from common import PackagingError, need, run, say

SECRETS = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD")
_USUAL_TIMESTAMP = "http://timestamp.digicert.com"
_TRIAL_PASSWORD = "of a certificate that is thrown away"


def configured() -> bool:
    """Whether a certificate is configured.

    Raises:
        PackagingError: only half of what signing needs is, which is a mistake and no wish.
    """
    found = [name for name in SECRETS if os.environ.get(name)]
    if len(found) == 1:
        raise PackagingError(f"To sign for Windows both {' and '.join(SECRETS)} are needed.")
    return bool(found)


def sign(*paths: Path) -> None:
    """Signs files when a certificate is configured, and says so when not; looks whether the time stamp is there.

    Raises:
        PackagingError: signing failed, or only half of what it needs is configured. A file is as it was then.
    """
    if not configured():
        say("no certificate is configured: " + ", ".join(path.name for path in paths) + " not signed")
        return
    certificate, password = (os.environ[name] for name in SECRETS)
    timestamp = os.environ.get("WINDOWS_TIMESTAMP") or _USUAL_TIMESTAMP
    tool = signtool() if sys.platform == "win32" else "osslsigncode"
    if sys.platform != "win32":
        need({tool: tool})
    with tempfile.TemporaryDirectory() as place:
        pfx, secret = Path(place) / "certificate.pfx", Path(place) / "password"
        try:
            pfx.write_bytes(base64.b64decode(certificate, validate=True))
        except ValueError as error:
            raise PackagingError(f"WINDOWS_CERTIFICATE has to be a .pfx in base64, and is not: {error}") from error
        secret.write_text(password, "utf-8")
        for path in paths:
            if sys.platform == "win32":
                command = [tool, "sign", "/fd", "sha256", "/tr", timestamp, "/td", "sha256"]
                command += ["/f", str(pfx), "/p", password, str(path)]
                run(command, minutes=5, what=f"signing {path.name}")
                # /tw: a missing time stamp is a warning, which ends signtool with 2.
                run([tool, "verify", "/pa", "/tw", str(path)], minutes=5, what=f"the signature of {path.name}")
                continue
            signed = Path(place) / "signed"
            command = [tool, "sign", "-h", "sha256", "-ts", timestamp, "-pkcs12", str(pfx)]
            command += ["-readpass", str(secret), "-in", str(path), "-out", str(signed)]
            run(command, minutes=5, what=f"signing {path.name}")
            if not stamped(signed):
                raise PackagingError(f"The signature of {path.name} has no time stamp.")
            signed.chmod(path.stat().st_mode)
            shutil.move(signed, path)


def signtool() -> str:
    """Microsoft's program for signing, which the Windows SDK does not put on the PATH; the newest that is there."""
    found = shutil.which("signtool")
    if found:
        return found
    kits = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)")) / "Windows Kits" / "10" / "bin"

    def version(path: Path) -> list[int]:
        return [int(part) for part in path.parts[-3].split(".") if part.isdigit()]

    tools = sorted(kits.glob("10.*/x64/signtool.exe"), key=version)
    if not tools:
        raise PackagingError("There is no signtool here; install the Windows SDK.")
    return str(tools[-1])


def stamped(path: Path) -> bool:
    """Whether a file is signed, with a time stamp; not whether anybody trusts who signed."""
    done = subprocess.run(
        ["osslsigncode", "verify", "-in", path], capture_output=True, text=True, errors="replace", check=False
    )
    said = done.stdout + done.stderr
    return "Timestamp Server Signature verification" in said or "The signature is timestamped:" in said


# The trial


@contextlib.contextmanager
def throw_away() -> Iterator[Callable[[Path], None]]:
    """A certificate, and an authority for time stamps on this machine, as long as this lasts; nobody else trusts them.

    Gives:
        What looks at a file's signature and time stamp and raises `PackagingError` unless these two made them.
    """
    need({"osslsigncode": "osslsigncode", "openssl": "openssl"})
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        place = Path(folder)
        for name, purpose in (("signer", "codeSigning"), ("stamper", "critical,timeStamping")):
            line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
            line += ["-keyout", place / f"{name}.key", "-out", place / f"{name}.pem"]
            line += ["-addext", f"extendedKeyUsage={purpose}", "-addext", "keyUsage=digitalSignature"]
            run(line, minutes=1, what=f"a throw-away {name}")
        line = ["openssl", "pkcs12", "-export", "-inkey", place / "signer.key", "-in", place / "signer.pem"]
        line += ["-out", place / "signer.pfx", "-passout", f"pass:{_TRIAL_PASSWORD}"]
        run(line, minutes=1, what="a throw-away .pfx")
        address = stack.enter_context(_authority(place))
        values = {
            "WINDOWS_CERTIFICATE": base64.b64encode((place / "signer.pfx").read_bytes()).decode("ascii"),
            "WINDOWS_CERTIFICATE_PASSWORD": _TRIAL_PASSWORD,
            "WINDOWS_TIMESTAMP": address,
        }
        before = {name: os.environ.get(name) for name in values}
        os.environ.update(values)

        def check(path: Path) -> None:
            line = ["osslsigncode", "verify", "-in", path, "-CAfile", place / "signer.pem"]
            run([*line, "-TSA-CAfile", place / "stamper.pem"], minutes=2, what=f"the signature of {path.name}")
            if not stamped(path):
                raise PackagingError(f"The signature of {path.name} has no time stamp.")

        try:
            yield check
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


@contextlib.contextmanager
def _authority(place: Path) -> Iterator[str]:
    """An authority for time stamps (RFC 3161) on this machine; gives its address."""
    (place / "serial").write_text("01\n", "ascii")
    (place / "stamper.cnf").write_text(
        f"[tsa]\ndefault_tsa = one\n[one]\nserial = {place}/serial\ndefault_policy = 1.2.3.4.1\n"
        "digests = sha256\nsigner_digest = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n",
        "ascii",
    )

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query, reply = place / "query", place / "reply"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            line = ["openssl", "ts", "-reply", "-config", place / "stamper.cnf", "-section", "one"]
            line += ["-queryfile", query, "-signer", place / "stamper.pem", "-inkey", place / "stamper.key"]
            subprocess.run([*line, "-out", reply], capture_output=True, check=True)
            body = reply.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, name="time stamps")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    # NSIS hands over the uninstaller before it packs it.
    try:
        sign(*map(Path, sys.argv[1:]))
    except PackagingError as error:
        say(str(error))
        sys.exit(1)
