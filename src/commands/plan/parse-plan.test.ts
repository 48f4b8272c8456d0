import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlan } from './parse-plan.ts';

const examples = join(import.meta.dirname, '../../../examples');
const planOf = (name: string) => readFileSync(join(examples, name, 'plan.json'), 'utf8');

describe('parsePlan', () => {
  test.each(readdirSync(examples))('the plan of examples/%s is read whole', (name) => {
    const text = planOf(name);
    expect(parsePlan('plan.json', text)).toEqual(JSON.parse(text));
  });

  const qrcode = JSON.parse(planOf('qrcode')) as Record<string, unknown>;
  const packages = qrcode['packages'] as readonly Record<string, unknown>[];

  test('packages that a package is built with are packages', () => {
    const [wheel] = packages;
    const built = {
      ...{ kind: 'compile', name: 'a', version: null, role: 'dependency', stage: 'compiler' },
      ...{ envs: [], configSettings: [] },
      origin: { from: 'git', url: 'https://git.example/a.git', commit: 'a'.repeat(40) },
      requirements: [wheel],
    };
    const plan = { ...qrcode, packages: [built] };
    expect(parsePlan('plan.json', JSON.stringify(plan))).toEqual(plan);
    const wrong = { ...built, requirements: [{ ...wheel, file: 1 }] };
    expect(() => parsePlan('plan.json', JSON.stringify({ ...qrcode, packages: [wrong] }))).toThrow(
      '(see packages.0.requirements.0.file)',
    );
  });

  test.each([
    ['no JSON', 'packages:', ''],
    ['another JSON', '[]', ''],
    ['a missing key', JSON.stringify({ ...qrcode, image: undefined }), ' (see image)'],
    [
      'a wrong value',
      JSON.stringify({ ...qrcode, packages: [...packages, { ...packages[0], role: 'other' }] }),
      ` (see packages.${packages.length}.role)`,
    ],
    ['a key of another version', JSON.stringify({ ...qrcode, later: true }), ''],
  ])('%s is refused', (_, text, at) => {
    expect(() => parsePlan('plan.json', text)).toThrow(
      `plan.json is not a plan of this version${at}: \`grocker plan\` prints one`,
    );
  });
});
