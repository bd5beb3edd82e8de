import { toNodeHandler } from '@secuconnect/client/pushes';
import fastify from 'fastify';
import { announce, handler } from './push-handler.ts';

const app = fastify();
app.post('/pushes', toNodeHandler(handler));
app.register((shop) => Promise.resolve(void shop.post('/pushes', toNodeHandler(handler))), { prefix: '/shop' });

const origin = await app.listen({ port: 0, host: '127.0.0.1' });
announce({ 'its parser': `${origin}/pushes`, 'below a prefix': `${origin}/shop/pushes` });
