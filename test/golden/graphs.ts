import { composites } from './composites.ts';
import { execs } from './execs.ts';
import { files } from './files.ts';
import type { Graphs } from './graph.ts';
import { metadata } from './metadata.ts';
import { sources } from './sources.ts';
import { wholes } from './wholes.ts';

/** Every graph that the Go client makes too, by its name. */
export const graphs: Graphs = {
  ...sources,
  ...execs,
  ...files,
  ...composites,
  ...metadata,
  ...wholes,
};
