import { expect, test } from 'vitest';
import { readContainerFile } from './container-file.ts';

const read = (...lines: readonly string[]) => readContainerFile('Dockerfile', lines.join('\n'));

test('variables of ARG and ENV have their values, with defaults', () => {
  const file = read(
    ...['ARG TAG=3.12', 'FROM python:${TAG:-3.9}-slim', 'ARG TAG', 'ARG HOME_DIR=/srv'],
    ...[
      'ENV APP=$HOME_DIR/app OTHER=${NONE:-rest} PORT=80${TAG:+80}',
      'WORKDIR $APP',
      'WORKDIR sub/..',
    ],
    ...['ENV OLD style text', 'EXPOSE ${PORT} 9000/udp 9100/tcp'],
  );
  expect(file?.image).toStrictEqual({ value: 'python:3.12-slim', line: 2 });
  expect(file?.workdir).toBe('/srv/app');
  expect(file?.envs['OTHER']).toStrictEqual({ value: 'rest', line: 5 });
  expect(file?.envs['OLD']?.value).toBe('style text');
  expect(file?.ports.map(({ value }) => value)).toStrictEqual([8080, 9100]);
});

test('a variable that doubles with each instruction stays short', () => {
  const doubled = Array.from({ length: 60 }, (_, at) => `ENV A${at + 1}=$A${at}$A${at}`);
  const file = read('FROM a', 'ENV A0=aaaaaaaa', ...doubled, 'CMD ["python"]');
  const lengths = Object.values(file?.envs ?? {}).map(({ value }) => value.length);
  expect(lengths.slice(0, 4)).toEqual([8, 16, 32, 64]);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(65_536);
});

test('a stage that is made from another has its settings; an ENTRYPOINT takes back an inherited CMD', () => {
  const file = read(
    ...['FROM python:3.13 AS base', 'ENV A=1', 'EXPOSE 80', 'CMD ["a"]'],
    ...['FROM alpine AS other', 'ENV B=1', 'RUN apk add x'],
    ...['FROM Base', 'ENTRYPOINT ["b"]'],
  );
  expect(Object.keys(file?.envs ?? {})).toStrictEqual(['A']);
  expect(file?.ports).toHaveLength(1);
  expect(file?.command).toBeUndefined();
  expect(file?.entrypoint?.value).toStrictEqual({ kind: 'exec', words: ['b'] });
});

test('an argument may name another, and a directive may choose the character that continues a line', () => {
  const file = read(
    ...['# syntax=docker/dockerfile:1', '# escape=`', 'ARG V=3.12', 'ARG BASE=python:${V}-slim'],
    ...['FROM $BASE', 'WORKDIR /srv', 'CMD python `', '  app.py'],
  );
  expect(file?.image.value).toBe('python:3.12-slim');
  expect(file?.command?.value).toStrictEqual({ kind: 'shell', text: 'python app.py' });
});

test('continued lines, comments among them and heredocs are one instruction', () => {
  const file = read(
    ...[
      'FROM python:3.13',
      'RUN apt-get update \\',
      '  # headers',
      '',
      '  && apt-get -y install \\',
    ],
    ...[
      '    libpq-dev=1.2-3 \\',
      '    -t stable-backports gdal-bin; pip install flask "a[b]>=1" -r x.txt',
    ],
    ...[
      'RUN <<END',
      'apt install -qq nano',
      'python3 -m pip install -i https://index.example six',
      'END',
    ],
    ...['RUN apt-get purge -y gcc', 'CMD python main.py'],
  );
  expect(file?.system.map(({ name }) => name)).toStrictEqual(['libpq-dev', 'gdal-bin', 'nano']);
  expect(file?.python).toStrictEqual([
    { value: 'flask', line: 2 },
    { value: 'a[b]>=1', line: 2 },
    { value: 'six', line: 8 },
  ]);
  expect(file?.requirementsFiles).toStrictEqual([{ value: 'x.txt', line: 2 }]);
  expect(file?.command).toStrictEqual({
    value: { kind: 'shell', text: 'python main.py' },
    line: 13,
  });
});

test('files that a stage passes on are those of the context, from each place that may have them', () => {
  const file = read(
    ...['FROM python:3.13 AS build', 'WORKDIR /work', 'COPY ["a b", "./"]', 'COPY web /work/web/'],
    ...[
      'FROM python:3.13-slim',
      'COPY --chown=1:1 --from=build /work/web /srv',
      'COPY --from=0 /work /all',
    ],
    ...['COPY --from=nginx:1 /etc /etc', 'ADD https://files.example/x.tar /x'],
  );
  expect(file?.copies.map(({ source, target }) => `${source} > ${target}`)).toStrictEqual([
    'a b/web > /srv',
    'web > /srv',
    'a b > /all',
    'web > /all/web',
  ]);
});
