import { startMock, type PrismServer } from '@secuconnect/mock';
import { pushEvent, pushKeysFromEnv, signPushUrl } from '@secuconnect/client/pushes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentFor } from '../docs-tools/run-program.ts';
import { NextApp } from './next-app.ts';
import { PackedProject } from './packed-project.ts';

let packed: PackedProject;
let mock: PrismServer;
beforeAll(async () => {
  packed = new PackedProject();
  mock = await startMock();
});
afterAll(async () => {
  packed.remove();
  await mock.close();
});

/** A build and, the first time, an installation. */
const TIMEOUT_MS = 600_000;

describe.each(['15.5.29', '16.4.6'])('an app with Next.js %s', (version) => {
  test(
    'builds without any variable, and serves a page and the documented push route',
    { timeout: TIMEOUT_MS },
    async () => {
      const app = new NextApp(version, packed);
      app.build();
      const variables = environmentFor(mock.baseUrl);
      const url = await app.start(variables);
      try {
        expect(await (await fetch(url)).text()).toMatch(/payments: \d+/);
        const signed = await signPushUrl(`${url}/pushes`, {
          keys: pushKeysFromEnv(variables),
          reference: 'Order 10042',
        });
        const body = JSON.stringify(
          pushEvent({ target: 'payment.transactions', id: 'PCI_7M2XR9KPWD5N8Q1T4V6Y3Z0A2B5C7E' }),
        );
        const post = async (to: string): Promise<number> => (await fetch(to, { method: 'POST', body })).status;
        expect(await post(signed)).toBe(200);
        expect(await post(`${url}/pushes`)).toBe(403);
        expect(app.output).toContain('Order 10042');
      } finally {
        app.stop();
      }
    },
  );
});
