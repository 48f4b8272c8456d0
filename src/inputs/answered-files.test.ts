import { expect, test } from 'vitest';
import { AnsweredFiles } from './answered-files.ts';

const lock = new TextEncoder().encode('version = 1');
const pyproject = new TextEncoder().encode('[project]');

test('a question that is part of an earlier one is not asked again', async () => {
  const answered = new AnsweredFiles();
  const files = new Map([
    ['api/uv.lock', lock],
    ['pyproject.toml', pyproject],
  ]);
  await answered.add(['api/uv.lock', 'pyproject.toml', 'pylock.*.toml'], Promise.resolve(files));
  expect(await answered.find(['pyproject.toml', 'pylock.*.toml'])).toEqual(
    new Map([['pyproject.toml', pyproject]]),
  );
  expect(answered.find(['pyproject.toml', 'setup.py'])).toBeUndefined();
});

test('a file is in the directory that a pattern names, and in no other', async () => {
  const answered = new AnsweredFiles();
  const files = new Map([['api/uv.lock', lock]]);
  await answered.add(['api/uv.lock', 'uv.lock'], Promise.resolve(files));
  expect(await answered.find(['uv.lock'])).toEqual(new Map());
});

test('a question that failed is asked again', async () => {
  const answered = new AnsweredFiles();
  const failing = answered.add(['uv.lock'], Promise.reject(new Error('the daemon is gone')));
  await expect(failing).rejects.toThrow('gone');
  expect(answered.find(['uv.lock'])).toBeUndefined();
});
