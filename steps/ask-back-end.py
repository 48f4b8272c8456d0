"""ask-back-end.py JSON: queries the build back end of a source, in the environment that was fetched for it.

JSON: uv, python, source, subdirectory, repository, configSettings and envs as for compile.py; question (`requirements` or
`metadata`), requirements (the wheels of its build environment; null: the environment exists), earlier (the directory of
this step's last output, where the packages that it lacked have been fetched since; or null) and out.

OUT gets answer: JSON with static and dynamic, or metadata (the text of METADATA); or the line "error" and words; or the
line "lacks requirements", with asked.json, which names the missing packages. static has the build requirements that the source declares; dynamic has those
that its back end adds, or null if it could not be queried. `metadata` is answered in this way, too, if there are no wheels
for the back end.
"""

import json
import os
import subprocess
import sys
import zipfile
import zlib

import build_environment
import compile
import foreign_file
from archive_limits import Damaged, TooLarge
from bounded_zip import check_zip
from source_tree import bounded, source_tree

ANSWER = "answer"
# A back end's answer of another type, a missing file, and the ways in which an archive is damaged.
UNREADABLE = (
    OSError, TypeError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def main(request):
    try:
        found = answer(request)
    except (build_environment.Failed, foreign_file.NoFile, TooLarge, Damaged) as failed:
        print("grocker:", failed, file=sys.stderr)
        write(request, ANSWER, "error\n%s\n" % failed)
        return
    # What the back end left running could still write the answer.
    compile.end_others()
    if "asked" in found:
        write(request, build_environment.ASKED, json.dumps(found["asked"]))
        write(request, ANSWER, "lacks requirements\n")
    else:
        write(request, ANSWER, json.dumps(found, sort_keys=True))


def write(request, name, text):
    foreign_file.write(os.path.join(request["out"], name), text.encode())


def answer(request):
    environment = build_environment.offline(request)
    made = build_environment.fetched()
    if made and made["words"] is not None:
        print("grocker: its build requirements have no compatible wheels:", made["words"], file=sys.stderr)
        dynamic = build_environment.read_asked(request["earlier"]) if request["earlier"] else None
        return {"static": made["requires"], "dynamic": dynamic}
    tree = source_tree(request)
    system = build_environment.build_system(tree, build_environment.toml_parser())
    if system is None:
        raise build_environment.Failed("its Python has no reader of TOML")
    if request["requirements"] is not None:
        compile.install_requirements(request, environment)
    try:
        dynamic = build_environment.asked_requirements(tree, system, request["configSettings"], environment)
        if request["question"] == "requirements":
            return {"static": list(system["requires"]), "dynamic": dynamic}
        if not build_environment.has_all(request["uv"], dynamic, environment):
            if request["earlier"] or request["requirements"] is not None:
                raise build_environment.Failed("its build requires %s" % ", ".join(dynamic))
            return {"asked": dynamic}
        return {"metadata": metadata(request, tree, system, environment)}
    except subprocess.CalledProcessError:
        raise build_environment.Failed("its build back end failed; the log above says why")
    except UNREADABLE as error:
        raise build_environment.Failed("its metadata cannot be read: %s" % error)


def metadata(request, tree, system, environment):
    """The core metadata of the wheel that would be built (PEP 517, prepare_metadata_for_build_wheel), or of the wheel itself."""
    made = "/tmp/metadata"
    os.makedirs(made)
    settings = build_environment.merged(request["configSettings"])
    directory = build_environment.called(
        tree, system, "prepare_metadata_for_build_wheel", [made, settings], environment
    )
    if directory is not None:
        return foreign_file.read(os.path.join(made, directory, "METADATA")).decode("utf-8")
    wheel = build_environment.called(tree, system, "build_wheel", [made, settings], environment)
    with foreign_file.opened(os.path.join(made, wheel)) as file, zipfile.ZipFile(file) as archive:
        check_zip(file)
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")][:1]
        return bounded(archive.open(name), name).decode("utf-8")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
