import { settle } from '@secuconnect/client/flows';
import { expect, test } from 'vitest';
import { failureOf } from '../support/failure-of.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { randomFrom } from './random.ts';
import { arrange } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

/** So many forms of a call are tried. */
const FORMS = 5;

test.each(Object.keys(SCENARIOS))('%s succeeds undisturbed, and is settled right when it breaks', async (operation) => {
  const { secuconnect, sandbox } = openSandbox();
  const random = randomFrom(1);
  let count = 0;
  const unique = (prefix: string): string => `${prefix}-${(count += 1)}`;
  const arranged = async () => (await arrange(SCENARIOS[operation]!, { secuconnect, sandbox, random, unique })).write;
  for (let form = 0; form < FORMS; form += 1) {
    await (
      await arranged()
    )({});
    for (const kind of ['drop-before-commit', 'drop-after-commit'] as const) {
      const call = await arranged();
      // A token that has expired would use up the fault.
      await secuconnect.general.contracts.list({ count: 1 });
      sandbox.control.faults.add({ kind, operation });
      const { result } = await settle(secuconnect, await failureOf(call({})));
      expect(result).not.toBe(kind === 'drop-before-commit' ? 'done' : 'not-done');
      if (kind === 'drop-before-commit') await call({});
    }
  }
});
