/** `pnpm mock [port]`: starts a mock that responds with the examples of the spec, and rejects requests that break it. */
import '../tools/command-tools/errors.ts';

const { startMock } = await import('@secuconnect/mock');
const mock = await startMock({ port: portFrom(process.argv[2]), log: (line) => console.log(line) });
console.log(`The mock listens on ${mock.baseUrl} (token endpoint ${mock.url}/oauth/token). Press Ctrl+C to stop it.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close());

function portFrom(argument: string | undefined): number {
  const port = Number(argument ?? 0);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${argument} is not a valid port. Use a number below 65536, or none for a free port.`);
}
