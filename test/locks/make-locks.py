#!/usr/bin/env python3
"""Make the lock of each case again, with the tool that its case.json names.

    python make-locks.py [case ...]

Needs Python >= 3.11 with venv, git, and a package index (that of pip's own configuration).
A case is copied to a temporary directory with everything that its pyproject.toml names: two
repositories, wheels and sdists behind urls, a second index, a directory of files. All of these are
made here, the same bytes each time, and served on loopback while the tool runs. In what is kept,
hosts are replaced: https://index.example, https://files.example, https://git.example.
"""
import base64
import functools
import hashlib
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parent.parent / ".cache" / "lock-tools"
EPOCH = (2020, 1, 1, 0, 0, 0)


# ---------------------------------------------------------------- tools
def tool(requirements, python=sys.executable):
    """The directory of executables of a virtual environment that has the requirements."""
    name = re.sub(r"[^A-Za-z0-9.]+", "-", " ".join(requirements))
    directory = TOOLS / name
    if not (directory / "done").exists():
        subprocess.run([python, "-m", "venv", "--clear", directory], check=True)
        pip = [directory / "bin" / "python", "-m", "pip", "install", "--quiet", *requirements]
        subprocess.run(pip, check=True)
        (directory / "done").touch()
    return directory / "bin"


def interpreter(version):
    """A Python of this machine, of pyenv or on the path."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(pyenv.glob(f"{version}.*/bin/python"))
    return found[-1] if found else shutil.which(f"python{version}")


# ---------------------------------------------------------------- packages of our own
def wheel(name, version="1.0", requires=()):
    dist = name.replace("-", "_")
    info = f"{dist}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.2\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {one}\n" for one in requires)
    members = {
        f"{dist}/__init__.py": "",
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for path, text in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        rows.append(f"{path},sha256={digest.decode()},{len(text)}\n")
    members[f"{info}/RECORD"] = "".join(rows) + f"{info}/RECORD,,\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path, EPOCH), text)
    return f"{dist}-{version}-py3-none-any.whl", out.getvalue()


def project(name, version="1.0", requires=()):
    listed = ", ".join(f'"{one}"' for one in requires)
    return (
        f'[project]\nname = "{name}"\nversion = "{version}"\ndependencies = [{listed}]\n\n'
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    )


def sdist(name, version="1.0", requires=()):
    dist = name.replace("-", "_")
    info = f"Metadata-Version: 2.2\nName: {name}\nVersion: {version}\n"
    info += "".join(f"Requires-Dist: {one}\n" for one in requires)
    members = {"pyproject.toml": project(name, version, requires), "PKG-INFO": info}
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, text in members.items():
            member = tarfile.TarInfo(f"{dist}-{version}/{path}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    out = io.BytesIO()
    import gzip

    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as compressed:
        compressed.write(plain.getvalue())
    return f"{dist}-{version}.tar.gz", out.getvalue()


def repository(directory, files):
    directory.mkdir(parents=True)
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text)
    environ = {
        **os.environ,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z",
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "1"], ["tag", "v1"]):
        subprocess.run(["git", *command], cwd=directory, env=environ, check=True)


def make_world(root):
    """What stands behind files.example, index.example/second and git.example."""
    direct = root / "direct"
    direct.mkdir(parents=True)
    for name, data in (
        wheel("acme-direct", requires=["six"]), wheel("acme-wheel", requires=["idna>=3"]),
        wheel("acme-pinned"), sdist("acme-sdist", requires=["attrs"]),
    ):
        (direct / name).write_bytes(data)
    colors = root / "second" / "acme-colors"
    colors.mkdir(parents=True)
    links = []
    for version in ("1.0", "1.1"):
        for name, data in (wheel("acme-colors", version), sdist("acme-colors", version)):
            (colors / name).write_bytes(data)
            digest = hashlib.sha256(data).hexdigest()
            links.append(f'<a href="{name}#sha256={digest}">{name}</a>\n')
    (colors / "index.html").write_text("".join(links))
    repository(root / "git" / "acme-git.git", {
        "pyproject.toml": project("acme-git", "1.2", ["six"]),
        "part/pyproject.toml": project("acme-part", "0.5"),
    })
    repository(root / "git" / "acme-pinned.git", {"pyproject.toml": project("acme-pinned", "2.0")})


def fill(work):
    """The files that a case names next to its pyproject.toml."""
    for directory, made in (("vendor", wheel("acme-file", requires=["packaging"])), ("links", wheel("acme-linked"))):
        if (work / "pyproject.toml").exists() and f'{directory}' in (work / "pyproject.toml").read_text():
            (work / directory).mkdir(exist_ok=True)
            (work / directory / made[0]).write_bytes(made[1])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@functools.cache
def default_index():
    """The index of pip's configuration, else its own default."""
    configured = os.environ.get("PIP_INDEX_URL")
    code = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    return configured or subprocess.check_output([sys.executable, "-c", code], text=True).strip()


