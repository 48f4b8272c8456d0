import type { Checked, Document, Section, KeyOf, MappingIn } from '../checked.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { Healthcheck } from '../spec.ts';
import { entryOf, spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { field, mappingField, textError, scalarField, scalarsOf } from './fields.ts';
import type { Report } from './fields.ts';

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const part = `([0-9]+(?:\\.[0-9]*)?)(${Object.keys(units).join('|')})`;
const duration = new RegExp(`^(?:${part})+$`);
const parts = new RegExp(part, 'g');
const shortest = 1e6;
const longest = 24 * 3600e9;

const TIMES = new Set(['interval', 'timeout', 'start_period', 'start_interval', 'retries']);
const ways = new Set(['CMD', 'CMD-SHELL', 'NONE']);

/** How an engine finds out whether the application works. */
export function healthcheck(root: Checked<Document>, report: Report): Healthcheck | undefined {
  const mapping = mappingField(root, 'healthcheck');
  if (mapping === undefined) return undefined;
  const test = field(mapping, 'test');
  const httpNode = scalarField(mapping, 'http');
  if (httpNode !== undefined && test !== undefined) {
    const help = 'Keep one of `test` and `http`.';
    report(textError(httpNode, 'invalid-healthcheck', 'two checks are given', { help }));
  }
  if (httpNode !== undefined) {
    const http = healthUrl(httpNode, report);
    return http === undefined ? undefined : { test: [], http, ...times(mapping, report) };
  }
  if (test === undefined) {
    const key = entryOf(root, 'healthcheck')?.key;
    const help = 'Add `test` with a command, or `http` with a port and a path.';
    // A key that is not known is the one that is meant, and reported already.
    const isWhole = mapping.entries.every(({ key: { text } }) => TIMES.has(text));
    if (key && isWhole)
      report(errorAt(spanOf(key), 'missing-key', '`test` or `http` is missing', help));
    return undefined;
  }
  const words = scalarsOf(test).map(({ text }) => text);
  const [way = ''] = words;
  const command =
    test.kind === 'scalar' ? ['CMD-SHELL', ...words] : ways.has(way) ? words : ['CMD', ...words];
  if (command.length === 1 && command[0] !== 'NONE') {
    report(
      errorAt(spanOf(scalarsOf(test)[0] ?? test), 'empty-command', 'the command has no words'),
    );
  }
  if (command[0] === 'NONE' && command.length > 1) {
    const [, second] = scalarsOf(test);
    if (second) report(textError(second, 'invalid-healthcheck', '`NONE` takes no command'));
  }
  if (command[0] === 'CMD-SHELL' && command.length > 2) {
    const [, , third] = scalarsOf(test);
    const help = 'Write the whole command as one text, or begin it with CMD.';
    if (third) {
      report(textError(third, 'invalid-healthcheck', '`CMD-SHELL` takes one text', { help }));
    }
  }
  return { test: command, ...times(mapping, report) };
}

/** The url of `:8000/health`, of the container itself. */
function healthUrl(scalar: YamlScalar, report: Report): string | undefined {
  const [, host = '', port = '', path = '/'] =
    /^(?:http:\/\/)?([a-z0-9.-]*):(\d{1,5})(\/[!-~]*)?$/i.exec(scalar.text) ?? [];
  if (Number(port) >= 1 && Number(port) <= 65535) {
    return `http://${host === '' ? '127.0.0.1' : host}:${Number(port)}${path}`;
  }
  report(
    textError(scalar, 'invalid-healthcheck', `"${scalar.text}" is not a port with a path`, {
      help: 'Write the port, then the path: `:8000/health`.',
    }),
  );
  return undefined;
}

function times(
  mapping: Section<'healthcheck'>,
  report: Report,
): Omit<Healthcheck, 'test' | 'http'> {
  const time = (key: KeyOf<MappingIn<Document['healthcheck']>>, name: keyof Healthcheck) => {
    const node = scalarField(mapping, key);
    const value = node && nanoseconds(node, report);
    return value === undefined ? {} : { [name]: value };
  };
  const retries = scalarField(mapping, 'retries');
  return {
    ...time('interval', 'interval'),
    ...time('timeout', 'timeout'),
    ...time('start_period', 'startPeriod'),
    ...time('start_interval', 'startInterval'),
    ...(retries === undefined ? {} : { retries: Number(retries.value) }),
  };
}

/** A duration as Go writes it: `30s`, `1m30s`, `500ms`. */
function nanoseconds(scalar: YamlScalar, report: Report): number | undefined {
  if (!duration.test(scalar.text)) {
    report(
      textError(scalar, 'invalid-duration', `"${scalar.text}" is no duration`, {
        help: 'Write a number with its unit: `30s`, `1m30s`, `500ms`.',
      }),
    );
    return undefined;
  }
  let total = 0;
  for (const [, amount = '', unit = ''] of scalar.text.matchAll(parts)) {
    total += Number(amount) * (units[unit] ?? 0);
  }
  if (total >= shortest && total <= longest) return Math.round(total);
  report(textError(scalar, 'out-of-range', `"${scalar.text}" is not from 1ms to 24h`));
  return undefined;
}
