import { expect, test } from 'vitest';
import { ruleFrom } from '../../src/operator/fault-rules.ts';

const from = (fields: Readonly<Record<string, string>>) => ruleFrom((name) => fields[name] ?? '');

test('a rule has what belongs to its kind', () => {
  const fields = { operation: '*', times: '2', skip: '', status: '503', delay: '10' };
  expect(from({ ...fields, kind: 'status' })).toEqual({ kind: 'status', operation: '*', times: 2, status: 503 });
  expect(from({ ...fields, kind: 'latency' })).toEqual({ kind: 'latency', operation: '*', times: 2, delay: 10 });
  expect(from({ ...fields, kind: 'cut-body' })).toEqual({ kind: 'cut-body', operation: '*', times: 2 });
});
