/** A process that takes a lock and never gives it back, until it is told to end or is killed. */
import { withLock } from '../../src/node/file-lock.ts';

const path = process.argv[2]!;
process.on('message', () => process.exit());
await withLock(path, () => {
  process.send!('held');
  return new Promise(() => undefined);
});
