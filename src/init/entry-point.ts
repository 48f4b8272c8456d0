/** One way to start an application. */
export interface EntryPoint {
  /** A console script as a text, or a command. */
  readonly command: string | readonly string[];
  /** Where it was found: `app.py: app = Flask(…)`. */
  readonly because: string;
  /** The port that it listens on. */
  readonly port?: number;
  /** A server that it needs: the name of its package. */
  readonly server?: ServerName;
  /** An extra of the project that has the server. */
  readonly extra?: string;
  readonly envs: Readonly<Record<string, string>>;
  /** The path of a request that checks whether it works. */
  readonly health?: string;
  /** Module that holds it, where it has to be importable. */
  readonly module?: string;
  /** Whether it is a file that is run, which no package has. */
  readonly isFile?: true;
  /** Files beside a package that it reads. */
  readonly files?: readonly string[];
  readonly steps?: readonly InferredStep[];
  /** Variables that a person has to give when the container starts. */
  readonly needs?: readonly string[];
}

/** A command of `steps`. */
export interface InferredStep {
  readonly run: readonly string[];
  readonly envs: Readonly<Record<string, string>>;
  readonly output?: string;
}

/** A server whose package is added where the application does not ask for one. */
export type ServerName = 'gunicorn' | 'uvicorn' | 'uvicorn[standard]' | 'functions-framework';

/** Releases that run on every Python of the catalogue. */
export const serverReleases: Readonly<Record<ServerName, string>> = {
  gunicorn: 'gunicorn==23.0.0',
  uvicorn: 'uvicorn==0.34.3',
  // With what it needs for WebSockets.
  'uvicorn[standard]': 'uvicorn[standard]==0.34.3',
  'functions-framework': 'functions-framework==3.8.3',
};

export function isServer(name: string): name is ServerName {
  return Object.hasOwn(serverReleases, name);
}

export const DEFAULT_PORT = 8000;
