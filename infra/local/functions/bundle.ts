import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { paths } from '../paths.ts';

/** Every handler as a module that can be loaded many times, the SDK and other large packages as modules loaded once. */
export interface Bundle {
  /** Path of the module by `<room>-<handler>`. */
  readonly modules: ReadonlyMap<string, string>;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = paths.root;
const SANDBOX = join(HERE, 'sandbox');
const OUT = paths.localBundles;
const KEPT_BUNDLES = 8;
/** A bundle may be in use by another process for this long. */
const IN_USE_MS = 3_600_000;

/**
 * Packages that hold no state of ours: loaded once for all functions, as are the rooms' contracts. A room's other modules
 * are loaded per function, as each function on AWS has its own memory: a key fetched by one must not be known to another
 * that may not read it.
 */
const SHARED = /^(@aws-sdk\/|@smithy\/|@middy\/core$|zod($|\/)|ulid$|temporal-polyfill|preact)/;

const REQUIRE = `import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(${JSON.stringify(join(ROOT, 'package.json'))});`;

/** Bundles `<sources>/<room>/<handler>.handler.ts`, unless the same inputs have been bundled before. */
export async function bundleLocal(sources: string): Promise<Bundle> {
  const from = resolve(sources);
  const handlers = globSync('*/*.handler.ts', { cwd: from }).sort();
  const names = handlers.map((file) => `${dirname(file)}-${basename(file, '.handler.ts')}`);
  const out = join(OUT, inputsHash(from));
  if (existsSync(out)) touch(out);
  else await make(from, handlers, out);
  return { modules: new Map(names.map((name) => [name, join(out, 'handlers', `${name}.mjs`)])) };
}

async function make(from: string, handlers: readonly string[], out: string): Promise<void> {
  const work = `${out}.${process.pid}.making`;
  const shared = new Set<string>();
  const entries = handlers.map((file) => ({
    in: join(from, file),
    out: `handlers/${dirname(file)}-${basename(file, '.handler.ts')}`,
  }));
  await buildHandlers(work, entries, { names: shared, contracts: await contractsIn(from) });
  const packages = [...shared].sort().map((name) => ({ in: name, out: sharedFile(name).replace(/\.mjs$/, '') }));
  if (packages.length > 0) {
    const plugins = [chance, shortCalls];
    await build({ ...common(work, 'shared'), entryPoints: packages, plugins, splitting: true });
  }
  mkdirSync(work, { recursive: true });
  try {
    renameSync(work, out);
  } catch (error) {
    // Another process made the same bundle meanwhile.
    if (!existsSync(out)) throw error;
    rmSync(work, { recursive: true, force: true });
  }
  forgetOld();
}

interface Entry {
  readonly in: string;
  readonly out: string;
}

/** What handlers leave out of their own modules. */
interface Shared {
  /** Packages, and paths of contracts, that some handler imports. */
  readonly names: Set<string>;
  readonly contracts: ReadonlySet<string>;
}

/** Paths of the contracts of all rooms, and of what they are made of: shapes and words, which a test holds to keep nothing. */
async function contractsIn(from: string): Promise<ReadonlySet<string>> {
  const entryPoints = globSync('*/contract.ts', { cwd: from }).map((file) => join(from, file));
  if (entryPoints.length === 0) return new Set();
  const options = { bundle: true, write: false, metafile: true, packages: 'external', outdir: OUT } as const;
  const { metafile } = await build({ ...options, entryPoints, absWorkingDir: ROOT, logLevel: 'silent' });
  return new Set(Object.keys(metafile.inputs).map((file) => join(ROOT, file)));
}

/** A handler that does not build must not stop the others: it fails when it is invoked, with the reason. */
async function buildHandlers(work: string, entries: readonly Entry[], shared: Shared): Promise<void> {
  const own = common(work, 'own');
  const define = { ...own.define, 'import.meta.url': 'moduleUrl' };
  const options = { ...own, define, plugins: [leaveOut(shared), chance, lightCalls] };
  try {
    await build({ ...options, entryPoints: [...entries], logLevel: 'silent' });
  } catch {
    for (const entry of entries) {
      await build({ ...options, entryPoints: [entry] }).catch((error: unknown) => {
        const reason = JSON.stringify(`${entry.in} does not build. ${error instanceof Error ? error.message : ''}`);
        const file = join(work, `${entry.out}.mjs`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `const handler = () => { throw new Error(${reason}); };\nexport {\n  handler\n};\n`);
      });
    }
  }
}

const common = (outdir: string, part: 'own' | 'shared'): BuildOptions & { outdir: string } => ({
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  loader: { '.ttf': 'binary', '.wasm': 'binary' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  banner: { js: REQUIRE },
  inject: [join(SANDBOX, 'globals.ts')],
  define: { 'Math.random': 'tandemRandom', TANDEM_PART: JSON.stringify(part) },
  alias: { '@smithy/node-http-handler': join(SANDBOX, 'node-http-handler.ts') },
  absWorkingDir: ROOT,
  logLevel: 'warning',
});

const sharedFile = (name: string): string => {
  const called = isAbsolute(name) ? relative(ROOT, name).replace(/\.ts$/, '') : name;
  return `shared/${called.replaceAll('/', '__').replaceAll('@', '')}.mjs`;
};

/** Leaves shared packages and contracts out of a handler's module, and remembers which they are. */
const leaveOut = ({ names: found, contracts }: Shared): Plugin => ({
  name: 'shared-modules',
  setup(building) {
    building.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (!contracts.has(file)) return undefined;
      found.add(file);
      return { path: `../${sharedFile(file)}`, external: true };
    });
    building.onResolve({ filter: SHARED }, ({ path, importer }) => {
      if (relative(join(ROOT, 'node_modules'), importer).startsWith('..') === false) return undefined;
      found.add(path);
      return { path: `../${sharedFile(path)}`, external: true };
    });
  },
});

