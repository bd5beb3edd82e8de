import { expect, inject } from 'vitest';
import { exampleCases } from '../../src/checks/call.ts';
import { expectSent } from '../../src/checks/expect-sent.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { Line } from '../../src/checks/line.ts';
import { add, noteSent } from '../../src/checks/sent-evidence.ts';
import { firstSuccess } from '../../src/document/operations.ts';
import { sightings } from '../../src/values/fields.ts';

const line = new Line(inject('prism'));

forEachOperation('examples', async (operation, evidence) => {
  const answer = firstSuccess(operation);
  const [shown] = answer.examples;
  for (const { name, example, input } of exampleCases(operation)) {
    const outcome = await line.call(operation, input);

    expect(outcome.failure, name).toBeUndefined();
    await expectSent(operation, input, outcome);
    expect(outcome.requests[0]!.status).toBe(Number(answer.status));
    expect(outcome.answer instanceof Blob ? await outcome.answer.text() : outcome.answer, name).toEqual(shown?.value);
    noteSent(operation, input, outcome, evidence);
    if (example !== undefined) add(evidence.requestExamples, example);
    const schema = example === undefined ? operation.form : operation.body?.schema;
    if (schema) expect(sightings(schema, input.body).undocumented, `fields of ${name}`).toEqual([]);
  }
  add(evidence.statuses, answer.status);
  if (shown) add(evidence.answerExamples, `${answer.status} ${shown.name}`);
});
