import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

const PENDING = 'GCR_7R2TXP4WM9K1N5Q8V3Y6Z0A4C7E1G';

test('the staff approve a contract that the sandbox starts with, once', async () => {
  const { sandbox, secuconnect, pushes } = openSandbox({ settings: { pushUrl: 'https://example.com/hooks' } });
  sandbox.control.reviewers.approveContract(PENDING);
  sandbox.control.reviewers.approveContract(PENDING);
  await sandbox.control.idle();
  expect(await secuconnect.general.contracts.get(PENDING)).toMatchObject({ approved: true });
  expect(pushes).toHaveLength(1);
});

test('the staff cannot approve a contract that was terminated', async () => {
  const { sandbox, secuconnect } = openSandbox();
  await secuconnect.general.contracts.terminate(PENDING);
  expect(() => sandbox.control.reviewers.approveContract(PENDING)).toThrow('terminated');
});

test('an identification that does not exist cannot be decided', () => {
  const { sandbox } = openSandbox();
  expect(() => sandbox.control.reviewers.decideIdent('SIR_UNKNOWN', 'ok')).toThrow('not found');
});

test('an identification that is preliminary can be decided again', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const { identRequests, identResults } = secuconnect.services;
  const { id } = await identRequests.create({ provider: 'idnow', type: 'person', person: [{ custom1: 'A' }] });
  sandbox.control.reviewers.decideIdent(id, 'failed_preliminary');
  sandbox.control.reviewers.decideIdent(id, 'ok');
  expect(await identRequests.get(id)).toMatchObject({ status: 'ok' });
  expect(await identResults.get(id)).toMatchObject({ status: 'ok' });
});
