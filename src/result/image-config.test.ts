import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { imageConfig, stageConfig } from './image-config.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const image = (labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [`org.opencontainers.image.${name}`, value]),
  );

const plan = {
  platform: { os: 'linux', architecture: 'arm64' },
  base: {
    reference: `registry.example/debian:trixie@${digest}`,
    runtime: 'trixie/3.13',
    family: 'debian',
  },
  image: {
    env: [
      { name: 'LANG', value: 'C.UTF-8' },
      { name: 'PATH', value: '/home/grocker/app.venv/bin:/usr/bin' },
    ],
    labels: { 'grocker.app.name': 'app', ...image({ title: 'mine' }) },
    entrypoint: ['app'],
    cmd: [],
    user: '1000:1000',
    workdir: '/home/grocker',
    volumes: ['/data'],
    ports: ['53/udp', '8080/tcp'],
    stopSignal: 'SIGINT',
    healthcheck: { test: ['CMD', 'true'], interval: 30_000_000_000 },
    application: { name: 'app', extras: [], version: null },
  },
} as const satisfies Pick<Plan, 'platform' | 'base' | 'image'>;

const base = {
  env: ['PATH=/usr/bin', 'GPG_KEY=A=B'],
  labels: {
    vendor: 'base',
    kept: 'yes',
    ...image({ version: '13', url: 'https://debian.example' }),
  },
  history: [],
};

test('the configuration as the OCI image specification has it', () => {
  const config: unknown = JSON.parse(
    imageConfig(plan as unknown as Plan, {
      base,
      version: '1.2+x',
      labels: { vendor: 'ours' },
      origin: { source: 'https://git.example/app', revision: 'abc' },
      created: 1_700_000_000,
      history: [{ created_by: 'apt: curl' }],
    }),
  );
  expect(config).toEqual({
    architecture: 'arm64',
    os: 'linux',
    config: {
      User: '1000:1000',
      ExposedPorts: { '53/udp': {}, '8080/tcp': {} },
      Env: [
        'PATH=/home/grocker/app.venv/bin:/usr/bin',
        'GPG_KEY=A=B',
        'LANG=C.UTF-8',
        'GROCKER_APP_VERSION=1.2+x',
      ],
      Entrypoint: ['app'],
      Volumes: { '/data': {} },
      WorkingDir: '/home/grocker',
      Labels: {
        'grocker.app.name': 'app',
        'grocker.app.version': '1.2+x',
        ...image({
          created: '2023-11-14T22:13:20Z',
          title: 'mine',
          version: '1.2+x',
          'base.name': 'registry.example/debian:trixie',
          'base.digest': digest,
          source: 'https://git.example/app',
          revision: 'abc',
        }),
        kept: 'yes',
        vendor: 'ours',
      },
      StopSignal: 'SIGINT',
      Healthcheck: { Test: ['CMD', 'true'], Interval: 30_000_000_000 },
    },
    history: [{ created_by: 'apt: curl' }],
  });
});

test('a stage has a label with its role', () => {
  expect(JSON.parse(stageConfig(plan, 'compiler', { base, labels: {} }))).toMatchObject({
    config: { Labels: { 'grocker.image.role': 'compiler', 'grocker.runtime': 'trixie/3.13' } },
  });
});
