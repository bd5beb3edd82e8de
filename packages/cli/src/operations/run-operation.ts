import { createTransport, operations, paging, type Paginator, type RequestOptions } from '@secuconnect/client';
import { CliError, UsageError } from '../cli-error.ts';
import { confirm } from '../console/ask.ts';
import { isInteractive, type Io } from '../console/io.ts';
import { formatOf } from '../output/format.ts';
import { writeObject } from '../output/write-object.ts';
import { findTarget, type Target } from '../settings/target.ts';
import { readBody } from './body.ts';
import { checkRequest, type OperationInput } from './check-request.ts';
import { toCurl } from './curl.ts';
import type { ResourceTable } from './operation-table.ts';
import { parameterValues, pathValue } from './parameters.ts';
import { writeDownload } from './write-download.ts';
import { writeList } from './write-list-response.ts';

/** A command line that names an operation, taken apart. */
export interface OperationCall {
  readonly table: ResourceTable;
  readonly verb: string;
  /** The path parameters, in their order. */
  readonly ids: readonly string[];
  /** By flag without dashes; `undefined` where it was not given. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly io: Io;
}

/** Checks, asks, calls and prints. */
export async function runOperation({ table, verb, ids, flags, io }: OperationCall): Promise<void> {
  const operation = table.operations[verb]!;
  const id = `${table.id}.${verb}`;
  const format = formatOf(flags, io.stdout);
  const target = await findTarget(targetFlags(flags), io);
  const input = await inputOf({ table, verb, ids, flags, io });
  const prepared = await checkRequest(id, input, target.baseUrl, { unchecked: flags['unchecked'] === true });
  if (flags['dry-run'] === true) return void io.stdout.write(`${toCurl(prepared)}\n`);
  const options = requestOptions(flags, io);
  const settings = target.options();
  if (!operation.isSafe) await assertWanted(io, target, id, flags['yes'] === true);
  const transport = createTransport({ ...settings, appInfo: { name: 'secuconnect-cli' } }, paging);
  const call = transport.call<unknown>(operations[id as keyof typeof operations]!, input, options);
  if (operation.isDownload) return writeDownload(io, await call.asResponse(), flags['out'] as string | undefined);
  if (operation.waitsForTerminal && isInteractive(io)) io.stderr.write('This may wait for the payment terminal …\n');
  if (operation.isList) return writeList(io, call as unknown as Paginator<unknown>, format, flags);
  await writeObject(io, await call, format);
}

/** The flags that choose the API. */
export const targetFlags = (flags: Readonly<Record<string, unknown>>) => ({
  ...(typeof flags['environment'] === 'string' && { environment: flags['environment'] }),
  ...(typeof flags['base-url'] === 'string' && { baseUrl: flags['base-url'] }),
  ...(typeof flags['profile'] === 'string' && { profile: flags['profile'] }),
});

async function inputOf({ table, verb, ids, flags, io }: OperationCall): Promise<OperationInput> {
  const { parameters, body } = table.operations[verb]!;
  const at = (place: string) => parameters.filter((one) => one.in === place);
  const data = (flags['data'] ?? []) as string[];
  const value = body && (await readBody(data, body.schema, table.models, io));
  const query = parameterValues(at('query'), flags);
  // Loops ask for no more than they need.
  const limit = numberFlag(flags, 'limit');
  const count = limit !== undefined && limit > 0 && query?.['count'] === undefined ? Math.min(limit, 100) : undefined;
  return {
    path: at('path').map((parameter, index) => pathValue(parameter, ids[index]!)),
    query: count === undefined ? query : { ...query, count },
    headers: parameterValues(at('header'), flags),
    ...(value !== undefined && { body: value }),
  };
}

function requestOptions(flags: Readonly<Record<string, unknown>>, io: Io): RequestOptions {
  const timeout = numberFlag(flags, 'timeout');
  const maxRetries = numberFlag(flags, 'max-retries');
  return {
    signal: io.signal,
    ...(timeout !== undefined && { timeout: timeout * 1000 }),
    ...(maxRetries !== undefined && { maxRetries }),
    ...(typeof flags['language'] === 'string' && { language: flags['language'] }),
    ...(typeof flags['idempotency-key'] === 'string' && { idempotencyKey: flags['idempotency-key'] }),
  };
}

/** The number of a flag. @throws UsageError for anything else. */
export function numberFlag(flags: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(String(text)))
    throw new UsageError(`--${name} must be a whole number, not ${JSON.stringify(text)}.`);
  return Number(text);
}

/** Asks before money may move. Without a terminal, only `--yes` goes on. */
async function assertWanted(io: Io, { isProduction, label }: Target, id: string, yes: boolean): Promise<void> {
  if (!isProduction || yes) return;
  if (!isInteractive(io))
    throw new UsageError(`${id} would change data of ${label}. Nothing was sent.`, 'Pass --yes if it should.');
  if (!(await confirm(io, `${id} changes data of ${label}, and money may move. Go on?`)))
    throw new CliError('Nothing was sent.');
}
