import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { unreachable, unreachableBy } from './unreachable.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import { traitsOf, type SystemFamily } from '../spec/system-family.ts';

/** The possible causes if apt finds no packages. */
export interface BlamableSystem {
  readonly runtime: {
    readonly image: string;
    readonly family?: SystemFamily;
    readonly span?: Span | undefined;
  };
  readonly dependencies: {
    readonly run: readonly Located<string>[];
    readonly build: readonly Located<string>[];
  };
  readonly release?: { readonly span: Span };
  readonly project?: { readonly span: Span };
}

/** The name of the package that caused a message of apt or apk. */
const BLAMED = [
  /Unable to locate package (\S+)/,
  /Package '?([^' ]+)'? has no installation candidate/,
  /Version '[^']*' for '([^']+)' was not found/,
  /^\s*([^\s=<>~]+)\S* \(no such package\)/m,
  /breaks: world\[([^\]=<>~]+)/,
];

/** apt's message about missing packages, as a diagnostic at the user's lines. */
export function systemFailure(spec: BlamableSystem, words: string): Diagnostic {
  const { image, family = 'debian' } = spec.runtime;
  const { program, title, hasRepositories } = traitsOf(family);
  const similar = [...words.matchAll(/^similar: (\S+)$/gm)].map(([, name = '']) => name);
  const [first = '', ...rest] = words
    .replaceAll(/^similar: .*\n?/gm, '')
    .replaceAll(/^(?:[EW]|ERROR|WARNING): /gm, '')
    .replaceAll(/^fetch .*\n|^\d+ unavailable.*\n?/gm, '')
    .trim()
    .split(/\n+/);
  // A mirror that answers with an error is as useless as one that does not answer.
  const isRefused = /Failed to fetch|^\d+ unavailable,/m.test(words);
  const how = unreachableBy(words) ?? (isRefused ? 'connection' : undefined);
  if (how !== undefined) {
    return unreachable(how, {
      doing: `${program} cannot look up the system packages of ${image}`,
      server: `the ${title} mirror`,
      // The first server that does not answer represents all.
      words: first.replaceAll(/\s+/g, ' '),
      ...place(spec),
    });
  }
  const names = BLAMED.flatMap((pattern) => pattern.exec(words)?.[1] ?? []);
  const { run, build } = spec.dependencies;
  const blamed = [...run, ...build].find(({ value }) =>
    names.includes(value.replace(/[:=/<>~].*/, '')),
  );
  return {
    code: 'system-resolution',
    severity: 'error',
    message: `${program} cannot install the system packages on ${image}: ${[first, ...rest].map((line) => line.trim()).join(' ')}`,
    ...(blamed ? { span: blamed.span } : place(spec)),
    help:
      REMEDIES.find(([pattern]) => pattern.test(words))?.[1] ??
      nearest(names, similar) ??
      `Use the names that packages have in the release of ${image}${hasRepositories ? ', or add the repository that has them' : ''}.`,
  };
}

/** Messages of apt about something other than a name. */
const REMEDIES: readonly (readonly [pattern: RegExp, help: Help])[] = [
  [
    /is not signed|NO_PUBKEY|signatures? (?:couldn't be verified|w(?:as|ere) invalid)/,
    'Set `key` of the repository in `repositories` to the armored key that signs it.',
  ],
  [
    /held broken packages|unmet dependencies/,
    'Name packages that can be installed together, or add the repository that has the packages that they depend on.',
  ],
];

/** The existing names that a wrong name most likely means. */
function nearest(names: readonly string[], similar: readonly string[]): Help | undefined {
  const [wrong] = names;
  if (wrong === undefined || similar.length === 0) return undefined;
  // A package that was renamed for 64 bit times, or whose version went on, has the same beginning.
  const stem = wrong.replace(/(?:t64|\d[\d.]*)$/, '');
  const renamed = similar.filter((name) => name === `${wrong}t64` || `${name}t64` === wrong);
  const meant = renamed[0] ?? suggestion(wrong, similar);
  const others = similar.filter((name) => name.startsWith(stem) && name !== meant).sort();
  const list = [...(meant === undefined ? [] : [meant]), ...others].slice(0, 4);
  return list.length === 0
    ? undefined
    : `Write the name of a package that exists: ${list.join(', ')}.`;
}

/** The line that made a build need system packages at all, where one did. */
function place(spec: BlamableSystem): { readonly span?: Span } {
  const { runtime, release, project, dependencies } = spec;
  const span = runtime.span ?? dependencies.run[0]?.span ?? release?.span ?? project?.span;
  return span === undefined ? {} : { span };
}
