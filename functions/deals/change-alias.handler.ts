import { listAliases } from '../shared/alias-reader.ts';
import { http } from '../shared/http.ts';
import { notFound, opsOnly } from '../shared/problem.ts';
import { aliasesView, aliasFrom } from './aliases.ts';
import { nameAlias } from './aliasing/store.ts';
import { routes } from './contract.ts';
import { removeAlias } from './customers/store.ts';

/** Ops say whose a domain is: it counts for what is registered, told and paid, and a person looks at what is open. */
export const handler = http(routes.changeAlias, async ({ body, session, now }) => {
  opsOnly(session, 'change alias domains');
  if (!session) throw notFound('page');
  const actor = { by: session.personId, byName: session.name };
  const { domain, alias } = aliasFrom(body, actor, await listAliases(), now.toISOString());
  await (alias ? nameAlias(alias, now) : removeAlias(domain));
  return { body: aliasesView(await listAliases()) };
});
