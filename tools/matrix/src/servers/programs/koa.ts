import { createServer } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import { toNodeHandler } from '@secuconnect/client/pushes';
import Koa from 'koa';
import { announce, handler, listening } from './push-handler.ts';

function originOf(router: Router, ...middleware: Koa.Middleware[]): Promise<string> {
  const app = new Koa();
  for (const one of middleware) app.use(one);
  router.post('/pushes', toNodeHandler(handler));
  app.use(router.routes());
  const callback = app.callback();
  return listening(createServer((request, response) => void callback(request, response)));
}

announce({
  'no parser': `${await originOf(new Router())}/pushes`,
  '@koa/bodyparser': `${await originOf(new Router(), bodyParser())}/pushes`,
  'router with a prefix': `${await originOf(new Router({ prefix: '/shop' }), bodyParser())}/shop/pushes`,
});
