import { inject } from 'vitest';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { checkRejections } from '../../src/checks/check-rejections.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('rejections', (operation, evidence) => checkRejections(client, operation, evidence));
