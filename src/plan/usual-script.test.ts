import { describe, expect, it } from 'vitest';
import { usualScript } from './usual-script.ts';

describe('the script that a container runs by default', () => {
  it.each([
    ['is grocker-runner', ['app', 'grocker-runner', 'x'], 'app', 'grocker-runner'],
    ['is the only one', ['serve'], 'app', 'serve'],
    ['is named like the application', ['app', 'app-admin'], 'app', 'app'],
    ['is named like it in another spelling', ['my_app', 'tool'], 'my-app', 'my_app'],
    ['is nobody’s guess', ['one', 'two'], 'app', undefined],
    ['is none where there is none', [], 'app', undefined],
  ])('%s', (_, scripts, application, expected) => {
    expect(usualScript(scripts, application)).toBe(expected);
  });
});
