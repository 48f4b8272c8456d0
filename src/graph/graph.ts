import type { Span } from '../diagnostics/span.ts';
import { layersAbove, scratch, type Layer, type Output } from '../llb/llb.ts';
import type { Plan, PlannedPackage, PlannedStep } from '../plan/plan.ts';
import { runStep, treeLayer } from './application-files.ts';
import { audit } from './audit.ts';
import { check, type CheckRequest } from './check.ts';
import { contents } from './contents.ts';
import type { GraphContext } from './graph-context.ts';
import { keptAnswers } from './kept-answers.ts';
import { locatedAt } from './location.ts';
import { otherFiles, type OtherOrigin } from './other-files.ts';
import {
  plannedStart,
  referencedFiles,
  startedParts,
  startedRoots,
} from '../plan/started-files.ts';
import { parseModules, uncompiled } from './parse-modules.ts';
import { minimalRoot } from './minimal-root.ts';
import { installedGroups, runner } from './runner.ts';
import { stages, withDirectories, type Stages } from './stages.ts';
import { wheelhouse, wheels, type WheelOutput } from './wheels.ts';

/** Every stage of a plan; stages that a target does not need are never built. */
export interface Graph extends Omit<Stages, 'installs' | 'building'> {
  /** For every package and all build requirements. */
  readonly wheels: ReadonlyMap<PlannedPackage, WheelOutput>;
  /** All wheels in one directory. */
  readonly wheelhouse: Output;
  readonly runner: Output;
  /**
   * The same filesystem with `answers` in its graph; see keptAnswers.
   *
   * @param linksNothing whether `difference` is empty, so that the image has no empty layer.
   */
  readonly runnerWith: (answers: readonly Output[], linksNothing: boolean) => Output;
  /** See MinimalRoot; absent if the root is full. */
  readonly difference?: Output;
  /** Commands that ran in the runner; where one keeps something, `ran` holds it in KEPT. */
  readonly steps: readonly {
    readonly planned: PlannedStep;
    readonly ran: Output;
    /** Runs a failing command again, and writes its output to LOG_ANSWER. */
    readonly log: () => Output;
  }[];
  /** For a stage or `runner`; undefined if only the daemon knows them. */
  readonly layers: (output: Output) => ImageLayers | undefined;
  /** Holds audit.json. */
  readonly audit: Output;
  /** Parses the modules that nothing compiles, up to so many bytes, and holds the answer; absent if there are none. */
  readonly parsed?: (bytes: number) => Output;
  /** Reads which packages a stage or `runner` has; holds CONTENTS_ANSWER. */
  readonly contents: (image: Output) => Output;
  /** Imports modules and runs commands in the runner; holds the answer. */
  readonly check: (request: CheckRequest) => Output;
}

/** The layers of an image, the lowest first. */
export interface ImageLayers {
  /** Whether the layers of the base image are below. */
  readonly onBase: boolean;
  readonly own: readonly Layer[];
}

export function graph(given: GraphContext, plan: Plan): Graph {
  const context = { ...given, base: locatedAt(given.base, plan.base.span) };
  const base = stages(context);
  const { root } = base;
  // Where nothing but files of the image is made, no program of it has to run.
  const { host: on = context } = context;
  const ran = on === context ? base : stages(on);
  const made = new Map<PlannedPackage, WheelOutput>();
  const installed = wheels(on, plan.packages, ran.building, made);
  const groups = installedGroups(on, plan, ran.installs, installed);
  const reports = groups.map(({ report }) => report);
  const trees = plan.trees.map((tree) =>
    treeLayer(withOtherFiles(on, ran.building.interpreter), plan.image, tree),
  );
  const start = plannedStart(plan);
  const unparsed = uncompiled(plan, trees, groups);
  const layers = [...groups.map(({ layer }) => layer), ...trees];
  const steps: { planned: PlannedStep; ran: Output; log: () => Output }[] = [];
  const rootWithDirectories = withDirectories(context, root, userDirectories(plan));
  for (const planned of plan.steps) {
    const below = runner(context, rootWithDirectories, layers);
    const { ran, layer, log } = runStep(context, plan, below, planned);
    steps.push({ planned, ran, log });
    if (layer !== undefined) layers.push(layer);
  }
  const minimal = plan.minimal && minimalRoot(context, rootWithDirectories, reports);
  const imageRoot = minimal?.linked ?? rootWithDirectories;
  const runnerWith = (answers: readonly Output[], linksNothing: boolean) => {
    const below = linksNothing && minimal ? minimal.alone : imageRoot;
    return runner(context, below, [...layers, ...keptAnswers(context, answers)]);
  };
  const finished = runnerWith([], false);
  return {
    interpreter: base.interpreter,
    root,
    get compiler() {
      return base.compiler;
    },
    wheels: made,
    wheelhouse: wheelhouse(context, [...installed.values()]),
    runner: finished,
    runnerWith,
    ...(minimal && { difference: minimal.difference }),
    steps,
    audit: audit(context, plan, minimal?.linked ?? root, groups),
    ...(unparsed.length > 0 && {
      parsed: (bytes) =>
        parseModules(on, ran.building.interpreter, unparsed, {
          bytes,
          command: plan.entrypoint.command,
          started: plan.trees.some(({ importable }) => importable)
            ? startedParts(start).map((part) => referencedFiles(part, startedRoots(start)))
            : [],
        }),
    }),
    layers: (output) => imageLayers(context, output),
    contents: (image) => contents(on, ran.building.interpreter, image),
    check: (request) => check(context, plan, finished, request),
  };
}

/** The files of images and servers, too. */
function withOtherFiles(context: GraphContext, interpreter: Output) {
  return {
    ...context,
    otherFiles: (origin: OtherOrigin, span?: Span) =>
      otherFiles(context, origin, interpreter, span),
  };
}

function imageLayers({ base }: GraphContext, output: Output): ImageLayers | undefined {
  const above = layersAbove(base, output);
  if (above !== undefined) return { onBase: true, own: above };
  const all = layersAbove(scratch, output);
  return all && { onBase: false, own: all };
}

/** Volumes, and a work directory that is not the user's home: the user can write there. */
function userDirectories({ image, user }: Plan): string[] {
  const workdirs = image.workdir === user.home ? [] : [image.workdir];
  return [...new Set([...workdirs, ...image.volumes])].sort();
}
