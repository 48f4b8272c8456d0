import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import { exitStatuses } from '../graph/agreed.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, type Failure } from './failure.ts';

const { FIRST_NAME, MISSING_PROGRAM } = exitStatuses;

interface Setting {
  readonly script: string;
  readonly code: 'invalid-certificate' | 'invalid-locale' | 'invalid-time-zone';
  readonly names: (spec: Pick<Spec, 'image' | 'root'>) => readonly Located<string>[];
  readonly invalid: (name: string) => string;
  readonly help: Help;
  readonly missing: string;
}

const SETTINGS: readonly Setting[] = [
  {
    script: 'time-zone.sh',
    code: 'invalid-time-zone',
    names: ({ image }) => (image.timeZone ? [image.timeZone] : []),
    invalid: (name) => `the image's time zone database has no ${name}`,
    help: 'Write the current name, such as `Asia/Kolkata`, or add the older names: `dependencies: {run: [tzdata-legacy]}`.',
    missing: 'the image has no time zone database',
  },
  {
    script: 'locales.sh',
    code: 'invalid-locale',
    names: ({ root }) => root.locales,
    invalid: (name) => `the image's C library has no locale ${name}`,
    help: 'Write a name that Debian lists in /usr/share/i18n/SUPPORTED, such as `de_DE.UTF-8`.',
    missing: 'the base image has no localedef, which generates locales',
  },
  {
    script: 'certificates.sh',
    code: 'invalid-certificate',
    names: ({ image }) => image.certificates ?? [],
    invalid: (name) => `${name} holds no certificate in PEM`,
    help: 'Give it in PEM, which begins with `-----BEGIN CERTIFICATE-----`: `openssl x509 -inform der -in FILE -out FILE.pem` converts a file in DER.',
    missing: 'the image has no update-ca-certificates',
  },
];

/** A time zone, a locale or an authority that the image cannot have. */
export function systemSetting(
  failure: Failure,
  spec: Pick<Spec, 'image' | 'root'>,
): Explanation | undefined {
  const { exitCode = 0 } = failure;
  const setting = SETTINGS.find(({ script }) => isScript(failure, script));
  if (setting === undefined) return undefined;
  const names = setting.names(spec);
  if (exitCode === MISSING_PROGRAM) return explained(setting, setting.missing, names[0]);
  const name = names[exitCode - FIRST_NAME];
  return name && explained(setting, setting.invalid(name.value), name);
}

function explained(
  { code, help }: Setting,
  message: string,
  place: Located<string> | undefined,
): Explanation {
  const diagnostic: Diagnostic = {
    code,
    severity: 'error',
    message,
    ...(place && { span: place.span }),
    help,
  };
  return { diagnostic };
}
