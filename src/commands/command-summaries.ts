/** One line about each command, in the order of the help: it loads none of them. */
export const commandSummaries = {
  init: 'Write the grocker.yml of a directory, inferred from its files',
  build: 'Build the image of a release, a wheel or a project, with `docker buildx build`',
  bake: 'Print a file for `docker buildx bake`, which builds all services at once',
  check:
    'Build the target `check`, then start the image for a moment as a cluster would. Exit status 0: it came up, 1: it did not',
  plan: 'Print what would be built, as JSON',
  explain:
    'Show what an image contains, by layer and package, or why layers of a newer image changed',
  graph: 'Show the build graph of a plan, without an engine',
  lock: 'Write grocker.lock, and pylock.toml if there is no other lock: every file that images are built from, by url and checksum',
  wheels:
    'Print the files that a lock selects for installation. Exit status 1: some do not exist, or the lock does not support the target',
  lint: 'Check a grocker.yml without building it. Exit status 0: no findings except remarks, 1: errors or warnings',
  schema: 'Print the JSON Schema of grocker.yml, for editors',
  completion: 'Print a script that completes the command in a shell: bash, zsh or fish',
  purge:
    'Remove images, containers and volumes that Grocker left in the engine; `docker buildx prune` clears the builder’s cache',
} as const;
