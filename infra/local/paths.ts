import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where things lie in this project, whatever the working directory. */
export const paths = {
  root: ROOT,
  assembly: join(ROOT, '.build/cdk'),
  functions: join(ROOT, 'functions'),
  web: join(ROOT, '.build/web'),
  localBundles: join(ROOT, '.build/local'),
} as const;
