import type { DroppedFiles } from './dropped-files.ts';
import type { LeftOut } from './left-out.ts';

/** An image, or the plan of one, as `grocker explain` tells it. */
export interface Explained {
  /** As it was named. */
  readonly name: string;
  readonly kind: 'image' | 'plan';
  /** For the manifest. */
  readonly digest?: string;
  readonly platform: string;
  /** The lowest first. */
  readonly layers: readonly ExplainedLayer[];
  readonly packages: readonly ExplainedPackage[];
  /** The settings and labels of the image, by key. */
  readonly settings: Readonly<Record<string, string>>;
  /** Name of the application; empty if nothing tells it. */
  readonly application: string;
  readonly duplicates: readonly Duplicate[];
  /** System packages that `base: minimal` left out, wholly or partly; absent for other images. */
  readonly leftOut?: readonly LeftOut[];
  /** For the build, for Graphviz; absent if it is not known. */
  readonly dot?: string;
}

export interface ExplainedLayer {
  readonly title: string;
  /** Two layers with the same key are one. */
  readonly key: string;
  /** Bytes; null if it is not known before a build. */
  readonly compressed: number | null;
  readonly unpacked: number | null;
  readonly parts: readonly LayerPart[];
  /** Its content by path: the files of an image, or the installed or copied files of a plan. */
  readonly contents: ReadonlyMap<string, Content>;
}

/** The part of a package, or of a directory of files without a package, in a layer. */
export interface LayerPart {
  readonly name: string;
  /** Absent for files of no package. */
  readonly package?: ExplainedPackage;
  readonly compressed: number | null;
  readonly unpacked: number | null;
  readonly files: number;
}

export interface ExplainedPackage {
  readonly kind: 'python' | 'deb' | 'apk';
  readonly name: string;
  readonly version: string;
  /** Names of packages of its kind that it needs and that are there. */
  readonly requires: readonly string[];
  readonly licence?: string;
  /** Where it was from. */
  readonly origin?: string;
  /** Absent if nothing was left out. */
  readonly dropped?: DroppedFiles;
}

export interface Content {
  /** Attributes whose difference makes a different file. */
  readonly data: string;
  /** Mode, owner, time: a difference of these makes another layer as well. */
  readonly attributes: string;
  readonly size: number | null;
}

/** Bytes that an image has more than once. */
export interface Duplicate {
  readonly why: 'equal' | 'replaced';
  /** Every place of it; only one for a file that was replaced. */
  readonly paths: readonly string[];
  /** Bytes that would be saved. */
  readonly wasted: number;
}
