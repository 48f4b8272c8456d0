import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  PDM_CONFIGURATION,
  PDM_PROJECT,
  PIPFILE,
  POETRY_CONFIGURATION,
  POETRY_PROJECT,
} from '../../src/project/settings/other-setting-names.ts';
import { UV_SETTINGS, type Treatment } from '../../src/project/settings/uv-setting-names.ts';
import { VERSION_FILES } from '../../src/project/settings/version-files.ts';

const guide = readFileSync(new URL('../../docs/guide.md', import.meta.url), 'utf8');
const [, table = ''] = /## What Grocker reads in your project\n([\s\S]*?)\n## /.exec(guide) ?? [];
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(' | '))
  .map(([files = '', settings = '', words = '']) => ({ files, settings, words }));

/** The guide's word for settings that are treated so, if it has one word for all. */
const WORDS: Partial<Record<Treatment, RegExp>> = {
  'of-lock': /lock follow/,
  'of-index': /as `index`|the same/,
  refused: /an error/,
  idle: /nothing: it changes|the same/,
};

const all: readonly (readonly [string, string, string, Readonly<Record<string, Treatment>>])[] = [
  ['uv', 'pyproject.toml', 'tool.uv.', UV_SETTINGS],
  ['Poetry', 'pyproject.toml', 'tool.poetry.', POETRY_PROJECT],
  ['PDM', 'pyproject.toml', 'tool.pdm.', PDM_PROJECT],
  ['the configuration of Poetry', 'poetry.toml', '', POETRY_CONFIGURATION],
  ['the configuration of PDM', 'pdm.toml', '', PDM_CONFIGURATION],
  ['pipenv', 'Pipfile', '', PIPFILE],
];

describe.each(all)('the table of the guide, for %s', (_, file, prefix, settings) => {
  const ofFile = rows.filter(({ files }) => files.includes(`\`${file}\``));

  test('has each setting once, with its effect', () => {
    const wrong = Object.entries(settings).flatMap(([name, treatment]) => {
      const found = ofFile.filter((row) => row.settings.includes(`\`${prefix}${name}\``));
      const [row] = found;
      const isSaid = row !== undefined && (WORDS[treatment] ?? /./).test(row.words);
      return found.length === 1 && isSaid ? [] : [`${name}: ${found.length} rows`];
    });
    expect(wrong).toEqual([]);
  });

  test('may have no other', () => {
    const pattern = new RegExp(`^${prefix}([a-z_.-]+)$`);
    const named = ofFile
      .filter(({ files }) => files.trim().replace(/^\| /, '') === `\`${file}\``)
      .flatMap((row) => Array.from(row.settings.matchAll(/`([^`]+)`/g), ([, word = '']) => word))
      .filter((word) => prefix !== '' || !word.includes('tool.'))
      .flatMap((word) => pattern.exec(word)?.[1] ?? []);
    expect(named.filter((name) => !Object.hasOwn(settings, name))).toEqual([]);
  });
});

test('the guide names every version file', () => {
  expect(VERSION_FILES.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
