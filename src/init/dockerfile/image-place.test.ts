import { expect, test } from 'vitest';
import { isPlaceNeeded } from './image-place.ts';

test.each(['/srv/app', '/srv/app (new)', '/srv/[app', '/srv/c++', '/srv/$app'])(
  'files have to lie in %s if the command names it',
  (to) => {
    const place = { source: '.', to, workdir: to };
    expect(isPlaceNeeded(place, [`${to}/main.py`])).toBe(true);
    expect(isPlaceNeeded(place, ['main.py', `/other${to}-old`])).toBe(false);
  },
);
