"""packages.py REPOSITORY KEYS

Makes a signed repository for TARGETARCH of three packages: greeting, which depends on greeting-data and runs a
script when it is installed, and mason, which is for building.

A package is three streams of gzip, one after another: its signature, its control files, its data.
The first two are tar archives without the blocks that end one; each file of the data has its sha1
in a header of its own (apk-package(5), version 2).
"""

import gzip
import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tarfile

ARCHITECTURE = {"amd64": "x86_64", "arm64": "aarch64"}[os.environ["TARGETARCH"]]
REPOSITORY = pathlib.Path(sys.argv[1]) / ARCHITECTURE
KEYS = pathlib.Path(sys.argv[2])
KEY = KEYS / "test.rsa"
TIME = 1_700_000_000
BLOCK = bytes(512)


def archive(files, whole):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        parents = {str(parent) for name in files for parent in pathlib.PurePath(name).parents}
        for name in sorted(parents - {"."}):
            directory = tarfile.TarInfo(name)
            directory.type, directory.mode, directory.mtime = tarfile.DIRTYPE, 0o755, TIME
            tar.addfile(directory)
        for name, (text, mode) in files.items():
            content = text if isinstance(text, bytes) else text.encode()
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = len(content), mode, TIME
            if whole:
                checksum = hashlib.sha1(content).hexdigest()
                member.pax_headers = {"APK-TOOLS.checksum.SHA1": checksum}
            tar.addfile(member, io.BytesIO(content))
    made = out.getvalue()
    while not whole and made.endswith(BLOCK):
        made = made[: -len(BLOCK)]
    return gzip.compress(made, mtime=0)


def signed(stream):
    command = ["openssl", "dgst", "-sha1", "-sign", str(KEY)]
    signature = subprocess.run(command, input=stream, capture_output=True, check=True).stdout
    return archive({".SIGN.RSA.test.rsa.pub": (signature, 0o644)}, whole=False) + stream


def package(name, version, files, depends=(), script=None):
    data = archive(files, whole=True)
    fields = {
        **{"pkgname": name, "pkgver": version, "pkgdesc": "test", "arch": ARCHITECTURE},
        **{"url": "https://files.example/", "license": "MIT", "size": 1000, "builddate": TIME},
    }
    lines = [f"{field} = {value}" for field, value in fields.items()]
    lines += [f"depend = {each}" for each in depends]
    lines.append(f"datahash = {hashlib.sha256(data).hexdigest()}")
    control = {".PKGINFO": ("\n".join(lines) + "\n", 0o644)}
    if script is not None:
        control[".post-install"] = (script, 0o755)
    made = signed(archive(control, whole=False)) + data
    (REPOSITORY / f"{name}-{version}.apk").write_bytes(made)


REPOSITORY.mkdir(parents=True)
KEYS.mkdir(parents=True)
subprocess.run(["openssl", "genrsa", "-out", str(KEY), "2048"], check=True)
public = ["openssl", "rsa", "-in", str(KEY), "-pubout", "-out", f"{KEY}.pub"]
subprocess.run(public, check=True)

text = {"usr/share/greeting/text": ("hello from a repository\n", 0o644)}
package("greeting-data", "1.0-r0", text)
program = {"usr/bin/greeting": ("#!/bin/sh\ncat /usr/share/greeting/text\n", 0o755)}
script = "#!/bin/sh\necho configured >/etc/greeting.conf\n"
package("greeting", "1.2-r3", program, depends=["greeting-data"], script=script)
package("mason", "2.0-r1", {"usr/bin/mason": ("#!/bin/sh\necho mason\n", 0o755)})

index = pathlib.Path("/tmp/index.tar.gz")
found = sorted(str(path) for path in REPOSITORY.glob("*.apk"))
make = ["/apk", "index", "--allow-untrusted", "--no-warnings", "-o", str(index), *found]
subprocess.run(make, check=True)
(REPOSITORY / "APKINDEX.tar.gz").write_bytes(signed(index.read_bytes()))
