import { inject } from 'vitest';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { checkResponses } from '../../src/checks/check-responses.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('responses', (operation, evidence) => checkResponses(client, operation, evidence));
