/**
 * What the codes of diagnostics mean that no file alone can get: those of locks, projects, engines
 * and builds. Codes never change their meaning; tools may rely on them.
 */
export const buildCodes = {
  'build-requirements':
    'What a source distribution or project is built with cannot be locked: its build back end failed when it was asked, or asks for something that has no wheel.',
  'check-command': 'A command of `check.run` failed in the finished image.',
  'check-entrypoint':
    'The function that the console script of `entrypoint_name` calls cannot be loaded in the finished image.',
  'check-import': 'A module of the application cannot be imported in the finished image.',
  'base-image-platform':
    'The base image is there for another platform only. An image store that holds one platform of an image answers with that one, whichever was asked for.',
  'base-image-user':
    'The base image has a user of the name that `user` gives, with another uid than 1000. What belongs to the image’s user would not belong to that one.',
  'broken-link':
    'A symbolic link among the files of the context leads to nothing there, or to a directory that it is in itself: it leads nowhere in the image.',
  'checksum-mismatch':
    'A file, downloaded or of the context, is not the one that was locked. Either the lock is older than a file that was replaced, or somebody changes files on the way.',
  'compile-failed':
    'No wheel could be made of a source distribution or project. The end of its log is quoted; most often a header is missing, whose package belongs to `dependencies.build`.',
  'chosen-runtime':
    'No runtime was named: one that suits the release was chosen, by its metadata and its day, or the one that a file of the project asks for.',
  'chosen-entrypoint':
    'No entry point was named: the container runs `grocker-runner`, the only console script of the application, or the one that is named like it.',
  'conflicting-file':
    'Several packages bring a file of one name that is not the same in all; the image has one of them.',
  'conda-project':
    'Only a file of conda or pixi (environment.yml, pixi.toml) names what the application needs. Their packages are builds of their own, and none of them is installed.',
  'constraint-syntax':
    'A line of the constraints file is no requirement: nothing else of it is given to uv.',
  'default-groups':
    'The project has groups that uv installs unasked. An image has those that `groups` names and no other.',
  'dependency-group-cycle': 'A dependency group includes itself.',
  'environment-file':
    'A package brings a file in the place of one that the virtual environment has itself, such as pyvenv.cfg, activate or python, or a directory that Python would take for byte code. Nothing of it is installed.',
  'fetch-denied':
    'The server of a file asks for a user and a password, and none of the secrets has them, or they are refused.',
  'fetch-failed':
    'A file could not be fetched: the builder does not reach its server, or does not trust it.',
  'file-gone':
    'A file that a resolver named is no longer where it was, and neither is the one that it named when it was asked again.',
  'file-not-found': 'A file that grocker.yml names is not in the build context.',
  'hidden-file':
    'pyproject.toml names a file for the build of its wheel (readme, license, version, data of a package, build hook), and .dockerignore leaves it out of the build context.',
  'inferred-definition':
    'grocker.yml has no key, or there is none: what `grocker init` would write was built.',
  'file-source':
    '`from` of `files` names no context that the client gives, and no image that the builder can get.',
  'invalid-certificate': 'A file of `certificates` holds no certificate in PEM.',
  'invalid-context': 'A named build context cannot be used.',
  'invalid-git-url': 'A git repository is named in a way that cannot be read.',
  'invalid-option': 'An option of the build has a value that cannot be read.',
  'invalid-pyproject':
    'A table of pyproject.toml holds something that its standard does not allow there.',
  'invalid-python':
    'The file that starts an application cannot be parsed as Python 3; `grocker init` reports it.',
  'invalid-toml': 'A file of the project is not TOML.',
  'lock-ambiguous': 'A lock allows several versions of one package and does not say which.',
  'lock-conflict':
    'Extras or groups were asked for together that the lock declares as conflicting.',
  'lock-environment': 'A lock is not made for the environment of this image.',
  'lock-field': 'A field of a lock has a value that it cannot have.',
  'lock-file-missing': 'A lock names a file that is not there.',
  'lock-format': 'A file is no lock of a format that can be read.',
  'lock-hash': 'A hash in a lock is malformed, or one is missing.',
  'lock-missing': 'A lock that `grocker lock --check` looks for is not there.',
  'lock-path': 'A path in a lock leads out of the build context.',
  'lock-python': 'A lock is not made for the Python of this image.',
  'lock-stale':
    'A lock does not belong any more to what it was made for: to pyproject.toml, or to grocker.yml.',
  'lock-syntax': 'A lock cannot be parsed.',
  'lock-too-large': 'A lock is larger than any that is read.',
  'lock-unavailable': 'A package of a lock has no file that fits this image.',
  'lock-unpinned':
    'A requirement of a lock does not say its version, so that the one of the day of the build is installed; an error where other lines have hashes.',
  'lock-version': 'A lock is of a version of its format that is not known.',
  'locked-file-gone': 'A file that a lock names is no longer where it was.',
  'missing-entrypoint':
    'No installed package has the console script that `entrypoint_name` names, or the first word of its list is neither such a script nor a command of the image.',
  'missing-interpreter':
    'A script begins with a program that the image lacks, so that the script cannot start. With `base: minimal` the image has a shell only where `keep` names one.',
  'missing-program':
    'A package runs a program of the system that is not in the image. Its package belongs to `dependencies.run`, or its name to `check.allow_missing`.',
  'missing-requirement':
    'The wheel of the project requires something (Requires-Dist) that no installed package is: the lock lacks it, or has another version of it.',
  'missing-library':
    'A program or extension module needs a shared library that is not in the image. Its package belongs to `dependencies.run`, or its name to `check.allow_missing`.',
  'network-unreachable': 'apt, uv or the builder cannot reach a server that it needs.',
  'no-compatible-file': 'A package has neither a wheel that fits this image nor its source.',
  'no-definition': 'There is neither grocker.yml nor .grocker.yml. It may be empty.',
  'no-entry-point':
    '`grocker init` found nothing that tells how an application is started: `entrypoint_name` has to say it.',
  'no-project':
    'There is nothing to build: no release, no source, and no project in the context, whose pyproject.toml, if it has one, is of tools alone.',
  'no-suitable-runtime':
    'No runtime of the catalogue has a Python that the release accepts, or that a file of the project asks for. A range of Pythons that only images without Debian’s own Python satisfy is not decided for you: `runtime` names one.',
  'no-build-isolation':
    'A package that has to be compiled is named in `no-build-isolation-package` of uv, or PDM has `--no-isolation`: its build would find what it needs among the application’s packages, and here it has an environment of its own.',
  'not-a-package':
    'The project is never built: it has no [build-system], or it says so (`tool.uv.package = false`, `package-mode = false` of Poetry, `distribution = false` of PDM, `virtual = true` of Rye). Its files are copied as with `source`. An error for the root of a workspace that is nothing else.',
  'not-lockable':
    'What is installed beside what a lock pins is no file of an index, so that grocker.lock cannot pin it.',
  'not-utf8': 'A file is not written in UTF-8.',
  'other-package':
    'A source makes the wheel of another package or version than its lock names: the lock was changed, or the source is not the one that it says that it is.',
  'out-of-memory':
    'A step of the build was killed, which happens where the builder has too little memory for it.',
  'password-in-url':
    'The url of an index, file or repository (git, Debian) holds a password or token. It would be in the build cache and in the provenance of the image; secrets are in neither.',
  'project-setting':
    'The project tells uv, Poetry or PDM something of choosing or building packages that can be followed neither here nor by a lock.',
  'poetry-without-lock':
    'pyproject.toml names dependencies, or where they come from, in tables of Poetry alone, and there is no poetry.lock: nothing else tells what has to be installed.',
  'python-contradiction':
    'Two files of the project ask for different Pythons. The first of them counts: `.python-version`, `runtime.txt`, `.tool-versions`, `mise.toml`, `Pipfile`.',
  'python-patch':
    'A file of the project asks for a patch version of Python. The minor version decides the runtime; its patch version is that of the base image.',
  'python-resolution':
    'The requirements have no solution: no versions of the packages satisfy all of them.',
  'repository-failed':
    'A git repository could not be fetched: the builder does not reach its server, the commit is not there, or it asks for a token or a key.',
  'requirement-syntax':
    'What a resolution would be given is more than one requirement: it has an option, a variable or the end of a line.',
  'requires-python': 'The project or release does not accept the Python of this image.',
  'runtime-out-of-time':
    'A release is older than every runtime of the catalogue; it may not work with any of them.',
  'module-syntax':
    'A module of the application cannot be parsed by the Python of the image: it has a mistake, or is written for another Python. The target `check` makes an error of it.',
  'several-locks':
    'Locks of several tools lie side by side: the one that is named counts, and the others are not read.',
  'source-without-lock':
    'pyproject.toml says that a requirement comes from elsewhere than the index, and there is no lock, which alone tells what that is. The index may have another package of that name.',
  'step-failed': 'A command of `steps` failed. It has no network, and its output is in the log.',
  'step-output': 'The directory that a step names as its `output` is empty after its command.',
  'system-package-without-checksum': 'A repository of system packages does not say a checksum.',
  'system-not-locked':
    'A question was asked that only an engine answers, where the locks alone are checked.',
  'system-resolution': 'apt finds no way to install the system packages on the base image.',
  'unrecorded-fact': 'Recorded facts do not answer a question that the plan depends on.',
  'undeclared-argument': 'A build argument was given that grocker.yml does not declare.',
  'undecided-dependencies':
    'A setup.py names no dependencies, and requirements files beside it do: `lock` says which of them the application needs.',
  'unknown-dependency-group': 'A dependency group includes a group that does not exist.',
  'unknown-extra': 'An extra was asked for that the project or release does not have.',
  'unknown-frontend-image': 'The engine does not tell which image the frontend itself runs from.',
  'unknown-group': 'A dependency group was asked for that the project does not have.',
  'unknown-project': 'A workspace has no member of that name.',
  'unknown-rule': 'The file ignores or sets a rule of `grocker lint` that does not exist.',
  'unknown-target': 'A target was asked for that is neither a service nor a stage.',
  'unsupported-builder': 'The builder lacks something without which nothing can be built.',
  'unsupported-platform': 'Images for this platform cannot be built.',
  'wheel-refused':
    'uv does not install a wheel: it is damaged, or has names of files or scripts that lead out of the virtual environment.',
} as const satisfies Readonly<Record<string, string>>;
