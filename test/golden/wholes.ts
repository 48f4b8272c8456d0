import {
  bind,
  cache,
  copy,
  exec,
  file,
  image,
  local,
  merge,
  output,
  scratch,
  secret,
  tmpfs,
  type Mount,
  type Output,
  type Platform,
  type SourceFile,
  type SourceLocation,
} from '../../src/llb/llb.ts';
import { amd64, arm64, sha256B, wheel, type Graphs } from './graph.ts';

const sources: readonly SourceFile[] = [
  {
    filename: 'grocker.yml',
    language: 'YAML',
    data: new TextEncoder().encode('runtime: trixie/3.13\n'),
  },
];

const env = { SOURCE_DATE_EPOCH: '0' };

export const wholes: Graphs = {
  'whole-application': { output: application(amd64), options: { sources } },
  'whole-application-arm': {
    output: application(arm64),
    options: { sources, platform: arm64 },
  },
};

function line(number: number): readonly SourceLocation[] {
  const range = { start: { line: number, character: 2 }, end: { line: number, character: 0 } };
  return [{ filename: 'grocker.yml', ranges: [range] }];
}

function mounted(directory: string, filename: string): Mount {
  return bind({ target: `${directory}/${filename}`, source: wheel(filename), selector: filename });
}

/** A base image, stages on it, twenty files installed in groups onto outputs of their own, all merged. */
function application(platform: Platform): Output {
  const base = image(`debian:trixie-slim@${sha256B}`, {
    platform,
    name: '[interpreter] base',
    locations: line(1),
  });
  const context = local('context', {
    sessionId: 'session-1',
    followPaths: ['pyproject.toml', 'src'],
    sharedKeyHint: 'context',
    name: '[internal] load build context',
  });
  const steps = bind({
    target: '/steps',
    source: image('steps', { platform }),
    selector: '/steps',
  });
  const offline = (root: Output, name: string, args: readonly string[], mounts: Mount[] = []) =>
    exec({
      root,
      args: ['sh', '/steps/apt', ...args],
      env,
      network: 'none',
      mounts: [steps, ...mounts],
      name,
    }).root;

  const debs = [0, 1, 2].map((at) => mounted('/debs', `python3_${at}.deb`));
  const interpreter = offline(
    base,
    '[interpreter] packages',
    [],
    [...debs, tmpfs({ target: '/tmp' })],
  );
  const root = offline(interpreter, '[root] packages', ['root']);
  const compiler = offline(root, '[compiler] packages', ['compiler']);

  const compiled = exec({
    root: compiler,
    args: ['sh', '/steps/compile'],
    env,
    user: '1000',
    cwd: '/src',
    name: '[wheels] compile app',
    mounts: [
      bind({ target: '/src', source: context }),
      steps,
      cache({ target: '/cache', id: 'uv-amd64-glibc-cp313' }),
      secret({ target: '/run/secrets/ca', id: 'ca-certificates', optional: true }),
      output({ target: '/out' }),
    ],
  }).mount('/out');

  const group = (at: number) =>
    exec({
      root: interpreter,
      readonlyRoot: true,
      args: ['sh', '/steps/install', String(at)],
      env,
      network: 'none',
      name: `[runner ${at + 1}/5] group`,
      progressGroup: { id: 'install', name: 'install' },
      locations: line(at + 1),
      mounts: [
        tmpfs({ target: '/tmp' }),
        output({ target: '/report' }),
        output({ target: '/out' }),
        ...[0, 1, 2, 3, 4].map((wheelAt) => {
          const number = String(at * 5 + wheelAt).padStart(2, '0');
          return mounted('/wheels', `package${number}-1.0-py3-none-any.whl`);
        }),
      ],
    });
  const groups = [0, 1, 2, 3].map(group);
  const report = groups[3]?.mount('/report') ?? scratch;
  const install = exec({
    root: interpreter,
    readonlyRoot: true,
    args: ['sh', '/steps/install', 'app'],
    env,
    network: 'none',
    mounts: [bind({ target: '/wheels', source: compiled }), output({ target: '/out' })],
  });
  const layers = [
    root,
    ...groups.map(({ mount }) => mount('/out')),
    file(scratch, [copy({ from: report, src: 'report.json', dest: '/usr/share/report.json' })]),
    install.mount('/out'),
  ];
  return merge(layers, { name: '[runner] merge' });
}
