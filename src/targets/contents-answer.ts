import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import { CONTENTS_ANSWER } from '../graph/contents.ts';
import type { Graph } from '../graph/graph.ts';
import type { Output } from '../llb/llb.ts';
import type { ImageContents } from '../result/sbom/contents.ts';
import type { TargetPorts } from './target.ts';

const texts = z.array(z.string());
const contents = z.object({
  distributions: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      place: z.enum(['venv', 'base']),
      licenseExpression: z.string(),
      license: z.string(),
      classifiers: texts,
      requires: texts,
    }),
  ),
  release: z.object({ id: z.string(), version: z.string() }),
  system: z.array(
    z.object({
      kind: z.enum(['deb', 'apk']),
      name: z.string(),
      version: z.string(),
      architecture: z.string(),
      source: z.string(),
      sourceVersion: z.string(),
      license: z.string(),
    }),
  ),
});

/** Reads which packages an image has. */
export async function contentsOf(
  ports: Pick<TargetPorts, 'readFile'>,
  stages: Pick<Graph, 'contents'>,
  image: Output,
): Promise<ImageContents> {
  const answer = await ports.readFile(stages.contents(image), CONTENTS_ANSWER);
  return stepAnswer('contents.py', contents, answer);
}
