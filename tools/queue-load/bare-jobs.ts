import { pushEvent } from '@secuconnect/client/pushes';
import type { Engine } from './engines/engine.ts';
import { Fleet } from './fleet.ts';
import { inParallel, reach } from './progress.ts';
import type { WorkerSettings } from './worker-settings.ts';

/**
 * What the engine does without us: jobs of the same size, with its own defaults and a handler that does nothing.
 *
 * @returns Jobs per second.
 */
export async function measureBareJobs(
  engine: Engine,
  { jobs, workers, lanes, settings }: { jobs: number; workers: number; lanes: number; settings: WorkerSettings },
): Promise<number> {
  const queue = `${settings.queue}-bare`;
  await engine.createQueue(queue);
  const fleet = await Fleet.start(workers, { ...settings, queue, isBare: true });
  try {
    const startedAt = performance.now();
    const event = pushEvent({ target: 'payment.transactions', id: 'PCI_0000000000' });
    await inParallel(jobs, lanes, () => engine.addBareJob(queue, { event, reference: 'Order 0' }));
    await reach(jobs, async () => (await engine.counts(queue)).done);
    return jobs / ((performance.now() - startedAt) / 1000);
  } finally {
    await fleet.stop();
  }
}
