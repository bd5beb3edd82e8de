/**
 * `pnpm queue:load [--engine bullmq|pg-boss] [--pushes 100000] [--seed 1] [--workers 4] [--kills 20] [--store redis|postgres|memory]`: puts pushes into a queue, with
 * duplicates and in disorder, lets worker processes handle them that are killed at random moments, and checks that each event took effect once, ran
 * again only if its worker had been killed, and that each order has its last state. Without `--engine`, both; without `--store`, the one that workers share on
 * the server of the engine. See tools/queue-load/README.md.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { ENGINES } = await import('../tools/queue-load/engines/engine.ts');
const { queueLoad } = await import('../tools/queue-load/load.ts');
const { problemsOf, reportOf } = await import('../tools/queue-load/report.ts');
const { startPostgresServer } = await import('../tools/test-servers/postgres-server.ts');
const { startRedisServer } = await import('../tools/test-servers/redis-server.ts');

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    pushes: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '4' },
    kills: { type: 'string', default: '20' },
    store: { type: 'string' },
  },
});
const [pushes, seed, workers, kills] = [values.pushes, values.seed, values.workers, values.kills].map(Number);
const numbers = { pushes: pushes!, seed: seed!, workers: workers!, kills: kills! };
const engines = ENGINES.filter((name) => !values.engine || name === values.engine);
if (engines.length === 0) throw new TypeError(`--engine is one of ${ENGINES.join(', ')}.`);

for (const engine of engines) {
  const server = engine === 'bullmq' ? await startRedisServer() : await startPostgresServer();
  try {
    const connection = 'url' in server ? server.url : server.socket;
    const result = await queueLoad({ engine, connection, ...(values.store && { store: values.store }), ...numbers });
    console.log(`${engine}, seed ${seed}:`);
    for (const line of reportOf(result, numbers)) console.log(`  ${line}`);
    const problems = problemsOf(result, numbers);
    for (const problem of problems) console.error(`  WRONG: ${problem}.`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}
