import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import settings from './openapitools.json' with { type: 'json' };
import { cache, openapitools, root } from './paths.ts';
import { runTool, ToolFailed } from './run-tool.ts';
import { UserError } from './user-error.ts';

const { version } = settings['generator-cli'];
const jar = join(cache, 'openapi-generator', `${version}.jar`);
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';

/** Runs openapi-generator. Checks for Java first, and downloads the generator if it is not cached. */
export async function openapiGenerator(command: 'generate', options: Record<string, string>): Promise<void> {
  requireJava();
  if (!existsSync(jar)) downloadJar();
  verifyJar();
  try {
    await runTool('openapi-generator-cli', [
      '--openapitools',
      openapitools,
      command,
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ]);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new UserError(`openapi-generator ${version} rejected the spec:\n\n${failure.output}`);
    throw failure;
  }
}

function requireJava(): void {
  if (spawnSync('java', ['-version']).status !== 0) {
    throw new UserError(
      '`pnpm generate` requires Java 11 or newer on the PATH. Install a JDK and run again. Building and testing do not require it.',
    );
  }
}

/** Downloads with Maven if it is installed, otherwise with the generator's wrapper. */
function downloadJar(): void {
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
    throw new UserError(
      `openapi-generator ${version} could not be downloaded, neither with Maven nor with its wrapper. Check your connection, or put ${artifact} at ${jar}.`,
    );
  }
}

function verifyJar(): void {
  const actual = createHash('sha256').update(readFileSync(jar)).digest('hex');
  if (actual === SHA256) return;
  rmSync(jar);
  throw new UserError(
    `The file ${jar} has an unexpected checksum (SHA-256 ${actual}) and has been deleted. Run again to download it.`,
  );
}
