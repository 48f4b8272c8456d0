import { expect, test } from 'vitest';
import { missingResources } from './missing-resources.ts';

const installed = [{ name: 'setuptools', version: '82.0.0' }];

test('a package that imports pkg_resources is reported with the setuptools that lacks it', () => {
  const users = [{ name: 'gunicorn', module: 'gunicorn/util.py' }];
  const [finding] = missingResources(users, installed);
  expect(finding?.message).toBe(
    'gunicorn imports pkg_resources (gunicorn/util.py), and setuptools 82.0.0 does not have it',
  );
  expect(finding?.help).toContain('add `setuptools<81`');
  expect(missingResources(users, [])[0]?.message).toContain('setuptools is not installed');
});
