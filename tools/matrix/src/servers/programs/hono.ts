import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { announce, handler } from './push-handler.ts';

const pushes = new Hono().post('/pushes', (c) => handler(c.req.raw));
const app = new Hono().route('/', pushes).route('/shop', pushes);

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  announce({ '': `http://127.0.0.1:${port}/pushes`, 'below a prefix': `http://127.0.0.1:${port}/shop/pushes` }),
);
