import type { DefinitionRequest } from './build-request.ts';
import type { Secret } from './buildx-arguments.ts';

/** Files of the user that every build gets, found by their environment: none of them is a secret. */
export interface SecretFiles {
  readonly caCertificates?: string | undefined;
}

/** Variables that name a bundle of CA certificates, the first that names a file counts. */
export const caVariables = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'PIP_CERT'] as const;

/** Secrets that the user did not pass with `--secret`. */
export function secrets(request: DefinitionRequest, found: SecretFiles): readonly Secret[] {
  const given = new Set(
    (request.passed.get('secret') ?? []).map((text) => /(?:^|,)id=([^,]*)/.exec(text)?.[1]),
  );
  const files = [
    { id: 'ca-certificates', file: found.caCertificates },
    { id: 'pip.conf', file: request.pipConf },
    { id: 'netrc', file: request.netrc },
  ];
  return files.flatMap(({ id, file }) =>
    file === undefined || given.has(id) ? [] : [{ id, file }],
  );
}