# ---------------------------------------------------------------- hosts
def to_real(text, server, world):
    return (
        text.replace("https://index.example/second", f"{server}/second")
        .replace("https://files.example/direct", f"{server}/direct")
        .replace("https://git.example/", f"file://{world}/git/")
        .replace("https://index.example/simple", default_index().rstrip("/"))
    )


def to_example(text, server, world, work):
    text = (
        text.replace(f"{server}/second/acme-colors/", "https://files.example/second/")
        .replace(f"{server}/second", "https://index.example/second")
        .replace(f"{server}/direct", "https://files.example/direct")
        .replace(f"file://{world}/git/", "https://git.example/")
        .replace(f"file://{work}/", "file:///project/")
    )
    text = re.sub(r"https://[A-Za-z0-9.-]+/simple\b", "https://index.example/simple", text)
    return re.sub(r"https://[A-Za-z0-9.-]+/packages/", "https://files.example/packages/", text)


def run(case, work, commands, environ):
    for command in commands:
        done = subprocess.run(command, cwd=work, env=environ, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{case.name}: {' '.join(command)}\n{done.stdout}\n{done.stderr}")


def make(case, server, world):
    made = json.loads((case / "case.json").read_text()).get("made")
    if not made:
        return
    work = Path(tempfile.mkdtemp()) / case.name
    shutil.copytree(case, work, ignore=shutil.ignore_patterns("expected", "case.json"))
    for lock in made["writes"]:
        (work / lock).unlink(missing_ok=True)
    originals = {}
    for path in sorted(work.rglob("*")):
        if path.is_file():
            originals[path] = path.read_text()
            path.write_text(to_real(originals[path], server, world))
    fill(work)
    binaries = tool(made["with"], interpreter(made["python"]) if "python" in made else sys.executable)
    environ = {
        **os.environ, "PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(work.parent),
        "UV_PYTHON_DOWNLOADS": "never", "UV_INSECURE_HOST": "127.0.0.1",
        "POETRY_VIRTUALENVS_CREATE": "false", "PIPENV_IGNORE_VIRTUALENVS": "1",
        "PDM_CHECK_UPDATE": "0", "PDM_IGNORE_SAVED_PYTHON": "1", "PDM_IGNORE_ACTIVE_VENV": "1",
        "INDEX_URL": default_index(), "POETRY_PYPI_MIRROR_URL": default_index(),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1", **made.get("env", {}),
    }
    environ.pop("VIRTUAL_ENV", None)
    run(case, work, made["commands"], environ)
    for path, text in originals.items():
        path.write_text(text)
    for lock in made["writes"]:
        (work / lock).write_text(to_example((work / lock).read_text(), server, world, work))
    run(case, work, made.get("after", []), environ)
    for lock in made["writes"]:
        text = (work / lock).read_text()
        left = {host for host in re.findall(r"https?://([A-Za-z0-9.:-]+)", text)} - {
            "index.example", "files.example", "git.example"}
        for host in left:
            print(f"  ! {case.name}/{lock} still names {host}", file=sys.stderr)
        (case / lock).write_text(text)
    shutil.rmtree(work.parent)
    print(case.name)


def main(only):
    world = Path(tempfile.mkdtemp())
    make_world(world)
    handler = functools.partial(Quiet, directory=str(world))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        server = f"http://127.0.0.1:{httpd.server_port}"
        for case_file in sorted(HERE.glob("*/case.json")):
            if not only or case_file.parent.name in only:
                make(case_file.parent, server, world)
        httpd.shutdown()
    shutil.rmtree(world)


if __name__ == "__main__":
    main(sys.argv[1:])
