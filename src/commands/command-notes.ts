import { caVariables } from './build/secrets.ts';

/** What a table of flags cannot say, by command; Markdown. */
export const commandNotes: Readonly<Record<string, readonly string[]>> = {
  build: [
    'A word with a slash in it, or of dots alone, is a directory; one that ends in `.whl` a wheel, in `.yml` a definition; everything else is a release. The directory `app` is `./app`.',
    '**The definition.** A directory’s own is its grocker.yml, else its .grocker.yml; a release’s is .grocker.yml of the current directory, where there is one. `--config` replaces it. Flags are laid over the files, and mistakes are told before docker is called. A definition that nothing is laid over is given to the builder as it is.',
    '**The context.** A directory is the build’s context. A release is built in a context of its own, which holds the wheel, the constraints, and what the definition and its services name beside it (`lock`, `system_lock`, `pip_constraint`, `files`, `index.find_links`).',
    '**The runtime** of a release that names neither a runtime nor a lock is the one that suits it: its metadata and its wheels tell which Pythons it is for, its day which were current. The build’s last line says what was chosen and why. `docker buildx build` chooses in the same way.',
    '**Names.** `NAME:VERSION` and `NAME:VERSION-GROCKER`, the second with the version of Grocker, where NAME is `[prefix/]<base name | project[-extras]>`; what a tag cannot hold, such as `+`, becomes `-`. An application without a version is `NAME:latest` and `NAME:GROCKER`, and files that nothing names have the name of their directory. A service without an `image_base_name` of its own is `NAME-SERVICE`. The targets root and compiler are `[prefix/]grocker-RUNTIME-TARGET:GROCKER`. Where only a build tells the version, it is built that far first.',
    `**Secrets.** \`ca-certificates\` is the first of ${caVariables.join(', ')} that names a file. \`pip.conf\` and \`netrc\` are passed with \`--pip-conf\` and \`--netrc\` alone, for they hold passwords of the user, and a pip.conf may switch off what TLS checks (\`trusted-host\`), which the log then says. \`--secret\` wins over all of them. No secret reaches a layer, a log, a label or a cache key.`,
    '**The frontend** is `--frontend`, else GROCKER_FRONTEND, else the image in the definition’s line `# syntax=`, else `org/grocker-frontend`.',
    '**Provenance** is not attested unless `--attest type=provenance` asks for it: it tells the time of the build, and with it no two images have the same digest.',
    '**The result file** has the keys of Grocker 8 and one more: `release` as given; `image`, the first name; `images`, all names; `compiler_image` and `root_image`, the name where that stage was the target, else null, for stages are no images of their own; `hash`, the digest of the image as the builder tells it.',
    '`--no-build-image` stops at the wheels, in the builder’s cache. `--no-build-dependencies` changes nothing where the image is built, for the builder knows what it has; with `--no-build-image` nothing is built at all, and `--push` pushes the image that is there.',
  ],
  init: [
    'The files of the directory tell what is written: what is copied or built, the entry point (a Procfile, app.yaml, console scripts, manage.py, the web applications in the syntax tree of its modules, `__main__.py`, a script), the server that is missing, ports, the runtime from the files that name a Python, system packages of Python packages that are known to need them. The comment behind each line says where it comes from; what was not found stands as a comment to complete.',
    'Where several ways to start are as likely, a person at a terminal is asked; else the first is taken, and the others are named. A grocker.yml that is there is replaced with `--force` alone.',
  ],
  bake: [
    '`grocker bake | docker buildx bake -f - --push` builds the file’s own image and all of its services at once: the context is sent once, and a step that they share is run once. Images are named as `grocker build` names them; where only a build tells the version, the tag is `latest`.',
  ],
  plan: [
    'The plan is all that a build is made of: packages with urls and checksums, what is compiled, layers, the image’s configuration. Resolving asks an engine; nothing else is run.',
    '`--record` keeps every answer of the context, the registry, apt and the index. `--facts` plans from them again, with no engine and no network, so that a plan changes with Grocker and not with the day, and a bug report can carry the file. Of what is given beside it, flags and `--config` are laid over the recorded definition; the path of a grocker.yml replaces it.',
  ],
  check: [
    'After the target `check` the image is built and started as a cluster with its strictest settings would: as the number of its user, without capabilities or new privileges, on a filesystem that is read alone but for /tmp and volumes. It is up when its health check succeeds, when its first port accepts a connection from outside of the container, or, with neither, when it still runs after three seconds or has ended with 0. Else the end of its log is shown, and what a known failure means. The container and the image are removed, whatever happens.',
    '`--fix` writes what the failure says is missing, and what `grocker init` would write, into grocker.yml, with comments and formatting kept, and checks again: an entry point, system packages, packages whose module is well known, the variable PORT. The name of a package is never guessed.',
  ],
  explain: [
    'Of an image every layer is read, and each file counted for the package that it is of, by the databases of the finished image: `RECORD` of Python’s packages, those of dpkg and apk. What a layer takes compressed is the size of its blob; where an engine keeps layers unpacked, they are compressed to tell it. A bill of materials (`--attest type=sbom`) adds licences and origins, where the engine or the layout has it.',
    '`grocker explain OLD NEW` holds one against the other: which layers are new to whoever has the old one, how much that is to pull, and for each which packages, files, modes or times make it so; then the settings. Plans are held against each other in the same way, before anything is built.',
    '`--html FILE` writes a page that needs no network: areas by size, the graph (of a plan the build, of an image who requires whom), and a list to search and sort.',
  ],
  graph: [
    '`grocker plan | grocker graph --format svg -o graph.svg` draws a build. The image of the frontend and the context stand in the graph as references, so that neither an engine nor the sources are needed. Of `llb`, `buildctl debug dump-llb` and `buildctl build` read the bytes.',
  ],
  completion: [
    '`source <(grocker completion bash)` in ~/.bashrc, `source <(grocker completion zsh)` in ~/.zshrc behind `compinit`, `grocker completion fish | source` in config.fish. A file of it serves as well, and starts faster: it changes with the version alone.',
  ],
  purge: [
    'What belongs to Grocker is told by its labels: exited containers, volumes, and images. Images of applications stay unless `--final-images` is given; containers of applications stay always. What is still in use is told and left.',
  ],
};
