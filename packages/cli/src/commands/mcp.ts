import type { Command } from 'commander';
import type { Io } from '../console/io.ts';
import type { McpFlags } from '../mcp/run-server.ts';
import { targetOptions } from './target-options.ts';

export const define = (command: Command, io: Io): void => {
  targetOptions(command)
    .option('--resources <names>', 'a tool for each operation of these, such as smart.transactions,payment.mandates')
    .option('--allow-writes', 'also offer operations that change data')
    .option('--show-personal-data', 'do not mask names and addresses; account numbers and secrets stay masked')
    .addHelpText(
      'after',
      `
Speaks the Model Context Protocol on stdin and stdout: a client starts it, with the
environment variables or the profile of a login. Without --resources, a few tools
find, describe and run every operation.`,
    )
    // The SDK of the protocol is loaded by no other command, nor by help.
    .action(async (flags: McpFlags) => (await import('../mcp/run-server.ts')).runServer(flags, io));
};
