// Starts a script of this project with everything it needs. Runs on any Node from 20 on, before anything is installed:
//   node scripts/run.mjs [--java] [--chromium] <script.ts> [arguments]
// Packages and Node 24 (which comes as a package) are installed when missing; Java and Chromium are looked for, and
// named with the command that installs them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.installed-lock');
const NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const stop = (text) => {
  console.error(`\n${text}\n`);
  process.exit(1);
};

const npm = (...args) => {
  const { status } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) stop(`"npm ${args.join(' ')}" did not end well; its message is above.`);
};

/** By content: a checkout that only touches the lock file installs nothing. */
const ensurePackages = () => {
  const lock = join(ROOT, 'package-lock.json');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  const installed = join(MODULES, '.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    console.error('Installing packages (once, and after a change of package-lock.json) ...');
    npm('ci', '--loglevel=error');
  }
  writeFileSync(STAMP, hash);
};

const nodeMajor = () => Number(/^v(\d+)/.exec(spawnSync(NODE, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]);

/** An npm that was told not to run install scripts leaves the package `node` without its binary. */
const ensureNode = () => {
  if (existsSync(NODE) && nodeMajor() >= 24) return;
  npm('rebuild', 'node', 'esbuild');
  if (!existsSync(NODE) || !(nodeMajor() >= 24)) {
    stop('Node 24 is missing and could not be installed as a package. Delete node_modules and run "npm ci".');
  }
};

const isRoot = process.getuid?.() === 0;
const hasApt = () => spawnSync('apt-get', ['--version']).status === 0;

/** On a machine that only runs tests nobody reads a hint, so there (root, CI) Debian's package is installed. */
const installForCi = (aptPackage) => {
  if (process.env.CI !== 'true' || !isRoot || !hasApt()) return;
  console.error(`Installing ${aptPackage} ...`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', aptPackage], { stdio: 'inherit' });
};

const commandFor = (aptPackage, mac) => {
  if (process.platform === 'darwin') return mac;
  return `${isRoot ? '' : 'sudo '}apt-get install -y ${aptPackage}`;
};

const javaMajor = () => {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
};

const ensureJava = () => {
  if (javaMajor() >= 17) return;
  installForCi('openjdk-17-jre-headless');
  if (javaMajor() >= 17) return;
  const found = javaMajor();
  stop(
    `${found > 0 ? `Java ${found} is too old` : 'Java is missing'}: DynamoDB Local needs Java 17 or newer. Install it with\n\n` +
      `  ${commandFor('openjdk-17-jre-headless', 'brew install openjdk@17')}\n\nand run the same command again.`,
  );
};

const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const findChromium = () => CHROMIUM.find((path) => path && existsSync(path));

const ensureChromium = () => {
  if (!findChromium()) installForCi('chromium');
  const found = findChromium();
  if (!found) {
    stop(
      `Chromium is missing: the browser test drives it. Install it with\n\n  ${commandFor('chromium', 'brew install --cask chromium')}\n\n` +
        'or set CHROMIUM_PATH to a Chrome or Chromium that is there, and run the same command again.',
    );
  }
  process.env.CHROMIUM_PATH = found;
};

const start = (script, args) => {
  const child = spawn(NODE, [script, ...args], {
    cwd: ROOT,
    // The channel tells the script when this process is gone, even killed: process.once('disconnect', ...).
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(MODULES, '.bin')}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches the script by itself; only a signal sent to this process alone must be passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
};

const flags = process.argv
  .slice(2)
  .filter((arg, index, all) => arg.startsWith('--') && index < all.findIndex((one) => !one.startsWith('--')));
const [script, ...args] = process.argv.slice(2 + flags.length);
if (!script) stop('Usage: node scripts/run.mjs [--java] [--chromium] <script.ts> [arguments]');
ensurePackages();
ensureNode();
if (flags.includes('--java')) ensureJava();
if (flags.includes('--chromium')) ensureChromium();
start(script, args);
