/** An application whose images are compared. */
export interface Application {
  readonly name: string;
  /** Relative to the repository. */
  readonly directory: string;
  /** System packages that it needs to run, and to be built, as its grocker.yml names them. */
  readonly run: readonly string[];
  readonly build: readonly string[];
  /** Whether the directory is a package that is installed; else its files are copied, or it is a release. */
  readonly project: boolean;
  /** Files that are copied. */
  readonly files: readonly string[];
}

const none = { run: [], build: [], project: false, files: [] };

export const APPLICATIONS: readonly Application[] = [
  { ...none, name: 'ipython', directory: 'examples/ipython' },
  { ...none, name: 'qrcode', directory: 'examples/qrcode', run: ['libzbar0t64'], project: true },
  {
    ...none,
    name: 'site',
    directory: 'examples/site',
    files: ['manage.py', 'pages', 'site_project'],
  },
  {
    ...none,
    name: 'native',
    directory: 'examples/native',
    run: ['libmariadb3'],
    build: ['libmariadb-dev', 'pkg-config'],
    project: true,
  },
  { ...none, name: 'bench/app', directory: 'bench/app', run: ['libzbar0t64'], project: true },
];

/** A way to an image of an application. */
export interface Way {
  readonly id: 'full' | 'minimal' | 'slim' | 'dockerfile' | 'distroless';
  readonly title: string;
  /** Lines that are laid before those of grocker.yml; of a Dockerfile, its path in bench/sizes. */
  readonly lines?: readonly string[];
  readonly file?: string;
}

export const WAYS: readonly Way[] = [
  { id: 'full', title: 'Grocker', lines: [] },
  { id: 'minimal', title: 'Grocker, `base: minimal`', lines: ['base: minimal'] },
  { id: 'slim', title: 'and `slim: true`', lines: ['base: minimal', 'slim: true'] },
  { id: 'dockerfile', title: 'Dockerfile on debian:slim', file: 'debian-slim.Dockerfile' },
  {
    id: 'distroless',
    title: 'Dockerfile on a root without distribution',
    file: 'distroless.Dockerfile',
  },
];
