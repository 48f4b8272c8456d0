/**
 * The meaning of diagnostic codes that depend on more than grocker.yml: those of locks, projects, engines
 * and builds. Codes never change their meaning; tools may rely on them.
 */
export const buildCodes = {
  'archive-too-large':
    'A wheel or the archive of a source would unpack to far more files or bytes than its size allows: it is made to fill the disk or the memory of whoever unpacks it.',
  'build-requirements':
    'The build requirements of a source distribution or project cannot be locked: its build back end failed when it was queried, or requires something that has no wheel.',
  'check-command': 'A command of `check.run` failed in the finished image.',
  'check-entrypoint':
    'The function that the console script of `entrypoint_name` calls cannot be loaded in the finished image.',
  'check-import': 'A module of the application cannot be imported in the finished image.',
  'base-image-platform':
    'The base image is available for another platform only. An image store that holds one platform of an image returns that one, whichever was requested.',
  'base-image-unusable':
    'A step on the base image itself failed: its python3 is missing, lacks modules of the standard library, or answers nothing that a Python would, or its /etc/passwd or directories are not as in other images.',
  'base-image-user':
    'The base image already has a user with the name in `user`, and its uid is not 1000. It would not own the files of the image’s user.',
  'broken-link':
    'A symbolic link of the context points to a missing file, or to a directory that contains it: it would be broken in the image.',
  'checksum-mismatch':
    'A file, downloaded or of the context, is not the one that was locked. Either the file was replaced after it was locked, or someone changes it in transit.',
  'compile-failed':
    'No wheel could be built from a source distribution or project. The end of its log is quoted; the usual cause is a missing header, whose package belongs in `dependencies.build`.',
  'chosen-runtime':
    'No runtime was named: one that suits the release was chosen, by its metadata and date, or the one that a file of the project requests.',
  'chosen-entrypoint':
    'No entry point was named: the container runs `grocker-runner`, the only console script of the application, or the one with its name.',
  'conflicting-file':
    'Several packages contain the same file with different content; the image has one of them.',
  'conda-project':
    'Only a file of conda or pixi (environment.yml, pixi.toml) names the requirements of the application. conda packages are separate builds, and none of them is installed.',
  'constraint-syntax':
    'A line of the constraints file is not a requirement, and only requirements are passed to uv.',
  'default-groups':
    'The project has groups that uv installs by default. An image has only those that `groups` names.',
  'dependency-group-cycle': 'A dependency group includes itself.',
  'environment-file':
    'A package contains a file that would replace one of the virtual environment, such as pyvenv.cfg, activate or python, or a directory that Python would read as byte code. Nothing of it is installed.',
  'fetch-denied':
    'The server of a file requires a user and a password; no secret has them, or the server rejects them.',
  'fetch-failed':
    'A file could not be fetched: the builder cannot reach its server, or does not trust it.',
  'file-gone':
    'A file that a resolver named is gone from its url, and so is the one that it named on the second attempt.',
  'file-not-found': 'A file that grocker.yml names is not in the build context.',
  'hidden-file':
    'pyproject.toml or setup.cfg names a file for the build of its wheel (readme, license, version, data of a package, build hook), but .dockerignore excludes it from the build context.',
  'image-unavailable':
    'The base image, or one that files are copied from, cannot be pulled: its registry does not answer, is busy, has no such image, or does not give it to this client. The daemon tries temporary failures again before it gives up.',
  'incompatible-pins':
    '`grocker init` found two pinned releases of which one uses what the other does not have.',
  'inferred-definition':
    'grocker.yml has no keys or does not exist: the definition that `grocker init` would write was built.',
  'foreign-program':
    'A step has to run programs of a platform that the builder neither is nor emulates, or lists and no longer emulates.',
  'file-source':
    '`from` of `files` is neither a context from the client nor an image that the builder can pull.',
  'invalid-certificate': 'A file of `certificates` holds no certificate in PEM.',
  'invalid-context': 'A named build context cannot be used.',
  'invalid-git-url': 'The reference to a git repository is malformed.',
  'invalid-option': 'An option of the build has a malformed value.',
  'invalid-pyproject':
    'A table of pyproject.toml holds something that its standard does not allow there.',
  'invalid-python':
    'The file that starts an application cannot be parsed as Python 3; `grocker init` reports it.',
  'invalid-toml': 'A file of the project is not TOML.',
  'lock-ambiguous':
    'A lock allows several versions of one package and does not decide between them.',
  'lock-conflict': 'The requested extras or groups conflict, as the lock declares.',
  'lock-environment': 'A lock is not made for the environment of this image.',
  'lock-field': 'A field of a lock has an invalid value.',
  'lock-file-missing': 'A lock names a file that does not exist.',
  'lock-format': 'A file is not a lock of a supported format.',
  'lock-hash': 'A hash in a lock is malformed, or one is missing.',
  'lock-missing': 'A lock that `grocker lock --check` expects does not exist.',
  'lock-path': 'A path in a lock leads out of the build context.',
  'lock-python': 'A lock is not made for the Python of this image.',
  'lock-stale': 'A lock no longer matches its pyproject.toml or grocker.yml.',
  'lock-syntax': 'A lock cannot be parsed.',
  'lock-too-large': 'A lock exceeds the limit of size.',
  'lock-unavailable': 'A package of a lock has no file that fits this image.',
  'lock-unpinned':
    'A requirement of a lock has no version, so the newest at build time is installed; an error if other lines have hashes.',
  'lock-version': 'A lock has an unsupported version of its format.',
  'locked-file-gone': 'A file that a lock names is gone from its url.',
  'missing-entrypoint':
    'No installed package has the console script that `entrypoint_name` names, or the first word of its list is neither such a script nor a command of the image.',
  'missing-interpreter':
    'The interpreter of a script is not in the image, so the script cannot start. With `base: minimal` the image has a shell only where `keep` names one.',
  'missing-module':
    'A module that the application imports when it starts is neither among its files nor in an installed package, or a package imports pkg_resources, which setuptools 82 and newer do not have. It is an error in the target `check`.',
  'missing-program':
    'A package runs a program of the system that is not in the image. Its package belongs to `dependencies.run`, or its name to `check.allow_missing`.',
  'missing-start':
    'The command that starts the container names a module, an object of a module or a file that the application does not have. A warning where something else may bring it.',
  'missing-requirement':
    'A requirement of the project’s wheel (Requires-Dist) is not installed: the lock lacks it, or has another version of it.',
  'missing-library':
    'A program or extension module needs a shared library that is not in the image. Its package belongs to `dependencies.run`, or its name to `check.allow_missing`.',
  'network-unreachable': 'apt, uv or the builder cannot reach a server that it needs.',
  'no-compatible-file': 'A package has neither a wheel for this image nor a source distribution.',
  'no-definition': 'There is neither grocker.yml nor .grocker.yml. The file may be empty.',
  'no-entry-point':
    '`grocker init` could not infer how the application is started: set `entrypoint_name`.',
  'no-project':
    'There is nothing to build: no release, no source, and no project in the context. A pyproject.toml with only settings of tools is not a project.',
  'no-suitable-runtime':
    'No runtime of the catalogue has a Python that the release accepts, or that a file of the project requests. If only images without Debian’s own Python satisfy it, choose one with `runtime`.',
  'no-build-isolation':
    'A package that has to be compiled is named in `no-build-isolation-package` of uv, or PDM has `--no-isolation`: its build expects its requirements among the application’s packages, but Grocker isolates every build.',
  'not-a-package':
    'The project is not a package: it has no [build-system], or a setting says so (`tool.uv.package = false`, `package-mode = false` of Poetry, `distribution = false` of PDM, `virtual = true` of Rye). Its files are copied as with `source`. An error for the root of a workspace without a [project].',
  'not-lockable':
    'A package that is installed in addition to a lock does not come from an index, so grocker.lock cannot pin it.',
  'not-utf8': 'A file is not encoded in UTF-8.',
  'other-package':
    'A source builds a wheel of another package or version than the lock names: the lock was changed, or the source is not what it claims to be.',
  'out-of-memory': 'A build step was killed, usually because the builder has too little memory.',
  'password-in-url':
    'The url of an index, file or repository (git, Debian) contains a password or token. It would be in the build cache and in the provenance of the image; secrets are in neither.',
  'project-setting':
    'The project configures how uv, Poetry or PDM choose or build packages, and neither Grocker nor a lock can follow the setting.',
  'poetry-without-lock':
    'pyproject.toml declares dependencies or their sources only in tables of Poetry, and there is no poetry.lock, which alone can say what to install.',
  'python-contradiction':
    'Two files of the project request different Pythons. The first of these is used: `.python-version`, `runtime.txt`, `.tool-versions`, `mise.lock`, `mise.toml`, `Pipfile`.',
  'python-patch':
    'A file of the project requests a patch version of Python. The minor version decides the runtime; its patch version is that of the base image.',
  'python-resolution':
    'The requirements have no solution: no versions of the packages satisfy all of them.',
  'repository-failed':
    'A git repository could not be fetched: the builder cannot reach its server, the commit does not exist, or the server requires a token or a key.',
  'requirement-syntax':
    'A text is not a single requirement: it has an option, a variable or a line break.',
  'requires-python':
    'The project, a release or a dependency group does not accept the Python of this image.',
  'runtime-out-of-time':
    'A release is older than every runtime of the catalogue; it may not work with any of them.',
  'module-syntax':
    'A module of the application cannot be parsed by the Python of the image: it has a syntax error, or is written for another Python. It is an error in the target `check`.',
  'several-locks':
    'There are locks of several tools: the named one is used, and the others are ignored.',
  'source-refused':
    'A source cannot be used: its archive is damaged, is not one directory, or has files, links or devices that lead out of it; or its pyproject.toml cannot be read.',
  'source-without-lock':
    'pyproject.toml takes a requirement from a source other than the index, and there is no lock to pin it. The index may have another package of that name.',
  'step-failed': 'A command of `steps` failed. It has no network, and its output is in the log.',
  'step-output': 'The directory that a step names as its `output` is empty after its command.',
  'system-package-without-checksum': 'A repository of system packages does not state a checksum.',
  'system-not-locked': 'Checking the locks depends on an answer that only an engine can give.',
  'system-resolution': 'apt cannot install the system packages on the base image.',
  'unlocked-pipfile':
    'A Pipfile names packages, but there is no Pipfile.lock, and nothing else names them.',
  'unrecorded-fact': 'Recorded facts do not answer a question that the plan depends on.',
  'undeclared-package':
    'The file that starts an application imports a framework that none of its requirements names; `grocker init` reports it.',
  'undeclared-argument': 'A build argument was given that grocker.yml does not declare.',
  'undecided-dependencies':
    'A setup.py names no dependencies, but requirements files next to it do: set `lock` to those that the application needs.',
  'unknown-dependency-group': 'A dependency group includes a group that does not exist.',
  'unknown-extra': 'The project or release does not have a requested extra.',
  'unknown-frontend-image': 'The engine does not report the image that the frontend runs from.',
  'unknown-group': 'The project does not have a requested dependency group.',
  'unknown-project': 'A workspace has no member of that name.',
  'unknown-rule': 'The file ignores or sets a rule of `grocker lint` that does not exist.',
  'unknown-target': 'The requested target is neither a service nor a stage.',
  'unsupported-builder': 'The builder lacks a feature that every build needs.',
  'unsupported-platform': 'Images for this platform cannot be built.',
  'wheel-refused':
    'uv refuses to install a wheel: it is damaged, or its files or scripts lead out of the virtual environment.',
} as const satisfies Readonly<Record<string, string>>;
