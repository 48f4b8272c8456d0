import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The certificates of a daemon and its clients. */
export interface Certificates {
  readonly authority: string;
  readonly server: CertificateFiles;
  readonly client: CertificateFiles;
}

/** An authority with a server on loopback and a client, good for a day. */
export function makeCertificates(directory: string): Certificates {
  const at = (name: string) => join(directory, name);
  const openssl = (args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl([
    ...['req', '-x509', ...key, '-days', '1', '-subj', '/CN=Builders'],
    ...['-keyout', at('authority.key'), '-out', at('authority.pem')],
  ]);
  const signed = (name: string, extensions: string): CertificateFiles => {
    const files = { certificate: at(`${name}.pem`), key: at(`${name}.key`) };
    openssl([
      ...['req', ...key, '-subj', `/CN=${name}`, '-keyout', files.key, '-out', at('request.csr')],
    ]);
    writeFileSync(at('extensions'), extensions);
    openssl([
      ...['x509', '-req', '-in', at('request.csr'), '-CA', at('authority.pem')],
      ...['-CAkey', at('authority.key'), '-CAcreateserial', '-days', '1'],
      ...['-extfile', at('extensions'), '-out', files.certificate],
    ]);
    return files;
  };
  return {
    authority: at('authority.pem'),
    server: signed(
      'server',
      'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n',
    ),
    client: signed('client', 'extendedKeyUsage=clientAuth\n'),
  };
}
