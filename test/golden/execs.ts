import {
  bind,
  cache,
  exec,
  file,
  image,
  merge,
  mkdir,
  output,
  scratch,
  secret,
  ssh,
  tmpfs,
  type ExecOptions,
  type Output,
} from '../../src/llb/llb.ts';
import { arm64, base, wheel, type Graphs } from './graph.ts';

const run = (options: Partial<ExecOptions> = {}): Output =>
  exec({ root: base(), args: ['true'], ...options }).root;

export const execs: Graphs = {
  exec: { output: run() },
  'exec-on-scratch': { output: run({ root: scratch, args: ['/bin/true'] }) },
  'exec-meta': {
    output: run({
      args: ['sh', '-c', '', 'naïve 𝄞'],
      env: ['PATH=/usr/bin', 'LANG=C.UTF-8', 'EMPTY=', 'PATH=/bin', '10=ten', '9=nine'],
      cwd: '/srv',
      user: 'app:1000',
      hostname: 'builder',
      validExitCodes: [0, 2, 300, -1],
      cgroupParent: 'limits',
    }),
  },
  'exec-hosts-ulimits': {
    output: run({
      extraHosts: [
        { host: 'b.example', ip: '10.0.0.2' },
        { host: 'a.example', ip: '2001:db8::1' },
      ],
      ulimits: [
        { name: 'nofile', soft: 1024, hard: 4096 },
        { name: 'core', soft: 0, hard: -1 },
      ],
    }),
  },
  'exec-proxy': {
    output: run({
      proxy: {
        httpProxy: 'http://proxy.example:1',
        httpsProxy: 'http://proxy.example:2',
        ftpProxy: 'http://proxy.example:3',
        noProxy: 'localhost',
        allProxy: 'socks5://proxy.example',
      },
    }),
  },
  'exec-proxy-empty': { output: run({ proxy: {} }) },
  'exec-network-host': { output: run({ network: 'host' }) },
  'exec-network-none': { output: run({ network: 'none' }) },
  'exec-insecure': { output: run({ security: 'insecure' }) },
  'exec-secret-env': {
    output: run({
      secretEnv: [
        { name: 'TOKEN', id: 'token' },
        { name: 'OTHER', id: 'other', optional: true },
      ],
    }),
  },
  'exec-resources': {
    output: run({
      resources: {
        memory: 2 ** 40,
        memorySwap: -1,
        cpuShares: 512,
        cpuPeriod: 100_000,
        cpuQuota: 50_000,
        cpusetCpus: '0-3',
        cpusetMems: '0,1',
      },
    }),
  },
  'exec-platform': { output: run({ root: run({ platform: arm64 }), args: ['again'] }) },
  'exec-inherits-platform': {
    output: run({ root: file(image('debian', { platform: arm64 }), [mkdir({ path: '/a' })]) }),
  },
  'exec-default-path': {
    output: run(),
    options: { capabilities: new Set(['exec.meta.base']) },
  },
  'exec-default-path-given': {
    output: run({ env: { PATH: '/bin' } }),
    options: { capabilities: new Set(['exec.meta.base']) },
  },
  'exec-sets-default-path': {
    output: run(),
    options: { capabilities: new Set(['exec.meta.setsdefaultpath']) },
  },

  'exec-mounts': { output: mounts() },
  'exec-mount-outputs': { output: mountOutputs() },
  'exec-readonly-root': { output: readonlyRoot() },
  'exec-client-mounts': { output: clientMounts() },
  'exec-ssh-env': {
    output: run({ env: { SSH_AUTH_SOCK: '/agent' }, mounts: [ssh({ target: '/agent' })] }),
  },
  'exec-content-cache': {
    output: run({
      mounts: [
        bind({ target: '/on', source: base(), contentCache: 'on' }),
        bind({ target: '/off', source: base(), contentCache: 'off' }),
      ],
    }),
  },
  'exec-shares-inputs': { output: sharesInputs() },
  'exec-mount-order': {
    output: run({
      mounts: ['/𝄞', '/ﬁ', '/a/b', '/a-b', '/B', '/a'].map((target, at) =>
        bind({ target, source: wheel(`${'abcdef'.charAt(at)}.whl`) }),
      ),
    }),
  },
};

function mounts(): Output {
  return run({
    mounts: [
      bind({ target: '/readonly', source: wheel('a.whl') }),
      bind({ target: '/selected', source: wheel('b.whl'), selector: '/b.whl' }),
      bind({ target: '/lost', source: wheel('c.whl'), noOutput: true }),
      bind({ target: '/empty-lost', source: scratch, noOutput: true }),
      output({ target: '/changed', source: wheel('d.whl') }),
      output({ target: '/out' }),
      cache({ target: '/cache', id: 'shared-id' }),
      cache({
        target: '/cache-private',
        id: 'private-id',
        sharing: 'private',
        source: base(),
        selector: '/var/cache',
      }),
      cache({ target: '/cache-locked', id: 'locked-id', sharing: 'locked', readonly: true }),
      tmpfs({ target: '/tmp' }),
    ],
    shmSize: 2 ** 26,
  });
}

function mountOutputs(): Output {
  const { root, mount } = exec({
    root: base(),
    args: ['true'],
    mounts: [
      output({ target: '/out/2' }),
      output({ target: '/a', source: image('busybox') }),
      bind({ target: '/b', source: wheel('a.whl') }),
    ],
  });
  return merge([mount('/out/2'), root, mount('/a'), mount('/b')]);
}

function readonlyRoot(): Output {
  const { root, mount } = exec({
    root: base(),
    readonlyRoot: true,
    args: ['true'],
    mounts: [output({ target: '/out' })],
  });
  return merge([root, run({ root: mount('/out'), args: ['/next'] })]);
}

function clientMounts(): Output {
  return run({
    mounts: [
      ssh(),
      ssh({ id: 'second', target: '/run/agent', uid: 1, gid: 2, mode: 0o640, optional: true }),
      ssh({ id: 'third' }),
      secret({ target: '/run/secrets/z' }),
      secret({
        target: '/run/secrets/a',
        id: 'id',
        uid: 1000,
        gid: 1001,
        mode: 0o440,
        optional: true,
      }),
    ],
    secretEnv: [{ name: 'TOKEN', id: 'token' }],
  });
}

function sharesInputs(): Output {
  const one = image('busybox');
  return run({
    mounts: [
      bind({ target: '/1', source: wheel('a.whl') }),
      bind({ target: '/2', source: wheel('a.whl') }),
      bind({ target: '/3', source: one, selector: '/bin' }),
      output({ target: '/4', source: one }),
      bind({ target: '/5', source: base() }),
    ],
  });
}
