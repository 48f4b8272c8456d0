import { spawnSync } from 'node:child_process';
import { askDocker } from '../docker.ts';
import { forgetCall, rememberCall } from '../leftovers.ts';
import { removeContainer } from './container.ts';

/** Removes the container and the image of a name, however the command ends. */
export function removeTrial(name: string): { readonly remove: () => Promise<void> } {
  const atOnce = () => {
    spawnSync('docker', ['rm', '--force', '--volumes', name], { stdio: 'ignore' });
    spawnSync('docker', ['image', 'rm', '--force', name], { stdio: 'ignore' });
  };
  rememberCall(atOnce);
  return {
    remove: async () => {
      await removeContainer(name);
      await askDocker(['image', 'rm', '--force', name]);
      forgetCall(atOnce);
    },
  };
}
