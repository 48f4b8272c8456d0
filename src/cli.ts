import { listenToSignals } from './commands/interruption.ts';
import { runCommandLine } from './commands/run-command-line.ts';

listenToSignals();
process.exitCode = await runCommandLine(process.argv.slice(2));
