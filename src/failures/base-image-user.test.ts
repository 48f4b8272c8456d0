import { describe, expect, test } from 'vitest';

import { specOf } from '../../test/support/spec-of.ts';
import { fetchFailure } from './fetch.ts';
import { GatewayError } from '../gateway/gateway-error.ts';

const plan = {
  packages: [],
  system: {
    interpreter: { requested: [], files: [] },
    root: { requested: [], files: [] },
    compiler: { requested: [], files: [] },
  },
};

/** What is said of a failed step, of a definition. */
function failure(script: string, status: number, definition: string) {
  const message = `process "/bin/sh /run/grocker/steps/${script} 315532800 web 1000" did not complete successfully: exit code: ${status}`;
  return fetchFailure(new GatewayError({ message }), plan, specOf(definition))?.diagnostics;
}

describe('a user that the base image has with another uid', () => {
  test.each([
    ['is named', 'runtime: trixie/3.13\nuser: www-data\n', 'www-data', [2, 7]],
    ['is that of all images', 'runtime: trixie/3.13\n', 'grocker', [1, 10]],
    ['is that of all images, of a runtime that was chosen', '', 'grocker', undefined],
  ])('%s', (_, definition, name, place) => {
    const [diagnostic] = failure('user-and-venv.sh', 3, definition) ?? [];
    const { span, ...said } = diagnostic ?? {};
    expect(said).toEqual({
      code: 'base-image-user',
      severity: 'error',
      message: `debian:trixie-slim has a user ${name} already, whose uid is not 1000`,
      help: 'give `user` a name that the base image does not have',
    });
    expect(span && [span.start.line, span.start.column]).toEqual(place);
  });

  test.each([
    ['the same step fails otherwise', 'user-and-venv.sh', 1],
    ['another step fails', 'directories.sh', 3],
  ])('is not told where %s', (_, script, status) => {
    expect(failure(script, status, 'user: www-data\n')).toBeUndefined();
  });
});
