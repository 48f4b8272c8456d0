import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { browse, browser } from '../../../test/support/browser.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import { explainPlan } from './explain-plan.ts';
import { htmlReport } from './html-report.ts';

const example = join(import.meta.dirname, '../../../examples/qrcode/plan.json');

/** The actions of a person on the page, and what is visible afterwards. */
const visit = `<script>
addEventListener('load', () => {
  const rows = () => [...document.querySelectorAll('#list tbody tr')].filter((row) => !row.hidden);
  const box = (query) => document.querySelector(query).getBoundingClientRect();
  const seen = { all: rows().length };
  const search = document.querySelector('#search');
  search.value = 'PILLOW';
  search.dispatchEvent(new Event('input'));
  seen.found = rows().map((row) => row.cells[0].textContent);
  search.value = '';
  search.dispatchEvent(new Event('input'));
  const [name, , , , compressed] = document.querySelectorAll('#list th button');
  name.click();
  seen.first = rows()[0].cells[0].textContent;
  compressed.click();
  seen.largest = rows()[0].cells[0].textContent;
  const areas = [...document.querySelectorAll('.treemap .part rect')].map((each) => each.getBoundingClientRect());
  const whole = box('.treemap');
  seen.areas = areas.length;
  seen.outside = areas.filter(({ left, right, top, bottom }) =>
    left < whole.left - 1 || right > whole.right + 1 || top < whole.top - 1 || bottom > whole.bottom + 1).length;
  seen.width = Math.round(whole.width) > 200 && document.documentElement.scrollWidth <= innerWidth;
  seen.graph = document.querySelectorAll('.graph g.node').length > 20 && box('.graph').height > 100;
  document.body.innerHTML = '';
  document.body.textContent = JSON.stringify(seen);
});
</script></body>`;

test.skipIf(browser === undefined).each([1280, 400])(
  'a browser %i wide shows the areas, the graph and a list that is searched and sorted',
  async (width) => {
    const directory = await mkdtemp(join(tmpdir(), 'grocker-page-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const plan = parsePlan(example, await readFile(example, 'utf8'));
    const page = await htmlReport(explainPlan(plan, 'plan.json'), undefined);
    const file = join(directory, 'page.html');
    await writeFile(file, page.replace('</body>', visit));
    const dom = await browse(file, ['--dump-dom', `--window-size=${width},900`]);
    expect(JSON.parse(/<body>(.*)<\/body>/.exec(dom)?.[1] ?? '{}')).toEqual({
      all: 30,
      found: ['pillow'],
      first: 'ca-certificates',
      largest: 'pillow',
      areas: 30,
      outside: 0,
      width: true,
      graph: true,
    });
  },
  60_000,
);

test('a page lists what slim left out, the largest first, and has no such part without it', async () => {
  const plan = parsePlan(example, await readFile(example, 'utf8'));
  const whole = explainPlan(plan, 'plan.json');
  expect(await htmlReport(whole, undefined)).not.toContain('id="slim"');
  const packages = whole.packages.map((each) =>
    each.name === 'pillow'
      ? {
          ...each,
          dropped: { tests: { files: 3, bytes: 10 }, '<types>': { files: 1, bytes: 2048 } },
        }
      : each,
  );
  const page = await htmlReport({ ...whole, packages }, undefined);
  const part = page.slice(page.indexOf('<h2 id="slim">'));
  expect(part).toContain('<p>4 files, 2.1 kB</p>');
  const rows = [...part.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td><td[^>]*>(\d+)</g)];
  expect(rows.map(([, ...cells]) => cells)).toEqual([
    ['pillow', '&lt;types&gt;', '1'],
    ['pillow', 'tests', '3'],
  ]);
});