/** `node:crypto` with the call's own chance. */
const chance: Plugin = {
  name: 'chance',
  setup(building) {
    building.onResolve({ filter: /^(node:)?crypto$/ }, ({ importer }) =>
      importer.startsWith(SANDBOX)
        ? { path: 'node:crypto', external: true }
        : { path: join(SANDBOX, 'node-crypto.ts') },
    );
  },
};

/** The functions that call AWS without the SDK reach the door too. */
const lightCalls: Plugin = {
  name: 'light-calls',
  setup(building) {
    building.onResolve({ filter: /\/(https|sign)\.ts$/ }, ({ path, importer }) =>
      dirname(importer).endsWith('/shared/light') ? { path: join(SANDBOX, `light-${basename(path)}`) } : undefined,
    );
  },
};

/** The SDK's own client, made able to go the short way. */
const shortCalls: Plugin = {
  name: 'short-calls',
  setup(building) {
    building.onLoad({ filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]smithy-client[\\/]client\.js$/ }, ({ path }) => {
      const theirs = readFileSync(path, 'utf8');
      const named = theirs.replace('export class Client', 'class TheirClient');
      if (named === theirs) throw new Error(`${path} no longer holds the SDK's client.`);
      const imported = `import { shortened } from ${JSON.stringify(join(SANDBOX, 'short-call.ts'))};`;
      return { contents: `${imported}\n${named}\nexport const Client = shortened(TheirClient);\n`, loader: 'js' };
    });
    building.onLoad({ filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]smithy-client[\\/]command\.js$/ }, ({ path }) => {
      const theirs = readFileSync(path, 'utf8');
      const made = theirs.replace('middlewareStack = constructStack()', 'middlewareStack = late(constructStack)');
      if (made === theirs) throw new Error(`${path} no longer holds the SDK's commands.`);
      const imported = `import { late } from ${JSON.stringify(join(SANDBOX, 'late-stack.ts'))};`;
      return { contents: `${imported}\n${made}`, loader: 'js' };
    });
  },
};

function inputsHash(from: string): string {
  const hash = createHash('sha256');
  const hashFiles = (dir: string, pattern: string): void => {
    for (const file of globSync(pattern, { cwd: dir }).sort()) {
      const path = join(dir, file);
      if (statSync(path).isFile()) hash.update(`${file}\n`).update(readFileSync(path));
    }
  };
  hash.update(`${from}\n`);
  hashFiles(from, '**/*');
  // A fixture's handlers may use the shared code as well.
  hashFiles(join(ROOT, 'functions/shared'), '**/*');
  hashFiles(HERE, '**/*');
  hashFiles(join(ROOT, 'infra/local/door'), 'sdk-request.ts');
  hashFiles(ROOT, 'package-lock.json');
  return hash.digest('hex').slice(0, 16);
}

const touch = (path: string): void => utimesSync(path, new Date(), new Date());

/** Keeps the bundles used last. */
function forgetOld(): void {
  const bundles = globSync('*', { cwd: OUT })
    .map((name) => ({ path: join(OUT, name), used: statSync(join(OUT, name)).mtimeMs }))
    .sort((left, right) => right.used - left.used);
  const idle = bundles.slice(KEPT_BUNDLES).filter((old) => Date.now() - old.used > IN_USE_MS);
  for (const old of idle) rmSync(old.path, { recursive: true, force: true });
}
