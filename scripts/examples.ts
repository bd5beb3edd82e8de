/** `pnpm examples [name]`: runs the programs in `examples/` against the mock, and shows what they print; all of them, or the one named. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examples } from '../tools/docs-tools/example-programs.ts';
import { failureAgainst, startMock } from '../tools/docs-tools/run-program.ts';

const wanted = process.argv[2]?.replace(/\.ts$/, '');
const chosen = examples().filter(({ name }) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  console.error(
    `There is no example "${wanted}"; there are ${examples()
      .map(({ name }) => name)
      .join(', ')}.`,
  );
  process.exitCode = 1;
}

const mock = await startMock();
// Some write files.
const cwd = mkdtempSync(join(tmpdir(), 'secuconnect-examples-'));
try {
  for (const { name, file } of chosen) {
    console.log(`\n● ${name}`);
    const failure = await failureAgainst(mock, file, { cwd, tell: (text) => process.stdout.write(text) });
    if (failure === undefined) continue;
    console.error(`FAILED ${name}: ${failure}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(cwd, { recursive: true });
  await mock.close();
}
