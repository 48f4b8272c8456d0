import { mappingField, scalarsField, textEntries } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { YamlScalar } from '../spec/yaml/node.ts';
import type { Finding, Rule } from './rule.ts';

const secretName =
  /(?:^|[_.-])(?:PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|SECRETS|CREDENTIALS?|API_?KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|ENCRYPTION_KEY|SIGNING_KEY)$/i;

/** Patterns that only a secret matches. */
const secretValues: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['a url with a password', /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i],
  [
    'an access token',
    /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{20,}|AKIA[0-9A-Z]{16}|sk_live_\w{20,}|pypi-[\w-]{50,})/,
  ],
];

export const secretInImage: Rule = {
  meta: {
    code: 'secret-in-image',
    severity: 'warning',
    summary: 'Whoever can pull the image can read its variables, labels and arguments.',
  },
  check({ image, written }) {
    const named = [
      ...textEntries(mappingField(image, 'envs')),
      ...textEntries(mappingField(image, 'labels')),
      ...textEntries(mappingField(written, 'args')),
    ];
    return [
      ...named.flatMap(({ key, value }) => finding(value, key.text)),
      ...scalarsField(image, 'cmd').flatMap((value) => finding(value)),
      ...scalarsField(image, 'entrypoint_name').flatMap((value) => finding(value)),
    ];
  },
};

function finding(value: YamlScalar, name?: string): readonly Finding[] {
  const likeOne = secretValues.find(([, pattern]) => pattern.test(value.text));
  if (likeOne !== undefined) return [told(value, `${likeOne[0]} is written into the image`)];
  // A number is a limit or a lifetime, a path the place of a mounted secret.
  const isSecret =
    name !== undefined &&
    secretName.test(name) &&
    typeof value.value === 'string' &&
    value.text !== '' &&
    !value.text.startsWith('/');
  return isSecret ? [told(value, `"${name}" looks like a secret, written into the image`)] : [];
}

function told(value: YamlScalar, message: string): Finding {
  return {
    message,
    span: spanOf(value),
    help: 'Give it to the container when it starts: a mounted file, or `docker run --env`.',
  };
}
