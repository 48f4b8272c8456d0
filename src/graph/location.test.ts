import { describe, expect, test } from 'vitest';

import { exampleNames, exampleText } from '../../test/support/example.ts';
import { planGraph, type GraphTarget } from '../commands/graph/plan-graph.ts';
import { definitionToJson } from '../llb/llb.ts';
import type { Plan } from '../plan/plan.ts';

interface Drawn {
  readonly vertices: readonly {
    readonly digest: string;
    readonly metadata?: { readonly description?: Readonly<Record<string, string>> };
    readonly locations?: readonly {
      readonly sourceIndex?: number;
      readonly ranges: readonly { readonly start: { readonly line: number } }[];
    }[];
  }[];
  readonly sources: readonly { readonly filename: string }[];
}

const examplePlan = (name: string) => JSON.parse(exampleText(name, 'plan.json')) as Plan;

const names = ['grocker.yml', 'requirements.txt', 'pyproject.toml', 'uv.lock', 'poetry.lock'];
const sources = names.map((filename) => ({ filename, data: new Uint8Array() }));

function drawn(plan: Plan, target: GraphTarget = 'runner'): Drawn {
  return definitionToJson(
    planGraph(plan, target, 'example/frontend', { sources }),
  ) as unknown as Drawn;
}

/** The place of each vertex, by its name, without those of system packages. */
function places(plan: Plan, target?: GraphTarget): Record<string, string> {
  const graph = drawn(plan, target);
  return Object.fromEntries(
    graph.vertices.flatMap(({ metadata, locations = [] }) => {
      const name = metadata?.description?.['llb.customname'] ?? '';
      const found = locations.map(({ sourceIndex = 0, ranges }) =>
        [graph.sources[sourceIndex]?.filename, ranges[0]?.start.line].join(':'),
      );
      return name === '' || name.endsWith('.deb') ? [] : [[name, found.join(' ')] as const];
    }),
  );
}

test('vertices refer to the line of the lock or of grocker.yml that they come from', () => {
  expect(places(examplePlan('site'))).toMatchInlineSnapshot(`
    {
      "[internal] load build context": "",
      "[internal] tools": "",
      "[interpreter] apt: python3": "",
      "[interpreter] registry.example/library/debian:trixie-slim": "",
      "[interpreter] unpack Python for the installs": "",
      "[interpreter] user grocker and /opt/app.venv": "",
      "[root] apt: ca-certificates": "",
      "[runner] 1/4 django 5.2.8": "requirements.txt:5",
      "[runner] 2/4 packaging 26.3": "requirements.txt:13",
      "[runner] 3/4 gunicorn 23.0.0": "requirements.txt:9",
      "[runner] 4/4 asgiref, sqlparse and 1 more": "grocker.yml:7",
      "[runner] application files": "grocker.yml:5",
      "[runner] create an empty directory": "",
      "[runner] create directories of application files": "",
      "[runner] create directories of keep /home/grocker/static": "",
      "[runner] create the user's directories of keep /home/grocker/static": "",
      "[runner] keep /home/grocker/static": "grocker.yml:11",
      "[runner] merge": "",
      "[runner] python manage.py collectstatic --noinput": "grocker.yml:11",
      "asgiref-3.13.0-py3-none-any.whl": "requirements.txt:1",
      "django-5.2.8-py3-none-any.whl": "requirements.txt:5",
      "gunicorn-23.0.0-py3-none-any.whl": "requirements.txt:9",
      "packaging-26.3-py3-none-any.whl": "requirements.txt:13",
      "sqlparse-0.6.1-py3-none-any.whl": "requirements.txt:17",
      "whitenoise-6.11.0-py3-none-any.whl": "requirements.txt:21",
    }
  `);
});

