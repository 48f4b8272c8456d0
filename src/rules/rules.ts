import { buildNetwork } from './build-network.ts';
import { buildPackageInRun } from './build-package-in-run.ts';
import { credentialsInUrl } from './credentials-in-url.ts';
import { deprecatedRuntime } from './deprecated-runtime.ts';
import { duplicatePackage } from './duplicate-package.ts';
import { extraIndexWithoutLock } from './extra-index-without-lock.ts';
import { grocker8Key } from './grocker-8-key.ts';
import { healthcheckTool } from './healthcheck-tool.ts';
import { httpIndex } from './http-index.ts';
import { ineffectiveKey } from './ineffective-key.ts';
import { latestTag } from './latest-tag.ts';
import { mirrorSlash } from './mirror-slash.ts';
import { noLock } from './no-lock.ts';
import { privilegedPort } from './privileged-port.ts';
import { reservedVariable } from './reserved-variable.ts';
import type { Rule } from './rule.ts';
import { secretInImage } from './secret-in-image.ts';
import { shellEntrypoint } from './shell-entrypoint.ts';
import { unpinnedBaseImage } from './unpinned-base-image.ts';
import { unsignedRepository } from './unsigned-repository.ts';
import { unusedArgument } from './unused-argument.ts';
import { volumeOverApplication } from './volume-over-application.ts';

/** Every rule of `grocker lint`, by code. */
export const rules: readonly Rule[] = [
  buildNetwork,
  buildPackageInRun,
  credentialsInUrl,
  deprecatedRuntime,
  duplicatePackage,
  extraIndexWithoutLock,
  grocker8Key,
  healthcheckTool,
  httpIndex,
  ineffectiveKey,
  latestTag,
  mirrorSlash,
  noLock,
  privilegedPort,
  reservedVariable,
  secretInImage,
  shellEntrypoint,
  unpinnedBaseImage,
  unsignedRepository,
  unusedArgument,
  volumeOverApplication,
];
