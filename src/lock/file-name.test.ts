import { describe, expect, it } from 'vitest';
import { fileNameOfUrl } from './file-name.ts';

describe('fileNameOfUrl', () => {
  it.each([
    [
      'https://files.example/a/torch-2%2Bcpu-py3-none-any.whl?x=1#y',
      'torch-2+cpu-py3-none-any.whl',
    ],
    ['https://files.example/PyYAML-6.tar.gz', 'PyYAML-6.tar.gz'],
    ['https://files.example/a%zz.whl', 'a%zz.whl'],
  ])('%s is the file %s', (url, file) => {
    expect(fileNameOfUrl(url)).toBe(file);
  });
});
