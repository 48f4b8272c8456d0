import { describe, expect, it } from 'vitest';
import { ParseError } from '../diagnostics/parse-error.ts';
import { parseRequirement } from './requirement.ts';
import { formatSpecifiers } from './specifier.ts';

describe('parseRequirement', () => {
  // The examples of PEP 508, "Specification" and "Complete Grammar".
  it.each([
    ['A', 'a', [], '', undefined, undefined],
    ['A.B-C_D', 'a-b-c-d', [], '', undefined, undefined],
    ['aa', 'aa', [], '', undefined, undefined],
    ['name', 'name', [], '', undefined, undefined],
    ['name<=1', 'name', [], '<=1', undefined, undefined],
    ['name>=3', 'name', [], '>=3', undefined, undefined],
    ['name>=3,<2', 'name', [], '>=3,<2', undefined, undefined],
    ['name (>=3, <2)', 'name', [], '>=3,<2', undefined, undefined],
    ['name()', 'name', [], '', undefined, undefined],
    ['name>=3,', 'name', [], '>=3', undefined, undefined],
    ['name@http://foo.example', 'name', [], '', 'http://foo.example', undefined],
    [
      "name [fred,bar] @ http://foo.example ; python_version=='2.7'",
      'name',
      ['fred', 'bar'],
      '',
      'http://foo.example',
      "python_version=='2.7'",
    ],
    [
      "name[quux, strange];python_version<'2.7' and platform_version=='2'",
      'name',
      ['quux', 'strange'],
      '',
      undefined,
      "python_version<'2.7' and platform_version=='2'",
    ],
    [
      "name; os_name=='a' or (os_name=='b' and os_name=='c')",
      'name',
      [],
      '',
      undefined,
      "os_name=='a' or (os_name=='b' and os_name=='c')",
    ],
    [
      'requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < "2.7"',
      'requests',
      ['security', 'tests'],
      '>=2.8.1,==2.8.*',
      undefined,
      'python_version < "2.7"',
    ],
    ['name[]', 'name', [], '', undefined, undefined],
    ['name[A_b, a.b]', 'name', ['a-b'], '', undefined, undefined],
    ['name===some_thing', 'name', [], '===some_thing', undefined, undefined],
  ])('%s', (text, name, extras, specifiers, url, markerText) => {
    const requirement = parseRequirement(text);
    expect({
      ...requirement,
      specifiers: formatSpecifiers(requirement.specifiers),
      marker: undefined,
    }).toEqual({ text, name, extras, specifiers, url, markerText, marker: undefined });
  });

  it.each([
    ['', 0, 0, 'expected the name of a project'],
    ['-name', 0, 1, 'expected the name of a project'],
    ['name_', 4, 5, 'expected a version specifier, `@`, `[`, `;` or the end'],
    ['name 1.0', 5, 6, 'expected a version specifier, `@`, `[`, `;` or the end'],
    ['name >=1.0.*', 5, 12, '`>=1.0.*` is not a version specifier'],
    ['name ~=1', 5, 8, '`~=1` is not a version specifier'],
    ['name >=1 <2', 9, 10, 'expected `,`, `;` or the end'],
    ['name (>=1', 5, 9, '`(` is never closed'],
    ['name[a b]', 7, 8, 'expected `,` or `]`'],
    ['name[a,]', 7, 8, 'expected the name of an extra'],
    ['name @ ', 7, 7, 'expected a url after `@`'],
    [
      'name @ http://a ; os_name',
      25,
      25,
      'expected an operator: `==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`, `in` or `not in`',
    ],
    ["name; os == 'posix'", 6, 8, '`os` is not a marker variable'],
    ["name; (os_name == 'a'", 21, 21, 'expected `and`, `or` or `)`'],
    ["name; os_name not == 'a'", 18, 19, 'expected `in` after `not`'],
    ["name; os_name == 'a", 17, 19, 'the quote is never closed'],
  ])('%j is refused', (text, start, end, message) => {
    expect(() => parseRequirement(text)).toThrow(new ParseError(message, text, start, end));
    try {
      parseRequirement(text);
    } catch (error) {
      expect(error).toMatchObject({ message, text, start, end });
    }
  });
});
