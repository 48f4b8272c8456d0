import type { Checked, Document } from '../checked.ts';
import { didYouMean } from '../../diagnostics/suggestion.ts';
import type { ImageSettings } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import {
  distinct,
  mappingField,
  textError,
  scalarField,
  scalarsField,
  textEntries,
} from './fields.ts';
import type { Report } from './fields.ts';
import { healthcheck } from './healthcheck.ts';
import { contextPath, imagePath } from './paths.ts';
import { variables } from './variables.ts';

const defaultEntrypoint = 'grocker-runner';
const defaultUser = 'grocker';
const userName = /^[a-z_][a-z0-9_-]{0,31}$/;
const portText = /^([0-9]{1,6})(?:\/(tcp|udp|sctp))?$/i;

const signals = [
  ...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2'],
  ...['PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG'],
  ...['XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS', 'RTMIN', 'RTMAX'],
].map((name) => `SIG${name}`);

/** The settings of the image's configuration. */
export function image(root: Checked<Document>, report: Report): ImageSettings {
  const userNode = scalarField(root, 'user');
  const user = userOf(userNode, report);
  const workdirNode = scalarField(root, 'workdir');
  const stopSignal = signal(scalarField(root, 'stop_signal'), report);
  const health = healthcheck(root, report);
  const certificates = scalarsField(root, 'certificates').flatMap(
    (node) => contextPath(node, report) ?? [],
  );
  const initNode = scalarField(root, 'init');
  const zone = timeZone(scalarField(root, 'time_zone'), report);
  return {
    ...entrypoint(root, report),
    cmd: scalarsField(root, 'cmd').map((node) => ({ value: node.text, span: spanOf(node) })),
    volumes: sortedOnce(
      scalarsField(root, 'volumes').flatMap((node) => volume(node, report) ?? []),
    ),
    ports: sortedOnce(scalarsField(root, 'ports').flatMap((node) => port(node, report) ?? [])),
    envs: variables(root, report),
    labels: labels(root, report),
    user: { value: user, ...(userNode && { span: spanOf(userNode) }) },
    workdir: (workdirNode && imagePath(workdirNode, report)) ?? `/home/${user}`,
    owner: scalarField(root, 'owner')?.text === 'user' ? 'user' : 'root',
    setuid: scalarField(root, 'setuid')?.value !== false,
    ...(stopSignal === undefined ? {} : { stopSignal }),
    ...(health === undefined ? {} : { healthcheck: health }),
    ...(initNode?.value === true && { init: spanOf(initNode) }),
    ...(zone && { timeZone: zone }),
    ...(certificates.length > 0 && { certificates }),
  };
}

/** A name of the time zone database that every ICU knows, too. */
function timeZone(scalar: YamlScalar | undefined, report: Report): ImageSettings['timeZone'] {
  if (scalar === undefined) return undefined;
  try {
    if (!/^[A-Z]/.test(scalar.text)) throw new RangeError(scalar.text);
    new Intl.DateTimeFormat('en', { timeZone: scalar.text });
    return { value: scalar.text, span: spanOf(scalar) };
  } catch {
    const help = 'Write a name of the time zone database, such as `Europe/Berlin`.';
    report(textError(scalar, 'invalid-time-zone', `"${scalar.text}" is not a time zone`, { help }));
    return undefined;
  }
}

function sortedOnce(texts: readonly string[]): readonly string[] {
  return distinct(texts, (text) => text).toSorted();
}

