import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';

import { releaseNotes } from '../../scripts/release-notes.js';
import { workflowErrors } from '../support/workflow-errors.ts';

const project = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(project, path), 'utf8');

interface Named {
  readonly name: string;
}

/** The fields that are read of a Kubernetes object. */
interface Manifest {
  readonly metadata: Named;
  readonly spec: {
    readonly serviceName?: string;
    readonly selector?: object;
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly containers: readonly { readonly volumeMounts: readonly Named[] }[];
        readonly volumes: readonly Named[];
      };
    };
    readonly volumeClaimTemplates?: readonly { readonly metadata: Named }[];
  };
}

describe('.github/workflows', () => {
  const names = readdirSync(join(project, '.github/workflows'));

  test.each(names)('GitHub accepts %s', async (name) => {
    expect(await workflowErrors(name, text(`.github/workflows/${name}`))).toEqual([]);
  });

  test('a misspelt key is found', async () => {
    const jobs = 'jobs: {test: {runs-on: ubuntu-latest, stepps: [{run: npm test}]}}';
    expect(await workflowErrors('ci.yml', `on: push\n${jobs}\n`)).not.toEqual([]);
  });

  test('name each action by its commit and version', () => {
    const lines = names.flatMap((name) =>
      text(`.github/workflows/${name}`)
        .split('\n')
        .filter((line) => /\buses:/.test(line)),
    );
    expect(lines.length).toBeGreaterThan(0);
    const pinned = /^ +(?:- )?uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(lines.filter((line) => !pinned.test(line))).toEqual([]);
    // One commit for an action, wherever it is used.
    const used = new Set(lines.map((line) => line.replace(/.*uses: /, '')));
    expect(new Set([...used].map((line) => line.split('@')[0])).size).toBe(used.size);
  });

  test('name scripts and files that exist', () => {
    const scripts = names.flatMap((name) => [
      ...text(`.github/workflows/${name}`).matchAll(/\b(?:scripts|test)\/[\w./-]*\w/g),
    ]);
    const paths = scripts.map(([path]) => path);
    expect(paths).toContain('scripts/base-digests');
    expect(paths.filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });

  test('run the command that the README names, and the unit tests on three systems', () => {
    const { jobs } = load(text('.github/workflows/ci.yml')) as {
      readonly jobs: Readonly<
        Record<
          string,
          {
            readonly steps: readonly { readonly run?: string }[];
            readonly strategy?: { readonly matrix: { readonly os: readonly string[] } };
          }
        >
      >;
    };
    expect(text('README.md')).toMatch(/^ {4}npm test$/m);
    expect(jobs['test']?.steps.map(({ run }) => run)).toContain('npm test');
    // Directories with a package-lock.json of their own.
    const audits = jobs['packages']?.steps.filter(({ run }) => run?.startsWith('npm audit'));
    expect(audits?.map(({ run = '' }) => / --prefix (\S+)$/.exec(run)?.[1] ?? '.')).toEqual(
      ['.', 'site'].filter((path) => existsSync(join(project, path, 'package-lock.json'))),
    );
    const systems = jobs['command']?.strategy?.matrix.os.map((os) => os.replace(/-.*/, ''));
    expect(systems).toEqual(['ubuntu', 'macos', 'windows']);
  });
});

describe('docs/ci.md', () => {
  const recipes = text('docs/ci.md')
    .split(/^## /m)
    .slice(1)
    .flatMap((section) =>
      [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', body = '']) => ({
        name: section.split('\n', 1)[0] ?? '',
        language,
        body,
      })),
    );

  test('has a recipe for each', () => {
    expect([...new Set(recipes.map(({ name }) => name))]).toEqual([
      'GitHub Actions',
      'GitLab',
      'Jenkins',
      'Buildkite',
      'Tekton',
    ]);
  });

  test.each(recipes)('$name: the cache and the digest of the frontend', ({ body }) => {
    expect(body).toMatch(/org\/grocker-frontend:[\d.]+@sha256:/);
    expect(body).toMatch(/BUILDKIT_SYNTAX|source=\$\(params\.frontend\)/);
    expect(body).toMatch(/(?:cache-from|import-cache)\b/);
    expect(body).toMatch(/(?:cache-to|export-cache)\b[^]*mode=max/);
  });

  test.each(recipes.filter(({ language }) => language === 'yml'))('$name is YAML', ({ body }) => {
    expect(load(body)).toBeTypeOf('object');
  });

  const actions = recipes.filter(({ name }) => name === 'GitHub Actions');
  test.each(actions)('GitHub accepts $name', async ({ body }) => {
    expect(await workflowErrors('image.yml', body)).toEqual([]);
  });
});

describe('docs/scale.md', () => {
  const page = text('docs/scale.md');

  test('has a manifest of consistent objects', () => {
    const [, manifest = ''] = /^```yml\n([^]*?)^```$/m.exec(page) ?? [];
    const [set, service] = loadAll(manifest) as readonly Manifest[];
    expect(set).toMatchObject({ apiVersion: 'apps/v1', kind: 'StatefulSet' });
    expect(service).toMatchObject({ apiVersion: 'v1', kind: 'Service' });
    expect(set?.spec.serviceName).toBe(service?.metadata.name);
    expect(set?.spec.template?.metadata.labels).toEqual(service?.spec.selector);
    const mounted = set?.spec.template?.spec.containers.flatMap(({ volumeMounts }) => volumeMounts);
    const volumes = [
      ...(set?.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name),
      ...(set?.spec.template?.spec.volumes ?? []).map(({ name }) => name),
    ];
    expect(mounted?.map(({ name }) => name).sort()).toEqual(volumes.sort());
  });

  test('names tests that exist', () => {
    const tests = [...page.matchAll(/\b(?:src|test|examples)\/[\w./-]*\w/g)].map(([path]) => path);
    expect(tests).toContain('test/engine/registry-cache.test.ts');
    expect(tests.filter((path) => !existsSync(join(project, path)))).toEqual([]);
  });
});

describe('a release', () => {
  const { version } = JSON.parse(text('package.json')) as { readonly version: string };

  test('has notes in CHANGELOG.md', () => {
    const notes = releaseNotes(text('CHANGELOG.md'), version);
    expect(notes).toMatch(/^\S/);
    expect(notes).not.toMatch(/^## /m);
  });

  test('takes only the section of its version', () => {
    const changelog = '# Changes\n\n## 9.1.0\n\nMore.\n\n## 9.0.0\n\nFirst.\n\n## 8.0\n';
    expect(releaseNotes(changelog, '9.0.0')).toBe('First.\n');
    expect(releaseNotes(changelog, '9.1.0')).toBe('More.\n');
    expect(() => releaseNotes(changelog, '9.1')).toThrow('no section 9.1');
    expect(() => releaseNotes(changelog, '8.0')).toThrow('no section 8.0');
  });

  test('is of two platforms, with provenance and SBOM', () => {
    const bake = text('docker-bake.hcl');
    expect(bake).toContain('platforms = ["linux/amd64", "linux/arm64"]');
    expect(bake).toContain('attest = ["type=provenance,mode=max", "type=sbom"]');
  });
});
