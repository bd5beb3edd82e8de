import { inject } from 'vitest';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { checkDynamic } from '../../src/checks/check-dynamic.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('dynamic', (operation, evidence) => checkDynamic(client, operation, evidence));
