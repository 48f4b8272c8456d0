import module from 'node:module';

// Node 22 keeps what it has compiled, of everything that is loaded from here on; older ones have no such function.
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

const { endWithReader } = await import('./commands/closed-output.ts');
const { listenToSignals } = await import('./commands/interruption.ts');
const { runCommandLine } = await import('./commands/run-command-line.ts');

endWithReader();
listenToSignals();
process.exitCode = await runCommandLine(process.argv.slice(2));
