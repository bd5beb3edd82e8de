/**
 * `pnpm drift`: reads from a real environment (SECUCONNECT_ENVIRONMENT, and credentials as for the client), and compares its responses with the
 * document. Prints names of fields, and never a value. Fails if a response breaks the document; what is new there is printed only.
 */
import '../tools/command-tools/errors.ts';

const { measureDrift } = await import('@secuconnect/contract-tests/drift');
const found = await measureDrift(process.env);
if (found === undefined)
  console.log('There are no credentials of Secuconnect in the environment: drift was not measured.');
else {
  for (const one of found.violations) console.error(`violation  ${one}`);
  for (const one of found.drift) console.log(`drift      ${one}`);
  for (const one of found.skipped) console.log(`not judged ${one}`);
  const { judged, violations, drift, skipped } = found;
  console.log(
    `${judged.length} operations judged, ${skipped.length} not; ${violations.length} violations, ${drift.length} differences that the document allows.`,
  );
  if (violations.length > 0 || judged.length === 0) process.exitCode = 1;
}
