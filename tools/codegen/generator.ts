import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import settings from './openapitools.json' with { type: 'json' };
import { cache, openapitools, root } from './paths.ts';
import { run, ToolFailed } from './run.ts';
import { Stop } from './stop.ts';

const { version } = settings['generator-cli'];
const jar = join(cache, 'openapi-generator', `${version}.jar`);
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';

/** Runs openapi-generator, once Java and the generator itself are there. */
export async function openapiGenerator(command: 'generate', options: Record<string, string>): Promise<void> {
  requireJava();
  if (!existsSync(jar)) fetchJar();
  verifyJar();
  try {
    await run('openapi-generator-cli', [
      '--openapitools',
      openapitools,
      command,
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ]);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new Stop(`openapi-generator ${version} refused the spec:\n\n${failure.output}`);
    throw failure;
  }
}

function requireJava(): void {
  if (spawnSync('java', ['-version']).status !== 0) {
    throw new Stop(
      'Regenerating needs Java 11 or newer on the PATH; install a JDK and run again. (Building and testing do not need it.)',
    );
  }
}

/** From Maven's cache where Maven is at hand, else by the generator's own wrapper; both know where to find it. */
function fetchJar(): void {
  mkdirSync(join(cache, 'openapi-generator'), { recursive: true });
  const artifact = `org.openapitools:openapi-generator-cli:${version}`;
  const folder = join(cache, 'openapi-generator', 'maven');
  const maven = spawnSync(
    'mvn',
    ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
    { cwd: root },
  );
  if (maven.status === 0) {
    renameSync(join(folder, `openapi-generator-cli-${version}.jar`), jar);
    return;
  }
  spawnSync('openapi-generator-cli', ['--openapitools', openapitools, 'version'], { cwd: root });
  if (!existsSync(jar)) {
    throw new Stop(
      `openapi-generator ${version} could not be fetched, neither with Maven nor by its wrapper. Go online once, or put ${artifact} at ${jar}.`,
    );
  }
}

function verifyJar(): void {
  const actual = createHash('sha256').update(readFileSync(jar)).digest('hex');
  if (actual === SHA256) return;
  rmSync(jar);
  throw new Stop(
    `The generator at ${jar} was not the expected one (sha256 ${actual}) and has been removed; run again to fetch it anew.`,
  );
}
