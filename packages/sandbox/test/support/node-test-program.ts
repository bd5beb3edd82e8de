import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { useSandbox } from '../../src/testing.ts';

const sandbox = useSandbox({ afterEach, afterAll: after });

for (const name of ['first', 'second'])
  test(`the ${name} test begins at the start`, () => {
    assert.equal(sandbox.control.counts()['payment.customers'], undefined);
    sandbox.control.seed({ 'payment.customers': [{ id: 'PCU_1' }] });
    assert.equal(sandbox.control.counts()['payment.customers'], 1);
  });
