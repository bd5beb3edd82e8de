/** What every server of this kind has to do at its start: the web framework, a port, and the spec. The floor of `bench/sandbox.ts`. */
import { serve } from '@hono/node-server';
import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { Hono } from 'hono';

const app = new Hono();
app.post('/oauth/token', (context) => context.json({ paths: Object.keys(document.paths).length }));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`listens on http://127.0.0.1:${port}.`),
);
