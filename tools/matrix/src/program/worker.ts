/** The scenarios in a Worker: its first request starts them, the others are pushes. */
import type { Place } from './scenarios.ts';
import { report } from './report.ts';

interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
}
type Handler = (request: Request, ...rest: unknown[]) => Promise<Response>;

let handler: Handler | undefined;

export default {
  async fetch(request: Request, env: unknown, context: ExecutionContext): Promise<Response> {
    if (handler) return handler(request, env, context);
    const mount: Place['mount'] = (mounted) => {
      handler = mounted;
      return { url: new URL('/pushes', request.url).href, close: () => (handler = undefined) };
    };
    await report({ mount });
    return new Response('done');
  },
};
