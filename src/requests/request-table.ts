import { describeRequest } from './describe-request.ts';
import { lintRequest } from './lint-request.ts';
import { outlineRequest } from './outline-request.ts';
import type { BuildRequestKind } from './request.ts';
import { schemaRequest } from './schema-request.ts';
import { targetsRequest } from './targets-request.ts';

const answering = [lintRequest, outlineRequest, targetsRequest, schemaRequest];

/** Every request that this frontend answers. */
export const requestTable: readonly BuildRequestKind[] = [...answering, describeRequest(answering)];
