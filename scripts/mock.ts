/** `pnpm mock [port]`: a server that answers as the spec says, with the spec's examples, and refuses what the spec does not allow. */
import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { startPrism } from '@secuconnect/mock';

try {
  const mock = await startPrism({ document, port: portFrom(process.argv[2]), log: (line) => console.log(line) });
  console.log(`The mock listens at ${mock.baseUrl} (token endpoint ${mock.url}/oauth/token). Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close());
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}

function portFrom(argument: string | undefined): number {
  const port = Number(argument ?? 0);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${argument} is not a port: give a number below 65536, or none for a free one.`);
}
