import { describe, expect, test } from 'vitest';

import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { specOf } from '../../test/support/spec-of.ts';
import {
  definitionUrls,
  hasCredentials,
  lockIndexUrls,
  refuseCredentials,
  requirementUrls,
} from './url-credentials.ts';

describe('a url with credentials', () => {
  test.each([
    ['https://index.example/simple', false],
    ['https://user:password@index.example/simple', true],
    ['https://token@index.example/simple', true],
    ['https://${USER}:${TOKEN}@index.example/simple', true],
    ['https://index.example/@team/simple', false],
    ['https://index.example/simple?user=a@b', false],
    ['https://git@git.example/team/a.git', false],
    ['https://git:token@git.example/team/a.git', true],
    ['ssh://git@git.example/team/a.git', false],
    ['ssh://deploy@git.example/team/a.git', false],
    ['ssh://deploy:password@git.example/team/a.git', true],
    ['git@git.example:team/a.git', false],
    ['tor+mirror+https://ann:secret@deb.example/debian', true],
  ])('%s: %s', (url, expected) => {
    expect(hasCredentials(url)).toBe(expected);
  });

  test('is found in a direct reference, at the requirement', () => {
    const span = {
      file: 'pyproject.toml',
      start: { line: 3, column: 5 },
      end: { line: 3, column: 9 },
    };
    const found = requirementUrls(
      [
        'six>=1.17 ; python_version < "4"',
        'My.Tool[cli] @ git+https://token@git.example/tool.git@main ; sys_platform == "linux"',
        'other@https://files.example/other.whl',
      ],
      [{ name: 'my-tool', span }],
    );
    expect(found).toEqual([
      { url: 'git+https://token@git.example/tool.git@main', span },
      { url: 'https://files.example/other.whl' },
    ]);
    expect(found.map(({ url }) => hasCredentials(url))).toEqual([true, false]);
    const [diagnostic] = refusal(() => {
      refuseCredentials(found);
    });
    expect(diagnostic?.message).toContain('the url of git.example contains');
  });

  test.each([
    ['deb https://bob:s3cret@deb.example/debian trixie main', true],
    ['deb [arch=amd64] https://bob:s3cret@deb.example/debian trixie main', true],
    ['deb https://deb.example/debian trixie main', false],
  ])('is refused in a repository, at its uri: %s', (uri, refused) => {
    const spec = specOf(`project: .\nrepositories:\n  ours:\n    uri: ${uri}\n`);
    const found = refusal(() => {
      refuseCredentials(definitionUrls(spec));
    });
    const span = {
      file: 'grocker.yml',
      start: { line: 4, column: 10 },
      end: { line: 4, column: 10 + uri.length },
    };
    expect(found.map(({ code, span }) => ({ code, span }))).toEqual(
      refused ? [{ code: 'password-in-url', span }] : [],
    );
    expect(found.map(({ message, help }) => `${message} ${String(help)}`).join()).not.toMatch(
      /s3cret|netrc/,
    );
  });

  test('is refused where it is written, and the password is not repeated', () => {
    const text = '--index-url https://ann:secret@index.example/simple\nsix==1.17.0\n';
    const urls = lockIndexUrls(
      {
        url: 'https://ann:secret@index.example/simple',
        extra: ['https://other.example/simple'],
        findLinks: [],
        noIndex: false,
      },
      [new SourceText('requirements.txt', text)],
    );
    const [diagnostic, ...others] = refusal(() => {
      refuseCredentials(urls);
    });
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      code: 'password-in-url',
      span: {
        file: 'requirements.txt',
        start: { line: 1, column: 13 },
        end: { line: 1, column: 52 },
      },
    });
    expect(diagnostic?.message).toContain('the url of index.example contains a password or token');
    expect(diagnostic?.message).not.toContain('secret');
  });
});

function refusal(run: () => void) {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}
