import { vi } from 'vitest';

/** A client of ioredis that responds to each script with the next of the replies, the last one for all that follow. */
export function stubRedis(...replies: unknown[]) {
  const scripts = vi.fn(async (_script: string, _keyCount: number, ..._keysAndArgs: string[]): Promise<unknown> => {
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply instanceof Error) throw reply;
    return reply;
  });
  return { client: { call: async () => undefined, eval: scripts }, scripts };
}
