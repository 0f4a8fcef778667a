import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleLocal } from '../../infra/local/functions/bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT = join(ROOT, '.build/assemblies');

/** What the templates of the local stage are made of. */
const INPUTS = ['infra/**/*.ts', 'workflows/**/*.asl.json', 'functions/*/*.ts', 'cdk.json', 'package-lock.json'];

const isInput = (file: string): boolean =>
  !file.startsWith('infra/local/') && (!file.startsWith('functions/') || /\.handler\.ts$|contract\.ts$/.test(file));

/** Only that a handler is there matters, not what it does. */
const bytesOf = (file: string): Buffer =>
  file.endsWith('.handler.ts') ? Buffer.alloc(0) : readFileSync(join(ROOT, file));

function inputsHash(): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    if (isInput(file)) hash.update(`${file}\n`).update(bytesOf(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Folder of the synthesised templates of stage `local`: made when their inputs changed, kept by their hash. */
export function assembly(): string {
  const kept = join(KEPT, inputsHash());
  if (existsSync(kept)) return kept;
  execFileSync(process.execPath, ['infra/app.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(KEPT, { recursive: true });
  const copy = `${kept}.${process.pid}`;
  cpSync(join(ROOT, '.build/cdk'), copy, { recursive: true });
  try {
    renameSync(copy, kept);
  } catch {
    rmSync(copy, { recursive: true, force: true });
  }
  forgetOld();
  return kept;
}

/** Those of the last hours are kept: another run may be using them. */
function forgetOld(): void {
  for (const name of globSync('*', { cwd: KEPT })) {
    const path = join(KEPT, name);
    if (Date.now() - statSync(path).mtimeMs > 6 * 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}

/** The templates and the bundle of the handlers: both only when something changed. */
export async function prepare(): Promise<{ readonly assembly: string }> {
  const made = assembly();
  await bundleLocal(join(ROOT, 'functions'));
  return { assembly: made };
}
