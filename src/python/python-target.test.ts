import { describe, expect, it } from 'vitest';
import { pythonTarget } from './python-target.ts';
import { wheelTags } from './tag.ts';
import type { Interpreter } from './target.ts';

const interpreter: Interpreter = {
  version: '3.11.2',
  freeThreaded: false,
  architecture: 'arm64',
  libc: { name: 'glibc', version: '2.36' },
};

describe('pythonTarget', () => {
  it('has environment and tags', () => {
    expect(pythonTarget(interpreter)).toEqual({
      interpreter,
      environment: {
        os_name: 'posix',
        sys_platform: 'linux',
        platform_machine: 'aarch64',
        platform_python_implementation: 'CPython',
        platform_release: '',
        platform_system: 'Linux',
        platform_version: '',
        python_version: '3.11',
        python_full_version: '3.11.2',
        implementation_name: 'cpython',
        implementation_version: '3.11.2',
      },
      tags: wheelTags(interpreter),
    });
  });

  it.each([
    ['3.13', '3.13', '3.13.0'],
    ['3.14.0rc2', '3.14', '3.14.0rc2'],
    ['3.15.0a1+', '3.15', '3.15.0a1+local'],
  ])('of %s', (version, minor, full) => {
    expect(pythonTarget({ ...interpreter, version }).environment).toMatchObject({
      python_version: minor,
      python_full_version: full,
      implementation_version: full,
    });
  });
});
