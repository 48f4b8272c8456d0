import { build } from 'esbuild';
import type * as Parser from '@actions/workflow-parser';

/** GitHub's own parser of workflows; it imports JSON as bundlers do and Node does not, so it is bundled. */
async function loadParser(): Promise<typeof Parser> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error('esbuild gave no file');
  const url = `data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`;
  return (await import(/* @vite-ignore */ url)) as typeof Parser;
}

let parser: Promise<typeof Parser> | undefined;

/** The mistakes of a workflow of GitHub Actions. */
export async function workflowErrors(name: string, content: string): Promise<readonly string[]> {
  const { NoOperationTraceWriter, parseWorkflow } = await (parser ??= loadParser());
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}
