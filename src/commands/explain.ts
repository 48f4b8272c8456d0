import { defineCommand } from 'citty';
import { visibleJson } from '../diagnostics/visible-text.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { withTemporaryDirectory } from './build/prepare.ts';
import type { CommandArgument } from './command-arguments.ts';
import { commandSummaries } from './command-summaries.ts';
import { exitCode } from './exit-code.ts';
import { defaultImage } from './explain/default-image.ts';
import { differences } from './explain/differences.ts';
import type { Explained, ExplainedPackage } from './explain/explained.ts';
import { jsonChains, jsonReport } from './explain/json-report.ts';
import { explainSubject } from './explain/open-subject.ts';
import { textChains } from './explain/text-chains.ts';
import { textDifferences } from './explain/text-differences.ts';
import { textReport } from './explain/text-report.ts';
import { Progress } from './progress.ts';
import { print } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

const subject =
  'name of an image in the engine, a tarball of `docker image save`, an OCI layout, a plan or recorded facts of `grocker plan`';

const explainArguments = {
  image: {
    type: 'positional',
    required: false,
    valueHint: 'IMAGE|PLAN',
    description: `${subject}; by default the image that \`grocker build\` makes of this directory`,
  },
  newer: {
    type: 'positional',
    required: false,
    valueHint: 'IMAGE|PLAN',
    description: 'a newer one to compare with: which of its layers are new, and why',
  },
  why: {
    type: 'string',
    valueHint: 'NAME',
    description: 'show who requires a package: each chain from the application to it',
  },
  platform: {
    type: 'string',
    valueHint: 'PLATFORM',
    description: 'platform to show, if the image has several, such as linux/arm64',
  },
  html: {
    type: 'string',
    valueHint: 'FILE',
    description: 'write a self-contained page: a treemap by size, the graph, the list',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print a JSON object instead of text',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker explain`: what an image is made of, and why layers of another one are new. */
export const explain = defineCommand({
  meta: { name: 'explain', description: commandSummaries.explain },
  args: explainArguments,
  run: ({ args }) =>
    withTemporaryDirectory(async (temporary) => {
      const progress = new Progress();
      const read = (word: string) =>
        explainSubject(word, {
          temporary,
          platform: args.platform,
          progress: (layer, count) => {
            progress.tell(`${word}: reading layer ${layer} of ${count}`);
          },
        });
      const first = await read(args.image ?? (await defaultImage('.')));
      const second = args.newer === undefined ? undefined : await read(args.newer);
      progress.end();
      if (args.html !== undefined) {
        const { htmlReport } = await import('./explain/html-report.ts');
        await writeWhole([{ path: args.html, text: await htmlReport(first, second) }]);
        if (!args.json && args.why === undefined) return exitCode.done;
      }
      print(told(first, second, args));
      return exitCode.done;
    }),
});

function told(
  first: Explained,
  second: Explained | undefined,
  { why, json }: { readonly why?: string | undefined; readonly json: boolean },
): string {
  const style = terminalStyle(process.stdout);
  const last = second ?? first;
  if (why !== undefined) {
    const wanted = packageNamed(last, why);
    return json ? visibleJson(jsonChains(last, wanted)) : textChains(last, wanted);
  }
  if (second === undefined) return json ? visibleJson(jsonReport(first)) : textReport(first, style);
  const found = differences(first, second);
  return json ? visibleJson(found) : textDifferences(first, second, found, style);
}

function packageNamed({ packages, kind, name }: Explained, wanted: string): ExplainedPackage {
  if (kind === 'plan') {
    throw new UsageError(
      `${name}: a plan does not record who requires a package; an image does, and so does its lock`,
    );
  }
  const normal = wanted.toLowerCase().replaceAll(/[-_.]+/g, '-');
  const found =
    packages.find((each) => each.kind === 'python' && each.name === normal) ??
    packages.find((each) => each.name === wanted);
  if (found !== undefined) return found;
  const known = packages.map((each) => each.name);
  throw new UsageError(`${name} has no package ${wanted}${didYouMean(wanted, known)}`);
}
