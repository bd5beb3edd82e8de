import { describe, test } from 'vitest';
import { documentedOperations, type DocumentedOperation } from '../document/operations.ts';
import { CHECKS, type Check, type CheckName } from './checks.ts';
import { newEvidence, type Evidence } from './evidence.ts';

/**
 * One test per operation that a check applies to. A check without operations fails, and so does one that has not looked at anything:
 * neither may pass for a success.
 */
export function forEachOperation(
  name: CheckName,
  run: (operation: DocumentedOperation, evidence: Evidence) => Promise<void> | void,
  operations: readonly DocumentedOperation[] = documentedOperations(),
): void {
  const check: Check = CHECKS[name];
  const applicable = operations.filter(check.appliesTo);
  describe(`${check.name}: ${check.title}`, () => {
    if (applicable.length === 0 && !process.env['CONTRACT_OPERATIONS']) {
      test('has operations', () => {
        throw new Error(`The check ${check.name} applies to no operation.`);
      });
    }
    for (const operation of applicable) {
      test(operation.id, async ({ task }) => {
        const evidence = newEvidence(check.name, operation.id);
        task.meta.contract = evidence;
        await run(operation, evidence);
        if (evidence.checked === 0)
          throw new Error(`The check ${check.name} has looked at nothing in ${operation.id}.`);
      });
    }
  });
}
