import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainStyle } from '../../diagnostics/render.ts';
import type { Plan } from '../../plan/plan.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import { differences } from './differences.ts';
import { explainPlan } from './explain-plan.ts';
import { textDifferences } from './text-differences.ts';

const file = join(import.meta.dirname, '../../../examples/qrcode/plan.json');
const plan = parsePlan(file, readFileSync(file, 'utf8'));

/** The output of `grocker explain` for the example's plan and a changed one. */
function told(changed: Plan): string {
  const [before, after] = [explainPlan(plan, 'before'), explainPlan(changed, 'after')];
  return textDifferences(before, after, differences(before, after), plainStyle);
}

const other = 'f'.repeat(64);
const withPackage = (name: string, change: (each: Plan['packages'][number]) => object): Plan => ({
  ...plan,
  packages: plan.packages.map((each) => (each.name === name ? { ...each, ...change(each) } : each)),
});

test.each<[string, Plan, RegExp]>([
  ['nothing', plan, /^All 7 layers are the same\.$/m],
  [
    'a version',
    {
      ...withPackage('pillow', () => ({ version: '12.1.0', file: 'pillow-12.1.0.whl' })),
      groups: plan.groups.map((each) =>
        each.packages.includes('pillow') ? { ...each, title: 'pillow 12.1.0' } : each,
      ),
    },
    /^6 of 7 layers are the same; 1 new, .*\n\nLayer 4 is new: pillow 12\.1\.0.*\n {2}in place of: pillow 12\.0\.0\n {2}pillow: 12\.0\.0 → 12\.1\.0$/m,
  ],
  [
    'another file of the same version',
    withPackage('qrcode', ({ origin }) => ({ origin: { ...origin, sha256: other } })),
    /^Layer 5 is new: qrcode 8\.2.*\n {2}files: 1 changed\n {4}~ qrcode-8\.2-py3-none-any\.whl$/m,
  ],
  [
    'a system package, whose layer alone is new, for packages are installed on Python alone',
    {
      ...plan,
      system: {
        ...plan.system,
        root: {
          ...plan.system.root,
          files: plan.system.root.files.map((each) =>
            each.name === 'openssl' ? { ...each, version: '4', sha256: other } : each,
          ),
        },
      },
    },
    /^6 of 7 layers are the same; 1 new.*\n\nLayer 3 is new: .*\n {2}openssl: \S+ → 4$/m,
  ],
  [
    'the base image',
    { ...plan, base: { ...plan.base, reference: `debian@sha256:${other}` } },
    /^Layer 1 is new: debian\n {2}in place of: registry\.example\/library\/debian:trixie-slim$/m,
  ],
  [
    'a setting, for which no layer is new',
    { ...plan, image: { ...plan.image, user: '1001:1001', ports: ['8080/tcp'] } },
    /^All 7 layers are the same\.\n\nSettings\n {2}ports: \(none\) → \{"8080\/tcp":\{\}\}\n {2}user: 1000:1000 → 1001:1001$/m,
  ],
])('a comparison of two plans lists the differences: %s', (_, changed, expected) => {
  expect(told(changed)).toMatch(expected);
});

test('sizes are those of the files that the plan knows', () => {
  const { layers, packages } = explainPlan(plan, 'plan');
  const pillow = layers.find(({ title }) => title === 'pillow 12.0.0');
  const planned = plan.packages.find(({ name }) => name === 'pillow');
  const size = planned !== undefined && 'size' in planned.origin ? planned.origin.size : undefined;
  expect(size).toBeGreaterThan(1_000_000);
  expect(pillow?.compressed).toBe(size);
  expect(layers.at(-1)?.compressed).toBeNull();
  expect(packages.filter(({ kind }) => kind === 'python')).toHaveLength(plan.packages.length);
});
