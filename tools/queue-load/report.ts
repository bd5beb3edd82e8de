import type { LoadResult } from './load.ts';

/** What is wrong with a run; empty if nothing is. */
export function problemsOf(
  { shop, wrongOrders, deadLetters }: LoadResult,
  { pushes }: { readonly pushes: number },
): string[] {
  const problems: string[] = [];
  if (shop.events !== pushes) problems.push(`${pushes - shop.events} events without an effect`);
  if (shop.duplicateSteps > 0) problems.push(`${shop.duplicateSteps} changes of orders took effect more than once`);
  if (wrongOrders.length > 0) problems.push(`${wrongOrders.length} orders in a wrong state, such as ${wrongOrders[0]}`);
  if (shop.needlessRuns > 0)
    problems.push(`${shop.needlessRuns} runs of a handler for an event whose worker was not dead`);
  if (shop.staleRuns > 0)
    problems.push(`${shop.staleRuns} runs of a handler with a state older than that of a former run`);
  if (deadLetters > 0) problems.push(`${deadLetters} dead letters`);
  return problems;
}

export function reportOf(result: LoadResult, { pushes }: { readonly pushes: number }): string[] {
  const { shop, deliveries, redelivered, kills, reads, throughput, bareThroughput } = result;
  return [
    `${pushes} events of ${shop.steps.size} orders in ${deliveries} deliveries, ${redelivered} of them again after an error.`,
    `${kills} workers killed; ${shop.runs - shop.events} events ran again after that; ${reads} reads.`,
    `${Math.round(throughput)} pushes a second, ${Math.round(bareThroughput)} bare jobs a second: ratio ${(throughput / bareThroughput).toFixed(2)}.`,
  ];
}
