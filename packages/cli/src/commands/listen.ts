import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Secuconnect } from '@secuconnect/client';
import { pushTargets } from '@secuconnect/client/pushes';
import type { Command } from 'commander';
import { CliError, UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import type { ListenPlan } from '../listen/journal.ts';
import type { PushSource } from '../listen/push-source.ts';
import { receiverAt } from '../listen/receiver.ts';
import { Report } from '../listen/report.ts';
import { runListen } from '../listen/run-listen.ts';
import { SandboxSource, type FeedPage } from '../listen/sandbox-source.ts';
import { send } from '../listen/send.ts';
import { WatchSource } from '../listen/watch-source.ts';
import { WATCHED_KINDS } from '../listen/watched-kinds.ts';
import { configFolder } from '../settings/config-file.ts';
import { findTarget, type TargetFlags } from '../settings/target.ts';
import { clientOf } from './client.ts';
import { controlSandbox, isOnThisComputer } from './sandbox-control.ts';
import { targetOptions } from './target-options.ts';

type OnNotice = (sentence: string) => void;

interface Flags extends TargetFlags {
  readonly forwardTo?: string;
  readonly events?: string;
  readonly sign?: boolean;
  readonly watch?: boolean;
  readonly since?: string;
  readonly interval?: string;
  readonly checkpoint?: string;
  readonly restart?: boolean;
  readonly json?: boolean;
}

const SANDBOX_INTERVAL_S = 0.5;
const WATCH_INTERVAL_S = 5;

export const define = (command: Command, io: Io): void => {
  targetOptions(command.requiredOption('--forward-to <url>', 'the receiver, such as http://localhost:3000/pushes'))
    .option('--events <targets>', 'only these, such as payment.transactions,payment.payouts')
    .option('--sign', 'sign the URL for each push, with the keys of $SECUCONNECT_PUSH_KEYS (id:secret)')
    .option('--watch', 'watch the lists of a sandbox too, as those of every other API')
    .option('--since <time>', 'begin at this time (ISO 8601) instead of now')
    .option('--interval <seconds>', 'how often to look for pushes; by default 0.5 for a sandbox, otherwise 5')
    .option('--checkpoint <file>', 'where to keep how far it is; by default beside the settings')
    .option('--restart', 'forget the checkpoint')
    .option('--json', 'print one JSON object per line')
    .addHelpText(
      'after',
      `
Pushes of a sandbox on this computer come from its log. Other APIs have none: there, each change of a status
in a list becomes a push. A push is sent until the receiver responds with 200, also after a restart.`,
    )
    .action((flags: Flags) => run(flags, io));
};

async function run(flags: Flags, io: Io): Promise<void> {
  // Read before anything is written, so that Ctrl-C always ends with the summary.
  const { signal } = io;
  const report = new Report(io, flags.json === true);
  const receiver = await receiverAt(flags.forwardTo!, flags.sign === true, io);
  const targets = targetsOf(flags.events);
  const since = flags.since === undefined ? undefined : new Date(flags.since);
  if (Number.isNaN(since?.getTime())) throw new UsageError(`--since ${flags.since} is not a time.`);
  const { baseUrl } = await findTarget(flags, io);
  const hasLog = isOnThisComputer(baseUrl) && flags.watch !== true;
  const interval = Number(flags.interval ?? (hasLog ? SANDBOX_INTERVAL_S : WATCH_INTERVAL_S));
  if (!(interval >= 0.1 && interval <= 86_400))
    throw new UsageError(`--interval ${flags.interval} is not a number of seconds from 0.1 to 86400.`);
  const onNotice: OnNotice = (sentence) => report.notice(sentence);
  const source = hasLog
    ? logOf(baseUrl, targets, onNotice, io)
    : watchOf((await clientOf(flags, io)).client, baseUrl, targets, onNotice, io);
  const plan: ListenPlan = {
    source: hasLog ? `${baseUrl} (log)` : baseUrl,
    receiver: receiver.label,
    events: targets ?? null,
  };
  const checkpoint = await checkpointPath(flags, plan, io);
  const waiting = await runListen({
    source,
    plan,
    checkpoint,
    restart: flags.restart === true,
    since,
    interval: interval * 1000,
    send: async (push, end) => send(await receiver.urlFor(push), push.event, end),
    signal,
    onReady: (left) => report.ready(baseUrl, receiver.label, left, checkpoint),
    onDelivery: (delivery) => report.delivery(delivery),
    onNotice,
  });
  report.summary(waiting);
}

function logOf(baseUrl: string, targets: string[] | undefined, onNotice: OnNotice, io: Io): PushSource {
  const fetchFeed = async (query: string): Promise<FeedPage> =>
    (await controlSandbox({ baseUrl }, io, `pushes/feed?${query}`)) as FeedPage;
  return new SandboxSource({ fetchFeed, targets: targets && new Set(targets), onNotice });
}

function watchOf(
  client: Secuconnect,
  baseUrl: string,
  targets: string[] | undefined,
  onNotice: OnNotice,
  { signal }: Io,
): PushSource {
  const possible = Object.keys(WATCHED_KINDS);
  const other = targets?.find((one) => !possible.includes(one));
  if (other !== undefined)
    throw new UsageError(`Changes of ${other} cannot be found in its list.`, `Possible are ${possible.join(', ')}.`);
  return new WatchSource({ client, baseUrl, targets: new Set(targets ?? possible), signal, onNotice });
}

function targetsOf(events: string | undefined): string[] | undefined {
  const targets = events?.split(',').map((name) => name.trim());
  const unknown = targets?.find((name) => !(pushTargets as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new UsageError(`There are no pushes of ${unknown}.`, `Known are ${pushTargets.join(', ')}.`);
  return targets && [...new Set(targets)].sort();
}

/** Each way from an API to a receiver has a checkpoint of its own. */
async function checkpointPath({ checkpoint }: Flags, plan: ListenPlan, io: Io): Promise<string> {
  if (checkpoint !== undefined) return resolve(checkpoint);
  const name = createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16);
  const path = join(configFolder(io.env), 'listen', `${name}.jsonl`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new CliError(`${dirname(path)} cannot be made: ${error.message}.`, undefined, 'Pass --checkpoint FILE.');
  });
  return path;
}
