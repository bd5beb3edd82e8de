/** A CommonJS module in TypeScript. */
import client = require('@secuconnect/client');
import pushes = require('@secuconnect/client/pushes');
import sandbox = require('@secuconnect/sandbox');

const secuconnect = new client.Secuconnect(sandbox.createSandbox().options());
const status: Promise<string | null | undefined> = secuconnect.smart.transactions
  .get('STX_1')
  .then((stx: client.SmartTransaction) => stx.status);

export = { status, pushStore: pushes.memoryPushStore() };
