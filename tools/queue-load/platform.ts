import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PaymentTransactionSimpleStatus as Status } from '@secuconnect/client';

/** The states that a payment goes through, one per step. Their numbers are not in order, so that a handler has to know which one comes later. */
export const LIFE: readonly number[] = [
  Status.PROCEED,
  Status.AUTHORIZED,
  Status.ACCEPTED,
  Status.ISSUE,
  Status.ISSUE_RESOLVED,
];

export const paymentIdOf = (order: number): string => `PCI_${String(order).padStart(10, '0')}`;

/**
 * The API as far as handlers read it: payments that go through their states. It does nothing else, because its work would be measured too.
 */
export async function startPlatform() {
  const steps = new Map<string, number>();
  let reads = 0;
  const server = createServer((request, response) => {
    reads++;
    const id = request.url!.split('/').at(-1)!;
    const step = steps.get(id);
    const payment = { object: 'payment.transactions', id, details: { status_simple: LIFE[(step ?? 1) - 1] } };
    response.writeHead(step ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(payment));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    reads: () => reads,
    /** The payment of the order has reached this step. */
    advance: (order: number, step: number): void => void steps.set(paymentIdOf(order), step),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
