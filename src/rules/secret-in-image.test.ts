import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { secretInImage } from './secret-in-image.ts';

describe('secret-in-image', () => {
  testRule(secretInImage, [
    [
      'by its name',
      'envs: {DB_PASSWORD: «hunter2», API_KEY: «"abc"», MY-TOKEN: «x», SECRET_KEY: «y»}\n',
    ],
    ['a label', 'labels: {registry.token: «abc»}\n'],
    ['a default of an argument', 'args: {PASSWORD: «abc»}\nenvs: {A: "${PASSWORD}"}\n'],
    ['a private key', 'envs:\n  A: |\n    «-----BEGIN RSA PRIVATE KEY-----\n    abc»\n'],
    ['a url with a password', 'envs: {DATABASE_URL: «postgres://me:secret@db.example/app»}\n'],
    ['an access token', `cmd: [--token, «ghp_${'a'.repeat(36)}»]\n`],
    ['a word of the entry point', 'entrypoint_name: [app, «redis://:secret@cache.example»]\n'],
    [
      'a path, a number, a switch, nothing',
      "envs: {TOKEN: /run/secrets/token, API_TOKEN: 3600, USE_SECRET: true, PASSWORD: ''}\n",
    ],
    [
      'a name that only sounds like it',
      'envs: {TOKENIZERS_PARALLELISM: auto, PASSWORD_HASHERS: argon2, SECRET_NAME: a}\n',
    ],
    [
      'a url without a password',
      'envs: {DATABASE_URL: "postgres://me@db.example/app", URL: "https://a.example:8080/b@c"}\n',
    ],
    ['a variable of one step', 'steps: [{run: [a], envs: {SECRET_KEY: only-for-this-step}}]\n'],
  ]);
});
