/** The program for Workers: a request starts it. */
import { runCases } from './run-cases.ts';

export default {
  async fetch(): Promise<Response> {
    await runCases();
    return new Response('done');
  },
};
