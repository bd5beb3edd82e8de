import { describe, expect, test } from 'vitest';
import { documentedOperations, type DocumentedOperation } from '../document/operations.ts';
import { targetFrom } from '../targets/target.ts';
import { checksFor, type CheckName } from './checks.ts';
import { newEvidence, type Evidence } from './evidence.ts';

/**
 * Declares one test per operation that a check applies to. A check without operations fails, and so does a test that has checked nothing:
 * neither may look like a success.
 */
export function forEachOperation(
  name: CheckName,
  run: (operation: DocumentedOperation, evidence: Evidence) => Promise<void> | void,
  operations: readonly DocumentedOperation[] = documentedOperations(),
): void {
  const check = checksFor(targetFrom(process.env)).find((one) => one.name === name);
  if (!check) throw new Error(`The target does not have the check ${name}.`);
  const applicable = operations.filter(check.appliesTo);
  describe(`${check.name}: ${check.title}`, () => {
    test('the check applies to at least one operation', () => {
      expect(applicable.length > 0 || process.env['CONTRACT_OPERATIONS'] !== undefined).toBe(true);
    });
    test.for(applicable.map((operation) => [operation.id, operation] as const))(
      '%s',
      async ([id, operation], { task }) => {
        const evidence = newEvidence(check.name, id);
        task.meta.contract = evidence;
        await run(operation, evidence);
        expect(evidence.checked, 'number of checks').toBeGreaterThan(0);
      },
    );
  });
}
