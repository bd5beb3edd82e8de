import { expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

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
