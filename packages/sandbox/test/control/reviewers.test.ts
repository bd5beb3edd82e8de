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

test('an identification is decided at once, and only once', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const { id } = await secuconnect.services.identRequests.create({
    type: 'person',
    provider: 'idnow',
    demo: true,
    person: [{ contact: { forename: 'Erika', surname: 'Beispiel' } }],
  } as never);
  expect(() => sandbox.control.reviewers.decideIdent(id!, '__proto__' as never)).toThrow('is no result');
  sandbox.control.reviewers.decideIdent(id!, 'ok');
  expect((await secuconnect.services.identRequests.get(id!)).person?.[0]?.status).toBe('ok');
  expect(() => sandbox.control.reviewers.decideIdent(id!, 'failed')).toThrow('final');
});

test('what does not exist is not approved', () => {
  const { reviewers } = openSandbox().sandbox.control;
  expect(() => reviewers.approveContract('__proto__')).toThrow('was not found');
  expect(() => reviewers.decideIdent('x', 'ok')).toThrow('was not found');
});
