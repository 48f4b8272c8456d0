import { join } from 'node:path';
import { command } from './command.ts';

/** The certificate of an authority with a common name, in PEM; its key is left in the directory. */
export async function authorityCertificate(directory: string, name: string): Promise<string> {
  const { stdout } = await command('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', join(directory, 'ca.key')],
  ]);
  return stdout;
}
