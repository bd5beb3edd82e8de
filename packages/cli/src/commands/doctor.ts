import { Secuconnect } from '@secuconnect/client';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { colour } from '../console/colours.ts';
import type { Io } from '../console/io.ts';
import { checkClock, checkConnection, checkNode, checkProxy, checkTls, type Finding } from '../doctor/network.ts';
import { checkPushUrl } from '../doctor/push-url.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findTarget, type TargetFlags } from '../settings/target.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly pushUrl?: string;
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  targetOptions(command)
    .option('--push-url <url>', 'also check this push URL: its signature, and whether it can be reached')
    .option('--json', 'print the findings as JSON')
    .action((flags: Flags) => examine(flags, io));
};

/** Looks for what keeps calls from working, from this computer outwards. Everything is checked, also after a failure. */
async function examine(flags: Flags, io: Io): Promise<void> {
  const findings: Finding[] = [checkNode(io.env), checkProxy(io.env)];
  let exitCode: ExitCode = EXIT.ok;
  const add = (finding: Finding, code: ExitCode): void => {
    findings.push(finding);
    if (finding.status === 'failed' && exitCode === EXIT.ok) exitCode = code;
  };
  const target = await findTarget(flags, io);
  add({ check: 'environment', status: 'ok', detail: `${target.label} (${target.baseUrl})` }, EXIT.usage);
  add(await checkTls(target.baseUrl), EXIT.connection);
  const connection = await checkConnection(target.baseUrl, io.signal);
  add(connection.finding, EXIT.connection);
  add(checkClock(connection), EXIT.failed);
  add(await checkCredentials(target.options, io), EXIT.authentication);
  if (flags.pushUrl !== undefined)
    for (const finding of await checkPushUrl(flags.pushUrl, io)) add(finding, EXIT.failed);
  if (flags.json) io.stdout.write(`${JSON.stringify({ findings })}\n`);
  else for (const finding of findings) io.stdout.write(lineOf(finding, io));
  const failed = findings.filter(({ status }) => status === 'failed').map(({ check }) => check);
  if (exitCode !== EXIT.ok) throw new CliError(`Not in order: ${failed.join(', ')}.`, exitCode);
}

async function checkCredentials(options: () => ConstructorParameters<typeof Secuconnect>[0], io: Io): Promise<Finding> {
  const check = 'credentials';
  try {
    const settings = options() as Exclude<ConstructorParameters<typeof Secuconnect>[0], () => unknown>;
    if ('token' in settings.auth)
      return {
        check,
        status: 'warning',
        detail: 'A fixed token is set (SECUCONNECT_TOKEN). Only a call shows whether it is valid.',
      };
    await new Secuconnect(settings).authenticate({ signal: io.signal });
    return { check, status: 'ok', detail: 'The API issued a token.' };
  } catch (error) {
    const next = error instanceof CliError ? error.next : undefined;
    return { check, status: 'failed', detail: (error as Error).message, ...(next !== undefined && { next }) };
  }
}

function lineOf({ check, status, detail, next }: Finding, io: Io): string {
  const mark = { ok: 'ok', warning: 'look', failed: 'fail' }[status].padEnd(4);
  const shade = { ok: 'green', warning: 'yellow', failed: 'red' } as const;
  return `${colour(io, io.stdout, shade[status], mark)}  ${check.padEnd(11)}  ${detail}${next === undefined ? '' : ` ${next}`}\n`;
}
