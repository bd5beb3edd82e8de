import { expect } from 'vitest';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { openApiDocument } from '../../src/document/document.ts';
import { loadOperations } from '@secuconnect/mock/operations';
import { preflight } from '@secuconnect/mock/preflight';

/** A schema that does not compile can judge nothing, and neither can a Prism that judges by another dialect. */
const found = preflight(loadOperations(openApiDocument()));

forEachOperation('preflight', ({ method, path }, evidence) => {
  const { compiled, failures } = found.get(`${method} ${path}`)!;
  expect(failures).toEqual([]);
  evidence.checked += compiled;
});
