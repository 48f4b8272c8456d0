/** One line about each command, in the order of the help: it loads none of them. */
export const commandSummaries = {
  init: 'Write the grocker.yml of a directory, from what its files tell',
  build: 'Make the image of a release, a wheel or a project, with `docker buildx build`',
  bake: 'Print a file for `docker buildx bake`, which builds all services at once',
  check:
    'Build the target `check`, then start the image for a moment as a cluster would. Exit status 0: it came up, 1: it did not',
  plan: 'Print what would be built, as JSON',
  explain:
    'Tell what an image is made of, by layer and package, or why layers of another one are new',
  graph: 'Show the build graph of a plan, without an engine',
  lock: 'Write grocker.lock, and pylock.toml where no other lock is: all that images are made of, by url and checksum',
  wheels:
    'Print which files a lock says are to be installed. Exit status 1: not all of them are to be had, or the lock is not for that',
  lint: 'Check a grocker.yml without building it. Exit status 0: nothing was found (remarks apart), 1: errors or warnings',
  schema: 'Print the JSON Schema of grocker.yml, for editors',
  completion: 'Print a script that completes the command in a shell: bash, zsh or fish',
  purge:
    'Remove images, containers and volumes that Grocker left in the engine; `docker buildx prune` clears the builder’s cache',
} as const;
