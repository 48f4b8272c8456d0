import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { imageConfig, stageConfig } from './image-config.ts';

const plan = {
  platform: { os: 'linux', architecture: 'arm64' },
  base: { reference: 'debian', runtime: 'trixie/3.13', family: 'debian' },
  image: {
    env: [
      { name: 'LANG', value: 'C.UTF-8' },
      { name: 'PATH', value: '/home/grocker/app.venv/bin:/usr/bin' },
    ],
    labels: { 'grocker.app.name': 'app' },
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

const base = { env: ['PATH=/usr/bin', 'GPG_KEY=A=B'], labels: { vendor: 'base', kept: 'yes' } };

test('the configuration as the OCI image specification has it', () => {
  const config: unknown = JSON.parse(
    imageConfig(plan as unknown as Plan, { base, version: '1.2+x', labels: { vendor: 'ours' } }),
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
        kept: 'yes',
        vendor: 'ours',
      },
      StopSignal: 'SIGINT',
      Healthcheck: { Test: ['CMD', 'true'], Interval: 30_000_000_000 },
    },
  });
});

test('a stage says its role', () => {
  expect(JSON.parse(stageConfig(plan, 'compiler', { base, labels: {} }))).toMatchObject({
    config: { Labels: { 'grocker.image.role': 'compiler', 'grocker.runtime': 'trixie/3.13' } },
  });
});