function entrypoint(
  root: Checked<Document>,
  report: Report,
): Pick<ImageSettings, 'entrypoint' | 'entrypointIsScript' | 'entrypointIsDefault'> {
  const node = root.entries.find(({ key }) => key.text === 'entrypoint_name')?.value;
  const words = scalarsField(root, 'entrypoint_name');
  const [first] = words;
  if (node !== undefined && first !== undefined) {
    if (first.text.trim() === '') {
      report(textError(first, 'empty-text', 'expected a command, found an empty text'));
    }
    // In a whole command in one text, the first word decides.
    const script = node.kind === 'scalar' && !/^\s*\S*\//.test(first.text);
    return {
      entrypoint: { value: words.map(({ text }) => text), span: spanOf(node) },
      entrypointIsScript: script,
      entrypointIsDefault: false,
    };
  }
  if (node?.kind === 'sequence') {
    report({
      code: 'empty-command',
      severity: 'error',
      message: 'the command has no words',
      span: spanOf(node),
    });
  }
  const span = root.source.span(0, 0);
  return {
    entrypoint: { value: [defaultEntrypoint], span },
    entrypointIsScript: true,
    entrypointIsDefault: true,
  };
}

function volume(scalar: YamlScalar, report: Report): string | undefined {
  if (scalar.text.includes(':')) {
    report(
      textError(scalar, 'invalid-volume', `"${scalar.text}" is not a directory of the image`, {
        help: 'Give only the directory; mounts are set with `docker run -v`.',
      }),
    );
    return undefined;
  }
  const path = imagePath(scalar, report);
  if (path !== '/') return path;
  report(textError(scalar, 'invalid-volume', 'the whole image cannot be a volume'));
  return undefined;
}

function port(scalar: YamlScalar, report: Report): string | undefined {
  const match = portText.exec(scalar.text);
  const number = Number(match?.[1]);
  if (match !== null && number >= 1 && number <= 65535) {
    return `${number}/${(match[2] ?? 'tcp').toLowerCase()}`;
  }
  const mapped = /^(?:[0-9.]{0,15}:)?[0-9]{1,5}:([0-9]{1,5})/.exec(scalar.text);
  const slash = scalar.text.indexOf('/');
  const protocolIsWrong = /^[0-9]+\//.test(scalar.text) && match === null;
  report(
    textError(scalar, 'invalid-port', `"${scalar.text}" is no port`, {
      ...(protocolIsWrong ? { from: slash + 1 } : {}),
      help:
        mapped === null
          ? 'Write a number from 1 to 65535, with `/udp` where it is not TCP.'
          : `Write ${mapped[1] ?? ''}; the port of the host is set with \`docker run -p\`.`,
    }),
  );
  return undefined;
}

function labels(root: Checked<Document>, report: Report): ImageSettings['labels'] {
  return textEntries(mappingField(root, 'labels')).flatMap(({ key, value }) => {
    if (key.text.trim() !== '') return [{ name: key.text, value: value.text }];
    report(textError(key, 'empty-text', 'expected the name of a label, found an empty text'));
    return [];
  });
}

function userOf(scalar: YamlScalar | undefined, report: Report): string {
  if (scalar === undefined) return defaultUser;
  if (scalar.text === 'root') {
    report(
      textError(scalar, 'invalid-user', 'the application does not run as root', {
        help: 'Name another user; it owns its volumes and may listen on ports from 1024 on.',
      }),
    );
  } else if (!userName.test(scalar.text)) {
    report(
      textError(scalar, 'invalid-user', `"${scalar.text}" is not the name of a user`, {
        help: 'Use lower-case letters, digits, `-` and `_`, beginning with a letter; its uid is 1000.',
      }),
    );
  } else {
    return scalar.text;
  }
  return defaultUser;
}

function signal(scalar: YamlScalar | undefined, report: Report): string | undefined {
  if (scalar === undefined) return undefined;
  const { text } = scalar;
  if (/^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) return text;
  const name = text.startsWith('SIG') ? text : `SIG${text}`;
  if (signals.includes(name) || /^SIGRT(?:MIN\+|MAX-)[0-9]{1,2}$/.test(name)) return name;
  report(
    textError(scalar, 'invalid-signal', `unknown signal "${text}"${didYouMean(name, signals)}`),
  );
  return undefined;
}
