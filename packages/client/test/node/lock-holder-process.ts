/** A process that acquires a lock and holds it until it is told to exit, or is killed. */
import { withFileLock } from '../../src/node/file-lock.ts';

const path = process.argv[2]!;
process.on('message', () => process.exit());
await withFileLock(path, () => {
  process.send!('acquired');
  return new Promise(() => undefined);
});
