import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

import { buildImage, docker, engineEnvironment, temporaryDirectory, uniqueTag } from './engine.ts';
import { freePort } from './loopback.ts';

/** Git over ssh on loopback, in a container of the engine, until the test is finished. */
export interface SshServer {
  /** The url of its repositories, with a slash at the end. */
  readonly url: string;
  /** The private key that opens it: a file. */
  readonly key: string;
}

/** Whether the private engine has the ssh that its daemon's git calls. */
export function engineHasSsh(): boolean {
  const runtime = dirname((engineEnvironment()['DOCKER_HOST'] ?? '').replace(/^unix:\/\//, ''));
  const machine = join(runtime, 'machine.pid');
  if (!existsSync(machine)) return false;
  return existsSync(`/proc/${readFileSync(machine, 'utf8').trim()}/root/usr/bin/ssh`);
}

/** @param repositories a directory of repositories. */
export async function serveSsh(repositories: string): Promise<SshServer> {
  const directory = await temporaryDirectory({ Dockerfile: DOCKERFILE });
  const key = join(directory, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  writeFileSync(join(directory, 'authorized_keys'), readFileSync(`${key}.pub`));
  cpSync(repositories, join(directory, 'repositories'), { recursive: true });
  const tag = uniqueTag('sshd');
  await buildImage(directory, ['--file', 'Dockerfile', '--provenance=false', '--tag', tag]);
  const port = await freePort();
  const options = [`ListenAddress=127.0.0.1:${port}`, 'UsePAM=no', 'PasswordAuthentication=no'];
  const { stdout } = await docker([
    ...['run', '--detach', '--network', 'host', tag, '/usr/sbin/sshd', '-D', '-e'],
    ...options.flatMap((option) => ['-o', option]),
  ]);
  onTestFinished(async () => {
    await docker(['rm', '--force', stdout.trim()]);
  });
  await listens(port);
  return { url: `ssh://root@127.0.0.1:${port}/srv/`, key };
}

const DOCKERFILE = [
  'FROM debian:trixie-slim',
  'RUN apt-get update && apt-get install --yes --no-install-recommends openssh-server git && mkdir -p /run/sshd',
  'COPY --chmod=600 authorized_keys /root/.ssh/authorized_keys',
  'COPY repositories /srv',
  '',
].join('\n');

async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('sshd did not start');
}
