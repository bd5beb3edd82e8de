import { announce, handler } from './push-handler.ts';

type Handler = (request: Request, ...rest: unknown[]) => Promise<Response>;
declare const Deno: {
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: Handler,
  ): unknown;
};

Deno.serve(
  { port: 0, hostname: '127.0.0.1', onListen: ({ port }) => announce({ '': `http://127.0.0.1:${port}/pushes` }) },
  handler,
);
