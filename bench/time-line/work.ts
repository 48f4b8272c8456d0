/** A kind of work in a build, and why processors idle while nothing else is done. */
export interface Work {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly colour: string;
  /** Names of vertices. */
  readonly names: RegExp;
}

/** The first that fits a name counts. */
export const WORKS: readonly Work[] = [
  {
    id: 'export',
    title: 'export and push',
    why: 'layers are compressed one stream each, and pushed',
    colour: '#7a5195',
    names: /^export|^push/,
  },
  {
    id: 'start',
    title: 'read the definition, the context and the base image',
    why: 'client and daemon talk, and the base image is unpacked by one process',
    colour: '#8c8c8c',
    names: /^\[internal\]|image config|docker-image:|\] docker\.io\/|copy .*context/,
  },
  {
    id: 'apt',
    title: 'ask apt',
    why: 'apt waits for the lists of packages, then one process reads them',
    colour: '#b8860b',
    names: /apt: resolve/,
  },
  {
    id: 'uv',
    title: 'query the index of Python packages',
    why: 'uv waits for answers of the index, one after another where a dependency is known only then',
    colour: '#c46210',
    names: /query the index|uv: |resolve|metadata/,
  },
  {
    id: 'compile',
    title: 'compile',
    why: 'a build back end runs one compiler after another',
    colour: '#b22222',
    names: /\bcompile\b/,
  },
  {
    id: 'system',
    title: 'install system packages',
    why: 'dpkg unpacks one package after another and syncs to the disk between them',
    colour: '#1f77b4',
    names: /apt: |dpkg|unpack Python|minimal/,
  },
  {
    id: 'fetch',
    title: 'fetch files',
    why: 'the daemon waits for the network, or verifies and stores one file after another',
    colour: '#2e8b57',
    names: /fetch|\.(?:deb|whl|zip|tar\.\w+)\b|^https?:/,
  },
  {
    id: 'install',
    title: 'install and join Python packages',
    why: 'one package is larger than the others of its time, or a layer is stored',
    colour: '#17818f',
    names: /./,
  },
];

export function workOf(name: string): Work {
  const work = WORKS.find(({ names }) => names.test(name));
  if (work === undefined) throw new Error(`no kind of work for ${name}`);
  return work;
}
