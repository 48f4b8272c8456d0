import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { optionTable } from '../../src/options/option-table.ts';

const project = join(import.meta.dirname, '../..');
const page = readFileSync(join(project, 'docs/compatibility.md'), 'utf8');

const rows = page
  .split('\n')
  .filter((line) => /^\| .* \|$/.test(line) && !/^\| (?:docker\/dockerfile|engine) \|/.test(line))
  .map((line) => {
    const [what = '', state = '', why = ''] = line.slice(2, -2).split(' | ');
    return { what, state, why, tests: why.match(/\b(?:src|test)\/[\w./-]+\.test\.ts\b/g) ?? [] };
  });

/**
 * The options that the frontend of docker/dockerfile reads in BuildKit 0.32 (frontend/dockerui/config.go and context.go,
 * frontend/attestations, frontend/subrequests, cache/remotecache).
 */
const known = [
  ...['target', 'cgroup-parent', 'force-network-mode', 'add-hosts', 'hostname', 'shm-size'],
  ...['image-resolve-mode', 'multi-platform', 'no-cache', 'platform', 'ulimit', 'memory'],
  ...['memswap', 'cpushares', 'cpuperiod', 'cpuquota', 'cpusetcpus', 'cpusetmems'],
  ...['filename', 'contextkey', 'contextsubdir', 'dockerfilekey', 'local-sessionid:*'],
  ...['build-arg:*', 'label:*', 'input-metadata:*', 'override-copy-image'],
  ...['CACHE_MOUNT_NS', 'MULTI_PLATFORM', 'SANDBOX_HOSTNAME', 'DOCKERFILE_CHECK', 'INLINE_CACHE']
    .concat(['CONTEXT_KEEP_GIT_DIR', 'DISABLE_FILEOP', 'SBOM_SCAN_CONTEXT', 'SBOM_SCAN_STAGE'])
    .map((name) => `build-arg:BUILDKIT_${name}`),
  ...['docker-image://', 'oci-layout://', 'input:', 'local:', '.dockerignore'],
  ...['check', 'outline', 'targets'].map((name) => `--call=${name}`),
  ...['subrequests.describe', 'convertllb', '--sbom', '--provenance', '--secret', '--ssh'],
  ...['registry', 'local', 'inline', 'gha', 's3', 'azblob'].map((type) => `type=${type}`),
];

describe('docs/compatibility.md', () => {
  test.each(known)('has a row for %s', (name) => {
    const words = new RegExp(`(?<![\\w-])${name.replaceAll(/[.*/]/g, '\\$&')}(?![\\w-])`);
    expect(rows.filter(({ what }) => words.test(what))).not.toEqual([]);
  });

  test('has every option that the frontend reads', () => {
    const aside = /^(?:context|context:\*|cache-.*|attest:.*|requestid|build-arg:.*)$/;
    const keys = Object.values(optionTable).flatMap((option) => option.keys);
    const missing = keys.filter(
      (key) => !aside.test(key) && !rows.some(({ what }) => what.includes(`\`${key}\``)),
    );
    expect(missing).toEqual([]);
  });

  test.each(rows)('$what', ({ state, why, tests }) => {
    expect(['works', 'BuildKit', 'not for us']).toContain(state);
    expect(why.length).toBeGreaterThan(15);
    if (state === 'works') expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });
});
