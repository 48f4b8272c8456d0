import { requestTable } from './request-table.ts';

/** docs/requests.md, written from the table of requests. */
export function requestsPage(): string {
  const rows = requestTable.map(({ name, description, options }) => {
    const call = name.replace(/^frontend\./, '');
    const names = options.map((option) => `\`${option.name}\``).join(', ');
    return `| \`${call}\` | ${description} | ${names} |`;
  });
  return [
    '# Questions about a build',
    '',
    '`docker buildx build --call=NAME` makes a request instead of building; `--check` is short for `--call=check`, which asks',
    'for `lint`. With `--call=NAME,format=json` the answer is JSON. Nothing is built for any of them.',
    '',
    '| Name | Purpose | Depends on |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '`lint` ends with exit code 1 where it finds an error or a warning.',
    '',
  ].join('\n');
}
