import { vi } from 'vitest';

/** A pool of `pg` that responds to each statement with the next of the replies, the last one for all that follow. A reply is the column `result`. */
export function stubPostgres(...replies: (readonly unknown[] | Error)[]) {
  const statements = vi.fn(async (_text: string, _values?: string[]) => {
    const reply = replies.length > 1 ? replies.shift()! : (replies[0] ?? []);
    if (reply instanceof Error) throw reply;
    return { rows: reply.map((result) => ({ result })) };
  });
  return { client: { totalCount: 1, query: statements }, statements };
}

/** An error as both clients give it. */
export const sqlError = (code: string): Error => Object.assign(new Error(`SQL state ${code}`), { code });
