import { inject } from 'vitest';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { checkRequests } from '../../src/checks/check-requests.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('requests', (operation, evidence) => checkRequests(client, operation, evidence));
