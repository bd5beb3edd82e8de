import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../release-tools/published-packages.ts';

/** What the README tells to do in an empty folder. */
export interface ReadmeCommands {
  readonly install: string;
  readonly startSandbox: string;
  readonly runProgram: string;
  /** The text of `.env`. */
  readonly settings: string;
  /** The text of `first-payment.mjs`. */
  readonly program: string;
}

/** The port of the sandbox in the README. */
export const README_PORT = '4010';

/**
 * Reads the commands from the root README, so that a cell runs what users type.
 *
 * @param manager Its name in the table of package managers: `npm`, `pnpm`, `Yarn` or `Bun`.
 */
export function readmeCommands(manager: string): ReadmeCommands {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const lines = textOf(readme, /^## Use it in your project\n[^]*?```sh\n([^]*?)```/m).split('\n');
  if (lines.length !== 3) throw new Error(`The README has ${lines.length} commands, not three.`);
  const [install, startSandbox, runProgram] = lines.map((line, index) => {
    const [beginning, other] = [beginningsFor('npm', readme)[index]!, beginningsFor(manager, readme)[index]!];
    if (!line.startsWith(`${beginning} `)) throw new Error(`The command does not begin with ${beginning}: ${line}`);
    return other + line.slice(beginning.length);
  }) as [string, string, string];
  return {
    install,
    startSandbox,
    runProgram,
    settings: textOf(readme, /^## Use it in your project\n[^]*?```ini\n([^]*?)```/m),
    program: textOf(readme, /^## A first payment\n[^]*?```ts\n([^]*?)```/m),
  };
}

/** Such as `pnpm add`, `pnpm exec`, `node`. */
function beginningsFor(manager: string, readme: string): string[] {
  const row = textOf(readme, new RegExp(`^\\| ${manager} +\\|(.*)$`, 'm'));
  return [...row.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
}

function textOf(readme: string, pattern: RegExp): string {
  const text = pattern.exec(readme)?.[1]?.trim();
  if (text === undefined) throw new Error(`The README has nothing like ${pattern}.`);
  return text;
}
