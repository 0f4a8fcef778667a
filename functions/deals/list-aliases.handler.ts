import { http } from '../shared/http.ts';
import { aliasesView } from './aliases.ts';
import { routes } from './contract.ts';
import { listAliases } from './customers/store.ts';

export const handler = http(routes.listAliases, async () => ({ body: aliasesView(await listAliases()) }));
