import { describe, expect, it } from 'vitest';
import { parseCoreMetadata } from './core-metadata.ts';
import { formatSpecifiers } from './specifier.ts';

const text = `Metadata-Version: 2.4
Name: Beagle_Vote
Version: 1.0a2
Summary: A module for collecting votes from beagles.
Classifier: Development Status :: 4 - Beta
classifier: Programming Language :: Python :: 3.13
License: several
        lines: of it
Requires-Python: >=3.9, <4
Requires-Dist: PyYAML>=6
Requires-Dist: pytest; extra == 'Test'
Provides-Extra: Test_All
Dynamic: Requires-Dist

Requires-Dist: this-is-the-description
`;

describe('parseCoreMetadata', () => {
  it.each([
    ['line feeds', text],
    ['carriage returns too', text.replaceAll('\n', '\r\n')],
  ])('reads headers with %s', (_, written) => {
    const { requiresDist, requiresPython, ...rest } = parseCoreMetadata(written);
    expect(rest).toEqual({
      metadataVersion: '2.4',
      name: 'beagle-vote',
      displayName: 'Beagle_Vote',
      version: '1.0a2',
      summary: 'A module for collecting votes from beagles.',
      providesExtra: ['test-all'],
      dynamic: ['requires-dist'],
      classifiers: ['Development Status :: 4 - Beta', 'Programming Language :: Python :: 3.13'],
    });
    expect(formatSpecifiers(requiresPython)).toBe('>=3.9,<4');
    expect(requiresDist.map((one) => one.text)).toEqual(['PyYAML>=6', "pytest; extra == 'Test'"]);
  });

  const head = 'Metadata-Version: 2.1\nName: a\nVersion: 1\n';
  it.each([
    ['', 0, 0, 'the field Name is missing'],
    ['Metadata-Version: 2.1\nName: a\n', 0, 0, 'the field Version is missing'],
    ['nonsense\n', 0, 8, 'expected `Field: value`'],
    [`${head}Requires-Dist: ?\n`, 41, 57, 'expected the name of a project'],
    [`${head}Requires-Python: three\n`, 41, 63, '`three` is not a version specifier'],
  ])('refuses %j', (written, start, end, message) => {
    expect(() => parseCoreMetadata(written)).toThrow(
      expect.objectContaining({ message, start, end }),
    );
  });
});
