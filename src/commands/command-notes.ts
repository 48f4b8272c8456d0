import { caVariables } from './build/secrets.ts';

/** Notes that do not fit into a table of flags, by command; Markdown. */
export const commandNotes: Readonly<Record<string, readonly string[]>> = {
  build: [
    'An argument with a slash, or of dots only, is a directory; one that ends in `.whl` is a wheel, one in `.yml` a definition; everything else is a release. The directory `app` is `./app`.',
    '**The definition.** A directory has its grocker.yml, else its .grocker.yml; a release has the .grocker.yml of the current directory, if there is one. `--config` replaces it. Flags override the files, and mistakes are reported before docker is called. Without flags, the definition is sent to the builder unchanged.',
    '**The context.** A directory is the build’s context. A release is built in a separate context with the wheel, the constraints, and the files that the definition and its services name (`lock`, `system_lock`, `pip_constraint`, `files`, `index.find_links`).',
    '**The runtime** is chosen for a release that names neither a runtime nor a lock: its metadata and wheels show which Pythons it supports, its date which of them were current. The last line of the build reports the choice and the reason. `docker buildx build` chooses in the same way.',
    '**Names.** `NAME:VERSION` and `NAME:VERSION-GROCKER`, the second with the version of Grocker, where NAME is `[prefix/]<base name | project[-extras]>`; characters that a tag cannot have, such as `+`, become `-`. An application without a version is `NAME:latest` and `NAME:GROCKER`, and a project without a name has the name of its directory. A service without an `image_base_name` of its own is `NAME-SERVICE`, and the target debug is `NAME-debug`. The targets root and compiler are `[prefix/]grocker-RUNTIME-TARGET:GROCKER`. If only a build can tell the version, Grocker builds that far first.',
    `**Secrets.** \`ca-certificates\` is the first of ${caVariables.join(', ')} that names a file. \`pip.conf\` and \`netrc\` are passed only with \`--pip-conf\` and \`--netrc\`, because they hold the user’s passwords, and a pip.conf may disable TLS verification (\`trusted-host\`), which the log then reports. \`--secret\` overrides all of them. No secret reaches a layer, a log, a label or a cache key.`,
    '**The frontend** is `--frontend`, else GROCKER_FRONTEND, else the image in the definition’s line `# syntax=`, else `org/grocker-frontend`.',
    '**Provenance** is attested only with `--attest type=provenance`: it contains the time of the build, so no two images would have the same digest.',
    '**The result file** has the keys of Grocker 8 and one more: `release` as given; `image`, the first name; `images`, all names; `compiler_image` and `root_image`, the name if that stage was the target, else null, because stages are not images of their own; `hash`, the digest of the image as the builder reports it.',
    '`--no-build-image` stops at the wheels, in the builder’s cache. `--no-build-dependencies` has no effect when the image is built, because the builder’s cache decides; with `--no-build-image` nothing is built at all, and `--push` pushes the image that is there.',
  ],
  init: [
    'The definition is inferred from the files of the directory: the files to copy or build, the entry point (a Procfile, app.yaml, the files of Railpack, Railway, Nixpacks, Render, Fly, Heroku, DigitalOcean and Cloud Foundry, the Dockerfile of the project, its Compose file, the one server of a startup.txt, startup.sh, start.sh or run.sh, console scripts, manage.py, the web applications in the syntax tree of its modules, `__main__.py`, a script), a missing server, ports, the runtime from files that name a Python, and the system packages that Python packages are known to need, that the Dockerfile installs or that an Aptfile, apt.txt, packages.txt, nixpacks.toml or railpack.json names. Of a Dockerfile its image, packages, requirements files, ports, variables and command count, and the place of its files where the command needs it. The comment after each line names its origin; settings that were not found are comments to complete.',
    'If several ways to start are equally likely, `grocker init` asks at a terminal; elsewhere it takes the first and lists the others. An existing grocker.yml is replaced only with `--force`.',
  ],
  bake: [
    '`grocker bake | docker buildx bake -f - --push` builds the file’s own image and all of its services at once: the context is sent once, and a step that they share is run once. Images are named as `grocker build` names them; if only a build can tell the version, the tag is `latest`.',
  ],
  plan: [
    'The plan describes the whole build: packages with urls and checksums, the packages to compile, layers, the image’s configuration. An engine is used to resolve; nothing else is run.',
    '`--record` writes every answer of the context, the registry, apt and the index to a file. `--facts` plans from that file without an engine and a network: the plan changes only with Grocker, not over time, and a bug report can include the file. Flags and `--config` override the recorded definition; the path of a grocker.yml replaces it.',
  ],
  check: [
    'After the target `check`, the image is built and started as a cluster with strict settings would start it: with the uid of its user, without capabilities or new privileges, on a filesystem that is read-only except for /tmp and volumes. It is up when its health check succeeds, when its first port answers a request from outside of the container (or accepts it for ten seconds), or, with neither, when it still runs after three seconds or has ended with 0. Otherwise the end of its log is printed, with an explanation if the failure is known. The container and the image are always removed.',
    '`--fix` adds what is missing, and what `grocker init` would write, to grocker.yml, keeps comments and formatting, and checks again: an entry point, system packages, packages whose module is well known, the variable PORT. Package names are never guessed.',
  ],
  explain: [
    'Every layer of an image is read, and each file is attributed to its package by the databases of the finished image: `RECORD` of Python’s packages, those of dpkg and apk. The compressed size of a layer is the size of its blob; if an engine stores layers unpacked, they are compressed to measure it. A bill of materials (`--attest type=sbom`) adds licences and origins, if the engine or the layout has one.',
    '`grocker explain OLD NEW` compares two images: which layers are new, how much there is to pull for someone who has the old image, and which packages, files, modes or times differ in each; then the settings. Two plans are compared in the same way, before anything is built.',
    '`--html FILE` writes a page that needs no network: a treemap by size, a graph (the build of a plan, the requirements of an image), and a list to search and sort.',
  ],
  graph: [
    '`grocker plan | grocker graph --format svg -o graph.svg` draws a build. The image of the frontend and the context are references in the graph, so neither an engine nor the sources are needed. `buildctl debug dump-llb` and `buildctl build` read the format `llb`.',
  ],
  completion: [
    '`source <(grocker completion bash)` in ~/.bashrc, `source <(grocker completion zsh)` in ~/.zshrc behind `compinit`, `grocker completion fish | source` in config.fish. A file of it serves as well, and starts faster: it changes with the version alone.',
  ],
  purge: [
    'Exited containers, volumes and images of Grocker are recognised by their labels. Images of applications stay unless `--final-images` is given; containers of applications always stay. Whatever is still in use is reported and kept.',
  ],
};
