/**
 * A till that a person connects once, with a code, and that stays connected after a restart: the device grant, with tokens in a directory. The second
 * client below is the till after a restart. It shows no code.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, and SECUCONNECT_DEVICE
 * (by default /vendor/example/cashier/0042). Against a mock, the login ends by itself after ten seconds.
 */
import { join } from 'node:path';
import { deviceGrant, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { fileTokenStore } from '@secuconnect/client/node';

const { auth: credentials, ...target } = optionsFromEnv();
if (!('clientId' in credentials)) throw new Error('A till needs SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET.');
const { clientId, clientSecret } = credentials;
// One uuid for each till, and the same one after each restart: it names the session.
const uuid = process.env['SECUCONNECT_DEVICE'] ?? '/vendor/example/cashier/0042';
// A directory that only this till uses: a process that can read it can act as the till.
const tokenStore = fileTokenStore(join(process.cwd(), '.till-tokens'));

/** What runs each time the till starts. */
async function start(): Promise<Secuconnect> {
  const secuconnect = new Secuconnect({
    ...target,
    tokenStore,
    auth: deviceGrant({
      clientId,
      clientSecret,
      uuid,
      onUserCode: ({ userCode, verificationUri, expiresAt }) => {
        console.log(`Enter ${userCode} at ${verificationUri} until ${expiresAt.toISOString().slice(11, 16)} UTC.`);
      },
    }),
  });
  await secuconnect.authenticate();
  return secuconnect;
}

try {
  await start();
  console.log('The till is connected.');

  const restarted = await start();
  const { count } = await restarted.smart.transactions.list({ count: 1 });
  console.log(`After the restart it is still connected, without a new code. It sees ${count} transactions.`);
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  // The code expired, or was denied. The next call of a client shows a new one.
  console.error('The till is not connected:', error.message);
  process.exitCode = 1;
}
