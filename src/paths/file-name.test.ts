import { describe, expect, it } from 'vitest';
import { http } from '../llb/http.ts';
import { isFileName } from './file-name.ts';

describe('the name of a file', () => {
  it.each([
    'torch-2.6.0+cpu-cp312-cp312-linux_x86_64.whl',
    'a-1!2.0-1_build-py2.py3-none-any.whl',
    'Zope.interface-5.4.0.tar.gz',
    'münchen-1.0.tar.gz',
    '_private-1.0.zip',
    'v1.0 (1).tar.gz',
  ])('%s', (name) => {
    expect(isFileName(name)).toBe(true);
    expect(() => http('https://files.example/x', { filename: name })).not.toThrow();
  });

  it.each([
    '',
    '.',
    '..',
    '../../etc/passwd',
    'a/b.whl',
    'a\\b.whl',
    '/etc/passwd',
    '.hidden.whl',
    '-r.whl',
    'a\n.whl',
    'a\u0000.whl',
    'a\u202E.whl',
    'a".whl',
    `${'a'.repeat(252)}.whl`,
    `${'ü'.repeat(130)}.whl`,
  ])('is not %j', (name) => {
    expect(isFileName(name)).toBe(false);
    expect(() => http('https://files.example/x', { filename: name })).toThrow();
  });
});