test('compiled packages refer to the project, and system packages to their list', () => {
  expect(places(examplePlan('native'))).toMatchInlineSnapshot(`
    {
      "[compiler] apt: build-essential python3-dev libmariadb-dev pkg-config": "grocker.yml:7",
      "[internal] load build context": "",
      "[internal] tools": "",
      "[interpreter] apt: python3": "",
      "[interpreter] registry.example/library/debian:trixie-slim": "",
      "[interpreter] unpack Python for the installs": "",
      "[interpreter] user grocker and /opt/app.venv": "",
      "[root] apt: ca-certificates libmariadb3": "grocker.yml:6",
      "[runner] 1/2 mysqlclient 2.2.7": "pyproject.toml:10",
      "[runner] 2/2 ping-database 1.0": "grocker.yml:3",
      "[runner] merge": "",
      "[wheels] compile mysqlclient 2.2.7": "pyproject.toml:10",
      "[wheels] compile mysqlclient 2.2.7 (second attempt, if needed)": "pyproject.toml:10",
      "[wheels] compile ping-database": "grocker.yml:3",
      "[wheels] fetch build requirements of mysqlclient": "pyproject.toml:10",
      "[wheels] fetch further build requirements of mysqlclient, if any": "pyproject.toml:10",
      "[wheels] fetch setuptools>=80": "grocker.yml:3",
      "mysqlclient-2.2.7.tar.gz": "pyproject.toml:10",
    }
  `);
});

test('settings of the system refer to their keys', () => {
  const plan = examplePlan('qrcode');
  const at = (line: number) => ({
    file: 'grocker.yml',
    start: { line, column: 1 },
    end: { line, column: 2 },
  });
  const settings: Partial<Plan> = {
    base: { ...plan.base, span: at(11) },
    setuid: false,
    timeZone: 'Europe/Berlin',
    locales: ['de_DE.UTF-8'],
    certificates: ['own.pem'],
    repositories: [{ id: 'own', line: 'deb https://apt.example/ trixie main' }],
    minimal: { keep: [] },
    image: { ...plan.image, volumes: ['/data'] },
    places: {
      ...{ user: at(12), volumes: at(13), setuid: at(14), time_zone: at(15), locales: at(16) },
      ...{ certificates: at(17), repositories: at(18), base: at(19), project: at(3) },
    },
  };
  expect(places({ ...plan, ...settings })).toMatchInlineSnapshot(`
    {
      "[internal] load build context": "",
      "[internal] tools": "",
      "[interpreter] apt: python3": "",
      "[interpreter] registry.example/library/debian:trixie-slim": "grocker.yml:11",
      "[interpreter] unpack Python for the installs": "grocker.yml:11",
      "[interpreter] user grocker and /opt/app.venv": "grocker.yml:12",
      "[root] apt repositories: own": "grocker.yml:18",
      "[root] apt: ca-certificates libzbar0t64": "grocker.yml:7",
      "[root] certificates: own.pem": "grocker.yml:17",
      "[root] copy the files that the application can use": "grocker.yml:19",
      "[root] directories: /data": "grocker.yml:13",
      "[root] libraries that packages are linked with": "grocker.yml:19",
      "[root] locales: de_DE.UTF-8": "grocker.yml:16",
      "[root] remove setuid and setgid bits": "grocker.yml:14",
      "[root] time zone Europe/Berlin": "grocker.yml:15",
      "[runner] 1/4 pillow 12.0.0": "pyproject.toml:10",
      "[runner] 2/4 qrcode 8.2": "pyproject.toml:10",
      "[runner] 3/4 pyzbar 0.1.9": "pyproject.toml:10",
      "[runner] 4/4 postcard 1.0": "grocker.yml:3",
      "[runner] merge": "",
      "[wheels] compile postcard": "grocker.yml:3",
      "[wheels] fetch hatchling": "grocker.yml:3",
      "pillow-12.0.0-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl": "pyproject.toml:10",
      "pyzbar-0.1.9-py2.py3-none-any.whl": "pyproject.toml:10",
      "qrcode-8.2-py3-none-any.whl": "pyproject.toml:10",
    }
  `);
});

describe.each(exampleNames())('example %s', (name) => {
  test.each(['runner', 'wheels', 'compiler', 'check'] as const)(
    'has the same digests in %s without places',
    (target) => {
      const text = exampleText(name, 'plan.json');
      const bare = JSON.parse(text, (key, value: unknown) =>
        ['span', 'places'].includes(key) ? undefined : value,
      ) as Plan;
      const digests = (plan: Plan) => drawn(plan, target).vertices.map(({ digest }) => digest);
      expect(digests(bare)).toEqual(digests(JSON.parse(text) as Plan));
      expect(drawn(bare, target).sources).toEqual([]);
    },
  );
});
