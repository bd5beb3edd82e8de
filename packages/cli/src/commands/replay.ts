import type { Command } from 'commander';
import type { Io } from '../console/io.ts';
import type { TargetFlags } from '../settings/target.ts';
import { controlSandbox } from './sandbox-control.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  targetOptions(command.argument('<id>', 'the id of the event, evt_…'))
    .option('--json', 'print the result as JSON')
    .action(async (id: string, flags: Flags) => {
      const answer = await controlSandbox(flags, io, `pushes/${encodeURIComponent(id)}/replay`, {});
      io.stdout.write(flags.json ? `${JSON.stringify(answer)}\n` : `${id} is sent again.\n`);
    });
};
