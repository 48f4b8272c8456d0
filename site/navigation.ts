/** A page of docs/, by its path there without `.md`. */
export interface Page {
  readonly path: string;
  readonly title: string;
}

export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** All pages, in the order in which a newcomer needs them. */
export const navigation: readonly Section[] = [
  {
    title: 'First steps',
    pages: [
      { path: 'index', title: 'Start' },
      { path: 'guide', title: 'Guide' },
      { path: 'from-dockerfile', title: 'Coming from a Dockerfile' },
      { path: 'heavy', title: 'Heavy dependencies' },
      { path: 'locking', title: 'Locking' },
      { path: 'from-grocker-8', title: 'Coming from Grocker 8' },
    ],
  },
  {
    title: 'Reference',
    pages: [
      { path: 'grocker-yml', title: 'grocker.yml' },
      { path: 'command', title: 'The command' },
      { path: 'options', title: 'Options of a build' },
      { path: 'requests', title: 'Questions about a build' },
      { path: 'diagnostics', title: 'Diagnostics' },
      { path: 'rules/README', title: 'Rules of lint' },
      { path: 'compatibility', title: 'Compatibility' },
    ],
  },
  {
    title: 'Teams',
    pages: [
      { path: 'ci', title: 'Continuous integration' },
      { path: 'scale', title: 'Many builders' },
      { path: 'security', title: 'Security' },
    ],
  },
  {
    title: 'Internals',
    pages: [
      { path: 'benchmarks', title: 'Benchmarks' },
      { path: 'size', title: 'Sizes of images' },
      { path: 'architecture', title: 'Architecture' },
      { path: 'releasing', title: 'Releasing' },
    ],
  },
];
