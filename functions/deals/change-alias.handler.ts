import { http } from '../shared/http.ts';
import { notFound, opsOnly } from '../shared/problem.ts';
import { aliasesView, aliasFrom } from './aliases.ts';
import { lookAgain } from './aliasing/store.ts';
import { routes } from './contract.ts';
import { listAliases, putAlias, removeAlias } from './customers/store.ts';

/** Ops say whose a domain is: it counts for what is registered and told from then on, and a person looks at what is open. */
export const handler = http(routes.changeAlias, async ({ body, session, now }) => {
  opsOnly(session, 'change alias domains');
  if (!session) throw notFound('page');
  const actor = { by: session.personId, byName: session.name };
  const { domain, alias } = aliasFrom(body, actor, await listAliases(), now.toISOString());
  if (alias) {
    await putAlias(alias);
    await lookAgain(alias, now);
  } else await removeAlias(domain);
  return { body: aliasesView(await listAliases()) };
});
