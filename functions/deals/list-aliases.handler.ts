import { listAliases } from '../shared/alias-reader.ts';
import { http } from '../shared/http.ts';
import { aliasesView } from './aliases.ts';
import { routes } from './contract.ts';

export const handler = http(routes.listAliases, async () => ({ body: aliasesView(await listAliases()) }));
