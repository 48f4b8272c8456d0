import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('is what its script makes of proto/ops.proto', () => {
  const script = fileURLToPath(
    new URL('../../../scripts/generate-llb-messages.js', import.meta.url),
  );
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
