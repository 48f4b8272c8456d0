import { describe, expect, test } from 'vitest';
import { licenceExpression, Licences } from './licence.ts';

describe('an expression', () => {
  test.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['Apache-2.0 OR BSD-3-Clause', 'Apache-2.0 OR BSD-3-Clause'],
    ['apache-2.0 and (mit or bsd-2-clause)', 'Apache-2.0 AND (MIT OR BSD-2-Clause)'],
    ['((MIT))', '((MIT))'],
    ['GPL-3.0-or-later WITH GCC-exception-3.1', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
    ['EPL-2.0+', 'EPL-2.0+'],
  ])('%s', (text, expected) => {
    expect(licenceExpression(text)).toBe(expected);
  });

  test.each([
    ...['BSD', '', 'MIT OR', 'OR MIT', 'MIT MIT', '(MIT', 'MIT)', '()', 'MIT WITH MIT'],
    ...['MIT AND WITH', 'Permission is hereby granted, free of charge', 'MIT/Apache-2.0'],
  ])('is not %j', (text) => {
    expect(licenceExpression(text)).toBeUndefined();
  });
});

describe('a declared licence', () => {
  const osi = 'License :: OSI Approved :: ';
  test.each([
    [['MIT', 'BSD'], [], 'MIT'],
    [['', 'ISC'], [`${osi}MIT License`], 'ISC'],
    [['', 'UNKNOWN'], [`${osi}MIT License`], 'MIT'],
    [['the MIT licence'], [`${osi}MIT License`], 'MIT'],
    [[''], [], 'NOASSERTION'],
    [['', ''], ['License :: Other/Proprietary License'], 'LicenseRef-1'],
    [['BSD'], [`${osi}BSD License`], 'LicenseRef-1'],
    [[''], [`${osi}MIT License`, `${osi}BSD License`], 'LicenseRef-1'],
  ])('%j %j', (texts, classifiers, expected) => {
    expect(new Licences().declared({ texts, classifiers })).toBe(expected);
  });

  test('an unlisted licence is kept once, as it is written', () => {
    const licences = new Licences();
    const declared = ['BSD', 'as is', 'BSD'].map((text) =>
      licences.declared({ texts: [text], classifiers: [] }),
    );
    expect(declared).toEqual(['LicenseRef-1', 'LicenseRef-2', 'LicenseRef-1']);
    expect(licences.extracted).toEqual([
      { licenseId: 'LicenseRef-1', extractedText: 'BSD' },
      { licenseId: 'LicenseRef-2', extractedText: 'as is' },
    ]);
  });
});
