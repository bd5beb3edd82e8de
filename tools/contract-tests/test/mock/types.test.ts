import { beforeAll, expect } from 'vitest';
import { count } from '../../src/checks/evidence.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { documentedOperations, type DocumentedOperation } from '../../src/document/operations.ts';
import { compile, unexpectedVerdicts, type Verdict } from '../../src/type-statements/compile.ts';
import { declarationStatements } from '../../src/type-statements/declaration-statements.ts';
import { modelsOf, modelStatements } from '../../src/type-statements/model-statements.ts';
import { responseStatements, PRELUDE, requestStatements } from '../../src/type-statements/operation-statements.ts';

const operations = documentedOperations();
let ofOperation: Map<string, Verdict[]>;
let ofModel: Map<string, Verdict[]>;

/** Compiles all statements in one run of the compiler. */
beforeAll(() => {
  const models = [...new Set(operations.flatMap((operation) => [...modelsOf(operation)]))];
  const groups = [
    ...operations.map((one) => [...requestStatements(one), ...responseStatements(one), ...declarationStatements(one)]),
    ...models.map(modelStatements),
  ];
  const verdicts = compile(PRELUDE, groups.flat());
  let at = 0;
  const sorted = groups.map((group) => verdicts.slice(at, (at += group.length)));
  ofOperation = new Map(operations.map(({ id }, index) => [id, sorted[index]!]));
  ofModel = new Map(models.map((name, index) => [name, sorted[operations.length + index]!]));
});

forEachOperation('types', (operation: DocumentedOperation, evidence) => {
  const statements = ofOperation.get(operation.id)!;
  const models = [...modelsOf(operation)].flatMap((name) => ofModel.get(name)!);
  evidence.checked += statements.length + models.length;
  count(evidence, 'compile', statements.filter(({ diagnostic }) => diagnostic === undefined).length);
  count(evidence, 'do not compile', statements.filter(({ diagnostic }) => diagnostic !== undefined).length);

  expect(unexpectedVerdicts([...statements, ...models])).toEqual([]);
});
