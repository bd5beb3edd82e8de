import { announce, handler } from './push-handler.ts';

type Handler = (request: Request, ...rest: unknown[]) => Promise<Response>;
declare const Bun: { serve(options: { port: number; hostname: string; fetch: Handler }): { port: number } };

const { port } = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: handler });
announce({ '': `http://127.0.0.1:${port}/pushes` });
