import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Spec } from '../spec/spec.ts';
import { lint } from './lint.ts';
import type { LintFacts } from './rule.ts';
import { rules } from './rules.ts';

const pages = new URL('../../docs/rules/', import.meta.url);
const page = (name: string) => readFileSync(new URL(`${name}.md`, pages), 'utf8');

/** The facts that a file alone gives about its surroundings. */
const factsOf = ({ lock, systemLock }: Spec): LintFacts => ({
  locks: lock.map(({ value }) => value),
  hasSystemLock: systemLock !== undefined,
});

const codesOf = (text: string) =>
  lint(new SourceText('grocker.yml', text), factsOf).map(({ code }) => code);

const examples = (name: string, kind: 'bad' | 'good') =>
  [...page(name).matchAll(/^```yaml\n# (bad|good)\n([^]*?)^```$/gm)].flatMap(
    ([, marked, text = '']) => (marked === kind ? [text] : []),
  );

describe.each(rules.map(({ meta }) => meta))('rule $code', ({ code, summary }) => {
  it('has a file and a test of its name, a page in docs/rules, and a row in docs/rules/README.md', () => {
    expect(existsSync(new URL(`${code}.ts`, import.meta.url))).toBe(true);
    expect(existsSync(new URL(`${code}.test.ts`, import.meta.url))).toBe(true);
    expect(existsSync(new URL(`${code}.md`, pages)), `write docs/rules/${code}.md`).toBe(true);
    expect(page(code)).toContain(`# ${code}\n\n${summary}\n`);
    expect(page('README')).toContain(`| [${code}](${code}.md) | ${summary} |`);
  });

  it('finds something in the bad examples of its page, nothing in the good ones', () => {
    expect(examples(code, 'bad')).not.toHaveLength(0);
    expect(examples(code, 'good')).not.toHaveLength(0);
    for (const text of examples(code, 'bad')) expect(codesOf(text)).toContain(code);
    for (const text of examples(code, 'good')) expect(codesOf(text)).not.toContain(code);
  });
});

describe('the rules', () => {
  it('are in the order of their codes, each once, each with its page', () => {
    const codes = rules.map(({ meta }) => meta.code);
    expect(codes).toStrictEqual([...new Set(codes)].toSorted());
    expect(readdirSync(pages).toSorted()).toStrictEqual(
      ['README', ...codes].map((name) => `${name}.md`).toSorted(),
    );
  });

  it('can be ignored with a reason', () => {
    expect(codesOf('ports: [80]\nlint: {ignore: {privileged-port: Docker alone}}\n')).toStrictEqual(
      ['no-lock'],
    );
  });

  it('can have another severity', () => {
    const text = 'ports: [80]\nlint: {severity: {privileged-port: error, no-lock: info}}\n';
    const found = lint(new SourceText('f', text), factsOf);
    expect(found.map(({ code, severity }) => [code, severity])).toStrictEqual([
      ['no-lock', 'info'],
      ['privileged-port', 'error'],
    ]);
  });

  it('a name that no rule has gets a warning', () => {
    const found = lint(
      new SourceText('f', 'lock: uv.lock\nlint: {ignore: {privileged-prot: a}}\n'),
      factsOf,
    );
    expect(found).toStrictEqual([
      {
        code: 'unknown-rule',
        severity: 'warning',
        message: 'there is no rule "privileged-prot" · did you mean "privileged-port"?',
        span: { file: 'f', start: { line: 2, column: 17 }, end: { line: 2, column: 32 } },
      },
    ]);
  });

  it('give no findings for a file with errors', () => {
    expect(codesOf('ports: [80]\nprots: [81]\n')).toStrictEqual(['unknown-key']);
  });

  it('a finding of several images is reported once', () => {
    const text = 'lock: uv.lock\nports: [80]\nservices: {a: {}, b: {ports: [81]}}\n';
    const found = lint(new SourceText('f', text), factsOf);
    expect(found.map(({ span }) => span?.start)).toStrictEqual([
      { line: 2, column: 9 },
      { line: 3, column: 31 },
    ]);
  });
});
