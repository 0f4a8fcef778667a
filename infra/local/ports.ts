import { createServer } from 'node:net';
import type { Stack } from './template/assembly.ts';
import { isFields, optionalText } from './template/values.ts';

/** Ports on 127.0.0.1; `free` is any free ones, `none` opens none. */
export type Ports = { readonly aws: number; readonly site: number } | 'free' | 'none';

const portOf = (ports: Ports, which: 'aws' | 'site'): number | undefined => {
  if (ports === 'none') return undefined;
  return ports === 'free' ? 0 : ports[which];
};

/** Addresses go into letters, links and functions before anything listens there, so a free port is picked beforehand. */
export async function pickPort(ports: Ports, which: 'aws' | 'site'): Promise<number | undefined> {
  const wanted = portOf(ports, which);
  return wanted === 0 ? freePort() : wanted;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The parameters that hold the site's address (`/tandem/<stage>/site-url`), with the one of this machine. */
export function siteParameters(stacks: readonly Stack[], siteUrl: string): Readonly<Record<string, string>> {
  const names = stacks.flatMap(({ template }) =>
    Object.values(isFields(template.Resources) ? template.Resources : {}).flatMap((resource) => {
      if (!isFields(resource) || resource.Type !== 'AWS::SSM::Parameter' || !isFields(resource.Properties)) return [];
      const name = optionalText(resource.Properties.Name);
      return name?.endsWith('/site-url') ? [name] : [];
    }),
  );
  return Object.fromEntries(names.map((name) => [name, siteUrl]));
}
