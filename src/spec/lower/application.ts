import type { Checked, Document } from '../checked.ts';
import type { Located } from '../../diagnostics/span.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { SourceTree, Spec, Step } from '../spec.ts';
import { entryOf, spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { assets, downloads } from './assets.ts';
import {
  field,
  textError,
  scalarField,
  scalarsField,
  mappingItems,
  mappingField,
} from './fields.ts';
import type { Report } from './fields.ts';
import { contextPath, filePattern, imagePath } from './paths.ts';
import { release } from './release.ts';
import { requirements } from './requirements.ts';
import { variables } from './variables.ts';

type Application = Pick<
  Spec,
  'release' | 'packages' | 'project' | 'source' | 'files' | 'assets' | 'downloads' | 'steps'
>;

/** The application: a release, a project, or files that are not packaged. */
export function application(root: Checked<Document>, report: Report): Application {
  const releaseNode = scalarField(root, 'release');
  const projectNode = scalarField(root, 'project');
  const sourceNode = field(root, 'source');
  if (releaseNode !== undefined) {
    const other = projectNode !== undefined ? 'project' : sourceNode && 'source';
    const place = other === undefined ? undefined : entryOf(root, other)?.key;
    if (other !== undefined && place !== undefined) {
      report({
        ...errorAt(
          spanOf(place),
          'conflicting-keys',
          `"${other}" and "release" are both given, but one image holds one application`,
          'Keep one of them; further images of the same file are `services`.',
        ),
        related: [{ message: 'the release', span: spanOf(releaseNode) }],
      });
    }
  }
  const released = releaseNode && release(releaseNode, report);
  const source = sourceTree(root, report);
  const project = projectNode
    ? projectDirectory(projectNode, report)
    : entryOf(root, 'release') === undefined && entryOf(root, 'source') === undefined
      ? { value: '.', span: root.source.span(0, 0) }
      : undefined;
  return {
    ...(released && { release: released }),
    packages: requirements(scalarsField(root, 'packages'), report),
    ...(project && { project }),
    ...(source && { source }),
    files: scalarsField(root, 'files').flatMap((node) => contextPath(node, report) ?? []),
    assets: assets(root, report),
    downloads: downloads(root, report),
    steps: steps(root, report),
  };
}

const projectFile = /^(.*?)\/?(?:pyproject\.toml|setup\.py|setup\.cfg)$/;

function projectDirectory(node: YamlScalar, report: Report): Located<string> | undefined {
  const path = contextPath(node, report);
  const directory = path && projectFile.exec(path.value)?.[1];
  if (directory === undefined) return path;
  report(
    textError(node, 'invalid-path', `"${node.text}" is a file, not the directory of a project`, {
      help: `Write \`project: ${directory === '' ? '.' : directory}\`.`,
    }),
  );
  return undefined;
}

function sourceTree(root: Checked<Document>, report: Report): SourceTree | undefined {
  const node = field(root, 'source');
  const mapping = mappingField(root, 'source');
  if (node === undefined) return undefined;
  const span = spanOf(node);
  if (node.kind === 'scalar') {
    const path = contextPath(node, report);
    return path && { path: path.value, include: [], exclude: [], span };
  }
  if (mapping === undefined) return undefined;
  const pathNode = scalarField(mapping, 'path');
  const path = pathNode === undefined ? '.' : contextPath(pathNode, report)?.value;
  const toNode = scalarField(mapping, 'to');
  const to = toNode && imagePath(toNode, report);
  const patterns = (key: 'include' | 'exclude') =>
    scalarsField(mapping, key).flatMap((pattern) => filePattern(pattern, report) ?? []);
  const include = patterns('include');
  const exclude = patterns('exclude');
  if (path === undefined) return undefined;
  return { path, ...(to === undefined ? {} : { to }), include, exclude, span };
}

function steps(root: Checked<Document>, report: Report): readonly Step[] {
  return mappingItems(root, 'steps').flatMap((item): readonly Step[] => {
    const run = field(item, 'run');
    const words = scalarsField(item, 'run').map(({ text }) => text);
    if (run?.kind === 'sequence' && run.items.length === 0) {
      report(errorAt(spanOf(run), 'empty-command', 'the command has no words'));
    }
    const outputNode = scalarField(item, 'output');
    const output = outputNode && contextPath(outputNode, report)?.value;
    if (outputNode !== undefined && output === '.') {
      report(
        textError(outputNode, 'invalid-path', 'the output is a directory below the work directory'),
      );
    }
    const envs = variables(item, report);
    return [{ run: words, envs, ...(output === undefined ? {} : { output }), span: spanOf(item) }];
  });
}
