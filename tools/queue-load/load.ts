import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPushHandler, pushEvent, signPushUrl, type PushQueueOptions } from '@secuconnect/client/pushes';
import { createRandom } from '@secuconnect/mock/values';
import { measureBareJobs } from './bare-jobs.ts';
import { openEngine, type EngineName } from './engines/engine.ts';
import { Fleet } from './fleet.ts';
import { paymentIdOf, startPlatform } from './platform.ts';
import { planPushes, type Plan } from './plan.ts';
import { inParallel, reach } from './progress.ts';
import { openShop, type ShopState } from './shop.ts';
import { STORE_OF } from './stores/store.ts';
import type { WorkerSettings } from './worker-settings.ts';

export interface LoadOptions {
  readonly engine: EngineName;
  /** The socket of a Redis, or the URL of a PostgreSQL. */
  readonly connection: string;
  readonly pushes: number;
  readonly seed: number;
  readonly workers?: number;
  /** How often a worker is killed. */
  readonly kills: number;
  /** Name of a file in `stores/`. By default, the store that the workers share on the server of their engine. */
  readonly store?: string;
}

export interface LoadResult {
  readonly deliveries: number;
  readonly redelivered: number;
  readonly kills: number;
  readonly reads: number;
  readonly shop: ShopState;
  /** Orders whose step in the shop is not the last one of the payment. */
  readonly wrongOrders: readonly string[];
  readonly deadLetters: number;
  /** Pushes per second, and jobs per second of the engine alone. */
  readonly throughput: number;
  readonly bareThroughput: number;
}

/** Enough to know the rate of the engine. */
const BARE_JOBS = 20_000;
/** How many requests the receiver responds to at a time. */
const LANES = 64;
const keys = { id: 'load', secret: 'secret-of-the-load-test' };

/** See README.md. */
export async function queueLoad({ workers = 4, store, ...options }: LoadOptions): Promise<LoadResult> {
  const random = createRandom(options.seed);
  const plan = planPushes(options.pushes, random);
  const folder = mkdtempSync(join(tmpdir(), 'queue-load-'));
  const shopFile = join(folder, 'shop.db');
  const shop = openShop(shopFile);
  const platform = await startPlatform();
  const engine = await openEngine(options.engine, options.connection);
  const { baseUrl } = platform;
  const settings: WorkerSettings = {
    ...options,
    queue: 'pushes',
    isBare: false,
    store: store ?? STORE_OF[options.engine],
    baseUrl,
    shopFile,
  };
  let fleet: Fleet | undefined;
  try {
    const bareThroughput = await measureBareJobs(engine, {
      jobs: Math.min(options.pushes, BARE_JOBS),
      workers,
      lanes: LANES,
      settings,
    });
    await engine.createQueue(settings.queue);
    fleet = await Fleet.start(workers, settings);
    const urls = await signUrls(plan);
    const startedAt = performance.now();
    const killAt = Array.from({ length: options.kills }, () => random.below(0.9 * options.pushes)).sort(
      (a, b) => a - b,
    );
    const [redelivered] = await Promise.all([
      deliver(plan, urls, engine.toQueue(settings.queue), platform.advance),
      reach(options.pushes, shop.handledEvents, async (reached) => {
        while (killAt.length && killAt[0]! <= reached) {
          killAt.shift();
          await fleet!.killOne(random, shop.buried);
        }
      }),
    ]);
    const throughput = options.pushes / ((performance.now() - startedAt) / 1000);
    // The last events have taken effect; their jobs, and those of killed workers, still have to end.
    await reach(0, async () => -(await engine.counts(settings.queue)).open);
    const { failed } = await engine.counts(settings.queue);
    const state = shop.state();
    return {
      deliveries: plan.deliveries.length,
      redelivered,
      kills: fleet.kills,
      reads: platform.reads(),
      shop: state,
      wrongOrders: wrongOrders(plan, state),
      deadLetters: failed,
      throughput,
      bareThroughput,
    };
  } finally {
    await fleet?.stop();
    await engine.close();
    await platform.close();
    shop.close();
    rmSync(folder, { recursive: true });
  }
}

/** The push URL of each order, as the shop has passed it on when it created the payment. */
const signUrls = ({ orders }: Plan): Promise<string[]> =>
  Promise.all(
    Array.from({ length: orders }, (_, order) =>
      signPushUrl('https://shop.example/pushes', { keys, reference: `Order ${order}` }),
    ),
  );

/** Plays the API: what has happened is visible at once, its push comes later, and comes again until it was accepted. */
async function deliver(
  { events, deliveries, happened }: Plan,
  urls: readonly string[],
  toQueue: PushQueueOptions['toQueue'],
  advance: (order: number, step: number) => void,
): Promise<number> {
  const handle = createPushHandler({ keys, toQueue, onError: (error) => console.error(error) });
  let visible = 0;
  let redelivered = 0;
  await inParallel(deliveries.length, LANES, async (at) => {
    for (; visible < happened[at]!; visible++) advance(events[visible]!.order, events[visible]!.step);
    const { id, order } = events[deliveries[at]!]!;
    const event = pushEvent({ target: 'payment.transactions', id: paymentIdOf(order), eventId: id });
    const post = () => handle(new Request(urls[order]!, { method: 'POST', body: JSON.stringify(event) }));
    while ((await post()).status !== 200) redelivered++;
  });
  return redelivered;
}

function wrongOrders({ events }: Plan, { steps }: ShopState): string[] {
  const last = new Map(events.map(({ order, step }) => [paymentIdOf(order), step]));
  return [...last].filter(([id, step]) => steps.get(id) !== step).map(([id]) => id);
}
