import 'reflect-metadata';
import { Controller, Module, Post, Req, Res, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { toNodeHandler } from '@secuconnect/client/pushes';
import type { Request, Response } from 'express';
import { announce, handler } from './push-handler.ts';

@Controller()
class Pushes {
  @Post('pushes')
  push(@Req() req: Request, @Res() res: Response): Promise<void> {
    return toNodeHandler(handler)(req, res);
  }
}

@Module({ controllers: [Pushes] })
// oxlint-disable-next-line typescript/no-extraneous-class -- a module of NestJS is an empty class.
class Shop {}

async function originOf(options: NestApplicationOptions, prefix = ''): Promise<string> {
  const app = await NestFactory.create(Shop, { logger: false, ...options });
  if (prefix) app.setGlobalPrefix(prefix);
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

announce({
  'its parser': `${await originOf({})}/pushes`,
  'no parser': `${await originOf({ bodyParser: false })}/pushes`,
  rawBody: `${await originOf({ rawBody: true })}/pushes`,
  'global prefix': `${await originOf({}, 'shop')}/shop/pushes`,
});
