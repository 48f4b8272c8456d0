/** Thrown where `docker`, or its plugin buildx, cannot be started at all. */
export class NoDockerError extends Error {
  constructor(message = 'there is no `docker` in PATH') {
    super(message);
    this.name = 'NoDockerError';
  }
}

/** Thrown where docker rejects a request; the message is its own. */
export class DockerFailure extends Error {
  constructor(errors: string) {
    super(errors.trim());
    this.name = 'DockerFailure';
  }
}
