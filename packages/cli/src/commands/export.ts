import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError, UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { EXIT } from '../exit-codes.ts';
import { runExport } from '../export/run-export.ts';
import type { FetchPage } from '../export/walk.ts';
import type { TargetFlags } from '../settings/target.ts';
import { clientOf } from './client.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly since?: string;
  readonly until?: string;
  readonly q?: string;
  readonly fields?: string;
  readonly csv?: boolean;
  readonly jsonl?: boolean;
  readonly out?: string;
  readonly restart?: boolean;
  readonly json?: boolean;
}

/** What can be exported, with the columns of CSV. */
const KINDS: Readonly<Record<string, string>> = {
  transactions: 'id,created,updated,trans_id,order_id,product,amount,currency,status,status_text,description',
  'smart-transactions':
    'id,created,updated,trans_id,status,intent,payment_method,transactionRef,merchantRef,basket_info.sum,basket_info.currency',
};

/** What both lists have in common. */
interface List {
  list(query: object, options: { readonly signal: AbortSignal }): ReturnType<FetchPage>;
}

export const define = (command: Command, io: Io): void => {
  targetOptions(command.argument('<what>', Object.keys(KINDS).join(' or ')))
    .option('--since <time>', 'created at or after this time (ISO 8601)')
    .option('--until <time>', 'created at or before this time; by default a minute ago')
    .option('--q <query>', 'a further condition, in Lucene syntax')
    .option('--fields <paths>', 'the columns of CSV, or the fields to keep of each object')
    .option('--csv', 'write CSV')
    .option('--jsonl', 'write one JSON object per line')
    .option('--out <file>', 'the file to write')
    .option('--restart', 'replace the file instead of going on')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nThe same command goes on where an interrupted one has stopped: FILE.checkpoint says where that is.',
    )
    .action((what: string, flags: Flags) => run(what, flags, io));
};

async function run(what: string, flags: Flags, io: Io): Promise<void> {
  // Read before anything is written, so that Ctrl-C always ends with its sentence.
  const { signal } = io;
  const defaults = Object.hasOwn(KINDS, what) ? KINDS[what] : undefined;
  if (defaults === undefined)
    throw new UsageError(`${what} cannot be exported.`, `Known are: ${Object.keys(KINDS).join(', ')}.`);
  if (flags.csv === flags.jsonl) throw new UsageError('Pass either --csv or --jsonl.');
  if (flags.out === undefined || flags.since === undefined) throw new UsageError('--since and --out are needed.');
  const path = resolve(flags.out);
  const chosen = flags.fields?.split(',').map((name) => name.trim());
  const columns = chosen ?? defaults.split(',');
  // The walk needs both, and CSV nothing else but its columns.
  const fields = flags.csv || chosen ? [...new Set(['id', 'created', ...columns])] : undefined;
  const { client, target } = await clientOf(flags, io);
  const list = (what === 'transactions' ? client.payment : client.smart).transactions as unknown as List;
  const fetchPage: FetchPage = (query) =>
    list.list({ ...query, q: String(query.q), ...(fields && { fields: fields.join(',') }) }, { signal });
  const plan = {
    what,
    baseUrl: target.baseUrl,
    since: timeOf(flags.since, '--since'),
    until: flags.until === undefined ? null : timeOf(flags.until, '--until'),
    format: flags.csv ? 'csv' : 'jsonl',
    q: flags.q ?? null,
    fields: flags.csv ? columns : (chosen ?? null),
  } as const;
  try {
    const { count, bytes, resumedAt } = await runExport(plan, path, columns, fetchPage, io, {
      restart: flags.restart === true,
    });
    io.stdout.write(
      flags.json
        ? `${JSON.stringify({ count, bytes, resumedAt, file: path })}\n`
        : `${count} ${what} are in ${flags.out}.\n`,
    );
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CliError('Interrupted.', EXIT.interrupted, 'The same command goes on.');
  }
}

function timeOf(text: string, flag: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new UsageError(`${flag} ${text} is not a time.`, 'Write it as 2026-03-01 or 2026-03-01T12:00:00Z.');
  return new Date(time).toISOString();
}
