import { expect, test } from 'vitest';
import { signedLine } from './signed-line.ts';

test.each([
  [
    'deb https://debian.example/ stable main',
    'deb [signed-by=/k.asc] https://debian.example/ stable main',
  ],
  ['deb   https://debian.example/  ./', 'deb [signed-by=/k.asc] https://debian.example/  ./'],
  [
    'deb [ arch=amd64 ] https://debian.example/ stable main',
    'deb [arch=amd64 signed-by=/k.asc] https://debian.example/ stable main',
  ],
  [
    'deb [arch=amd64 Signed-By=/other.gpg] https://debian.example/ stable main',
    'deb [arch=amd64 Signed-By=/other.gpg] https://debian.example/ stable main',
  ],
])('%s', (line, expected) => {
  expect(signedLine(line, '/k.asc')).toBe(expected);
});
