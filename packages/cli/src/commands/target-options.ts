import type { Command } from 'commander';

/** The flags that choose an API, of every command that talks to one. */
export const targetOptions = (command: Command): Command =>
  command
    .option('--environment <name>', 'production, testing, testing-legacy or showcase')
    .option('--base-url <url>', 'a custom base URL, such as that of a sandbox')
    .option('--profile <name>', 'the profile of a login');
