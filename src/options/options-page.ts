import { optionTable } from './option-table.ts';

/** docs/options.md, written from the table of options. */
export function optionsPage(): string {
  const rows = Object.values(optionTable).map(({ keys, flag, doc }) => {
    const names = keys.map((key) => `\`${key}\``).join(', ');
    return `| ${names} | ${flag === undefined ? '' : `\`${flag}\``} | ${doc} |`;
  });
  return [
    '# Options of the frontend',
    '',
    'Options that a client sets, besides grocker.yml. `docker buildx build` sets the options in the first column by the',
    'flags in the second; any other client of BuildKit sets them by name (`buildctl build --opt KEY=VALUE`). A malformed',
    'value ends the build, and all of them are reported at once.',
    '',
    '| Option | Flag of buildx | Purpose |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
