/** `npm run demo`: the checkout example through the SDK, against a mock made from the spec. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startPrism } from '@secuconnect/contract-tests/mock';
import document from '../packages/api/openapi.json' with { type: 'json' };

const example = fileURLToPath(new URL('../examples/custom-checkout.ts', import.meta.url));

const mock = await startPrism({ document });
try {
  console.log(`A Secuconnect made from the spec listens at ${mock.baseUrl}.`);
  console.log('The program is examples/custom-checkout.ts; only its base URL points to the mock.');
  const code = await run(example, {
    SECUCONNECT_BASE_URL: mock.baseUrl,
    SECUCONNECT_CLIENT_ID: 'demo',
    SECUCONNECT_CLIENT_SECRET: 'demo',
    SECUCONNECT_CONTRACT_ID: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1',
  });
  process.exitCode = code;
  if (code === 0) {
    console.log(
      `\nDone: ${mock.requests.length} requests, each checked against the spec, ${mock.violations.length} violations.`,
    );
    console.log('Next: README.md for your own first payment, ARCHITECTURE.md for how this works.');
  }
} finally {
  await mock.close();
}

function run(program: string, settings: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [program], { stdio: 'inherit', env: { ...process.env, ...settings } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
