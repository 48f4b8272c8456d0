import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Spec } from '../spec/spec.ts';

/** uv's words about why it finds no packages, as a diagnostic of what the user wrote. */
export function pythonFailure(spec: Spec, words: string): Diagnostic {
  const unreachable =
    /error sending request|dns error|Could not connect|client error \(Connect\)/i.test(words);
  const span = spec.release?.span ?? spec.packages[0]?.span ?? spec.project?.span;
  return {
    code: unreachable ? 'network-unreachable' : 'python-resolution',
    severity: 'error',
    message: words.replace(/^error: /, '').replaceAll(/\s*\n\s*(cause: )?/g, ': '),
    ...(span && { span }),
    help: unreachable
      ? 'see that the builder reaches the index, perhaps through a proxy (--build-arg HTTPS_PROXY=…) whose authority is the secret ca-certificates'
      : `see that the version exists and fits the Python of ${spec.runtime.name}`,
  };
}
