/**
 * `npm run demo` and `npm test` with only Node and npm: installs the packages of the lockfile, then runs the command with pnpm.
 * Plain JavaScript without dependencies, because nothing is installed when it starts.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const verb = process.argv[2] ?? '';
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The JavaScript of pnpm. On Windows, Node starts no `.cmd` file without a shell, and a shell would read the path of the repository. */
const pnpm = join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');

const [major] = process.versions.node.split('.').map(Number);
const installsNode = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
if (major < 20)
  stop(
    `This command requires Node 20 or newer, and runs on ${process.version}. Install a current Node and run the command again.`,
  );
if (!installsNode && major < 24)
  stop(
    `On this system the workspace cannot install its own Node. Install Node 24 or newer (current version: ${process.version}) and run the command again.`,
  );

install();
run(process.execPath, [pnpm, 'run', '--silent', `${verb}:installed`]);

function install() {
  if (!isWritable()) {
    if (isInstalled()) return;
    stop(
      'This folder is read-only, and the packages of its lockfile are not installed. Make it writable and run the command again.',
    );
  }
  const [command, ...first] = existsSync(pnpm)
    ? [process.execPath, pnpm]
    : [...npm(), 'exec', '--yes', '--', packageManager];
  console.log('Installing the packages of the lockfile …');
  const done = spawnSync(command, [...first, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(),
  });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.trim();
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network|fetch failed|META_FETCH_FAIL/i.test(output)) {
    stop(
      `The first run downloads the toolchain, but the package registry is not reachable. Go online and run the command again.\n\n${output}`,
    );
  }
  stop(`The installation failed. Output of ${packageManager}:\n\n${output}`);
}

function isWritable() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** pnpm keeps the lockfile of what it has installed. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.pnpm', 'lock.yaml');
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(root, 'pnpm-lock.yaml')));
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment() });
  process.exitCode = done.status ?? 1;
  if (done.status !== 0 && !isWritable())
    console.error(
      'This folder is read-only. What is not built yet needs it to be writable: make it so, and run the command once.',
    );
}

/** Puts the tools of the workspace first, including its Node, and disables telemetry and prompts. */
function environment() {
  return {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NO_UPDATE_NOTIFIER: '1',
  };
}

/** npm: the one that runs this script, or the one beside Node on Windows, or the one on the PATH. */
function npm() {
  const files = [process.env.npm_execpath ?? '', join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')];
  const file = files.find((one) => one.endsWith('npm-cli.js') && existsSync(one));
  return file ? [process.execPath, file] : ['npm'];
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
